public import Ground

/// One line of a decision on days off: a day that is off though it would be worked, or worked
/// though it would be off.
///
/// Source: domain 6.1 (holidays, compensation, swaps are data, with the decision attached).
public struct CalendarRecord: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable { case off, work }

  public let day: Day
  public let kind: Kind
  /// What the day is called, as `Quốc khánh` or `hoán đổi với 10/01/2026`.
  public let name: String
  /// Where it is written.
  public let decision: String
  /// The day from which it could be known; `nil` when it was known before anyone counted.
  public let knownOn: Day?

  public init(day: Day, kind: Kind, name: String, decision: String, knownOn: Day? = nil) {
    (self.day, self.kind, self.name) = (day, kind, name)
    (self.decision, self.knownOn) = (decision, knownOn)
  }
}

extension CalendarRecord {
  /// What the day is, read from its kind, its weekday and what it is called.
  var standing: DayStanding {
    let called = " " + folded(name) + " "
    let dayKind: DayKind =
      switch kind {
      case .work: day.weekday >= 6 ? .makeUpWork : .workday
      case .off where called.contains(" nghi bu "): .compensation
      case .off where called.contains(" hoan doi "): .swapped
      case .off: .holiday
      }
    return DayStanding(
      day: day, kind: dayKind, name: name, decision: decision, isProjected: false)
  }
}

/// What a day is for those who count working days.
public enum DayKind: String, Sendable, CaseIterable {
  case workday, weekend, holiday
  /// A day off in place of a holiday that fell on a rest day.
  case compensation
  /// A working day exchanged for a rest day.
  case swapped
  /// A rest day that is worked in exchange.
  case makeUpWork

  public var isWorking: Bool {
    switch self {
    case .workday, .makeUpWork: true
    case .weekend, .holiday, .compensation, .swapped: false
    }
  }
}

/// How one day stands in a calendar, and why.
public struct DayStanding: Sendable, Hashable {
  public let day: Day
  public let kind: DayKind
  /// What the day is called; empty for an ordinary working day or weekend.
  public let name: String
  /// Where that is written; empty for an ordinary working day or weekend.
  public let decision: String
  /// Computed from the Labour Code, since no decision for its year is known.
  public let isProjected: Bool

  public var isWorking: Bool { kind.isWorking }
}
