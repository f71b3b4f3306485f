import Ground

/// Asks for everything once when many indicators are counted over the same agencies and days.
///
/// A class because it remembers while it is asked; it lives as long as one transaction.
final class KeptCounts<Counts: FigureCounts>: FigureCounts {
  private struct Asked: Hashable {
    let from: Day
    let to: Day
    let at: Instant?
    let codes: Set<String>?
    let breakdown: Breakdown?
    let splitByProcedure: Bool
  }

  private let counts: Counts
  private var told: AgencyHistory?
  private var counted: [Asked: [EventCount]] = [:]
  private var offered: [Asked: [OfferPeriod]] = [:]
  private var reported: [Reported: [ReportTold]] = [:]

  private struct Reported: Hashable {
    let register: String
    let codes: Set<String>?
  }

  init(_ counts: Counts) { self.counts = counts }

  func history() throws -> AgencyHistory {
    if let told { return told }
    let history = try counts.history()
    told = history
    return history
  }

  func events(_ question: CountQuestion) throws -> [EventCount] {
    let all = CountQuestion(
      events: Set(FigureEvent.allCases).subtracting(FigureEvent.stock), period: question.period,
      codes: question.codes, breakdown: question.breakdown,
      splitByProcedure: question.splitByProcedure)
    return try answer(question, at: nil) { try counts.events(all) }
  }

  func standing(_ judgement: Judgement, _ question: CountQuestion) throws -> [EventCount] {
    let all = CountQuestion(
      events: FigureEvent.stock, period: ReportingPeriod(unchecked: judgement.end, judgement.end),
      codes: question.codes, breakdown: question.breakdown,
      splitByProcedure: question.splitByProcedure)
    var asked = question
    asked.period = all.period
    return try answer(asked, at: judgement.at) { try counts.standing(judgement, all) }
  }

  func waiting(_ end: Day, since: Instant, of codes: Set<String>?) throws -> Int {
    try counts.waiting(end, since: since, of: codes)
  }

  func offers(in period: ReportingPeriod, of codes: Set<String>?) throws -> [OfferPeriod] {
    let asked = Asked(
      from: period.from, to: period.to, at: nil, codes: codes, breakdown: nil,
      splitByProcedure: false)
    if let known = offered[asked] { return known }
    let offers = try counts.offers(in: period, of: codes)
    offered[asked] = offers
    return offers
  }

  func reports(_ register: String, of codes: Set<String>?) throws -> [ReportTold] {
    let asked = Reported(register: register, codes: codes)
    if let known = reported[asked] { return known }
    let reports = try counts.reports(register, of: codes)
    reported[asked] = reports
    return reports
  }

  private func answer(
    _ question: CountQuestion, at instant: Instant?, _ ask: () throws -> [EventCount]
  ) throws -> [EventCount] {
    let asked = Asked(
      from: question.period.from, to: question.period.to, at: instant, codes: question.codes,
      breakdown: question.breakdown, splitByProcedure: question.splitByProcedure)
    let all = try counted[asked] ?? ask()
    counted[asked] = all
    return all.filter { question.events.contains($0.counted.event) }
  }
}
