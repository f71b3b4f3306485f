import Ground
import Storage

/// Reads who belongs into a bag. Lives as long as its transaction.
struct BagStore {
  let tx: any Transaction

  /// The dossiers that one of these agencies ever had, and what they reported to registers.
  func subjects(of codes: Set<String>) throws -> Set<String> {
    guard !codes.isEmpty else { return [] }
    let rows = try tx.rows(
      """
      SELECT DISTINCT subject
      FROM figure_entry
      WHERE agency IN (\(list: codes.sorted()))
      ORDER BY subject
      LIMIT 10000000
      """)
    let reports = try tx.rows(
      """
      SELECT DISTINCT subject
      FROM figure_report
      WHERE agency IN (\(list: codes.sorted()))
      ORDER BY subject
      LIMIT 1000000
      """)
    return Set(try (rows + reports).map { try $0.text(0) })
  }
}
