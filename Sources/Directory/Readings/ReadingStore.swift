import Ground
import Storage

/// Every statement on `reading` and `reading_digest`: rows are added, never changed or removed.
struct ReadingStore {
  let tx: any Transaction

  /// A reading with its id, which begins with its instant.
  typealias Kept = (id: String, reading: Reading)

  /// Adds readings; those that are there already stay as they are.
  func add(_ readings: [Kept]) throws {
    let rows = readings.map { id, reading in
      [
        id.sqlValue, reading.at.day.sqlValue, reading.at.sqlValue,
        reading.account?.sqlValue ?? .null, reading.post?.sqlValue ?? .null,
        reading.subjectText.sqlValue, reading.purpose.sqlValue, reading.requestID.sqlValue,
      ]
    }
    try add(rows, to: "reading (id, day, at, account, post, subject, purpose, request_id)")
    let subjects = readings.flatMap { id, reading in
      reading.subjects.map { [$0.sqlValue, id.sqlValue] }
    }
    try add(subjects, to: "reading_subject (subject, reading)")
  }

  private func add(_ rows: [[SQL.Value]], to columns: String) throws {
    for part in rows.forStatements() {
      var insert = SQL.Interpolation(literalCapacity: 2000, interpolationCount: 800)
      insert.appendLiteral("INSERT INTO \(columns) VALUES")
      for (index, row) in part.enumerated() {
        insert.appendLiteral(index == 0 ? " " : ", ")
        for (place, value) in row.enumerated() {
          insert.appendLiteral(place == 0 ? "(" : ", ")
          insert.appendInterpolation(value)
        }
        insert.appendLiteral(")")
      }
      insert.appendLiteral(" ON CONFLICT DO NOTHING")
      try tx.run(SQL(stringInterpolation: insert))
    }
  }

  /// The readings of a day after `after`, by id. Shape: at most `limit`.
  func readings(of day: Day, after: String, limit: Int) throws -> [Kept] {
    try tx.rows(
      """
      SELECT id, at, account, post, subject, purpose, request_id
      FROM reading
      WHERE id > \(max(after, day.firstULID)) AND id < \(day.adding(days: 1).firstULID)
      ORDER BY id
      LIMIT \(limit)
      """
    ).map { row in
      (try row.text(0), try reading(row))
    }
  }

  /// Who read what is known of `subject`, newest first. Shape: at most `limit`.
  func readings(of subject: String, limit: Int) throws -> [Reading] {
    try tx.rows(
      """
      SELECT id, at, account, post, subject, purpose, request_id
      FROM reading
      WHERE id IN (
        SELECT reading
        FROM reading_subject
        WHERE subject = \(subject)
        ORDER BY reading DESC
        LIMIT \(limit))
      ORDER BY id DESC
      LIMIT \(limit)
      """
    ).map(reading).filter { $0.subjects.contains(subject) }
  }

  /// How many of `subjects` lead to the reading.
  func found(_ id: String, by subjects: [String]) throws -> Int {
    try subjects.forStatements().reduce(0) { count, part in
      let row = try tx.row(
        """
        SELECT count(*)
        FROM reading_subject
        WHERE subject IN (\(list: Array(part))) AND reading = \(id)
        """)
      return try count + (row?.int(0) ?? 0)
    }
  }

  /// Takes the day for its digest; `false` when it has one.
  func take(_ day: Day, count: Int, sha256: String, fact: String) throws -> Bool {
    try tx.row(
      """
      INSERT INTO reading_digest (day, readings, sha256, fact)
      VALUES (\(day), \(count), \(sha256), \(fact))
      ON CONFLICT (day) DO NOTHING
      RETURNING day
      """) != nil
  }

  /// Every day with its digest, oldest first. Shape: at most `limit` after `after`.
  func digests(
    after: String, limit: Int
  ) throws -> [(day: Day, count: Int, sha256: String)] {
    try tx.rows(
      """
      SELECT day, readings, sha256
      FROM reading_digest
      WHERE day > \(after)
      ORDER BY day
      LIMIT \(limit)
      """
    ).map { (try $0.day(0), try $0.int(1), try $0.text(2)) }
  }

  /// The days before `day` that have readings and no digest, oldest first. Shape: at most 100.
  func daysWithoutDigest(before day: Day) throws -> [Day] {
    var days: [Day] = []
    var floor = ""
    while days.count < 100, let found = try firstDay(from: floor), found < day {
      if try !hasDigest(found) { days.append(found) }
      floor = found.adding(days: 1).firstULID
    }
    return days
  }

  /// The day of the first reading whose id is `floor` or later.
  private func firstDay(from floor: String) throws -> Day? {
    try tx.row("SELECT day FROM reading WHERE id >= \(floor) ORDER BY id LIMIT 1")?.day(0)
  }

  private func hasDigest(_ day: Day) throws -> Bool {
    try tx.row("SELECT 1 FROM reading_digest WHERE day = \(day)") != nil
  }

  private func reading(_ row: Row) throws -> Reading {
    let reading = Reading(
      at: try row.instant(1), account: try row.optionalText(2).map { AccountID($0) },
      post: try row.optionalText(3).map { PostID($0) },
      subjects: try row.text(4).split(separator: " ").map(String.init), purpose: try row.text(5),
      requestID: try row.text(6))
    guard let reading else { throw StoredValueUnknown(column: "reading.subject", value: "") }
    return reading
  }
}

extension Day {
  /// What every id of this day and no earlier one is greater than or equal to.
  fileprivate var firstULID: String {
    let random = Chance { [UInt8](repeating: 0, count: $0) }
    return random.ulid(at: Instant(self, minute: 0))
  }
}
