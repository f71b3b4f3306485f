public import Ground

/// The decision that lays something down, as `163/QĐ-UBND` of a day.
public struct Citation: Sendable, Equatable {
  public let decision: String
  public let decidedOn: Day

  public init(decision: String, decidedOn: Day) {
    (self.decision, self.decidedOn) = (decision, decidedOn)
  }

  /// `163/QĐ-UBND ngày 01/07/2025`.
  public var vietnamese: String { "\(decision) ngày \(decidedOn.vietnamese)" }
}
