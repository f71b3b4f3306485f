import Ground
import Storage

/// Every statement on `reading` and `reading_digest`: rows are added, never changed or removed.
struct ReadingStore {
  let tx: any Transaction

  /// Adds readings with their ids, many rows a statement: a list of fifty dossiers is fifty.
  func add(_ readings: [(id: String, reading: Reading)]) throws {
    for part in readings.forStatements() {
      var rows = SQL.Interpolation(literalCapacity: 2000, interpolationCount: 800)
      rows.appendLiteral(
        """
        INSERT INTO reading (id, day, at, account, post, subject, purpose, request_id)
        VALUES
        """)
      for (index, each) in part.enumerated() {
        let reading = each.reading
        rows.appendLiteral(index == 0 ? " (" : ", (")
        rows.appendInterpolation(each.id)
        for value in [
          reading.at.day.sqlValue, reading.at.sqlValue, reading.account?.sqlValue,
          reading.post?.sqlValue, reading.subject.sqlValue, reading.purpose.sqlValue,
          reading.requestID.sqlValue,
        ] {
          rows.appendLiteral(", ")
          rows.appendInterpolation(value)
        }
        rows.appendLiteral(")")
      }
      try tx.run(SQL(stringInterpolation: rows))
    }
  }

  /// The readings of a day after `after`, by id. Shape: at most `limit`.
  func readings(
    of day: Day, after: String, limit: Int
  ) throws -> [(id: String, reading: Reading)] {
    try tx.rows(
      """
      SELECT id, at, account, post, subject, purpose, request_id
      FROM reading
      WHERE day = \(day) AND id > \(after)
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
      WHERE subject = \(subject)
      ORDER BY at DESC, id DESC
      LIMIT \(limit)
      """
    ).map(reading)
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
    try tx.rows(
      """
      SELECT DISTINCT reading.day
      FROM reading
      LEFT JOIN reading_digest ON reading_digest.day = reading.day
      WHERE reading_digest.day IS NULL AND reading.day < \(day)
      ORDER BY reading.day
      LIMIT 100
      """
    ).map { try $0.day(0) }
  }

  private func reading(_ row: Row) throws -> Reading {
    Reading(
      at: try row.instant(1), account: try row.optionalText(2).map { AccountID($0) },
      post: try row.optionalText(3).map { PostID($0) }, subject: try row.text(4),
      purpose: try row.text(5), requestID: try row.text(6))
  }
}
