public import Ground
public import Rules

/// One published figure, as the regulation defines it.
///
/// A definition is data: it can be printed for auditors, compared between years and tested without
/// a database. Nothing about one indicator is written anywhere else. Source: KPI-1.
public struct Indicator: Sendable, Equatable {
  /// Indicators that are shown together.
  public struct Group: Sendable, Hashable {
    public let code: String
    public let title: BilingualText

    /// Those that everybody asks for first.
    static let core = "core"
  }

  /// How a value comes about.
  public enum Formula: Sendable, Equatable {
    /// So many of those dossiers; the numerator is a part of the denominator (KPI-2).
    case share([Condition], of: [Condition])
    /// One total over another; neither need be a part of the other.
    case ratio(Total, over: [Condition])
    /// So many of those procedures, however many agencies take them.
    case procedures(ProcedureSet, of: ProcedureSet)
    /// Nothing is known of it here: it is shown as not measured, with the reason.
    case unmeasured(BilingualText)
  }

  /// What is added up above the line of a ratio.
  public struct Total: Sendable, Equatable {
    enum Measure: String, Sendable, CaseIterable {
      case points, workedMinutes
    }

    let measure: Measure
    let conditions: [Condition]
  }

  /// What an index makes of it where there is nothing to count; the figure itself has no value
  /// then. Source: KPI-4.
  public enum ZeroRule: String, Sendable, CaseIterable {
    /// No score.
    case none
    case zero
    /// Full marks.
    case full
  }

  public enum Rounding: String, Sendable, CaseIterable {
    /// Half up, at the last step. Source: KPI-3.
    case halfUp
    /// What is beyond the last decimal is cut off.
    case truncated
  }

  /// Which way is better.
  public enum Direction: String, Sendable, CaseIterable {
    case higher, lower
  }

  public let code: String
  /// Where it stands among the others.
  public let group: Group
  public let title: BilingualText
  /// What is counted, in words, as it stands beside the number.
  public let definition: BilingualText
  /// `%`, or what one of the counted is.
  public let unit: String
  /// Of the published number.
  public let decimals: Int
  public let rounding: Rounding
  public let zeroRule: ZeroRule
  public let direction: Direction
  public let legalBasis: String
  /// The decision or study that says so.
  public let source: String
  public let validFrom: Day
  /// The last day on which it is defined so; `nil` while no end is known.
  public let validTo: Day?
  public let formula: Formula

  func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }

  var isMeasured: Bool { if case .unmeasured = formula { false } else { true } }
  var isShare: Bool { unit == "%" }
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

extension Indicator {
  /// The whole definition, so that nobody needs to ask what a number means.
  var json: JSON {
    .present([
      "code": .string(code), "group": .string(group.code), "title": .string(title.vietnamese),
      "titleEn": title.english.map { .string($0) },
      "definition": .string(definition.vietnamese),
      "definitionEn": definition.english.map { .string($0) },
      "unit": .string(unit), "decimals": JSON(decimals), "rounding": .string(rounding.rawValue),
      "zero": .string(zeroRule.rawValue), "direction": .string(direction.rawValue),
      "legalBasis": .string(legalBasis), "source": .string(source),
      "validFrom": JSON(validFrom), "validTo": JSON(validTo), "formula": formula.json,
    ])
  }
}

extension Indicator.Formula {
  var name: String {
    switch self {
    case .share: "share"
    case .ratio: "ratio"
    case .procedures: "procedures"
    case .unmeasured: "unmeasured"
    }
  }

  var json: JSON {
    let kind = JSON.Member("kind", .string(name))
    func list(_ conditions: [Condition]) -> JSON { .array(conditions.map(\.json)) }
    switch self {
    case .share(let part, let whole):
      return .object([
        kind, JSON.Member("numerator", list(part)), JSON.Member("denominator", list(whole)),
      ])
    case .ratio(let total, let whole):
      return .object([
        kind, JSON.Member("measure", .string(total.measure.rawValue)),
        JSON.Member("numerator", list(total.conditions)),
        JSON.Member("denominator", list(whole)),
      ])
    case .procedures(let part, let whole):
      return .object([
        kind, JSON.Member("numerator", part.json), JSON.Member("denominator", whole.json),
      ])
    case .unmeasured(let reason):
      return .object([kind, JSON.Member("reason", .string(reason.vietnamese))])
    }
  }
}
