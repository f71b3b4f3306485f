import Ground
import Journal
import Storage

/// What administrators do with people's accounts. Source: MRG-7.
///
/// Everybody sees the people who hold, held or will hold a post under an agency they administer,
/// and those whom they added; only who administers every agency where a person holds a post may
/// lock them or give them a new password.
extension AccountDesk {
  /// How long a link to set a password can be opened.
  static let linkHours: Int64 = 24

  /// One page of people. Refuses: `AgencyRefused.notYours`.
  func people(_ query: PeopleQuery, for caller: Caller) async throws -> PeopleFound {
    let instant = now()
    return try await database.read { tx in
      let seen = try Sight(tx: tx, cache: cache, caller: caller, at: instant)
      let posts = try PostStore(tx: tx).all(in: seen.tree, on: instant.day)
      let among = try query.agency.map {
        try Agencies(tx: tx, cache: cache).below($0, on: instant.day)
      }
      let wanted = folded(query.text).split(separator: " ")
      let found = try PeopleStore(tx: tx).accounts().map { $0.with(posts[$0.account.id] ?? []) }
        .filter {
          seen.sees($0) && query.keeps($0, wanted: wanted, among: among, at: instant)
        }.sorted(by: query.isBefore)
      let page = found.dropFirst((query.page - 1) * PeopleQuery.size).prefix(PeopleQuery.size)
      return PeopleFound(people: Array(page), total: found.count)
    }
  }

  /// One person. Refuses: `AccountUnseen`; `AgencyRefused.notYours`.
  func sheet(of id: AccountID, for caller: Caller) async throws -> PersonSheet {
    let instant = now()
    return try await database.read { tx in
      let seen = try Sight(tx: tx, cache: cache, caller: caller, at: instant)
      let person = try seen.person(id, tx)
      let store = PeopleStore(tx: tx)
      let acts = try store.acts(on: id, limit: 50)
      let actors = Set(acts.compactMap(\.actor) + person.posts.compactMap(\.grantedBy))
      return PersonSheet(
        person: person,
        agencies: try Agencies(tx: tx, cache: cache).names(of: Set(person.posts.map(\.agency))),
        acts: acts, actors: try AccountStore(tx: tx).names(of: actors),
        linkEnds: try store.linkEnd(of: id, at: instant), isManaged: seen.manages(person),
        at: instant)
    }
  }

  /// Adds a person without a password and gives the token of the link by which they set one.
  ///
  /// Refuses: `FieldUnfit.username`, `.personName`; `AccountRefused.usernameTaken`;
  /// `SignInRefused.busy`.
  func invite(
    username: String, name: String, kind: Account.Kind, reason: String, by caller: Caller
  ) async throws -> (account: AccountID, token: String) {
    guard kind != .citizen else { throw AccountRefused.notAnOfficer }
    let (fit, named) = (try Username(username), try PersonName(name))
    guard !normalised(reason).isEmpty else { throw AccountRefused.reasonMissing }
    // Nobody knows it: only the link leads to one that somebody knows.
    let hash = try await hasher.hash(try Password(chance.token(32)))
    let (instant, token) = (now(), chance.token(32))
    let account = Account(
      id: AccountID(chance.ulid(at: instant)), username: fit.text, name: named.text, kind: kind)
    return try await database.write { tx in
      let isNew = try AccountStore(tx: tx).insert(account, key: fit.key, hash: hash, at: instant)
      guard isNew else { throw AccountRefused.usernameTaken(fit.text) }
      let store = PeopleStore(tx: tx)
      try store.setMaker(caller.account, of: account.id)
      try store.putLink(
        token, of: account.id, at: instant,
        until: instant.adding(seconds: AccountDesk.linkHours * 3600))
      try note(.accountMade, account.id, reason, by: caller, at: instant, tx)
      return (account.id, token)
    }
  }

  /// Gives the token of a link by which the person sets a new password; the last one holds alone.
  /// Their password and sessions stay until it is used.
  ///
  /// Refuses: `AccountUnseen`, `AgencyRefused.notYours`, `AccountRefused.locked`, `.reasonMissing`.
  func makeLink(for id: AccountID, reason: String, by caller: Caller) async throws -> String {
    let (instant, token) = (now(), chance.token(32))
    try await change(.accountLinked, id, reason, by: caller, at: instant) { store, person in
      guard person.lockedAt == nil else { throw AccountRefused.locked }
      try store.putLink(
        token, of: id, at: instant, until: instant.adding(seconds: AccountDesk.linkHours * 3600))
    }
    return token
  }

  /// Locks an account: its sessions end, nobody signs in until it is unlocked. Posts stay.
  ///
  /// Refuses: as `makeLink`; `AccountRefused.ownAccount`.
  func lock(_ id: AccountID, reason: String, by caller: Caller) async throws {
    let instant = now()
    guard id != caller.account else { throw AccountRefused.ownAccount }
    try await change(.accountLocked, id, reason, by: caller, at: instant) { store, person in
      guard person.lockedAt == nil else { throw AccountRefused.locked }
      try store.setLocked(instant, id)
      try store.forgetLink(of: id)
      try SessionStore(tx: store.tx).endAll(of: id)
    }
  }

  /// Refuses: as `makeLink`; `AccountRefused.notLocked`.
  func unlock(_ id: AccountID, reason: String, by caller: Caller) async throws {
    try await change(.accountUnlocked, id, reason, by: caller, at: now()) { store, person in
      guard person.lockedAt != nil else { throw AccountRefused.notLocked }
      try store.setLocked(nil, id)
    }
  }

  /// Refuses: as `makeLink`; `FieldUnfit.personName`.
  func rename(_ id: AccountID, to name: String, reason: String, by caller: Caller) async throws {
    let named = try PersonName(name)
    try await change(.accountRenamed, id, reason, by: caller, at: now()) { store, _ in
      try store.setName(named.text, of: id)
    }
  }

  /// Whose password a link sets; `nil` when it was used or is too old.
  func linked(_ token: String) async throws -> Account? {
    let instant = now()
    return try await database.read { tx in
      try PeopleStore(tx: tx).linked(token, at: instant).flatMap {
        try AccountStore(tx: tx).account($0)
      }
    }
  }

  /// Sets the password that the link's opener chose, once, and ends every session of the account.
  ///
  /// Refuses: `PasswordUnfit`; `PasswordLinkSpent`; `SignInRefused.busy`.
  func setPassword(_ typed: String, again: String, link token: String) async throws {
    guard let account = try await linked(token) else { throw PasswordLinkSpent() }
    try PasswordUnfit.check(typed, again: again, of: account)
    let hash = try await hasher.hash(try Password(typed))
    let instant = now()
    try await database.write { tx in
      let store = PeopleStore(tx: tx)
      guard let id = try store.takeLink(token, at: instant), id == account.id else {
        throw PasswordLinkSpent()
      }
      try AccountStore(tx: tx).setPassword(hash, of: id)
      try SessionStore(tx: tx).endAll(of: id)
      try note(.accountPassword, id, AccountDesk.byLink, by: nil, at: instant, tx)
    }
  }

  static let byLink = "Tự đặt qua liên kết một lần"

  private func change(
    _ kind: Fact.Kind, _ id: AccountID, _ reason: String, by caller: Caller, at instant: Instant,
    _ body: @escaping @Sendable (PeopleStore, Person) throws -> Void
  ) async throws {
    guard !normalised(reason).isEmpty else { throw AccountRefused.reasonMissing }
    try await database.write { tx in
      try tx.lock("directory posts \(id.rawValue)")
      let seen = try Sight(tx: tx, cache: cache, caller: caller, at: instant)
      let person = try seen.person(id, tx)
      guard seen.manages(person) else { throw AgencyRefused.notYours }
      try body(PeopleStore(tx: tx), person)
      try note(kind, id, reason, by: caller, at: instant, tx)
    }
  }

  private func note(
    _ kind: Fact.Kind, _ id: AccountID, _ reason: String, by caller: Caller?, at instant: Instant,
    _ tx: any Transaction
  ) throws {
    let store = PeopleStore(tx: tx)
    let (subject, seq) = try store.nextFact(of: id, fresh: chance.ulid(at: instant))
    var fact = Fact(
      id: chance.ulid(at: instant), kind: kind, at: instant, recordedAt: instant, subject: subject,
      seq: seq)
    fact.post = caller?.posts.first { $0.role == .administrator }?.id
    try JournalStore(tx: tx).add(fact)
    let act = AccountAct(
      fact: fact.id, kind: kind.rawValue, at: instant, actor: caller?.account,
      reason: normalised(reason))
    try store.add(act, to: id, seq: seq)
  }
}

extension Fact.Kind {
  /// An officer's account was added. The subject leads to no account.
  static let accountMade = Fact.Kind(rawValue: "account.made")
  /// It was given a link to set a password.
  static let accountLinked = Fact.Kind(rawValue: "account.linked")
  /// The link was used.
  static let accountPassword = Fact.Kind(rawValue: "account.password")
  static let accountLocked = Fact.Kind(rawValue: "account.locked")
  static let accountUnlocked = Fact.Kind(rawValue: "account.unlocked")
  static let accountRenamed = Fact.Kind(rawValue: "account.renamed")
}
