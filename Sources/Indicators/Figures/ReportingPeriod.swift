public import Ground

/// The days that a figure is about, both ends included, counted in Vietnam's time. Source: KPI-9.
public struct ReportingPeriod: Sendable, Hashable {
  public let from: Day
  public let to: Day

  /// The earliest and the latest day that figures are asked for.
  static let bounds = Day(2000, 1, 1)...Day(2098, 12, 31)

  /// Refuses: `FigureRefused.periodReversed`, `.periodOutside`.
  public init(from: Day, to: Day) throws(FigureRefused) {
    guard from <= to else { throw .periodReversed(from: from, to: to) }
    guard ReportingPeriod.bounds.contains(from), ReportingPeriod.bounds.contains(to) else {
      throw .periodOutside
    }
    (self.from, self.to) = (from, to)
  }

  init(unchecked from: Day, _ to: Day) { (self.from, self.to) = (from, to) }

  /// The month of `day` up to that day.
  static func monthUntil(_ day: Day) -> ReportingPeriod {
    ReportingPeriod(unchecked: Day(day.year, day.month, 1), day)
  }

  /// The months that it touches, each cut to its days.
  var months: [(key: String, period: ReportingPeriod)] {
    var months: [(String, ReportingPeriod)] = []
    var first = Day(from.year, from.month, 1)
    while first <= to {
      let next = first.adding(months: 1)
      let cut = ReportingPeriod(unchecked: max(first, from), min(next.adding(days: -1), to))
      months.append((String(first.iso.prefix(7)), cut))
      first = next
    }
    return months
  }

  /// The moment at which the period is over: midnight after its last day.
  var end: Instant { Instant(to.adding(days: 1), minute: 0) }
}
