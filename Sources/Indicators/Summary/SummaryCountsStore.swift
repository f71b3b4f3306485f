import Ground
import Storage

/// Reads figures from the summary tables, as they stood when the journal had `size` facts. Lives as
/// long as its transaction.
struct SummaryCountsStore: FigureCounts {
  let tx: any Transaction
  /// `nil`: everything counted.
  var size: Int?

  func history() throws -> AgencyHistory { AgencyHistory(try agencies()) }

  func agencies() throws -> [AgencyTold] {
    try tx.rows(
      """
      SELECT \(AgencyTold.columns)
      FROM figure_agency
      WHERE position < \(size ?? Int.max)
      ORDER BY subject, seq
      LIMIT 1000000
      """
    ).map { try AgencyTold($0) }
  }

  func events(_ question: CountQuestion) throws -> [EventCount] {
    let (from, to) = (question.period.from, question.period.to)
    return try counts(question, "day >= \(from) AND day <= \(to)")
  }

  /// Those open now, without what has changed since the day that is asked for: so the work grows
  /// with the distance from today and not with the age of the province.
  func standing(_ judgement: Judgement, _ question: CountQuestion) throws -> [EventCount] {
    var question = question
    // A month would be that of the change.
    if question.breakdown == .month { question.breakdown = nil }
    let late = question.events.filter(\.isOverdue)
    let since = try counts(question, "day > \(judgement.end)", sign: -1, isTotal: true)
    let notYet =
      late.isEmpty
      ? []
      : try entries(
        question, of: late,
        """
        day >= \(judgement.at.day) AND day <= \(judgement.end) AND mark >= \(judgement.at)
          AND position < \(try asOf().size)
        """)
    return try open(question) + since + notYet.map { $0.negated }
  }

  func waiting(_ end: Day, since: Instant, of codes: Set<String>?) throws -> Int {
    let (counted, size) = try asOf()
    let now = try tx.rows(
      """
      SELECT COUNT(*)
      FROM figure_subject
      WHERE phase = 'waiting' AND submitted_at < \(since) AND \(agencies(codes))
      """)[0].int(0)
    let later = try tx.rows(
      """
      SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT)
      FROM figure_entry
      WHERE event = 'waiting' AND \(agencies(codes)) AND mark < \(since)
        AND (day > \(end) OR (position >= \(size) AND position < \(counted)))
      """)[0].int(0)
    return now - later
  }

  func offers(in period: ReportingPeriod, of codes: Set<String>?) throws -> [OfferPeriod] {
    OfferPeriod.all(of: try offersTold(codes)).filter { $0.touches(period) }
  }

  func offersTold(_ codes: Set<String>?) throws -> [OfferTold] {
    try tx.rows(
      """
      SELECT \(OfferTold.columns)
      FROM figure_offer
      WHERE position < \(size ?? Int.max) AND \(agencies(codes))
      ORDER BY subject, seq
      LIMIT 1000000
      """
    ).map { try OfferTold($0) }
  }

  func reports(_ register: String, of codes: Set<String>?) throws -> [ReportTold] {
    ReportTold.standing(try reportsTold(register, of: codes))
  }

  /// Every report, also those that others replaced, of each subject in order.
  func reportsTold(_ register: String? = nil, of codes: Set<String>? = nil) throws -> [ReportTold] {
    let filter: SQL = register.map { "register = \($0)" } ?? "1 = 1"
    return try tx.rows(
      """
      SELECT \(ReportTold.columns)
      FROM figure_report
      WHERE position < \(size ?? Int.max) AND \(filter) AND \(agencies(codes))
      ORDER BY subject, seq
      LIMIT 1000000
      """
    ).map { try ReportTold($0) }
  }
}

extension SummaryCountsStore {
  /// How many facts are counted, and how many of them are asked for.
  private func asOf() throws -> (counted: Int, size: Int) {
    let counted = try SummaryStore(tx: tx).mark()
    return (counted, min(size ?? counted, counted))
  }

  /// The sums by day and what is not yet in them; with `isTotal`, all that is counted and not only
  /// what is asked for, so that it can be taken from what stands now.
  private func counts(
    _ question: CountQuestion, _ days: SQL, sign: Int = 1, isTotal: Bool = false
  ) throws -> [EventCount] {
    let (counted, size) = try asOf()
    let summed = try SummaryStore(tx: tx).summed()
    let filter: SQL = "\(events(question.events)) AND \(agencies(question.codes)) AND \(days)"
    var parts: [SQL] = [
      """
      SELECT \(key(question)), \(sign) * amount AS amount, \(sign) * minutes AS minutes
      FROM figure_day
      WHERE \(filter)
      """
    ]
    func add(_ from: Int, _ to: Int, _ sign: Int, _ filter: SQL) {
      guard from < to else { return }
      parts.append(
        """
        SELECT \(key(question)), \(sign) * amount AS amount, \(sign) * minutes AS minutes
        FROM figure_entry
        WHERE position >= \(from) AND position < \(to) AND \(filter)
        """)
    }
    if isTotal {
      add(summed, counted, sign, filter)
      let before: SQL = "\(events(question.events)) AND \(agencies(question.codes))"
      // What came later is not there yet, whatever day it is of; days after the end are gone.
      add(size, counted, -1, "\(before) AND NOT (\(days))")
    } else {
      add(summed, size, sign, filter)
      add(size, summed, -sign, filter)
    }
    return try read(
      """
      SELECT heading, channel, service, event, traits, CAST(SUM(amount) AS BIGINT),
        CAST(SUM(minutes) AS BIGINT)
      FROM (\(SQL.joined(parts, by: " UNION ALL "))) counted
      GROUP BY heading, channel, service, event, traits
      HAVING SUM(amount) <> 0 OR SUM(minutes) <> 0
      ORDER BY heading, channel, service, event, traits
      LIMIT 1000000
      """)
  }

  private func entries(
    _ question: CountQuestion, of events: Set<FigureEvent>, _ filter: SQL
  ) throws -> [EventCount] {
    try read(
      """
      SELECT heading, channel, service, event, traits, CAST(SUM(amount) AS BIGINT),
        CAST(SUM(minutes) AS BIGINT)
      FROM (
        SELECT \(key(question)), amount, minutes
        FROM figure_entry
        WHERE \(self.events(events)) AND \(agencies(question.codes)) AND \(filter)
      ) counted
      GROUP BY heading, channel, service, event, traits
      HAVING SUM(amount) <> 0
      ORDER BY heading, channel, service, event, traits
      LIMIT 1000000
      """)
  }

  /// What stands now, late or not: of what gets late one day, all that will if nothing happens.
  private func open(_ question: CountQuestion) throws -> [EventCount] {
    let kinds = question.events.sorted { $0.rawValue < $1.rawValue }.map { event -> SQL in
      """
      SELECT \(key(question, event: "CAST(\(event.rawValue) AS TEXT)", traits: "''"))
      FROM figure_subject
      WHERE \(event.holdsNow) AND \(agencies(question.codes))
      """
    }
    guard !kinds.isEmpty else { return [] }
    return try read(
      """
      SELECT heading, channel, service, event, traits, COUNT(*), 0
      FROM (\(SQL.joined(kinds, by: " UNION ALL "))) standing
      GROUP BY heading, channel, service, event, traits
      ORDER BY heading, channel, service, event, traits
      LIMIT 1000000
      """)
  }

  private func key(
    _ question: CountQuestion, event: SQL = "event", traits: SQL = "traits"
  ) -> SQL {
    let heading: SQL = question.breakdown?.column ?? "''"
    let service: SQL = question.splitByProcedure ? "procedure" : "''"
    return """
      \(heading) AS heading, channel, \(service) AS service, \(event) AS event, \(traits) AS traits
      """
  }

  private func read(_ statement: SQL) throws -> [EventCount] {
    try tx.rows(statement).map { row in
      guard let event = FigureEvent(rawValue: try row.text(3)) else {
        throw ColumnUnfit(index: 3, wanted: "event", found: row.columns[3])
      }
      return EventCount(
        key: try row.text(0), channel: try row.text(1), procedure: try row.text(2),
        counted: Counted(event: event, traits: Traits(text: try row.text(4))),
        amount: Amount(count: try row.int(5), minutes: try row.int(6)))
    }
  }

  /// Only these agencies; an empty set is none.
  private func agencies(_ codes: Set<String>?) -> SQL {
    guard let codes else { return "1 = 1" }
    return codes.isEmpty ? "1 = 0" : "agency IN (\(list: codes.sorted()))"
  }

  private func events(_ events: Set<FigureEvent>) -> SQL {
    events.isEmpty ? "1 = 0" : "event IN (\(list: events.map(\.rawValue).sorted()))"
  }
}

extension EventCount {
  fileprivate var negated: EventCount {
    EventCount(
      key: key, channel: channel, procedure: procedure, counted: counted,
      amount: Amount(count: -amount.count, minutes: -amount.minutes))
  }
}

extension FigureEvent {
  /// Which open dossiers count as this, now or once their day has come.
  fileprivate var holdsNow: SQL {
    switch self {
    case .waiting: "phase = 'waiting'"
    case .running: "phase = 'running'"
    case .supplement: "phase = 'supplement'"
    case .payment: "phase = 'payment'"
    case .overdue: "phase = 'running' AND due_at IS NOT NULL"
    case .indexOverdue:
      """
      (phase IN ('running', 'payment') AND (is_index_late = 1 OR index_due_at IS NOT NULL)
        OR phase = 'supplement' AND is_index_late = 1)
      """
    case .submitted, .accepted, .notAccepted, .withdrawnBefore, .received, .settled, .withdrawn,
      .stopped, .delivered, .rated, .supplementRequested, .extended, .recordedLate:
      "1 = 0"
    }
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
