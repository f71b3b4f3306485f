import Ground

/// What was typed into the form of the lateness page; kept when it is refused.
struct LateSplitAsked: Sendable, Equatable {
  let from: String
  let to: String
  let agency: String?
  let breakdown: LateBreakdown

  /// Refuses: `FigureRefused`; days that are none count as outside every period.
  func period() throws(FigureRefused) -> ReportingPeriod {
    guard let from = Day(iso: from), let to = Day(iso: to) else { throw .periodOutside }
    return try ReportingPeriod(from: from, to: to)
  }
}
