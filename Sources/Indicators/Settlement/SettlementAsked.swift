import Ground

/// What was typed into the settlement page's form; kept when it is refused.
struct SettlementAsked: Sendable, Equatable {
  let from: String
  let to: String
  let agency: String?
  let breakdown: Breakdown

  /// Refuses: `FigureRefused`; days that are none count as outside every period.
  func period() throws(FigureRefused) -> ReportingPeriod {
    guard let from = Day(iso: from), let to = Day(iso: to) else { throw .periodOutside }
    return try ReportingPeriod(from: from, to: to)
  }
}
