public import Ground

/// How long an agency has for a dossier (thời hạn giải quyết): so many of a unit.
///
/// Source: domain 1.5.
public struct Term: Sendable, Hashable {
  /// The units in which procedures state their terms. Raw values are the catalogue's own.
  public enum Unit: String, Sendable, CaseIterable {
    /// Working minutes.
    case minutes
    /// Working hours.
    case hours
    case workingDays
    /// Calendar days: rest days count too.
    case days
    case months
  }

  public let count: Int
  public let unit: Unit

  /// `nil` when `count` is negative or beyond what any law asks for (100,000).
  ///
  /// 0 is a real term: "at once", see `due`.
  public init?(_ count: Int, _ unit: Unit) {
    guard (0...100_000).contains(count) else { return nil }
    (self.count, self.unit) = (count, unit)
  }

  /// Reads `30min`, `8h`, `3wd`, `15d` or `2m`; `nil` for anything else.
  public init?(code: String) {
    let digits = code.prefix { ("0"..."9").contains($0) }
    let suffix = code.dropFirst(digits.count)
    guard let count = Int(digits), let unit = Unit.allCases.first(where: { $0.suffix == suffix })
    else { return nil }
    self.init(count, unit)
  }

  /// The short form that `init(code:)` reads; what is stored.
  public var code: String { "\(count)\(unit.suffix)" }

  /// `3 ngày làm việc`.
  public var vietnamese: String { words.vietnamese }

  /// The same in the language of the moment.
  public var words: Phrase {
    switch unit {
    case .minutes: "\(count) phút làm việc"
    case .hours: "\(count) giờ làm việc"
    case .workingDays: "\(count) ngày làm việc"
    case .days: "\(count) ngày"
    case .months: "\(count) tháng"
    }
  }
}

extension Term.Unit {
  fileprivate var suffix: String {
    switch self {
    case .minutes: "min"
    case .hours: "h"
    case .workingDays: "wd"
    case .days: "d"
    case .months: "m"
    }
  }
}

/// How working days are counted. A property of the procedure's version. Source: CAL-3.
public enum CountingPolicy: String, Sendable, CaseIterable {
  /// A working day is 8 working hours, added from the moment of receipt. Source: CAL-1.
  case hourly
  /// The day of receipt is not counted; the term ends with the last day. Source: CAL-2.
  case civil
}

extension Term {
  /// The three ways in which a term runs; everything else follows from this.
  enum Counting {
    /// Working minutes from the moment of receipt.
    case workingTime(minutes: Int)
    /// Whole working days after the day of receipt.
    case wholeDays
    /// Calendar days or months after the day of receipt.
    case calendar
  }

  /// Hours run from the moment of receipt under both policies. Source: CAL-1, CAL-2, CAL-4.
  func counting(_ policy: CountingPolicy) -> Counting {
    switch (unit, policy) {
    case (.minutes, _): .workingTime(minutes: count)
    case (.hours, _): .workingTime(minutes: count * 60)
    case (.workingDays, .hourly): .workingTime(minutes: count * Term.minutesOfWorkingDay)
    case (.workingDays, .civil): .wholeDays
    case (.days, _), (.months, _): .calendar
    }
  }

  /// 8 working hours, whatever the agency's own hours add up to. Source: CAL-1.
  static let minutesOfWorkingDay = 480
}
