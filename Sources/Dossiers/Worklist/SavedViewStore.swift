import Ground
import Storage

/// Every statement on `saved_view`; each sees one account's rows only.
struct SavedViewStore {
  let tx: any Transaction
  let account: AccountID

  /// By name, the one that starts first. Shape: at most `SavedView.most`.
  func views() throws -> [SavedView] {
    try tx.rows(
      """
      SELECT id, name, query, starts
      FROM saved_view
      WHERE account = \(account)
      ORDER BY starts DESC, name_key, id
      LIMIT \(SavedView.most)
      """
    ).map { row in
      SavedView(
        id: try row.text(0), name: try row.text(1), filter: WorkFilter(kept: try row.text(2)),
        starts: try row.int(3) == 1)
    }
  }

  /// `false` when another view bears the name.
  func insert(_ view: SavedView, at now: Instant) throws -> Bool {
    try tx.row(
      """
      INSERT INTO saved_view (id, account, name, name_key, query, starts, at)
      VALUES (\(view.id), \(account), \(view.name), \(folded(view.name)), \(view.filter.kept), 0,
        \(now))
      ON CONFLICT (account, name_key) DO NOTHING
      RETURNING id
      """) != nil
  }

  /// Whether another view than `id` bears `name`.
  func isTaken(_ name: String, besides id: String) throws -> Bool {
    try tx.row(
      """
      SELECT id
      FROM saved_view
      WHERE account = \(account) AND name_key = \(folded(name)) AND id <> \(id)
      """) != nil
  }

  /// `false` when there is no such view.
  func rename(_ id: String, to name: String) throws -> Bool {
    try tx.row(
      """
      UPDATE saved_view
      SET name = \(name), name_key = \(folded(name))
      WHERE account = \(account) AND id = \(id)
      RETURNING id
      """) != nil
  }

  func delete(_ id: String) throws -> Bool {
    try tx.row(
      "DELETE FROM saved_view WHERE account = \(account) AND id = \(id) RETURNING id") != nil
  }

  /// Lets the desk begin with `id`, or with no view.
  func start(with id: String?) throws -> Bool {
    try tx.run("UPDATE saved_view SET starts = 0 WHERE account = \(account) AND starts = 1")
    guard let id else { return true }
    return try tx.row(
      """
      UPDATE saved_view
      SET starts = 1
      WHERE account = \(account) AND id = \(id)
      RETURNING id
      """) != nil
  }
}
