public import Ground
import Journal
public import Storage

/// Acts on accounts and posts: one method per act, one transaction per method.
public struct AccountDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let chance: Chance
  let hasher: PasswordHasher
  let cache: DirectoryCache

  public init(
    database: any Database, now: @escaping @Sendable () -> Instant, chance: Chance,
    hasher: PasswordHasher, cache: DirectoryCache
  ) {
    (self.database, self.now, self.chance) = (database, now, chance)
    (self.hasher, self.cache) = (hasher, cache)
  }

  /// Makes an account.
  ///
  /// Refuses: `FieldUnfit.username`, `.personName`, `.password`; `AccountRefused.usernameTaken`;
  /// `SignInRefused.busy`.
  public func add(
    username: String, name: String, kind: Account.Kind, password: String
  ) async throws -> AccountID {
    _ = try Username(username)
    _ = try PersonName(name)
    let hash = try await hasher.hash(try Password(password))
    return try await add(username: username, name: name, kind: kind, hash: hash)
  }

  /// Makes an account whose password was hashed before: for many accounts with one password.
  ///
  /// Refuses: `FieldUnfit.username`, `.personName`; `AccountRefused.usernameTaken`.
  public func add(
    username: String, name: String, kind: Account.Kind, hash: PasswordHash
  ) async throws -> AccountID {
    let username = try Username(username)
    let instant = now()
    let account = Account(
      id: AccountID(chance.ulid(at: instant)), username: username.text,
      name: try PersonName(name).text, kind: kind)
    return try await database.write { tx in
      let isNew = try AccountStore(tx: tx).insert(
        account, key: username.key, hash: hash, at: instant)
      guard isNew else { throw AccountRefused.usernameTaken(username.text) }
      return account.id
    }
  }

  /// Sets a new password and ends every session of the account.
  ///
  /// Refuses: `FieldUnfit.password`, `AccountRefused.accountUnknown`, `SignInRefused.busy`.
  public func setPassword(_ password: String, of username: String) async throws {
    let username = try Username(username)
    let hash = try await hasher.hash(try Password(password))
    try await database.write { tx in
      guard let account = try AccountStore(tx: tx).account(named: username) else {
        throw AccountRefused.accountUnknown
      }
      try AccountStore(tx: tx).setPassword(hash, of: account.id)
      try SessionStore(tx: tx).endAll(of: account.id)
    }
  }

  /// The account with that username; `nil` when there is none.
  public func account(named username: String) async throws -> Account? {
    guard let username = try? Username(username) else { return nil }  // an unfit name is nobody's
    return try await database.read { try AccountStore(tx: $0).account(named: username) }
  }

  /// Accounts by username, those after `after`. Shape: at most `limit`.
  func list(after: String?, limit: Int) async throws -> [Account] {
    try await database.read { try AccountStore(tx: $0).list(after: after, limit: limit) }
  }

  /// Gives a role at an agency, from now or a given moment on.
  ///
  /// Refuses: `AccountRefused`, `PostUnfit`; `AgencyRefused.unknown`, `.notYours`.
  public func grant(
    _ role: Role, at agency: AgencyCode, to account: AccountID, title: String = "",
    phone: String = "", from: Instant? = nil, to end: Instant? = nil, reason: String,
    by caller: Caller?
  ) async throws -> PostID {
    let instant = now()
    let grant = Grant(
      role: role, agency: agency, account: account, card: try PostCard(title: title, phone: phone),
      from: from ?? instant, to: end, reason: normalised(reason))
    return try await database.write { tx in
      try take(grant, at: instant, by: caller, tx)
    }
  }

  /// Ends a post now: what it allowed is refused from the next request on. Source: MRG-7.
  ///
  /// Refuses: `AccountRefused.postUnknown`, `.alreadyEnded`, `.reasonMissing`;
  /// `AgencyRefused.notYours`.
  public func end(_ post: PostID, reason: String, by caller: Caller?) async throws {
    let instant = now()
    let reason = normalised(reason)
    try await database.write { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      let store = PostStore(tx: tx)
      guard let known = try store.post(post, in: tree, on: instant.day) else {
        throw AccountRefused.postUnknown
      }
      let acting = try tree.administering(known.agency, caller, on: instant.day)
      guard known.to.map({ instant < $0 }) ?? true else { throw AccountRefused.alreadyEnded }
      guard !reason.isEmpty else { throw AccountRefused.reasonMissing }
      let seq = try store.end(post, at: instant, by: caller?.account, reason: reason)
      try JournalStore(tx: tx).add(
        fact(.postEnded, known.id, seq: seq, role: known.role, at: known.agency, instant, acting))
    }
  }

  /// Sets the title and the telephone under which letters name the holder of a post.
  ///
  /// Refuses: `PostUnfit`; `AccountRefused.postUnknown`, `.alreadyEnded`; `AgencyRefused.notYours`.
  public func setCard(
    of post: PostID, title: String, phone: String, by caller: Caller?
  ) async throws {
    let (instant, card) = (now(), try PostCard(title: title, phone: phone))
    try await database.write { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      let store = PostStore(tx: tx)
      guard let known = try store.post(post, in: tree, on: instant.day) else {
        throw AccountRefused.postUnknown
      }
      let acting = try tree.administering(known.agency, caller, on: instant.day)
      guard known.to.map({ instant < $0 }) ?? true else { throw AccountRefused.alreadyEnded }
      let seq = try store.setCard(post, title: card.title, phone: card.phone)
      try JournalStore(tx: tx).add(
        fact(.postChanged, post, seq: seq, role: known.role, at: known.agency, instant, acting))
    }
  }

  fileprivate struct Grant: Sendable {
    let role: Role
    let agency: AgencyCode
    let account: AccountID
    let card: PostCard
    let from: Instant
    let to: Instant?
    let reason: String
  }

  private func take(
    _ grant: Grant, at instant: Instant, by caller: Caller?, _ tx: any Transaction
  ) throws -> PostID {
    try tx.lock("directory posts \(grant.account.rawValue)")
    let tree = try Agencies(tx: tx, cache: cache).tree()
    let agency = try tree.require(grant.agency, on: grant.from.day)
    let acting = try tree.administering(grant.agency, caller, on: instant.day)
    try check(grant, agency, tx)
    let code = agency.code(on: grant.from.day)
    let store = PostStore(tx: tx)
    let held = try store.posts(of: grant.account, in: tree, on: grant.from.day)
    guard !held.contains(where: { $0.role == grant.role && $0.agency == code && grant.meets($0) })
    else { throw AccountRefused.alreadyHeld }
    let agencyEnd = agency.to.map { Instant($0.adding(days: 1), minute: 0) }
    let post = Post(
      id: PostID(chance.ulid(at: instant)), account: grant.account, role: grant.role, agency: code,
      title: grant.card.title, phone: grant.card.phone, from: grant.from,
      to: [grant.to, agencyEnd].compactMap(\.self).min(),
      grantReason: grant.reason, grantedBy: caller?.account, endReason: nil, endedBy: nil)
    try store.insert(post, agency: agency.id)
    var told = fact(.postGranted, post.id, seq: 1, role: grant.role, at: code, instant, acting)
    if post.from != instant { told.data.append(JSON.Member("from", JSON(post.from))) }
    if let end = post.to { told.data.append(JSON.Member("to", JSON(end))) }
    try JournalStore(tx: tx).add(told)
    return post.id
  }

  private func check(
    _ grant: Grant, _ agency: AgencyTree.Identity, _ tx: any Transaction
  ) throws {
    guard !grant.reason.isEmpty else { throw AccountRefused.reasonMissing }
    guard ![Role.citizen, .helper].contains(grant.role) else {
      throw AccountRefused.roleWithoutPost(grant.role)
    }
    guard grant.to.map({ grant.from < $0 }) ?? true else { throw AccountRefused.periodUnfit }
    guard let account = try AccountStore(tx: tx).account(grant.account) else {
      throw AccountRefused.accountUnknown
    }
    guard account.kind == .officer else { throw AccountRefused.notAnOfficer }
  }

  private func fact(
    _ kind: Fact.Kind, _ post: PostID, seq: Int, role: Role, at agency: AgencyCode,
    _ instant: Instant, _ acting: PostID?
  ) -> Fact {
    var fact = Fact(
      id: chance.ulid(at: instant), kind: kind, at: instant, recordedAt: instant,
      subject: post.rawValue, seq: seq)
    fact.agency = agency
    fact.post = acting
    fact.data = [JSON.Member("role", .string(role.rawValue))]
    return fact
  }
}

extension AccountDesk.Grant {
  /// Whether both would hold at some moment.
  fileprivate func meets(_ post: Post) -> Bool {
    (to.map { post.from < $0 } ?? true) && (post.to.map { from < $0 } ?? true)
  }
}

extension Fact.Kind {
  /// Somebody got a role at an agency: the subject is the post. `data`: role; from when
  /// not at once, to when that is known.
  static let postGranted = Fact.Kind(rawValue: "post.granted")
  /// Its title or telephone changed, neither of which is here. `data`: role.
  static let postChanged = Fact.Kind(rawValue: "post.changed")
  /// The post ended. `data`: role.
  static let postEnded = Fact.Kind(rawValue: "post.ended")
}
