import Ground
import Journal
import Storage

/// The one row that every installation has was taken away by hand.
struct WatchMarkMissing: Error, Sendable {}

/// Every statement on `watch_mark`, `watch_dossier`, `watch_day` and `watch_post`. Lives as long as
/// its transaction.
struct WatchStore {
  let tx: any Transaction

  struct Mark: Sendable, Equatable {
    /// Of the next fact to be looked at.
    let position: Int
    /// The rules and the calendar under which those before were looked at.
    let basis: String
    /// Whether what the rules of before had found has been put aside.
    var isSwept: Bool
  }

  func mark() throws -> Mark {
    guard let row = try tx.row("SELECT position, basis, is_swept FROM watch_mark WHERE one = 1")
    else { throw WatchMarkMissing() }
    return Mark(position: try row.int(0), basis: try row.text(1), isSwept: try row.bool(2))
  }

  func mark(_ mark: Mark) throws {
    try tx.run(
      """
      UPDATE watch_mark
      SET position = \(mark.position), basis = \(mark.basis), is_swept = \(mark.isSwept)
      WHERE one = 1
      """)
  }

  /// Forgets everything, to be looked at anew; findings stay.
  func forget(basis: String) throws {
    try tx.run("DELETE FROM watch_dossier")
    try tx.run("DELETE FROM watch_day")
    try tx.run("DELETE FROM watch_post")
    try mark(Mark(position: 0, basis: basis, isSwept: false))
  }

  /// Puts into `watch` what is known of those that `facts` are about.
  func load(_ facts: [Sealed], into watch: inout Watch) throws {
    let dossiers = facts.map(\.fact).filter { $0.kind.rawValue.hasPrefix("dossier.") }
    let ended = facts.map(\.fact).filter { $0.kind.rawValue == "post.ended" }.map(\.subject)
    watch.dossiers = try self.dossiers(Set(dossiers.map(\.subject)).sorted())
    watch.posts = try posts(Set(dossiers.compactMap { $0.post?.rawValue } + ended).sorted())
    let closed = dossiers.filter { Watch.closings.contains($0.kind.rawValue) }
    if let first = closed.map(\.at.day).min(), let last = closed.map(\.at.day).max() {
      let usual = watch.rules.map(\.thresholds.usualDays).max() ?? 0
      try loadDays(
        .closed, of: Set(closed.compactMap { $0.post?.rawValue }).sorted(),
        from: first.adding(days: -usual), bodiesFrom: first, to: last, into: &watch)
    }
    let typed = watch.dossiers.values.compactMap(\.typed)
    let online = dossiers.filter { $0.kind.rawValue == "dossier.submitted" }
    let tags = online.compactMap { $0.deviceTag ?? $0.actorTag } + typed.map(\.actor)
    let windows = online.map { $0.at.day.adding(days: -6) } + typed.map(\.day)
    if let first = windows.min(), let last = (online.map(\.at.day) + typed.map(\.day)).max() {
      try loadDays(
        .submitted, of: Set(tags).sorted(), from: first, bodiesFrom: first, to: last,
        into: &watch)
    }
  }

  private func loadDays(
    _ kind: WatchedDay.Kind, of actors: [String], from: Day, bodiesFrom: Day, to: Day,
    into watch: inout Watch
  ) throws {
    for part in actors.forStatements() {
      let rows = try tx.rows(
        """
        SELECT actor, day, amount, CASE WHEN day >= \(bodiesFrom) THEN body ELSE '[]' END
        FROM watch_day
        WHERE kind = \(kind.rawValue) AND actor IN (\(list: Array(part))) AND day >= \(from)
          AND day <= \(to)
        ORDER BY actor, day
        LIMIT 1000000
        """)
      for row in rows {
        let key = WatchedDay.Key(kind: kind, actor: try row.text(0), day: try row.day(1))
        watch.counts[key] = try row.int(2)
        guard key.day >= bodiesFrom else { continue }
        guard let day = WatchedDay(text: try row.text(3)) else {
          throw ColumnUnfit(index: 3, wanted: "items of a day", found: row.columns[3])
        }
        watch.days[key] = day
      }
    }
  }

  /// What is known of those of `subjects` that were seen before.
  func dossiers(_ subjects: [String]) throws -> [String: WatchedDossier] {
    var known: [String: WatchedDossier] = [:]
    for part in subjects.forStatements() {
      let rows = try tx.rows(
        """
        SELECT subject, body
        FROM watch_dossier
        WHERE subject IN (\(list: Array(part)))
        ORDER BY subject
        LIMIT 100
        """)
      for row in rows {
        let dossier = try WatchStore.dossier(row)
        known[dossier.subject] = dossier
      }
    }
    return known
  }

  static func dossier(_ row: Row) throws -> WatchedDossier {
    guard let dossier = WatchedDossier(subject: try row.text(0), text: try row.text(1)) else {
      throw ColumnUnfit(index: 1, wanted: "a watched dossier", found: row.columns[1])
    }
    return dossier
  }

  private func posts(_ ids: [String]) throws -> [String: WatchedPost] {
    var known: [String: WatchedPost] = [:]
    for part in ids.forStatements() {
      for post in try posts(where: "id IN (\(list: Array(part)))") { known[post.id] = post }
    }
    return known
  }

  /// Everybody who ever had this role. Shape: at most 100,000, by id.
  func posts(inRole role: Role) throws -> [WatchedPost] {
    try posts(where: "role = \(role.rawValue)")
  }

  private func posts(where condition: SQL) throws -> [WatchedPost] {
    try tx.rows(
      """
      SELECT id, role, agency, granted_at, ended_at
      FROM watch_post
      WHERE \(condition)
      ORDER BY id
      LIMIT 100000
      """
    ).map { row in
      WatchedPost(
        id: try row.text(0), role: try row.text(1), agency: try row.text(2),
        grantedAt: try row.instant(3), endedAt: try row.optionalInstant(4))
    }
  }

  /// What a post closed on a day, or came from a tag in a window; `nil` when nothing is known.
  func day(_ key: WatchedDay.Key) throws -> WatchedDay? {
    try tx.row(
      """
      SELECT body
      FROM watch_day
      WHERE kind = \(key.kind.rawValue) AND actor = \(key.actor) AND day = \(key.day)
      """
    ).flatMap { WatchedDay(text: try $0.text(0)) }
  }
}
