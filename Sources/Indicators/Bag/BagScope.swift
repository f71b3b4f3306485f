public import Ground

/// What a bag of evidence is about.
public struct BagScope: Sendable {
  /// With everything below it; `nil` is the topmost one.
  public let agency: String?
  /// Whole months.
  public let from: Day
  public let to: Day

  public init(agency: String?, from: Day, to: Day) {
    (self.agency, self.from, self.to) = (agency, from, to)
  }

  var months: [ReportingPeriod] { ReportingPeriod(unchecked: from, to).months.map(\.period) }
}
