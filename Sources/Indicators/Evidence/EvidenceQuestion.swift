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
  /// As the journal stood when it had so many facts; `nil`: as it stands.
  var size: Int?
}

/// A page of evidence. Source: KPI-6.
struct EvidencePage: Sendable, Equatable {
  let items: [JSON]
  let next: String?
}

/// Where entries are looked for: the days and headings of one number.
struct EvidenceFilter: Sendable {
  var period: ReportingPeriod
  /// By every code they ever had.
  var codes: Set<String>?
  var sector: String?
  var procedure: String?
  var channel: String?
  /// The moment for which open dossiers are judged while the period goes on.
  let at: Instant
  /// Only what was sealed before this position; `nil`: everything counted.
  var size: Int?

  init(
    period: ReportingPeriod, codes: Set<String>?, sector: String? = nil, at: Instant,
    size: Int? = nil
  ) {
    (self.period, self.codes, self.sector) = (period, codes, sector)
    (self.at, self.size) = (at, size)
  }

  /// Refuses: `FigureRefused.keyWithoutBreakdown`.
  init(
    _ question: EvidenceQuestion, agency: String, _ history: AgencyHistory, at: Instant
  ) throws(FigureRefused) {
    let scope = history.below(agency, on: question.period.to)
    self.init(period: question.period, codes: scope, at: at, size: question.size)
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

/// One dossier behind a number, as the tables know it.
struct EvidenceEntry: Sendable, Equatable {
  let subject: String
  /// 1, or −1 for one that a correction took away; of a total of something else, how much of it.
  let amount: Int
  let day: Day
  let place: Heading
}

/// One procedure behind a number.
struct EvidenceProcedure: Sendable, Equatable {
  let procedure: String
  /// How many dossiers it has in the period, when that is what makes it count.
  let dossiers: Int
  /// One of them.
  let subject: String?
}
