import Ground
import Journal
import Storage

/// Writes changed agencies with their facts and traces. Lives as long as its transaction, which it
/// holds alone among those that change agencies.
struct AgencyActs {
  let tx: any Transaction
  /// The agencies as they were before.
  let tree: AgencyTree
  private let store: AgencyStore
  private let instant: Instant
  private let caller: Caller?
  private let chance: Chance

  init(tx: any Transaction, at instant: Instant, by caller: Caller?, chance: Chance) throws {
    (self.tx, self.instant, self.caller, self.chance) = (tx, instant, caller, chance)
    store = AgencyStore(tx: tx)
    try store.change(chance.ulid(at: instant))
    tree = try store.tree()
  }

  /// Writes one changed agency and shows it as it is on `day`.
  func put(
    _ before: AgencyTree.Identity?, _ after: AgencyTree.Identity, by post: PostID?,
    reason: String, shownOn day: Day
  ) throws -> Agency {
    guard !normalised(reason).isEmpty else { throw AgencyRefused.reasonMissing }
    try put([AgencyPlan.Change(before: before, after: after)], by: post, reason: reason)
    let others = tree.identities.values.filter { $0.id != after.id }
    guard let agency = AgencyTree(others + [after], tree.successions).agency(id: after.id, on: day)
    else { throw AgencyRefused.periodUnfit }
    return agency
  }

  /// Writes changed agencies: one fact for each; who holds a post in one that ends loses it then.
  func put(_ changes: [AgencyPlan.Change], by post: PostID?, reason: String) throws {
    let after = changes.map { change in
      var after = change.after
      after.facts += 1
      return after
    }
    try store.put(after)
    let now = AgencyTree(
      tree.identities.values.filter { known in !after.contains { $0.id == known.id } } + after, [])
    for (change, identity) in zip(changes, after) {
      let kind = change.factKind
      let fact = fact(kind, of: identity, in: now, by: post)
      try JournalStore(tx: tx).add(fact)
      try store.add(
        AgencyAct(
          fact: fact.id, kind: kind.rawValue, at: instant, account: caller?.account, post: post,
          reason: normalised(reason)),
        id: identity.id, seq: identity.facts)
      if let to = identity.to, to != change.before?.to {
        try PostStore(tx: tx).endAll(
          at: identity.id, Instant(to.adding(days: 1), minute: 0), by: caller?.account)
      }
    }
  }

  /// Writes how an agency is reached from `day` on: its fact holds a promise of it, not itself.
  func put(
    _ contact: AgencyContact, of agency: AgencyTree.Identity, from day: Day, by post: PostID?,
    reason: String
  ) throws {
    guard !normalised(reason).isEmpty else { throw AgencyRefused.reasonMissing }
    guard agency.exists(on: day) else { throw AgencyRefused.periodUnfit }
    var after = agency
    after.facts += 1
    try store.put([after])
    let commitment = Commitment(to: contact.contents, chance: chance)
    try AgencyContactStore(tx: tx).put(contact, of: agency.id, from: day, salt: commitment.salt)
    var fact = Fact(
      id: chance.ulid(at: instant), kind: .agencyContact, at: instant, recordedAt: instant,
      subject: agency.id.rawValue, seq: after.facts)
    (fact.agency, fact.post) = (agency.code(on: day), post)
    fact.data = [JSON.Member("since", .string(day.iso))]
    fact.commitment = commitment.digest
    try JournalStore(tx: tx).add(fact)
    try store.add(
      AgencyAct(
        fact: fact.id, kind: fact.kind.rawValue, at: instant, account: caller?.account, post: post,
        reason: normalised(reason)),
      id: agency.id, seq: after.facts)
  }

  /// Takes back what was to happen after the announced last day of `agency`.
  func unlink(_ agency: AgencyTree.Identity) throws {
    guard let to = agency.to else { return }
    let next = to.adding(days: 1)
    try store.removeLinks(of: agency.id, effective: next)
    try PostStore(tx: tx).resumeAll(at: agency.id, Instant(next, minute: 0))
  }

  func add(_ link: Succession) throws { try store.add(link, id: chance.ulid(at: instant)) }

  /// What it is when it begins, or is from the latest of its changes on: codes and days only.
  private func fact(
    _ kind: Fact.Kind, of identity: AgencyTree.Identity, in tree: AgencyTree, by post: PostID?
  ) -> Fact {
    var fact = Fact(
      id: chance.ulid(at: instant), kind: kind, at: instant, recordedAt: instant,
      subject: identity.id.rawValue, seq: identity.facts)
    let period = identity.periods[identity.periods.count - 1]
    let parent = period.parent.flatMap { tree.identities[$0]?.code(on: period.from) }
    fact.agency = identity.code(on: period.from)
    fact.post = post
    let members: KeyValuePairs<String, JSON?> = [
      "level": .string(period.level.rawValue),
      "parent": parent.map { .string($0.rawValue) },
      "since": .string(period.from.iso),
      "from": .string(identity.from.iso),
      "to": identity.to.map { .string($0.iso) },
    ]
    fact.data = JSON.present(members).members ?? []
    return fact
  }
}

extension AgencyPlan.Change {
  /// Established, ended when nothing else changed, or changed.
  fileprivate var factKind: Fact.Kind {
    guard let before else { return .agencyEstablished }
    var same = after
    same.to = before.to
    return same == before && after.to != nil ? .agencyEnded : .agencyChanged
  }
}

extension Fact.Kind {
  /// An agency begins. `data`: level, parent, since, from, to.
  static let agencyEstablished = Fact.Kind(rawValue: "agency.established")
  /// Its code, level, parent, hours, name or time changed; `data` says what it is since then.
  static let agencyChanged = Fact.Kind(rawValue: "agency.changed")
  /// Where it is found and how it is reached, from `data.since` on.
  static let agencyContact = Fact.Kind(rawValue: "agency.contact")
  /// It has a last day: `data.to`.
  static let agencyEnded = Fact.Kind(rawValue: "agency.ended")
}
