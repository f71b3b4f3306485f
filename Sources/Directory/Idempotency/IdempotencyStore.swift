public import Ground
public import Storage

/// Does an act once per account and key, inside the act's own transaction. Source: contract,
/// `Idempotency-Key`.
public struct Idempotency {
  private let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// A key is forgotten after so many seconds.
  static let keptSeconds: Int64 = 24 * 3600

  /// Runs `body` and keeps its answer, or gives the answer that was kept for `key`.
  ///
  /// Where another transaction holds the key, PostgreSQL waits for it; SQLite has one writer. A
  /// `body` that throws keeps nothing, for the whole transaction goes. Without a key it just runs.
  ///
  /// Refuses: `IdempotencyRefused.otherBody` when the key was used with another `requestHash`,
  /// `.keyUnfit`.
  public func once(
    account: AccountID, key: String?, requestHash: String, at instant: Instant,
    _ body: () throws -> StoredAnswer
  ) throws -> StoredAnswer {
    guard let key else { return try body() }
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw IdempotencyRefused.keyUnfit
    }
    try forget(account, key, before: instant.adding(seconds: -Idempotency.keptSeconds))
    guard try take(account, key, requestHash, instant) else {
      return try kept(account, key, requestHash)
    }
    let answer = try body()
    try keep(answer, account, key)
    return answer
  }

  /// Forgets keys older than a day. For a job, now and then. Shape: at most 1000 at a time.
  public func forgetOld(at instant: Instant) throws {
    try tx.run(
      """
      DELETE FROM idempotency
      WHERE (account, key) IN (
        SELECT account, key
        FROM idempotency
        WHERE at < \(instant.adding(seconds: -Idempotency.keptSeconds))
        ORDER BY at
        LIMIT 1000)
      """)
  }

  private func forget(_ account: AccountID, _ key: String, before instant: Instant) throws {
    try tx.run(
      """
      DELETE FROM idempotency
      WHERE account = \(account) AND key = \(key) AND at < \(instant)
      """)
  }

  private func take(
    _ account: AccountID, _ key: String, _ hash: String, _ instant: Instant
  ) throws -> Bool {
    try tx.row(
      """
      INSERT INTO idempotency (account, key, request_hash, at, status, headers, body)
      VALUES (\(account), \(key), \(hash), \(instant), 0, '[]', \([UInt8]()))
      ON CONFLICT (account, key) DO NOTHING
      RETURNING key
      """) != nil
  }

  private func kept(
    _ account: AccountID, _ key: String, _ hash: String
  ) throws -> StoredAnswer {
    let row = try tx.row(
      """
      SELECT request_hash, status, headers, body
      FROM idempotency
      WHERE account = \(account) AND key = \(key)
      """)
    guard let row, try row.text(0) == hash else { throw IdempotencyRefused.otherBody }
    let headers = try JSON(reading: Array(try row.text(2).utf8)).elements ?? []
    return StoredAnswer(
      status: try row.int(1),
      headers: headers.map { .init($0["name"]?.text ?? "", $0["value"]?.text ?? "") },
      body: try row.bytes(3))
  }

  private func keep(_ answer: StoredAnswer, _ account: AccountID, _ key: String) throws {
    let headers = JSON.array(
      answer.headers.map { ["name": .string($0.name), "value": .string($0.value)] })
    try tx.run(
      """
      UPDATE idempotency
      SET status = \(answer.status), headers = \(headers.serialised), body = \(answer.body)
      WHERE account = \(account) AND key = \(key)
      """)
  }
}
