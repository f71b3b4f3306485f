import Ground

/// How a figure is broken down. The raw value is what the API says.
public enum Breakdown: String, Sendable, CaseIterable {
  case agency, sector, procedure, channel, month

  var vietnamese: String {
    switch self {
    case .agency: "Cơ quan"
    case .sector: "Lĩnh vực"
    case .procedure: "Thủ tục"
    case .channel: "Hình thức nộp"
    case .month: "Tháng"
    }
  }
}

/// Whose tree of agencies groups a figure. The raw value is what the API says.
enum AgencyMap: String, Sendable, CaseIterable {
  /// As it was on the period's last day.
  case reported
  /// As it is when the question is asked.
  case today

  func day(of period: ReportingPeriod, at instant: Instant) -> Day {
    switch self {
    case .reported: period.to
    case .today: instant.day
    }
  }
}

/// How often something was counted under one heading.
struct EventCount: Sendable, Equatable {
  /// The heading that the breakdown asks for; empty without one. An agency stands here by the code
  /// that facts name.
  let key: String
  let channel: String
  /// Empty unless it was asked for.
  let procedure: String
  let counted: Counted
  let amount: Amount
}

/// What is counted, where and when.
struct CountQuestion: Sendable {
  let events: Set<FigureEvent>
  var period: ReportingPeriod
  /// The agencies counted, by every code they ever had; `nil` is all of them.
  let codes: Set<String>?
  var breakdown: Breakdown?
  var splitByProcedure = false
}

/// The end of a day, and how those who stood open then are judged.
struct Judgement: Sendable, Equatable {
  let end: Day
  /// What is due at this moment or later is not late.
  let at: Instant
}

/// Where figures are read from: the summary tables, or a fold of facts in memory.
protocol FigureCounts {
  func history() throws -> AgencyHistory
  /// What happened in the period: events that are no stock.
  func events(_ question: CountQuestion) throws -> [EventCount]
  /// What stood at the end of a day, of stock events. The period of the question has no meaning.
  func standing(_ judgement: Judgement, _ question: CountQuestion) throws -> [EventCount]
  /// Those of `codes` that waited for a number at the end of the day, since before a moment.
  func waiting(_ end: Day, since: Instant, of codes: Set<String>?) throws -> Int
  /// The stretches of days in `period` in which something could be handed in.
  func offers(in period: ReportingPeriod, of codes: Set<String>?) throws -> [OfferPeriod]
  /// What stands reported to a register.
  func reports(_ register: String, of codes: Set<String>?) throws -> [ReportTold]
}

extension Breakdown {
  /// Under what a heading is shown; of a month the day decides, and nothing stands here.
  func key(of place: Heading) -> String {
    switch self {
    case .agency: place.agency
    case .sector: place.sector
    case .procedure: place.procedure
    case .channel: place.channel
    case .month: ""
    }
  }
}
