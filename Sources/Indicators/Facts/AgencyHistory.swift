import Ground
import Journal

/// What one fact tells of an agency. Source: docs/facts.md, `agency.…`.
struct AgencyTold: Sendable, Hashable {
  /// Of the fact in the journal.
  var position = 0
  let subject: String
  let seq: Int
  let code: String
  let parent: String?
  /// The day from which code and parent hold.
  let since: Day
  let from: Day
  /// The last day; `nil` while no end is known.
  let to: Day?
  /// Province, department, commune …
  let level: String

  init(
    position: Int = 0, subject: String, seq: Int, code: String, parent: String?, since: Day,
    from: Day, to: Day?, level: String = ""
  ) {
    self.level = level
    self.position = position
    (self.subject, self.seq, self.code, self.parent) = (subject, seq, code, parent)
    (self.since, self.from, self.to) = (since, from, to)
  }

  /// `nil` for a fact that names no code or no days.
  init?(_ fact: Fact, at position: Int = 0) {
    let values = FactValues(fact)
    guard let code = fact.agency?.rawValue, let from = values.day("from") else { return nil }
    self.init(
      position: position, subject: fact.subject, seq: fact.seq, code: code,
      parent: values.text("parent"), since: values.day("since") ?? from, from: from,
      to: values.day("to"), level: values.text("level") ?? "")
  }
}

/// The agencies through time as the sealed facts tell them: nothing else is asked, so that an
/// outsider groups figures as we do.
///
/// An agency that has ended stays under whoever it stood under last, so that the figures of a
/// province never lose what happened before a merger.
struct AgencyHistory: Sendable {
  private struct Identity {
    var from: Day
    var to: Day?
    /// In order of `since`.
    var periods: [AgencyTold]

    func period(on day: Day) -> AgencyTold { periods.last { $0.since <= day } ?? periods[0] }
    func exists(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
  }

  private let identities: [String: Identity]
  private let holders: [String: [String]]

  init(_ told: some Sequence<AgencyTold>) {
    var identities: [String: Identity] = [:]
    for fact in told.sorted(by: { ($0.subject, $0.seq) < ($1.subject, $1.seq) }) {
      var identity = identities[fact.subject] ?? Identity(from: fact.from, periods: [])
      (identity.from, identity.to) = (fact.from, fact.to)
      identity.periods.removeAll { $0.since == fact.since }
      identity.periods.append(fact)
      identity.periods.sort { $0.since < $1.since }
      identities[fact.subject] = identity
    }
    var holders: [String: [String]] = [:]
    let ordered = identities.sorted { ($0.value.from, $0.key) < ($1.value.from, $1.key) }
    for (subject, identity) in ordered {
      for code in Set(identity.periods.map(\.code)) { holders[code, default: []].append(subject) }
    }
    (self.identities, self.holders) = (identities, holders)
  }

  /// Whether any agency ever had this code.
  func knows(_ code: String) -> Bool { holders[code] != nil }

  /// The codes of the agencies of a level that exist on `day`, in order.
  func codes(ofLevel level: String, on day: Day) -> [String] {
    identities.values.compactMap { identity in
      let period = identity.period(on: day)
      return identity.exists(on: day) && period.level == level ? period.code : nil
    }.sorted()
  }

  /// The code of the agency that has none above it on `day`, the first to exist when there are
  /// several; `nil` when no agency was ever told of.
  func topmost(on day: Day) -> String? {
    let tops = identities.filter {
      $0.value.exists(on: day) && parent(of: $0.value, on: day) == nil
    }
    return tops.min { ($0.value.from, $0.key) < ($1.value.from, $1.key) }?.value.period(on: day)
      .code
  }

  /// The code that the agency called `code` has on `day`, or the nearest one; an unknown one is
  /// itself.
  func code(of code: String, on day: Day) -> String {
    identity(of: code, on: day).flatMap { identities[$0] }?.period(on: day).code ?? code
  }

  /// Every code of `code` and of what stands below it on `day`; only itself when it is unknown.
  func below(_ code: String, on day: Day) -> Set<String> {
    guard let top = identity(of: code, on: day) else { return [code] }
    var children: [String: [String]] = [:]
    for (subject, identity) in identities {
      guard let parent = parent(of: identity, on: day) else { continue }
      children[parent, default: []].append(subject)
    }
    var members: Set<String> = [top]
    var waiting = [top]
    while let next = waiting.popLast() {
      for child in children[next, default: []] where members.insert(child).inserted {
        waiting.append(child)
      }
    }
    return Set(
      holders.keys.filter { code in identity(of: code, on: day).map(members.contains) ?? false })
  }

  /// On a day outside its life an agency stands where it stood first or last.
  private func parent(of identity: Identity, on day: Day) -> String? {
    let period = identity.period(on: min(day, identity.to ?? day))
    return period.parent.flatMap { self.identity(of: $0, on: max(period.since, identity.from)) }
  }

  /// Whom `code` names on `day`: who has it then, else who lives then and once had it, else who had
  /// it last.
  private func identity(of code: String, on day: Day) -> String? {
    func rank(_ identity: Identity) -> Int {
      guard identity.exists(on: day) else { return identity.from <= day ? 1 : 0 }
      return identity.period(on: day).code == code ? 3 : 2
    }
    var best: (subject: String, rank: Int)?
    for subject in holders[code, default: []] {
      let next = identities[subject].map(rank) ?? 0
      // Among equals the later one: holders stand in order of beginning.
      if next >= best?.rank ?? 0 { best = (subject, next) }
    }
    return best?.subject
  }
}
