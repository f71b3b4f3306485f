public import Ground
public import Rules

/// Something in the sealed facts that somebody should explain: what is looked for, from which
/// threshold on, and why. Data: thresholds are a province's own choice.
/// Source: domain P5, P8, P9; peers gap 8.
public struct IntegrityRule: Sendable, Equatable {
  /// What is looked for. The raw value is the rule's code in the pack, and what facts name.
  public enum Code: String, Sendable, CaseIterable {
    case clockStoppedLate = "clock-stopped-late"
    case supplementRepeated = "supplement-repeated"
    case finishedInSeconds = "finished-in-seconds"
    case finishedWithoutResult = "finished-without-result"
    case closedInBulk = "closed-in-bulk"
    case oneDeviceMany = "one-device-many"
    case recordedLate = "recorded-late"
    /// How lateness is split; it finds nothing by itself.
    case lateHeld = "late-held"
  }

  /// From where on something is found; what a code does not ask for is 0.
  struct Thresholds: Sendable, Equatable {
    /// Of the term, that has run.
    var percent = 0
    /// Most requests that are as they should be.
    var requests = 0
    var seconds = 0
    var minutes = 0
    var dossiers = 0
    var people = 0
    /// Working days at the end of a month.
    var lastDays = 0
    /// So many times the usual amount.
    var times = 0
    /// Calendar days from which the usual amount is taken.
    var usualDays = 0
    var window = Window.day
  }

  /// How long submissions are put together.
  enum Window: String, Sendable, CaseIterable {
    case day, week

    /// The first day of the window that `day` lies in; weeks begin on Monday.
    func start(of day: Day) -> Day {
      switch self {
      case .day: day
      case .week: day.adding(days: 1 - day.weekday)
      }
    }
  }

  public let code: Code
  public let title: BilingualText
  /// What is found, in words, as it stands beside the number.
  public let explanation: BilingualText
  let thresholds: Thresholds
  /// Working days in which only the officer sees what was found.
  let officerDays: Int
  public let legalBasis: String
  public let source: String
  public let validFrom: Day
  public let validTo: Day?

  /// What facts and findings call this wording of the rule.
  var version: String { validFrom.iso }

  func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }
}

extension [IntegrityRule] {
  func rule(_ code: IntegrityRule.Code, on day: Day) -> IntegrityRule? {
    first { $0.code == code && $0.isInForce(on: day) }
  }

  /// The wording under which something was found; `nil` when the pack has it no longer.
  func rule(_ code: IntegrityRule.Code, version: String) -> IntegrityRule? {
    first { $0.code == code && $0.version == version }
  }
}

extension IntegrityRule {
  /// As the API shows it.
  var json: JSON {
    .present([
      "code": .string(code.rawValue), "version": .string(version),
      "title": .string(title.vietnamese), "titleEn": title.english.map { .string($0) },
      "explanation": .string(explanation.vietnamese),
      "explanationEn": explanation.english.map { .string($0) },
      "thresholds": thresholds.json, "officerDays": JSON(officerDays),
      "legalBasis": .string(legalBasis), "source": .string(source),
      "validFrom": JSON(validFrom), "validTo": JSON(validTo),
    ])
  }
}

extension IntegrityRule.Thresholds {
  var json: JSON {
    let numbers: [(String, Int)] = [
      ("percent", percent), ("requests", requests), ("seconds", seconds), ("minutes", minutes),
      ("dossiers", dossiers), ("people", people), ("lastDays", lastDays), ("times", times),
      ("usualDays", usualDays),
    ]
    let told = numbers.filter { $0.1 > 0 }.map { JSON.Member($0.0, JSON($0.1)) }
    return .object(told + [JSON.Member("window", .string(window.rawValue))])
  }
}
