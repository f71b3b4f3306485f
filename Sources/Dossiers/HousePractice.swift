public import Ground

/// Spans that a province sets for itself, since no law does. Source: pack `house-practice`.
public struct HousePractice: Sendable, Equatable {
  public let validFrom: Day
  /// Calendar days for which a draft is kept after its last change.
  public let draftDays: Int
  /// Calendar days after which somebody should ask the applicant for the supplement again.
  public let supplementDays: Int

  /// Refuses: a record without its day, or with a span that is no whole number of days above zero.
  init(_ json: JSON) throws(HousePracticeUnreadable) {
    guard let from = json["valid_from"]?.text.flatMap(Day.init(iso:)) else {
      throw HousePracticeUnreadable("valid_from is no day: \(json.serialised)")
    }
    func days(_ name: String) throws(HousePracticeUnreadable) -> Int {
      guard let days = json[name]?.integer, (1...3650).contains(days) else {
        throw HousePracticeUnreadable("\(name) is no count of days: \(json.serialised)")
      }
      return Int(days)
    }
    validFrom = from
    (draftDays, supplementDays) = (try days("draft_days"), try days("supplement_days"))
  }
}

/// What has been the practice of the house from which day on.
public struct HousePractices: Sendable, Equatable {
  /// By their first day; never empty.
  private let practices: [HousePractice]

  /// Reads the records of the pack `house-practice`. The latest that has begun holds; the first one
  /// holds for the time before it too.
  ///
  /// Refuses: a record that says no practice, two of one day, none at all.
  public init(_ records: [JSON]) throws(HousePracticeUnreadable) {
    var practices: [HousePractice] = []
    for record in records { practices.append(try HousePractice(record)) }
    practices.sort { $0.validFrom < $1.validFrom }
    guard !practices.isEmpty else { throw HousePracticeUnreadable("there is no record") }
    for (earlier, later) in zip(practices, practices.dropFirst())
    where earlier.validFrom == later.validFrom {
      throw HousePracticeUnreadable("two records from \(later.validFrom.iso)")
    }
    self.practices = practices
  }

  public func practice(on day: Day) -> HousePractice {
    practices.last { $0.validFrom <= day } ?? practices[0]
  }
}

/// Why the pack makes no practice: the installation is at fault.
public struct HousePracticeUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "house-practice pack: \(reason)" }
}
