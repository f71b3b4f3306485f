import Ground
import Storage

/// One dossier that has its result: when it was taken in, and on which day it was settled.
struct SettledSpan: Sendable, Equatable {
  let receivedAt: Instant
  let settledOn: Day
}

/// Reads how long settled dossiers took. Lives as long as its transaction.
struct UsualTimeStore {
  let tx: any Transaction

  /// Dossiers of `procedure` settled on `day` or later, latest first. Shape: at most `limit`; one
  /// whose settlement was corrected away is not there.
  func settled(_ procedure: String, since day: Day, limit: Int) throws -> [SettledSpan] {
    try tx.rows(
      """
      SELECT s.received_at, e.last_day
      FROM (
        SELECT subject, MAX(day) AS last_day
        FROM figure_entry
        WHERE event = 'settled' AND procedure = \(procedure) AND day >= \(day)
        GROUP BY subject
        HAVING SUM(amount) > 0
        ORDER BY MAX(day) DESC, subject
        LIMIT \(limit)
      ) e
      JOIN figure_subject s ON s.subject = e.subject
      WHERE s.received_at IS NOT NULL
      ORDER BY e.last_day DESC, e.subject
      LIMIT \(limit)
      """
    ).map { SettledSpan(receivedAt: try $0.instant(0), settledOn: try $0.day(1)) }
  }
}
