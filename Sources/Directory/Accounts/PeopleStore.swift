import Crypto
import Ground
import Storage

/// Every statement on `account_act` and `password_link`, and on what administrators keep in
/// `account`. Lives as long as its transaction.
struct PeopleStore {
  let tx: any Transaction

  /// The accounts of officers and helpers, without posts. Shape: at most 20,000, by id.
  func accounts() throws -> [Person] {
    try tx.rows(
      """
      SELECT id, username, name, kind, locked_at, made_by
      FROM account
      WHERE kind <> 'citizen'
      ORDER BY id
      LIMIT 20000
      """
    ).map { try person($0, posts: []) }
  }

  func person(_ id: AccountID, posts: [Post]) throws -> Person? {
    try tx.row(
      """
      SELECT id, username, name, kind, locked_at, made_by
      FROM account
      WHERE id = \(id) AND kind <> 'citizen'
      """
    ).map { try person($0, posts: posts) }
  }

  private func person(_ row: Row, posts: [Post]) throws -> Person {
    let account = Account(
      id: try row.id(0), username: try row.text(1), name: try row.text(2),
      kind: try stored(try row.text(3), "kind"))
    return Person(
      account: account, lockedAt: try row.optionalInstant(4),
      madeBy: try row.optionalText(5).map { AccountID($0) }, posts: posts)
  }

  func setMaker(_ maker: AccountID, of id: AccountID) throws {
    try tx.run("UPDATE account SET made_by = \(maker) WHERE id = \(id)")
  }

  func setLocked(_ instant: Instant?, _ id: AccountID) throws {
    try tx.run("UPDATE account SET locked_at = \(instant) WHERE id = \(id)")
  }

  func setName(_ name: String, of id: AccountID) throws {
    try tx.run("UPDATE account SET name = \(name) WHERE id = \(id)")
  }

  /// The subject of the account's facts and the number of the next one; `fresh` names an account
  /// that has none yet. The account itself never stands in a fact.
  func nextFact(of id: AccountID, fresh: String) throws -> (subject: String, seq: Int) {
    let row = try tx.row(
      """
      UPDATE account
      SET subject = COALESCE(subject, \(fresh)), facts = facts + 1
      WHERE id = \(id)
      RETURNING subject, facts
      """)
    return (try row?.text(0) ?? fresh, try row?.int(1) ?? 1)
  }

  func add(_ act: AccountAct, to id: AccountID, seq: Int) throws {
    try tx.run(
      """
      INSERT INTO account_act (fact, account, seq, kind, at, actor, reason)
      VALUES (\(act.fact), \(id), \(seq), \(act.kind), \(act.at), \(act.actor), \(act.reason))
      """)
  }

  /// Newest first. Shape: at most `limit`.
  func acts(on id: AccountID, limit: Int) throws -> [AccountAct] {
    try tx.rows(
      """
      SELECT fact, kind, at, actor, reason
      FROM account_act
      WHERE account = \(id)
      ORDER BY seq DESC
      LIMIT \(limit)
      """
    ).map { row in
      AccountAct(
        fact: try row.text(0), kind: try row.text(1), at: try row.instant(2),
        actor: try row.optionalText(3).map { AccountID($0) }, reason: try row.text(4))
    }
  }

  private static func hash(_ token: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("password link \(token)".utf8)))
  }

  /// Keeps a link in place of the one that the account had.
  func putLink(_ token: String, of id: AccountID, at instant: Instant, until end: Instant) throws {
    try forgetLink(of: id)
    try tx.run(
      """
      INSERT INTO password_link (token_hash, account, made_at, ends_at)
      VALUES (\(PeopleStore.hash(token)), \(id), \(instant), \(end))
      """)
  }

  func forgetLink(of id: AccountID) throws {
    try tx.run("DELETE FROM password_link WHERE account = \(id)")
  }

  /// Whose link it is, while it holds.
  func linked(_ token: String, at instant: Instant) throws -> AccountID? {
    try tx.row(
      """
      SELECT account
      FROM password_link
      WHERE token_hash = \(PeopleStore.hash(token)) AND ends_at > \(instant)
      """
    )?.id(0)
  }

  /// The same, and the link is gone: whoever gets it is the only one.
  func takeLink(_ token: String, at instant: Instant) throws -> AccountID? {
    try tx.row(
      """
      DELETE FROM password_link
      WHERE token_hash = \(PeopleStore.hash(token)) AND ends_at > \(instant)
      RETURNING account
      """
    )?.id(0)
  }

  /// Until when the account's link holds; `nil` when there is none.
  func linkEnd(of id: AccountID, at instant: Instant) throws -> Instant? {
    try tx.row(
      "SELECT ends_at FROM password_link WHERE account = \(id) AND ends_at > \(instant)"
    )?.instant(0)
  }
}
