import Ground
import Storage

/// Every statement on the files that show what was reported. Lives as long as its transaction.
struct RegisterFileStore {
  let tx: any Transaction

  private static let columns: SQL = "id, sha256, size, media_type, name"

  func insert(_ file: RegisterFile, by account: AccountID, at instant: Instant) throws {
    try tx.run(
      """
      INSERT INTO register_file (id, sha256, size, media_type, name, account, at)
      VALUES (\(file.id), \(file.sha256), \(file.size), \(file.mediaType), \(file.name), \(account),
        \(instant))
      """)
  }

  /// The file that this account sent; `nil` when there is none.
  func file(_ id: String, of account: AccountID) throws -> RegisterFile? {
    try tx.row(
      """
      SELECT \(RegisterFileStore.columns)
      FROM register_file
      WHERE id = \(id) AND account = \(account)
      """
    ).map(read)
  }

  /// A file with the agencies whose reports it shows; `nil` when there is none.
  func shown(_ id: String) throws -> (file: RegisterFile, agencies: Set<String>)? {
    let row = try tx.row(
      """
      SELECT \(RegisterFileStore.columns)
      FROM register_file
      WHERE id = \(id)
      """)
    guard let file = try row.map(read) else { return nil }
    let rows = try tx.rows(
      """
      SELECT DISTINCT agency
      FROM register_report
      WHERE file = \(id)
      ORDER BY agency
      LIMIT 10000
      """)
    return (file, Set(try rows.map { try $0.text(0) }))
  }

  /// Files sent before `instant` that no report points to. Shape: at most `limit`.
  func forgotten(before instant: Instant, limit: Int) throws -> [RegisterFile] {
    try tx.rows(
      """
      SELECT \(RegisterFileStore.columns)
      FROM register_file f
      WHERE at < \(instant)
        AND NOT EXISTS (SELECT 1 FROM register_report r WHERE r.file = f.id)
      ORDER BY at, id
      LIMIT \(limit)
      """
    ).map(read)
  }

  func remove(_ id: String) throws { try tx.run("DELETE FROM register_file WHERE id = \(id)") }

  /// Whether bytes of this digest are among them.
  func holds(_ sha256: String) throws -> Bool {
    try tx.row("SELECT id FROM register_file WHERE sha256 = \(sha256) ORDER BY id LIMIT 1") != nil
  }

  /// The digests that rows point to, after `sha256`, in order.
  func contents(after sha256: String, limit: Int) throws -> [String] {
    try tx.rows(
      """
      SELECT DISTINCT sha256
      FROM register_file
      WHERE sha256 > \(sha256)
      ORDER BY sha256
      LIMIT \(limit)
      """
    ).map { try $0.text(0) }
  }

  private func read(_ row: Row) throws -> RegisterFile {
    RegisterFile(
      id: try row.text(0), sha256: try row.text(1), size: try row.int(2),
      mediaType: try row.text(3), name: try row.text(4))
  }
}
