public import Catalogue
import Deadlines
public import Ground
import Journal
import Storage

/// What the page of public figures shows, all from one snapshot.
struct PublicFigures: Sendable {
  let asOf: Position
  /// Every indicator in force, over the whole province.
  let figures: [IndicatorFigure]
  /// The chosen one by agency and by month; `nil` when none is in force.
  let byAgency: IndicatorFigure?
  let byMonth: IndicatorFigure?
  /// Names of agencies.
  let labels: [String: String]
}

/// What changes public figures: nothing else does.
struct PublicFiguresKey: Sendable, Hashable {
  let period: PublicPeriod
  let indicator: String
  let position: Int
}

/// What anybody may know of the figures, for the portal's pages.
extension FigureDesk {
  /// How many days back habits are read.
  private static let habitDays = 182

  /// The indicators of `period`, and the one called `code` (else the first) by agency and by month
  /// of the year up to the period's end. Kept while nothing more is sealed.
  func publicFigures(_ period: PublicPeriod, detail code: String) async throws -> PublicFigures {
    let key = PublicFiguresKey(
      period: period, indicator: code, position: try await sealedPosition())
    return try await kept.value(key) { try await counted(period, detail: code) }
  }

  /// How many facts the figures of this moment rest on.
  func sealedPosition() async throws -> Int {
    let instant = now()
    return try await database.glance { try FigureDesk.asOf($0, at: instant).size }
  }

  private func counted(_ period: PublicPeriod, detail code: String) async throws -> PublicFigures {
    let (instant, days) = (now(), period.period)
    let inForce = indicators.filter { $0.isInForce(on: days.to) }
    let chosen = inForce.first { $0.code == code } ?? inForce.first
    let months = ReportingPeriod(
      unchecked: Day(days.to.year, days.to.month, 1).adding(months: -11), days.to)
    let counted = try await database.read { tx -> PublicFigures in
      let counts = KeptCounts(SummaryCountsStore(tx: tx))
      let asOf = try FigureDesk.asOf(tx, at: instant)
      func count(
        _ indicator: Indicator, _ days: ReportingPeriod, by breakdown: Breakdown?
      ) throws -> IndicatorFigure {
        try IndicatorFigure.counted(
          indicator, days, agency: nil, by: breakdown, asOf: asOf, from: counts)
      }
      return PublicFigures(
        asOf: asOf, figures: try inForce.map { try count($0, days, by: nil) },
        byAgency: try chosen.map { try count($0, days, by: .agency) },
        byMonth: try chosen.map { try count($0, months, by: .month) }, labels: [:])
    }
    let keys = Set(counted.byAgency?.rows.map(\.key) ?? [])
    return PublicFigures(
      asOf: counted.asOf, figures: counted.figures, byAgency: counted.byAgency,
      byMonth: counted.byMonth, labels: try await labels(of: keys, by: .agency))
  }

  /// The shares of the month so far, as the home page shows them; empty before the first sealed
  /// dossier.
  public func homeFigures() async throws -> [PublicFigure] {
    try await publicFigures(PublicPeriod(of: now().day), detail: "").figures.compactMap { figure in
      guard figure.indicator.group.code == Indicator.Group.core,
        let ratio = figure.rows.first?.ratio, ratio.denominator > 0
      else { return nil }
      return PublicFigure(
        title: figure.indicator.title, share: figure.indicator.published(ratio),
        numerator: ratio.numerator, denominator: ratio.denominator, asOf: figure.asOf.at)
    }
  }

  /// An indicator over the whole province, for a period of one's own.
  ///
  /// Refuses: `FigureRefused` for a code or a day without a definition.
  public func total(of code: String, in period: ReportingPeriod) async throws -> PublicFigure {
    let (instant, indicator) = (now(), try indicators.definition(of: code, on: period.to))
    let figure = try await database.read { tx in
      try IndicatorFigure.counted(
        indicator, period, agency: nil, by: nil, asOf: try FigureDesk.asOf(tx, at: instant),
        from: SummaryCountsStore(tx: tx))
    }
    let ratio = figure.rows.first?.ratio ?? Ratio(numerator: 0, denominator: 0)
    return PublicFigure(
      title: indicator.title, share: indicator.published(ratio), numerator: ratio.numerator,
      denominator: ratio.denominator, asOf: figure.asOf.at)
  }

  /// What was taken in most in the last half year, most first.
  ///
  /// Shape: at most `count`, of equals the lower code first; empty while fewer than
  /// `UsualTime.fewest` dossiers tell.
  public func popular(_ count: Int) async throws -> [ProcedureCode] {
    let today = now().day
    let period = ReportingPeriod(unchecked: today.adding(days: -FigureDesk.habitDays), today)
    let events = try await database.read { tx in
      try SummaryCountsStore(tx: tx).events(
        CountQuestion(events: [.received], period: period, codes: nil, breakdown: .procedure))
    }
    var taken: [String: Int] = [:]
    for found in events { taken[found.key, default: 0] += found.amount.count }
    guard taken.values.reduce(0, +) >= UsualTime.fewest else { return [] }
    return taken.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(count).map { ProcedureCode($0.key) }
  }

  /// How long nine out of ten dossiers of a procedure took at most, from reception to result, in
  /// working days; `nil` when fewer than `UsualTime.fewest` of the last half year tell.
  public func usualTime(_ procedure: ProcedureCode) async throws -> UsualTime? {
    let (today, calendar) = (now().day, try await calendar())
    let since = today.adding(days: -FigureDesk.habitDays)
    let spans = try await database.read { tx in
      try UsualTimeStore(tx: tx).settled(procedure.rawValue, since: since, limit: 2000)
    }
    return UsualTime(daysOfEach: try spans.map { try $0.workingDays(calendar) })
  }
}

extension SettledSpan {
  /// Whole working days after the day of reception, the day of the result included; 0 is the same
  /// day. Refuses: `DueRefused` for a day outside the calendar.
  func workingDays(_ calendar: WorkingCalendar) throws(DueRefused) -> Int {
    var (day, count) = (receivedAt.day.adding(days: 1), 0)
    while day <= settledOn {
      if try calendar.isWorking(day) { count += 1 }
      day = day.adding(days: 1)
    }
    return count
  }
}

extension Indicator {
  /// The value as people read it, `96,5 %`; `nil` when there is nothing to count.
  func published(_ ratio: Ratio) -> String? {
    worth(ratio).published.map { number in
      String(number.map { $0 == "." ? "," : $0 }) + " " + unit
    }
  }
}
