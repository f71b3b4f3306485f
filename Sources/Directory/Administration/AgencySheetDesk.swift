import Ground
import Storage

/// Which agencies an administrator wants to see.
struct AgencyQuery: Sendable, Equatable {
  /// The raw value stands in the address.
  enum State: String, Sendable, CaseIterable {
    case standing = "dang-hoat-dong"
    case ending = "sap-ket-thuc"
    case future = "sap-thanh-lap"
    case ended = "da-ket-thuc"
    case withoutContact = "thieu-lien-he"
    case withoutHours = "thieu-gio"
  }

  /// The raw value stands in the address.
  enum Order: String, Sendable, CaseIterable {
    case code = "ma"
    case name = "ten"
  }

  var text = ""
  var level: AgencyLevel?
  /// Only what stands under it, with itself.
  var under: AgencyCode?
  var state = State.standing
  var order = Order.code
  /// Counts from 1.
  var page = 1

  static let size = 50
}

/// One page of agencies, and how many there are in all.
struct AgenciesFound: Sendable {
  struct Row: Sendable {
    let agency: Agency
    let parentName: String?
    let hasContact: Bool
    /// How many stand directly under it.
    let children: Int
    /// How deep it stands under those that the asker administers.
    let depth: Int
  }

  let rows: [Row]
  let total: Int
}

/// One agency as its administrators see it.
struct AgencySheet: Sendable {
  /// What it is since a day.
  struct Stretch: Sendable {
    let from: Day
    let agency: Agency
    let parentName: String?
  }

  /// A post with whoever holds it.
  struct HeldPost: Sendable {
    let post: Post
    let account: Account?
  }

  let agency: Agency
  let parentName: String?
  let codes: [AgencyTree.Code]
  /// Oldest first, those that have not begun too.
  let stretches: [Stretch]
  let contact: AgencyContact?
  /// Newest first, those that have not begun too.
  let contacts: [DatedContact]
  let successors: [(code: AgencyCode, name: String)]
  let children: [Agency]
  /// Those that hold or will, by beginning, then the ended ones.
  let posts: [HeldPost]
  /// Newest first.
  let acts: [AgencyAct]
  let actors: [AccountID: String]
  let at: Instant

  /// Whether it has no end that has come.
  var isStanding: Bool { agency.validTo.map { at.day <= $0 } ?? true }
}

/// Reading for those who administer agencies: one snapshot a question.
extension DirectoryDesk {
  /// One agency. Refuses: `AgencyUnseen` when there is none; `AgencyRefused.notYours`.
  func sheet(of code: AgencyCode, for caller: Caller) async throws -> AgencySheet {
    let instant = now()
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      guard let identity = tree.identity(of: code, on: instant.day),
        let agency = tree.shown(identity, on: instant.day)
      else { throw AgencyUnseen(code: code) }
      _ = try tree.administering(agency.code, caller, on: instant.day)
      let acts = try AgencyStore(tx: tx).acts(on: identity.id, limit: 50)
      return AgencySheet(
        agency: agency, parentName: tree.parentName(agency, on: instant.day),
        codes: identity.codes, stretches: tree.stretches(identity),
        contact: try AgencyContactStore(tx: tx).contact(of: identity.id, on: instant.day),
        contacts: try AgencyContactStore(tx: tx).history(of: identity.id),
        successors: tree.followers(of: identity), children: tree.children(identity, instant.day),
        posts: try posts(at: identity, tree, instant, tx), acts: acts,
        actors: try AccountStore(tx: tx).names(of: Set(acts.compactMap(\.account))), at: instant)
    }
  }

  private func posts(
    at identity: AgencyTree.Identity, _ tree: AgencyTree, _ instant: Instant, _ tx: any Transaction
  ) throws -> [AgencySheet.HeldPost] {
    let posts = try PostStore(tx: tx).posts(at: identity.id, in: tree, on: instant.day)
    let accounts = try AccountStore(tx: tx).accounts(Set(posts.map(\.account)))
    let held = posts.map { AgencySheet.HeldPost(post: $0, account: accounts[$0.account]) }
    let standing = held.filter { held in held.post.to.map { instant < $0 } ?? true }
    let ended = held.filter { held in held.post.to.map { $0 <= instant } ?? false }
    return standing + ended.reversed()
  }

  /// One page of the agencies that `caller` administers. Refuses: `AgencyRefused.notYours`.
  func administered(_ query: AgencyQuery, by caller: Caller) async throws -> AgenciesFound {
    let instant = now()
    return try await database.read { tx in
      let sight = try Sight(tx: tx, cache: cache, caller: caller, at: instant)
      let known = try AgencyContactStore(tx: tx).known(on: instant.day)
      let under = query.under.map { sight.tree.below($0, on: instant.day) }
      let wanted = folded(query.text).split(separator: " ")
      let found = sight.tree.identities.values.compactMap { identity -> Agency? in
        guard let agency = sight.tree.shown(identity, on: instant.day),
          sight.administers(agency.code) || sight.administers(agency.parent ?? agency.code),
          under?.contains(agency.code) ?? true
        else { return nil }
        let fits = query.keeps(agency, wanted, isKnown: known.contains(agency.id), instant.day)
        return fits ? agency : nil
      }.sorted { query.order == .code ? $0.isBefore($1) : folded($0.name) < folded($1.name) }
      let page = found.dropFirst((query.page - 1) * AgencyQuery.size).prefix(AgencyQuery.size)
      return AgenciesFound(
        rows: page.map { agency in
          AgenciesFound.Row(
            agency: agency, parentName: sight.tree.parentName(agency, on: instant.day),
            hasContact: known.contains(agency.id),
            children: sight.tree.childCount(agency, instant.day),
            depth: sight.tree.ancestors(of: agency.code, on: instant.day).count)
        }, total: found.count)
    }
  }
}

extension AgencyQuery {
  fileprivate func keeps(
    _ agency: Agency, _ wanted: [Substring], isKnown: Bool, _ today: Day
  ) -> Bool {
    if let level, agency.level != level { return false }
    let hasBegun = agency.validFrom <= today
    let hasEnded = agency.validTo.map { $0 < today } ?? false
    let isStanding = hasBegun && !hasEnded
    let isMeant =
      switch state {
      case .standing: isStanding
      case .ending: isStanding && agency.validTo != nil
      case .future: !hasBegun
      case .ended: hasEnded
      case .withoutContact: isStanding && !isKnown
      case .withoutHours: isStanding && agency.hours == nil
      }
    guard isMeant else { return false }
    let text = wanted.isEmpty ? "" : folded("\(agency.name) \(agency.code.rawValue)")
    return wanted.allSatisfy { text.contains($0) }
  }
}

extension Agency {
  /// `H99.2` before `H99.10`: numbers in a code are compared as numbers.
  public func isBefore(_ other: Agency) -> Bool {
    func parts(_ code: AgencyCode) -> [String] {
      code.rawValue.split(separator: ".").map { part in
        let isNumber = part.utf8.allSatisfy(isDecimalDigit)
        return isNumber
          ? String(repeating: "0", count: max(0, 12 - part.count)) + part : String(part)
      }
    }
    return parts(code).lexicographicallyPrecedes(parts(other.code))
  }
}

extension AgencyTree {
  /// As it is on `day`, else as it begins, else as it was at its end.
  fileprivate func shown(_ identity: Identity, on day: Day) -> Agency? {
    agency(id: identity.id, on: max(identity.from, day))
      ?? identity.to.flatMap { agency(id: identity.id, on: $0) }
  }

  fileprivate func parentName(_ agency: Agency, on day: Day) -> String? {
    agency.parent.flatMap { name(of: $0, on: day) }
  }

  fileprivate func stretches(_ identity: Identity) -> [AgencySheet.Stretch] {
    identity.periods.compactMap { period in
      agency(id: identity.id, on: max(period.from, identity.from)).map {
        AgencySheet.Stretch(
          from: period.from, agency: $0, parentName: parentName($0, on: period.from))
      }
    }
  }

  fileprivate func children(_ identity: Identity, _ day: Day) -> [Agency] {
    agencies(on: day).filter { $0.parent == identity.code(on: day) && $0.id != identity.id }
      .sorted { $0.isBefore($1) }
  }

  fileprivate func childCount(_ agency: Agency, _ day: Day) -> Int {
    identities.values.count { $0.exists(on: day) && $0.period(on: day).parent == agency.id }
  }

  fileprivate func followers(of identity: Identity) -> [(code: AgencyCode, name: String)] {
    successions.filter { $0.predecessor == identity.id }.compactMap { link in
      link.successor.flatMap { identities[$0] }.map { next in
        (next.code(on: link.effective), next.period(on: max(next.from, link.effective)).name)
      }
    }
  }
}
