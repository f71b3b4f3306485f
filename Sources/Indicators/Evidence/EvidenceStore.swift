import Ground
import Storage

/// Reads what stands behind a number. Lives as long as its transaction.
struct EvidenceStore {
  let tx: any Transaction

  /// Dossiers that count on balance, by subject. Shape: at most `limit` + 1.
  func dossiers(
    _ filter: EvidenceFilter, limit: Int, after: String?
  ) throws -> [EvidenceEntry] {
    let rows = try tx.rows(
      """
      SELECT e.subject, CAST(e.net AS BIGINT), e.last_day, s.agency, s.sector, s.procedure, s.channel
      FROM (
        SELECT subject, SUM(amount) AS net, MAX(day) AS last_day
        FROM figure_entry
        WHERE \(conditions(filter))
          AND subject \(tx.dialect.byteOrder) > \(after ?? "")
        GROUP BY subject
        HAVING SUM(amount) <> 0
        ORDER BY subject \(tx.dialect.byteOrder)
        LIMIT \(limit + 1)
      ) e
      JOIN figure_subject s ON s.subject = e.subject
      ORDER BY e.subject \(tx.dialect.byteOrder)
      LIMIT \(limit + 1)
      """)
    return try rows.map { row in
      EvidenceEntry(
        subject: try row.text(0), amount: try row.int(1), day: try row.day(2),
        place: Heading(
          agency: try row.text(3), sector: try row.text(4), procedure: try row.text(5),
          channel: try row.text(6)))
    }
  }

  /// Procedures for which something counts on balance, with one of the dossiers.
  func procedures(_ filter: EvidenceFilter) throws -> [EvidenceProcedure] {
    try tx.rows(
      """
      SELECT procedure, CAST(SUM(amount) AS BIGINT),
        MIN(CASE WHEN amount > 0 THEN subject END)
      FROM figure_entry
      WHERE \(conditions(filter))
      GROUP BY procedure
      HAVING SUM(amount) > 0
      ORDER BY procedure
      LIMIT 100000
      """
    ).map { row in
      EvidenceProcedure(
        procedure: try row.text(0), dossiers: try row.int(1), subject: try row.optionalText(2))
    }
  }

  private func conditions(_ filter: EvidenceFilter) -> SQL {
    var parts: [SQL] = [
      "event = \(filter.condition.event)", "day >= \(filter.period.from)",
      "day <= \(filter.period.to)",
    ]
    if let codes = filter.codes {
      parts.append(codes.isEmpty ? "1 = 0" : "agency IN (\(list: codes.sorted()))")
    }
    if let sector = filter.sector { parts.append("sector = \(sector)") }
    if let procedure = filter.procedure { parts.append("procedure = \(procedure)") }
    if let channel = filter.channel { parts.append("channel = \(channel)") }
    let allowed: [(SQL, Set<String>)] = [
      ("outcome", filter.condition.outcomes), ("timeliness", filter.condition.timeliness),
      ("channel", filter.condition.channels),
    ]
    for (column, words) in allowed where !words.isEmpty {
      parts.append("\(column) IN (\(list: words.sorted()))")
    }
    return SQL.joined(parts, by: " AND ")
  }
}
