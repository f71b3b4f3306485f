import Ground
import Storage

/// A fact's row as it stands in the table, before anything is believed of it.
struct KeptFact: Sendable {
  let id: String
  let subject: String
  let seq: Int
  let recordedAt: Instant
  let kind: String
  let body: [UInt8]
  let position: Int?

  /// Why the body is no fact, or the first column that says otherwise than the body.
  var defect: JournalDefect? {
    let fact: Fact
    do { fact = try Fact(line: body) } catch {
      return .factUnreadable(id: id, position: position, reason: error.reason)
    }
    let columns = [
      ("id", fact.id == id), ("subject", fact.subject == subject), ("seq", fact.seq == seq),
      ("recorded_at", fact.recordedAt == recordedAt), ("kind", fact.kind.rawValue == kind),
    ]
    return columns.first { !$0.1 }.map {
      .columnDiffers(id: id, position: position, column: $0.0)
    }
  }
}

/// The statements with which the journal is walked.
struct JournalCheckStore {
  let tx: any Transaction

  /// Facts with a position of at least `position`, in order. Shape: at most `limit`.
  func sealed(from position: Int, limit: Int) throws -> [KeptFact] {
    try tx.rows(
      """
      SELECT id, subject, seq, recorded_at, kind, body, position
      FROM fact
      WHERE position >= \(position)
      ORDER BY position
      LIMIT \(limit)
      """
    ).map(read)
  }

  /// Facts without a position after the one given, by (recordedAt, id). Shape: at most `limit`.
  func unsealed(after last: KeptFact?, limit: Int) throws -> [KeptFact] {
    let (at, id) = (last?.recordedAt ?? Instant(milliseconds: .min), last?.id ?? "")
    return try tx.rows(
      """
      SELECT id, subject, seq, recorded_at, kind, body, position
      FROM fact
      WHERE position IS NULL AND (recorded_at > \(at) OR (recorded_at = \(at) AND id > \(id)))
      ORDER BY recorded_at, id
      LIMIT \(limit)
      """
    ).map(read)
  }

  private func read(_ row: Row) throws -> KeptFact {
    KeptFact(
      id: try row.text(0), subject: try row.text(1), seq: try row.int(2),
      recordedAt: try row.instant(3), kind: try row.text(4), body: try row.bytes(5),
      position: try row.optionalInt(6))
  }

  /// Subjects after `subject`, with the last `seq` and the number of their facts. At most `limit`.
  func subjects(
    after subject: String, limit: Int
  ) throws -> [(subject: String, last: Int, count: Int)] {
    try tx.rows(
      """
      SELECT subject, MAX(seq), COUNT(*)
      FROM fact
      WHERE subject > \(subject)
      GROUP BY subject
      ORDER BY subject
      LIMIT \(limit)
      """
    ).map { (try $0.text(0), try $0.int(1), try $0.int(2)) }
  }

  /// The `seq` of a subject's facts. Shape: ascending, at most 10,000.
  func seqs(of subject: String) throws -> [Int] {
    try tx.rows(
      """
      SELECT seq
      FROM fact
      WHERE subject = \(subject)
      ORDER BY seq
      LIMIT 10000
      """
    ).map { try $0.int(0) }
  }

  /// Facts in a stretch of positions that stand before their predecessor. Shape: at most 1,000.
  func misplaced(from: Int, to: Int) throws -> [(subject: String, seq: Int)] {
    try tx.rows(
      """
      SELECT f.subject, f.seq
      FROM fact f
      JOIN fact p ON p.subject = f.subject AND p.seq = f.seq - 1
      WHERE f.position >= \(from) AND f.position < \(to)
        AND (p.position IS NULL OR p.position > f.position)
      ORDER BY f.position
      LIMIT 1000
      """
    ).map { (try $0.text(0), try $0.int(1)) }
  }
}
