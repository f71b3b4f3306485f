import Ground

/// Which part of a number is opened. The raw value is what the API says.
enum FigurePart: String, Sendable, CaseIterable {
  case numerator, denominator
}

/// A page of what stands behind a number.
struct EvidenceQuestion: Sendable {
  let code: String
  let period: ReportingPeriod
  let agency: String?
  let breakdown: Breakdown?
  /// One row of the breakdown; `nil` is all of them.
  let key: String?
  let part: FigurePart
  let limit: Int
  /// The last item of the page before.
  let after: String?
}

/// A page of evidence. Source: KPI-6.
struct EvidencePage: Sendable, Equatable {
  let items: [JSON]
  let next: String?
}

/// Where entries are looked for: the days and headings of one number, and what it counts.
struct EvidenceFilter: Sendable {
  var period: ReportingPeriod
  /// By every code they ever had.
  var codes: Set<String>?
  var sector: String?
  var procedure: String?
  var channel: String?
  let condition: Indicator.Condition

  /// Refuses: `FigureRefused.keyWithoutBreakdown`.
  init(
    _ question: EvidenceQuestion, agency: String, _ condition: Indicator.Condition,
    _ history: AgencyHistory
  ) throws(FigureRefused) {
    (period, self.condition) = (question.period, condition)
    let scope = history.below(agency, on: question.period.to)
    codes = scope
    guard let key = question.key else { return }
    switch question.breakdown {
    case nil: throw .keyWithoutBreakdown
    case .agency:
      codes = scope.filter { history.code(of: $0, on: question.period.to) == key }
    case .sector: sector = key
    case .procedure: procedure = key
    case .channel: channel = key
    case .month:
      let month = question.period.months.first { $0.key == key }?.period
      if let month { period = month } else { codes = [] }
    }
  }
}

extension EvidenceFilter {
  init(
    period: ReportingPeriod, codes: Set<String>?, sector: String?, condition: Indicator.Condition
  ) {
    (self.period, self.codes, self.sector, self.condition) = (period, codes, sector, condition)
  }
}

/// One dossier behind a number, as the tables know it.
struct EvidenceEntry: Sendable, Equatable {
  let subject: String
  /// 1, or −1 for one that a correction took away.
  let amount: Int
  /// The last day on which it counted.
  let day: Day
  let place: Heading
}

/// One procedure behind a number.
struct EvidenceProcedure: Sendable, Equatable {
  let procedure: String
  /// How many dossiers count for it, and one of them; none in a denominator.
  let dossiers: Int
  let subject: String?
}
