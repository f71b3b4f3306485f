public import Ground
public import Storage

/// Signs people in and out, and says who asks.
public struct SignInDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let wall: @Sendable () -> Instant
  let chance: Chance
  let hasher: PasswordHasher
  let settings: SessionSettings

  /// `now` is the house's clock, by which posts hold; `wall` the machine's, by which sessions end.
  /// They differ only in a demonstration under its test clock.
  public init(
    database: any Database, now: @escaping @Sendable () -> Instant,
    wall: @escaping @Sendable () -> Instant, chance: Chance, hasher: PasswordHasher,
    settings: SessionSettings = SessionSettings()
  ) {
    (self.database, self.now, self.wall, self.chance) = (database, now, wall, chance)
    (self.hasher, self.settings) = (hasher, settings)
  }

  /// Begins a session, by username or by the account's confirmed e-mail address. `device` is what
  /// the browser says of itself.
  ///
  /// Refuses: `SignInRefused`. An unknown name, an unfit one and a wrong password look alike and
  /// take as long.
  public func signIn(
    username typed: String, password: String, address: String, device: String? = nil
  ) async throws -> SignedIn {
    let username = try? Username(typed)  // an unfit name is refused like an unknown one
    let email = try? AccountEmail(typed)  // likewise
    let key = username?.key ?? email?.key ?? typed.lowercased()
    let tried = Tried(username: key, address: address)
    let hash = try await count(tried, username, email)
    let fits: Bool
    do {
      fits = try await hasher.fits(Password(given: password), hash?.hash)
    } catch {
      try await uncount(tried)
      throw error
    }
    guard fits, let account = hash?.account else { throw SignInRefused.refused }
    return try await begin(account, tried, Device(userAgent: device))
  }

  /// Who has the session with `token`; `nil` when it has ended. An ended post gives nothing.
  public func authenticate(token: String) async throws -> Caller? {
    let (wall, instant) = (wall(), now())
    let idleSince = wall.adding(seconds: -settings.idleSeconds)
    let found = try await database.glance { tx in
      try SessionStore(tx: tx).caller(token, wall: wall, idleSince: idleSince, posts: instant)
    }
    guard let found else { return nil }
    if found.touchedAt <= wall.adding(seconds: -settings.touchSeconds) {
      try await database.write { tx in try SessionStore(tx: tx).touch(token, at: wall) }
    }
    return found.caller
  }

  /// Ends the session with `token`, if there is one.
  public func signOut(token: String) async throws {
    try await database.write { tx in try SessionStore(tx: tx).end(token) }
  }

  /// Forgets failures that count no more. For a job, now and then.
  public func forgetOldFailures() async throws {
    let longest = max(settings.windowSeconds, settings.letterWindowSeconds)
    let since = wall().adding(seconds: -longest)
    try await database.write { tx in try SessionStore(tx: tx).forgetCounts(openedBefore: since) }
  }

  private struct Tried: Sendable {
    let name: String
    let address: String

    init(username: String, address: String) {
      name = "username \(username)"
      self.address = "address \(address)"
    }
  }

  /// Counts the try as a failure until it is known to be none.
  private func count(
    _ tried: Tried, _ username: Username?, _ email: AccountEmail?
  ) async throws -> (account: AccountID, hash: PasswordHash)? {
    let wall = wall()
    let since = wall.adding(seconds: -settings.windowSeconds)
    let limits = [
      (tried.name, settings.failuresPerUsername), (tried.address, settings.failuresPerAddress),
    ]
    let (wait, found) = try await database.write { tx in
      let store = SessionStore(tx: tx)
      var wait: Int64 = 0
      for (who, limit) in limits {
        let counted = try store.count(who, at: wall, since: since)
        guard counted.failures > limit else { continue }
        try store.uncount(who)
        let opens = counted.openedAt.adding(seconds: settings.windowSeconds)
        wait = max(wait, (opens.milliseconds - wall.milliseconds + 999) / 1000)
      }
      return (wait, try secret(of: username, email, tx))
    }
    guard wait == 0 else { throw SignInRefused.tooMany(seconds: Int(wait)) }
    return found
  }

  /// A username goes before an address: an address may have been chosen as somebody's name.
  private func secret(
    of username: Username?, _ email: AccountEmail?, _ tx: any Transaction
  ) throws -> (account: AccountID, hash: PasswordHash)? {
    let accounts = AccountStore(tx: tx)
    if let known = try username.flatMap({ try accounts.secret(of: $0) }) { return known }
    guard let owner = try email.flatMap({ try ProfileStore(tx: tx).account(emailKey: $0.key) })
    else { return nil }
    return try accounts.secret(of: owner)
  }

  private func uncount(_ tried: Tried) async throws {
    try await database.write { tx in
      try SessionStore(tx: tx).uncount(tried.name)
      try SessionStore(tx: tx).uncount(tried.address)
    }
  }

  private func begin(
    _ account: AccountID, _ tried: Tried, _ device: Device
  ) async throws -> SignedIn {
    let (wall, instant) = (wall(), now())
    let token = chance.token(32)
    return try await database.write { tx in
      let store = SessionStore(tx: tx)
      guard let known = try AccountStore(tx: tx).account(account),
        let caller = try Officers(tx: tx).caller(account, at: instant)
      else { throw SignInRefused.refused }
      let end = wall.adding(seconds: settings.longest(known.kind))
      try store.begin(token, of: account, at: wall, until: end, device: device)
      try store.forget(tried.name)
      try store.uncount(tried.address)
      return SignedIn(token: token, expiresAt: end, caller: caller)
    }
  }
}
