public import Ground
public import Rules

/// Who is ranked by what: a record of the pack `rankings`. Source: KPI-7, KPI-8; gap 2.
public struct RankingRule: Sendable, Equatable {
  /// Who stands in it.
  public enum Population: Sendable, Equatable {
    /// Every agency of a level.
    case level(String)
    /// A named group.
    case named([String])
  }

  public let code: String
  public let title: BilingualText
  /// Who stands in it, in words.
  public let about: BilingualText
  /// The code of the indicator whose published values are compared.
  public let indicator: String
  public let population: Population
  /// Units with a smaller denominator are left out.
  public let minimum: Int
  /// Units that are left out, with the reason.
  public let excluded: [String: String]
  public let direction: Indicator.Direction
  public let decimals: Int
  public let rounding: Indicator.Rounding
  public let legalBasis: String
  public let source: String
  public let validFrom: Day
  public let validTo: Day?

  func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }
}

extension RankingRule {
  /// The rules of a pack, in its order.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line: a field that is missing or unknown, an
  /// indicator that is not there.
  public static func list(
    of pack: RulePack, indicators: [Indicator]
  ) throws(RulePackUnreadable) -> [RankingRule] {
    var list: [RankingRule] = []
    for record in pack.records { list.append(try RankingRule(record, indicators)) }
    return list
  }

  private static let fields: Set<String> = [
    "code", "title", "title_en", "about", "about_en", "indicator", "level", "units", "minimum",
    "excluded", "source", "legal_basis", "valid_from", "valid_to",
  ]

  private init(
    _ record: RuleRecord, _ indicators: [Indicator]
  ) throws(RulePackUnreadable) {
    let fields = PackFields(record.content, line: record.line)
    try fields.allow(RankingRule.fields)
    (code, title) = (try fields.text("code"), try fields.words("title"))
    (about, indicator) = (try fields.words("about"), try fields.text("indicator"))
    let (name, day) = (indicator, record.validFrom)
    guard let found = indicators.first(where: { $0.code == name && $0.isInForce(on: day) }),
      found.isMeasured
    else {
      throw RulePackUnreadable(
        line: record.line, reason: "no indicator \(name) is measured on \(day.iso)")
    }
    (direction, decimals, rounding) = (found.direction, found.decimals, found.rounding)
    if let units = record.content["units"]?.elements?.compactMap(\.text), !units.isEmpty {
      population = .named(units)
    } else {
      population = .level(try fields.text("level"))
    }
    guard let minimum = record.content["minimum"]?.int, minimum >= 0 else {
      throw RulePackUnreadable(line: record.line, reason: "minimum must be 0 or more")
    }
    self.minimum = minimum
    var excluded: [String: String] = [:]
    for element in record.content["excluded"]?.elements ?? [] {
      let unit = PackFields(element, line: record.line)
      excluded[try unit.text("code")] = try unit.text("reason")
    }
    self.excluded = excluded
    (legalBasis, source) = (record.legalBasis, try fields.text("source"))
    (validFrom, validTo) = (record.validFrom, record.validTo)
  }
}
