public import Ground
public import Rules

/// One published figure: a share of facts, as the regulation defines it.
///
/// A definition is data: it can be printed for auditors, compared between years and tested without
/// a database. Nothing about one indicator is written anywhere else. Source: KPI-1.
public struct Indicator: Sendable, Equatable {
  /// What one of the counted things is.
  public enum Thing: String, Sendable, CaseIterable {
    case dossiers
    /// Different procedures, however many agencies take them.
    case procedures
  }

  /// What one fact must be; a list means any of it, and none means whatever.
  public struct Condition: Sendable, Equatable {
    /// The event, or `offered` for a procedure that may be handed in.
    public let event: String
    public var outcomes: Set<String> = []
    public var timeliness: Set<String> = []
    public var channels: Set<String> = []

    /// Whether everything that fits this fits `other` too.
    func isPart(of other: Condition) -> Bool {
      func narrower(_ mine: Set<String>, _ theirs: Set<String>) -> Bool {
        theirs.isEmpty || (!mine.isEmpty && mine.isSubset(of: theirs))
      }
      return event == other.event && narrower(outcomes, other.outcomes)
        && narrower(timeliness, other.timeliness) && narrower(channels, other.channels)
    }

    func holds(_ counted: Counted, channel: String) -> Bool {
      func fits(_ value: String, _ allowed: Set<String>) -> Bool {
        allowed.isEmpty || allowed.contains(value)
      }
      return counted.event.rawValue == event && fits(counted.outcome, outcomes)
        && fits(counted.timeliness, timeliness) && fits(channel, channels)
    }
  }

  public let code: String
  public let title: BilingualText
  /// What is counted, in words, as it stands beside the number.
  public let definition: BilingualText
  /// `%`.
  public let unit: String
  /// Of the published number.
  public let decimals: Int
  public let legalBasis: String
  /// The decision or study that says so.
  public let source: String
  public let validFrom: Day
  /// The last day on which it is defined so; `nil` while no end is known.
  public let validTo: Day?
  public let counts: Thing
  public let numerator: Condition
  public let denominator: Condition

  func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }
}

extension [Indicator] {
  /// The definition of `code` that holds on `day`.
  ///
  /// Refuses: `FigureRefused.indicatorUnknown`, `.notInForce`.
  func definition(of code: String, on day: Day) throws(FigureRefused) -> Indicator {
    let known = filter { $0.code == code }
    guard !known.isEmpty else { throw .indicatorUnknown(code) }
    guard let found = known.first(where: { $0.isInForce(on: day) }) else {
      throw .notInForce(code, on: day)
    }
    return found
  }
}
