import Ground

/// What a file of agencies changes in the agencies that are known. Pure; nothing is stored.
struct AgencyPlan {
  /// An agency that is new or was changed.
  struct Change: Equatable {
    let before: AgencyTree.Identity?
    var after: AgencyTree.Identity
  }

  /// In order of the file, agencies that only end because another follows them last.
  private(set) var changes: [Change] = []
  /// Links that are not known yet.
  private(set) var links: [Succession] = []
  /// Counted in lines of the file.
  private(set) var count = ImportCount(added: 0, changed: 0, unchanged: 0)

  private let tree: AgencyTree
  private var drafts: [AgencyDraft] = []
  private var ends: [AgencyID: Day] = [:]
  private var faults: [FileUnfit.Fault] = []

  /// Refuses: `FileUnfit` with every line that does not fit what is known.
  init(_ file: AgencyFile, on tree: AgencyTree, newID: () -> AgencyID) throws(FileUnfit) {
    self.tree = tree
    drafts = AgencyDraft.drafts(of: file.lines)
    match(newID)
    for index in drafts.indices { fill(index) }
    findCycles()
    for draft in drafts { link(draft) }
    guard faults.isEmpty else { throw FileUnfit(faults.sorted { $0.line < $1.line }) }
    nameLinks()
    collect()
  }

  /// Finds for each draft the agency it speaks of: one that had the code as its own and began on
  /// that day, else one that had it in that time and of which no other line speaks.
  private mutating func match(_ newID: () -> AgencyID) {
    var found: [Int: AgencyTree.Identity] = [:]
    for (index, draft) in drafts.enumerated() {
      found[index] = tree.holders(of: draft.code).first { $0.from == draft.from }
    }
    for (index, draft) in drafts.enumerated() where found[index] == nil {
      let taken = Set(found.values.map(\.id))
      let holders = tree.holders(of: draft.code).filter {
        $0.overlaps(draft.from, draft.to) && !taken.contains($0.id)
      }
      found[index] = holders.first
      if holders.count > 1 {
        let problem = FileProblem.codeTaken(draft.code.rawValue)
        faults.append(.init(line: draft.lines[0].number, problem: problem))
      }
    }
    for index in drafts.indices { drafts[index].begin(found[index], newID: newID) }
  }

  private mutating func fill(_ index: Int) {
    for line in drafts[index].lines {
      var parent: AgencyID?
      if let code = line.parent {
        parent = identity(of: code, on: line.from)
        if parent == nil {
          faults.append(.init(line: line.number, problem: .parentUnknown(code.rawValue)))
        }
      }
      drafts[index].add(line, parent: parent)
    }
    drafts[index].finish()
  }

  /// Who has `code` on `day` once the file is taken.
  private func identity(of code: AgencyCode, on day: Day) -> AgencyID? {
    if let draft = drafts.first(where: { $0.code == code && $0.covers(day) }) {
      return draft.identity.id
    }
    guard let known = tree.identity(of: code, on: day), known.exists(on: day),
      !drafts.contains(where: { $0.identity.id == known.id && $0.code == code })
    else { return nil }
    return known.id
  }

  private mutating func findCycles() {
    let byID = Dictionary(
      drafts.map { ($0.identity.id, $0.identity) }, uniquingKeysWith: { first, _ in first })
    for draft in drafts {
      for line in draft.lines {
        var seen: Set<AgencyID> = [draft.identity.id]
        var next = byID[draft.identity.id]?.period(on: line.from).parent
        while let id = next, seen.insert(id).inserted {
          next = (byID[id] ?? tree.identities[id])?.period(on: line.from).parent
        }
        if next != nil, let parent = line.parent {
          faults.append(.init(line: line.number, problem: .parentBelow(parent.rawValue)))
        }
      }
    }
  }

  private mutating func link(_ draft: AgencyDraft) {
    for line in draft.lines {
      for code in line.predecessors {
        let before = line.from.adding(days: -1)
        let found =
          identity(of: code, on: before) ?? identity(of: code, on: line.from)
          ?? drafts.last { $0.code == code }?.identity.id
        guard let found else {
          faults.append(.init(line: line.number, problem: .predecessorUnknown(code.rawValue)))
          continue
        }
        guard found != draft.identity.id else { continue }
        link(found, named: code, to: draft.identity, by: line)
      }
    }
  }

  /// An agency that the file itself lets live on hands over a part; one that the file does not name
  /// ends the day before.
  private mutating func link(
    _ id: AgencyID, named code: AgencyCode, to successor: AgencyTree.Identity,
    by line: AgencyFile.Line
  ) {
    let draft = drafts.first { $0.identity.id == id }?.identity
    let end = draft.map(\.to) ?? tree.identities[id]?.to
    var kind = Succession.Kind.rename
    var effective = line.from
    if let end {
      effective = end.adding(days: 1)
      if successor.from < effective { kind = .absorb }
      if let to = successor.to, to < effective {
        faults.append(.init(line: line.number, problem: .predecessorLives(code.rawValue)))
      }
    } else if draft != nil {
      kind = .transfer
    } else {
      ends[id] = line.from.adding(days: -1)
      if successor.from < line.from { kind = .absorb }
    }
    links.append(
      Succession(
        predecessor: id, successor: successor.id, kind: kind, effective: effective))
  }

  /// Several successors make a split, several predecessors a merger.
  private mutating func nameLinks() {
    let named = links.map { link in
      guard link.kind == .rename else { return link }
      let successors = links.count { $0.predecessor == link.predecessor }
      let predecessors = links.count { $0.successor == link.successor }
      let kind: Succession.Kind = successors > 1 ? .split : predecessors > 1 ? .merge : .rename
      return Succession(
        predecessor: link.predecessor, successor: link.successor, kind: kind,
        effective: link.effective)
    }
    let known = Set(tree.successions.map(\.key))
    links = named.filter { !known.contains($0.key) }
  }

  private mutating func collect() {
    for draft in drafts {
      let before = tree.identities[draft.identity.id]
      if before == draft.identity {
        count.unchanged += draft.lines.count
        continue
      }
      count.added += before == nil ? draft.lines.count : 0
      count.changed += before == nil ? 0 : draft.lines.count
      changes.append(Change(before: before, after: draft.identity))
    }
    for (id, end) in ends.sorted(by: { $0.key < $1.key }) {
      guard let before = tree.identities[id] else { continue }
      var after = before
      after.to = end
      changes.append(Change(before: before, after: after))
    }
  }
}

extension Succession {
  /// What makes two links the same one.
  var key: String {
    "\(predecessor.rawValue) \(successor?.rawValue ?? "-") \(effective.iso) "
      + sectors.sorted().joined(separator: ",")
  }
}

/// How many records an import added, changed and found as they were.
public struct ImportCount: Sendable, Equatable {
  public var added: Int
  public var changed: Int
  public var unchanged: Int

  public init(added: Int, changed: Int, unchanged: Int) {
    (self.added, self.changed, self.unchanged) = (added, changed, unchanged)
  }
}
