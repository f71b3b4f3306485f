import Ground
import Storage

/// Every statement on `account`. Lives as long as its transaction.
struct AccountStore {
  let tx: any Transaction

  /// Adds an account; `false` when the username is taken.
  func insert(_ account: Account, key: String, hash: PasswordHash, at instant: Instant) throws
    -> Bool
  {
    try tx.row(
      """
      INSERT INTO account (id, username, username_key, name, kind, password_hash, created_at)
      VALUES (\(account.id), \(account.username), \(key), \(account.name),
        \(account.kind.rawValue), \(hash.text), \(instant))
      ON CONFLICT (username_key) DO NOTHING
      RETURNING id
      """) != nil
  }

  func account(_ id: AccountID) throws -> Account? {
    try tx.row("SELECT id, username, name, kind FROM account WHERE id = \(id)").map(account)
  }

  func account(named username: Username) throws -> Account? {
    try tx.row(
      """
      SELECT id, username, name, kind
      FROM account
      WHERE username_key = \(username.key)
      """
    ).map(account)
  }

  /// What sign-in needs of the account with that name; `nil` also while it is locked.
  func secret(of username: Username) throws -> (account: AccountID, hash: PasswordHash)? {
    let row = try tx.row(
      """
      SELECT id, password_hash
      FROM account
      WHERE username_key = \(username.key) AND locked_at IS NULL
      """)
    guard let row, let hash = PasswordHash(text: try row.text(1)) else { return nil }
    return (try row.id(0), hash)
  }

  func isLocked(_ id: AccountID) throws -> Bool {
    try tx.row("SELECT id FROM account WHERE id = \(id) AND locked_at IS NOT NULL") != nil
  }

  func setPassword(_ hash: PasswordHash, of id: AccountID) throws {
    try tx.run("UPDATE account SET password_hash = \(hash.text) WHERE id = \(id)")
  }

  /// Accounts whose username comes after `after`, by username. Shape: at most `limit`.
  func list(after: String?, limit: Int) throws -> [Account] {
    try tx.rows(
      """
      SELECT id, username, name, kind
      FROM account
      WHERE username_key \(tx.dialect.byteOrder) > \(after ?? "")
      ORDER BY username_key \(tx.dialect.byteOrder)
      LIMIT \(limit)
      """
    ).map(account)
  }

  func names(of ids: Set<AccountID>) throws -> [AccountID: String] {
    guard !ids.isEmpty else { return [:] }
    var names: [AccountID: String] = [:]
    for row in try tx.rows(
      "SELECT id, name FROM account WHERE id IN (\(list: Array(ids))) ORDER BY id")
    {
      names[try row.id(0)] = try row.text(1)
    }
    return names
  }

  func accounts(_ ids: Set<AccountID>) throws -> [AccountID: Account] {
    guard !ids.isEmpty else { return [:] }
    let known = try tx.rows(
      """
      SELECT id, username, name, kind
      FROM account
      WHERE id IN (\(list: Array(ids)))
      ORDER BY id
      """
    ).map(account)
    return Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
  }

  private func account(_ row: Row) throws -> Account {
    Account(
      id: try row.id(0), username: try row.text(1), name: try row.text(2),
      kind: try stored(try row.text(3), "kind"))
  }
}
