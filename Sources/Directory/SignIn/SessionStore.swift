import Crypto
import Ground
import Storage

/// Every statement on `session` and `sign_in_count`. Lives as long as its transaction.
struct SessionStore {
  let tx: any Transaction

  static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

  func begin(
    _ token: String, of account: AccountID, at instant: Instant, until end: Instant,
    device: Device = Device(code: "")
  ) throws {
    try tx.run("DELETE FROM session WHERE ends_at <= \(instant)")
    try tx.run(
      """
      INSERT INTO session (token_hash, account, started_at, touched_at, ends_at, device)
      VALUES (\(SessionStore.hash(token)), \(account), \(instant), \(instant), \(end),
        \(device.code))
      """)
  }

  /// Who has the session with `token`, and when it was used last; `nil` when there is none, it has
  /// ended or it was idle since before `idleSince`.
  ///
  /// `wall` judges the session, `instant` the posts.
  func caller(
    _ token: String, wall: Instant, idleSince: Instant, posts instant: Instant
  ) throws -> (caller: Caller, touchedAt: Instant)? {
    let rows = try tx.rows(
      """
      SELECT session.touched_at, account.id, account.name, account.kind, post.id, post.role,
        \(PostStore.code(instant)), post.from_at
      FROM session
      JOIN account ON account.id = session.account
      LEFT JOIN post ON post.account = account.id AND post.from_at <= \(instant)
        AND (post.to_at IS NULL OR post.to_at > \(instant))
      WHERE session.token_hash = \(SessionStore.hash(token)) AND session.ends_at > \(wall)
        AND session.touched_at > \(idleSince)
      """)
    guard let first = rows.first else { return nil }
    let kind: Account.Kind = try stored(try first.text(3), "kind")
    // Few, and asked for at every request: to sort them here takes a third less than a tree does.
    let oldestFirst = try rows.map {
      ($0, try $0.optionalInt(7) ?? 0, try $0.optionalText(4) ?? "")
    }
    .sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
    let posts = try oldestFirst.compactMap { row -> Caller.Post? in
      guard let id = try row.optionalText(4), let agency = try row.optionalText(6) else {
        return nil
      }
      let role: Role = try stored(try row.text(5), "role")
      return Caller.Post(id: PostID(id), role: role, agency: AgencyCode(agency))
    }
    let caller = Caller(
      account: try first.id(1), name: try first.text(2), ownRoles: kind.ownRoles, posts: posts)
    return (caller, try first.instant(0))
  }

  func touch(_ token: String, at instant: Instant) throws {
    try tx.run(
      """
      UPDATE session
      SET touched_at = \(instant)
      WHERE token_hash = \(SessionStore.hash(token)) AND touched_at < \(instant)
      """)
  }

  func end(_ token: String) throws {
    try tx.run("DELETE FROM session WHERE token_hash = \(SessionStore.hash(token))")
  }

  /// Ends the account's sessions; all, or all but the one with `token`.
  func endAll(of account: AccountID, but token: String? = nil) throws {
    let kept = token.map { SessionStore.hash($0) } ?? []
    try tx.run("DELETE FROM session WHERE account = \(account) AND token_hash <> \(kept)")
  }

  /// The sessions of an account that go on, last used first. Shape: at most 50.
  func sessions(
    of account: AccountID, at wall: Instant, idleSince: Instant, own token: String
  ) throws -> [OwnSession] {
    let own = SessionStore.hash(token)
    return try tx.rows(
      """
      SELECT token_hash, started_at, touched_at, device
      FROM session
      WHERE account = \(account) AND ends_at > \(wall) AND touched_at > \(idleSince)
      ORDER BY touched_at DESC, token_hash
      LIMIT 50
      """
    ).map { row in
      OwnSession(
        startedAt: try row.instant(1), touchedAt: try row.instant(2),
        device: Device(code: try row.optionalText(3) ?? ""), isOwn: try row.bytes(0) == own)
    }
  }

  /// Counts one more failure for `who` and gives how many there are since the window opened.
  ///
  /// It is counted before the password is looked at, so that many tries at once cannot pass between
  /// the look and the count.
  func count(_ who: String, at instant: Instant, since: Instant) throws -> (
    failures: Int, openedAt: Instant
  ) {
    let row = try tx.row(
      """
      INSERT INTO sign_in_count (who, opened_at, failures)
      VALUES (\(SessionStore.hash(who)), \(instant), 1)
      ON CONFLICT (who) DO UPDATE
      SET failures = CASE WHEN sign_in_count.opened_at <= \(since) THEN 1
          ELSE sign_in_count.failures + 1 END,
        opened_at = CASE WHEN sign_in_count.opened_at <= \(since) THEN \(instant)
          ELSE sign_in_count.opened_at END
      RETURNING failures, opened_at
      """)
    return (try row?.int(0) ?? 1, try row?.instant(1) ?? instant)
  }

  /// Takes back one count: it was no failure.
  func uncount(_ who: String) throws {
    try tx.run(
      """
      UPDATE sign_in_count
      SET failures = failures - 1
      WHERE who = \(SessionStore.hash(who)) AND failures > 0
      """)
  }

  func forget(_ who: String) throws {
    try tx.run("DELETE FROM sign_in_count WHERE who = \(SessionStore.hash(who))")
  }

  func forgetCounts(openedBefore instant: Instant) throws {
    try tx.run("DELETE FROM sign_in_count WHERE opened_at <= \(instant)")
  }
}
