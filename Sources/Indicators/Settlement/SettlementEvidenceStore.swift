import Ground
import Storage

/// Which dossiers a number of the settlement report is looked for among.
struct SettlementScope: Sendable {
  /// By every code they ever had.
  let agencies: Set<String>
  /// `nil`: every sector.
  let sector: String?
}

/// Reads the open dossiers behind the settlement report. Lives as long as its transaction.
struct SettlementEvidenceStore {
  let tx: any Transaction

  /// Open now in `phase`; of running ones, those past their due date at `at` or those not. Shape:
  /// by subject, at most `limit` after `after`.
  func open(
    _ phase: Phase, isLate: Bool?, at: Instant, _ scope: SettlementScope, limit: Int,
    after: String?
  ) throws -> [EvidenceEntry] {
    var conditions: [SQL] = ["phase = \(phase.rawValue)"]
    switch isLate {
    case true?: conditions.append("due_at < \(at)")
    case false?: conditions.append("(due_at IS NULL OR due_at >= \(at))")
    case nil: break
    }
    return try subjects(conditions, scope, limit: limit, after: after)
  }

  /// Taken in before `day` and open when it began: those open now, and those that ended since.
  func open(
    before day: Day, _ scope: SettlementScope, limit: Int, after: String?
  ) throws -> [EvidenceEntry] {
    let start = Instant(day, minute: 0)
    let isOpen: SQL = """
      (phase IN ('running', 'supplement', 'payment') OR (phase = 'over' AND subject IN (
        SELECT subject
        FROM figure_entry
        WHERE event IN ('settled', 'withdrawn', 'stopped') AND day >= \(day)
          AND \(agencies(scope, "agency"))
        GROUP BY subject
        HAVING SUM(amount) > 0
      )))
      """
    return try subjects(
      ["received_at < \(start)", isOpen], scope, limit: limit, after: after)
  }

  private func subjects(
    _ conditions: [SQL], _ scope: SettlementScope, limit: Int, after: String?
  ) throws -> [EvidenceEntry] {
    let all: [SQL] =
      conditions + [
        agencies(scope, "agency"), scope.sector.map { "sector = \($0)" as SQL } ?? "1 = 1",
        "subject \(tx.dialect.byteOrder) > \(after ?? "")",
      ]
    return try tx.rows(
      """
      SELECT subject, agency, sector, procedure, channel, received_at
      FROM figure_subject
      WHERE \(SQL.joined(all, by: " AND "))
      ORDER BY subject \(tx.dialect.byteOrder)
      LIMIT \(limit)
      """
    ).map { row in
      EvidenceEntry(
        subject: try row.text(0), amount: 1,
        day: try row.optionalInstant(5)?.day ?? Day(2000, 1, 1),
        place: Heading(
          agency: try row.text(1), sector: try row.text(2), procedure: try row.text(3),
          channel: try row.text(4)))
    }
  }

  private func agencies(_ scope: SettlementScope, _ column: SQL) -> SQL {
    scope.agencies.isEmpty ? "1 = 0" : "\(column) IN (\(list: scope.agencies.sorted()))"
  }
}
