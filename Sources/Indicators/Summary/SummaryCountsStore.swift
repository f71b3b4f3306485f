import Ground
import Storage

/// Reads figures from the summary tables. Lives as long as its transaction.
struct SummaryCountsStore: FigureCounts {
  let tx: any Transaction

  func history() throws -> AgencyHistory {
    AgencyHistory(try agencies())
  }

  func agencies() throws -> [AgencyTold] {
    try tx.rows(
      """
      SELECT subject, seq, code, parent, since_on, from_on, to_on
      FROM figure_agency
      ORDER BY subject, seq
      LIMIT 1000000
      """
    ).map { row in
      AgencyTold(
        subject: try row.text(0), seq: try row.int(1), code: try row.text(2),
        parent: try row.optionalText(3), since: try row.day(4), from: try row.day(5),
        to: try row.optional(6) { try $0.day($1) })
    }
  }

  func events(
    in period: ReportingPeriod, of codes: Set<String>?, by breakdown: Breakdown?,
    splitByProcedure: Bool
  ) throws -> [EventCount] {
    let key = breakdown?.column ?? "''"
    let procedure: SQL = splitByProcedure ? "procedure" : "''"
    let rows = try tx.rows(
      """
      SELECT \(key) AS heading, channel, \(procedure) AS service, event, outcome, timeliness,
        CAST(SUM(amount) AS BIGINT)
      FROM figure_event
      WHERE day >= \(period.from) AND day <= \(period.to) AND \(agencies(codes))
      GROUP BY 1, 2, 3, 4, 5, 6
      HAVING SUM(amount) <> 0
      ORDER BY 1, 2, 3, 4, 5, 6
      LIMIT 1000000
      """)
    return try rows.map { row in
      guard let event = FigureEvent(rawValue: try row.text(3)) else {
        throw ColumnUnfit(index: 3, wanted: "event", found: row.columns[3])
      }
      return EventCount(
        key: try row.text(0), channel: try row.text(1), procedure: try row.text(2),
        counted: Counted(
          event: event, outcome: try row.text(4), timeliness: try row.text(5)),
        amount: try row.int(6))
    }
  }

  /// Those open now, without what has changed since the day that is asked for: so the work grows
  /// with the distance from today and not with the age of the province.
  func standing(
    _ judgement: Judgement, of codes: Set<String>?, by breakdown: Breakdown
  ) throws -> [StandingCount] {
    let key: SQL = breakdown == .agency ? "agency" : "sector"
    let now = try tx.rows(
      """
      SELECT \(key), phase,
        CASE WHEN phase = 'running' AND due_at < \(judgement.at) THEN 1
          WHEN phase = 'waiting' AND submitted_at < \(judgement.waitingSince) THEN 1
          ELSE 0 END AS late,
        COUNT(*)
      FROM figure_subject
      WHERE phase <> 'over' AND \(agencies(codes))
      GROUP BY 1, 2, 3
      ORDER BY 1, 2, 3
      LIMIT 1000000
      """)
    let since = try tx.rows(
      """
      SELECT \(key), phase,
        CASE WHEN phase = 'running' AND due_on <> '' AND due_on <= \(judgement.end) THEN 1
          WHEN phase = 'waiting' AND submitted_at < \(judgement.waitingSince) THEN 1
          ELSE 0 END AS late,
        CAST(SUM(-amount) AS BIGINT)
      FROM figure_opening
      WHERE day > \(judgement.end) AND \(agencies(codes))
      GROUP BY 1, 2, 3
      HAVING SUM(amount) <> 0
      ORDER BY 1, 2, 3
      LIMIT 1000000
      """)
    return try (now + since).map { row in
      guard let phase = Phase(rawValue: try row.text(1)) else {
        throw ColumnUnfit(index: 1, wanted: "phase", found: row.columns[1])
      }
      return StandingCount(
        key: try row.text(0), phase: phase, isLate: try row.bool(2), amount: try row.int(3))
    }
  }

  func onlineOffers(
    in period: ReportingPeriod, of codes: Set<String>?
  ) throws -> [OfferPeriod] {
    try tx.rows(
      """
      SELECT \(OfferPeriod.columns)
      FROM figure_offer
      WHERE is_online = 1 AND from_on <= \(period.to)
        AND (to_on IS NULL OR (to_on >= \(period.from) AND to_on >= from_on))
        AND \(agencies(codes))
      ORDER BY subject, seq
      LIMIT 1000000
      """
    ).map { try OfferPeriod($0) }
  }

  /// Only these agencies; an empty set is none.
  private func agencies(_ codes: Set<String>?) -> SQL {
    guard let codes else { return "1 = 1" }
    return codes.isEmpty ? "1 = 0" : "agency IN (\(list: codes.sorted()))"
  }
}

extension Breakdown {
  var column: SQL {
    switch self {
    case .agency: "agency"
    case .sector: "sector"
    case .procedure: "procedure"
    case .channel: "channel"
    case .month: "SUBSTR(day, 1, 7)"
    }
  }
}
