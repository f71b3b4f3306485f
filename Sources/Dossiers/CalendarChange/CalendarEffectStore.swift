import Deadlines
import Ground
import Storage

/// The statement that finds open clocks. Lives as long as its transaction.
struct CalendarEffectStore {
  let tx: any Transaction

  /// The clocks that have not ended and are due from `instant` on, soonest due first.
  /// Shape: at most `limit`.
  func openClocks(dueFrom instant: Instant, limit: Int) throws -> [LegalClock] {
    try tx.rows(
      """
      SELECT details
      FROM dossier
      WHERE ended_at IS NULL AND due_at >= \(instant)
      ORDER BY due_at, id
      LIMIT \(limit)
      """
    ).compactMap { row in
      try JSON(reading: Array(try row.text(0).utf8))["clock"].map { try LegalClock(json: $0) }
    }
  }
}
