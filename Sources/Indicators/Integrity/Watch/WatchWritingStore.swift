import Ground
import Storage

extension WatchStore {
  /// Writes what `watch` has come to know; many rows a statement.
  func write(_ watch: Watch) throws {
    let dossiers = watch.dossiers.values.sorted { $0.subject < $1.subject }
    try upsert(
      dossiers, into: "INSERT INTO watch_dossier (subject, body)",
      "ON CONFLICT (subject) DO UPDATE SET body = excluded.body"
    ) { "(\($0.subject), \($0.text))" }
    let posts = watch.posts.values.sorted { $0.id < $1.id }
    try upsert(
      posts, into: "INSERT INTO watch_post (id, role, agency, granted_at, ended_at)",
      "ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at"
    ) { "(\($0.id), \($0.role), \($0.agency), \($0.grantedAt), \($0.endedAt))" }
    let days = watch.days.sorted { ($0.key.actor, $0.key.day) < ($1.key.actor, $1.key.day) }
    try upsert(
      days, into: "INSERT INTO watch_day (kind, actor, day, amount, body)",
      """
      ON CONFLICT (kind, actor, day)
      DO UPDATE SET amount = excluded.amount, body = excluded.body
      """
    ) { key, day in
      "(\(key.kind.rawValue), \(key.actor), \(key.day), \(day.items.count), \(day.text))"
    }
  }

  private func upsert<Element>(
    _ rows: [Element], into head: SQL, _ tail: SQL, _ values: (Element) -> SQL
  ) throws {
    for part in rows.forStatements() {
      try tx.run("\(head) VALUES \(SQL.joined(part.map(values), by: ", ")) \(tail)")
    }
  }

  /// Every dossier that is watched, a page at a time.
  func eachDossier(_ body: (WatchedDossier) throws -> Void) throws {
    var last = ""
    while true {
      let rows = try tx.rows(
        """
        SELECT subject, body
        FROM watch_dossier
        WHERE subject \(tx.dialect.byteOrder) > \(last)
        ORDER BY subject \(tx.dialect.byteOrder)
        LIMIT 1000
        """)
      for row in rows { try body(try WatchStore.dossier(row)) }
      guard rows.count == 1000, let end = try rows.last?.text(0) else { return }
      last = end
    }
  }
}
