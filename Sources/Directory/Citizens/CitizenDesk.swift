public import Ground
import Journal
public import Storage

/// What people do with their own accounts: sign up, recover, change. One method per act, one
/// transaction per method; letters are written in it and sent later.
public struct CitizenDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let wall: @Sendable () -> Instant
  let chance: Chance
  let hasher: PasswordHasher
  let settings: SessionSettings
  let readings: ReadingLog
  /// Puts a letter where it will be sent from, in the same transaction.
  let mailing: @Sendable (AccountLetter, any Transaction) throws -> Void

  /// `now` is the house's clock, `wall` the machine's, by which links and sessions end.
  public init(
    database: any Database, now: @escaping @Sendable () -> Instant,
    wall: @escaping @Sendable () -> Instant, chance: Chance, hasher: PasswordHasher,
    settings: SessionSettings, readings: ReadingLog,
    mailing: @escaping @Sendable (AccountLetter, any Transaction) throws -> Void
  ) {
    (self.database, self.now, self.wall, self.chance) = (database, now, wall, chance)
    (self.hasher, self.settings, self.readings) = (hasher, settings, readings)
    self.mailing = mailing
  }

  /// Forgets links that nobody opened in time. For a job, now and then.
  public func forgetOldLinks() async throws {
    let wall = wall()
    try await database.write { try AccountLinkStore(tx: $0).forgetOld(at: wall) }
  }

  /// Gives an account a confirmed address without a letter: for the command line and the
  /// demonstration, where somebody answers for it.
  ///
  /// Refuses: `FieldUnfit.email`; `EmailTaken`.
  public func setEmail(_ typed: String, of account: AccountID) async throws {
    let email = try AccountEmail(typed)
    let instant = now()
    try await database.write { tx in
      try take(email, for: account, at: instant, tx)
      try write(.accountEmailChanged, of: account, at: instant, tx)
    }
  }

  /// Counts one more letter that is asked for, before anything is looked up, so that the answer is
  /// the same whether there is an account or not.
  ///
  /// Refuses: `TooManyLetters`.
  func countLetter(to email: String, from address: String) async throws {
    let wall = wall()
    let since = wall.adding(seconds: -settings.letterWindowSeconds)
    let limits = [
      ("letter \(email.lowercased())", settings.lettersPerEmail),
      ("letters from \(address)", settings.lettersPerAddress),
    ]
    let wait = try await database.write { tx in
      let store = SessionStore(tx: tx)
      return try limits.reduce(into: Int64(0)) { wait, limit in
        let counted = try store.count(limit.0, at: wall, since: since)
        guard counted.failures > limit.1 else { return }
        try store.uncount(limit.0)
        let opens = counted.openedAt.adding(seconds: settings.letterWindowSeconds)
        wait = max(wait, (opens.milliseconds - wall.milliseconds + 999) / 1000)
      }
    }
    guard wait == 0 else { throw TooManyLetters(seconds: Int(wait)) }
  }

  /// Makes `email` the account's own. Refuses: `EmailTaken`.
  func take(
    _ email: AccountEmail, for account: AccountID, at instant: Instant, _ tx: any Transaction
  ) throws {
    let store = ProfileStore(tx: tx)
    try store.ensure(account, subject: chance.ulid(at: instant))
    guard try store.setEmail(email, of: account, at: instant) else { throw EmailTaken() }
  }

  /// The one fact of an act on an account: what was done and when, never by whom or to what.
  func write(
    _ kind: Fact.Kind, of account: AccountID, at instant: Instant, _ tx: any Transaction
  ) throws {
    let store = ProfileStore(tx: tx)
    try store.ensure(account, subject: chance.ulid(at: instant))
    guard let (subject, seq) = try store.nextFact(of: account) else { return }
    try JournalStore(tx: tx).add(
      Fact(
        id: chance.ulid(at: instant), kind: kind, at: instant, recordedAt: instant,
        subject: subject, seq: seq))
  }
}

extension Fact.Kind {
  /// Somebody opened an account of their own; the subject is the account under a name of its own.
  static let accountSignedUp = Fact.Kind(rawValue: "account.signed-up")
  /// Its owner set a new password, by a letter or knowing the old one.
  static let accountPasswordChanged = Fact.Kind(rawValue: "account.password-changed")
  /// Another address of the owner's was confirmed.
  static let accountEmailChanged = Fact.Kind(rawValue: "account.email-changed")
  /// Its owner changed what stands in it about them.
  static let accountProfileChanged = Fact.Kind(rawValue: "account.profile-changed")
}

/// The accounts' owners, for callers who hold a transaction. Lives as long as it.
public struct AccountOwners {
  private let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// Where the owner of `account` reads letters: confirmed by them; `nil` when there is none.
  public func email(of account: AccountID) throws -> String? {
    try ProfileStore(tx: tx).email(of: account)
  }

  /// What a form may fill in for the owner of `account`, who is called `name`. Whoever asks notes
  /// the reading with its purpose. Source: domain 7.2.
  public func contact(of account: AccountID, name: String) throws -> ContactDefaults {
    try ProfileStore(tx: tx).contact(of: account, name: name)
  }
}
