import Ground
import Storage

/// Reads what stands behind a number. Lives as long as its transaction.
struct EvidenceStore {
  let tx: any Transaction

  /// Dossiers that count on balance, by subject. Shape: at most `limit`.
  func dossiers(
    _ conditions: [Condition], _ filter: EvidenceFilter,
    measure: Indicator.Total.Measure = .points, limit: Int, after: String?
  ) throws -> [EvidenceEntry] {
    let found = entries(conditions, measure, filter, after: after)
    let rows = try tx.rows(
      """
      SELECT e.subject, CAST(e.net AS BIGINT), e.last_day, s.agency, s.sector, s.procedure, s.channel
      FROM (
        SELECT subject, SUM(net) AS net, MAX(day) AS last_day
        FROM (\(found)) found
        GROUP BY subject
        HAVING SUM(net) <> 0
        ORDER BY subject \(tx.dialect.byteOrder)
        LIMIT \(limit)
      ) e
      JOIN figure_subject s ON s.subject = e.subject
      ORDER BY e.subject \(tx.dialect.byteOrder)
      LIMIT \(limit)
      """)
    return try rows.map { row in
      EvidenceEntry(
        subject: try row.text(0), amount: try row.int(1), day: try row.day(2),
        place: Heading(
          agency: try row.text(3), sector: try row.text(4), procedure: try row.text(5),
          channel: try row.text(6)))
    }
  }

  /// Procedures for which at least so much counts on balance, with one of the dossiers.
  func procedures(
    _ conditions: [Condition], atLeast: Int, _ filter: EvidenceFilter
  ) throws -> [EvidenceProcedure] {
    try tx.rows(
      """
      SELECT procedure, CAST(SUM(net) AS BIGINT), MIN(CASE WHEN net > 0 THEN subject END)
      FROM (\(entries(conditions, .points, filter, after: nil))) found
      GROUP BY procedure
      HAVING SUM(net) >= \(atLeast)
      ORDER BY procedure
      LIMIT 100000
      """
    ).map { row in
      EvidenceProcedure(
        procedure: try row.text(0), dossiers: try row.int(1), subject: try row.optionalText(2))
    }
  }

  /// What counts on balance of each fact from position `since` on, in order.
  /// Shape: at most `limit`.
  func entries(
    _ conditions: [Condition], _ filter: EvidenceFilter, since: Int, limit: Int
  ) throws -> [(position: Int, amount: Int)] {
    guard !conditions.isEmpty else { return [] }
    let rows = try tx.rows(
      """
      SELECT position, CAST(SUM(net) AS BIGINT)
      FROM (\(entries(conditions, .points, filter, after: nil))) found
      WHERE position >= \(since)
      GROUP BY position
      HAVING SUM(net) <> 0
      ORDER BY position
      LIMIT \(limit)
      """)
    return try rows.map { (try $0.int(0), try $0.int(1)) }
  }

  private func entries(
    _ conditions: [Condition], _ measure: Indicator.Total.Measure, _ filter: EvidenceFilter,
    after: String?
  ) -> SQL {
    let place = place(filter, after: after)
    let parts = conditions.flatMap { condition in
      condition.terms.map { term -> SQL in
        let net: SQL =
          switch measure {
          case .points: "\(term.sign * condition.points) * amount"
          case .workedMinutes: "\(term.sign) * minutes"
          }
        return """
          SELECT position, subject, procedure, day, \(net) AS net
          FROM figure_entry
          WHERE event = \(term.event.rawValue) AND \(time(term.event, filter)) AND \(place)
            AND \(asked(condition))
          """
      }
    }
    return SQL.joined(parts, by: " UNION ALL ")
  }

  /// What happened is looked for in the period; what stands at its end has begun before.
  private func time(_ event: FigureEvent, _ filter: EvidenceFilter) -> SQL {
    let (from, to) = (filter.period.from, filter.period.to)
    guard event.isStock else { return "day >= \(from) AND day <= \(to)" }
    guard event.isOverdue else { return "day <= \(to)" }
    let judged = min(filter.at, filter.period.end)
    return "day <= \(to) AND (mark IS NULL OR mark < \(judged))"
  }

  private func place(_ filter: EvidenceFilter, after: String?) -> SQL {
    var parts: [SQL] = []
    if let codes = filter.codes {
      parts.append(codes.isEmpty ? "1 = 0" : "agency IN (\(list: codes.sorted()))")
    }
    if let sector = filter.sector { parts.append("sector = \(sector)") }
    if let procedure = filter.procedure { parts.append("procedure = \(procedure)") }
    if let channel = filter.channel { parts.append("channel = \(channel)") }
    if let size = filter.size { parts.append("position < \(size)") }
    if let after { parts.append("subject \(tx.dialect.byteOrder) > \(after)") }
    return parts.isEmpty ? "1 = 1" : SQL.joined(parts, by: " AND ")
  }

  private func asked(_ condition: Condition) -> SQL {
    let parts = condition.asked.sorted { $0.key.name < $1.key.name }.compactMap {
      question, words -> SQL? in
      switch question {
      case .channel: return "channel IN (\(list: words.sorted()))"
      case .trait(let trait):
        // Of what lasts the event says it already.
        return condition.isStock ? nil : has(trait, words)
      }
    }
    return parts.isEmpty ? "1 = 1" : SQL.joined(parts, by: " AND ")
  }

  /// Traits are stored as `a=b;c=d`, without those that go without saying.
  private func has(_ trait: Trait, _ words: Set<String>) -> SQL {
    let parts = words.sorted().map { word -> SQL in
      let pattern = word == trait.unsaid ? "%;\(trait.rawValue)=%" : "%;\(trait.rawValue)=\(word);%"
      let found: SQL = "';' || traits || ';' LIKE \(pattern)"
      return word == trait.unsaid ? "NOT (\(found))" : found
    }
    return "(\(SQL.joined(parts, by: " OR ")))"
  }
}
