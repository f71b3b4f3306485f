public import Ground
public import Storage

/// The letters that wait to be sent.
public struct MailDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant

  public init(database: any Database, now: @escaping @Sendable () -> Instant) {
    (self.database, self.now) = (database, now)
  }

  /// How many wait.
  public func waiting() async throws -> Int {
    try await database.read { try MailStore(tx: $0).waiting() }
  }

  /// Letters that wait, newest first. Shape: at most `limit`.
  func newest(limit: Int) async throws -> [Mail] {
    try await database.read { try MailStore(tx: $0).newest(limit: limit) }
  }

  /// Takes the next letter that is due; `nil` when none is. Whoever takes it sends it at once.
  func claim() async throws -> (mail: Mail, tries: Int)? {
    let now = now()
    let hasWork = try await database.read { try MailStore(tx: $0).hasWork(at: now) }
    guard hasWork else { return nil }
    return try await database.write { tx in
      let store = MailStore(tx: tx)
      try store.expire(at: now)
      return try store.claim(at: now, until: now.adding(seconds: MailPatience.lease))
    }
  }

  func wasSent(_ mail: Mail) async throws {
    try await database.write { try MailStore(tx: $0).close(mail.id, as: .sent, error: nil) }
  }

  /// Tried in vain: it waits for its next try, or is given up after the last. `true` when it waits.
  func wasNotSent(_ mail: Mail, tries: Int, error: String) async throws -> Bool {
    let now = now()
    let wait = MailPatience.seconds(after: tries)
    try await database.write { tx in
      let store = MailStore(tx: tx)
      if let wait {
        try store.postpone(mail.id, to: now.adding(seconds: wait), error: error)
      } else {
        try store.close(mail.id, as: .failed, error: error)
      }
    }
    return wait != nil
  }

  /// Erases letters that are of no use any more, and forgets closed ones after thirty days. For a
  /// job, now and then.
  public func tidyUp() async throws {
    let now = now()
    try await database.write { tx in
      try MailStore(tx: tx).expire(at: now)
      try MailStore(tx: tx).forget(closedBefore: now.adding(seconds: -30 * 24 * 3600))
    }
  }
}
