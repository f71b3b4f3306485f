import Ground
public import Rules

extension Indicator {
  /// The indicators of a pack, in its order.
  ///
  /// Refuses: `IndicatorPackUnreadable`, naming the line: a field that is missing or unknown, a
  /// word that no fact has, a numerator that is no part of its denominator (KPI-2), two definitions
  /// of one code that hold on the same day.
  public static func list(of pack: RulePack) throws(IndicatorPackUnreadable) -> [Indicator] {
    var list: [Indicator] = []
    for record in pack.records {
      let indicator = try Indicator(record)
      let twin = list.contains { other in
        other.code == indicator.code && other.overlaps(indicator)
      }
      guard !twin else {
        throw IndicatorPackUnreadable(
          record.line, "\(indicator.code) is defined twice for the same days")
      }
      list.append(indicator)
    }
    return list
  }

  private static let fields: Set<String> = [
    "code", "title", "title_en", "definition", "definition_en", "unit", "decimals", "source",
    "legal_basis", "valid_from",
    "valid_to", "counts", "numerator", "denominator",
  ]

  private init(_ record: RuleRecord) throws(IndicatorPackUnreadable) {
    let line = record.line
    let fields = PackFields(record.content, line: line)
    try fields.allow(Indicator.fields)
    (code, title) = (try fields.text("code"), try fields.words("title"))
    definition = try fields.words("definition")
    (unit, source) = (try fields.text("unit"), try fields.text("source"))
    (legalBasis, validFrom, validTo) = (record.legalBasis, record.validFrom, record.validTo)
    guard let decimals = record.content["decimals"]?.int, (0...6).contains(decimals) else {
      throw IndicatorPackUnreadable(line, "decimals must be 0 to 6")
    }
    self.decimals = decimals
    counts = try fields.word("counts")
    numerator = try Condition(record.content["numerator"], "numerator", line)
    denominator = try Condition(record.content["denominator"], "denominator", line)
    try check(line)
  }

  private func check(_ line: Int) throws(IndicatorPackUnreadable) {
    switch counts {
    case .dossiers:
      guard denominator.event != Condition.offered else {
        throw IndicatorPackUnreadable(line, "offered counts procedures, not dossiers")
      }
      guard numerator.isPart(of: denominator) else {
        throw IndicatorPackUnreadable(line, "the numerator is no part of the denominator (KPI-2)")
      }
    case .procedures:
      // Only procedures of the denominator are looked for, so the numerator is a part of it.
      guard denominator == Condition(event: Condition.offered, channels: ["online"]) else {
        throw IndicatorPackUnreadable(
          line, "procedures are counted out of {event: offered, channel: [online]}")
      }
      guard numerator.event != Condition.offered, numerator.channels == ["online"] else {
        throw IndicatorPackUnreadable(
          line, "the numerator is no part of the denominator (KPI-2): channel must be [online]")
      }
    }
  }

  private func overlaps(_ other: Indicator) -> Bool {
    let last = Day(9999, 12, 31)
    return validFrom <= other.validTo ?? last && other.validFrom <= validTo ?? last
  }
}

extension Indicator.Condition {
  static let offered = "offered"

  /// The words that facts may have in each field. Source: docs/facts.md.
  private static let words: [String: Set<String>] = [
    "outcome": ["granted", "refused"],
    "timeliness": ["early", "onTime", "late"],
    "channel": ["online", "counter", "post"],
  ]

  fileprivate init(
    _ json: JSON?, _ part: String, _ line: Int
  ) throws(IndicatorPackUnreadable) {
    let events = Set(FigureEvent.allCases.map(\.rawValue)).union([Indicator.Condition.offered])
    guard let event = json?["event"]?.text, events.contains(event) else {
      throw IndicatorPackUnreadable(
        line, "\(part).event must be one of \(events.sorted().joined(separator: ", "))")
    }
    self.init(event: event)
    for member in json?.members ?? [] where member.name != "event" {
      let listed = Set(member.value.elements?.compactMap(\.text) ?? [])
      guard let known = Indicator.Condition.words[member.name], !listed.isEmpty,
        listed.isSubset(of: known)
      else {
        throw IndicatorPackUnreadable(line, "no fact has \(part).\(member.name) of these words")
      }
      switch member.name {
      case "outcome": outcomes = listed
      case "timeliness": timeliness = listed
      default: channels = listed
      }
    }
  }
}

/// Why a pack holds no indicators. The installation is at fault, not who asked.
public struct IndicatorPackUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  init(_ line: Int, _ reason: String) { (self.line, self.reason) = (line, reason) }

  public var description: String { "indicators pack, line \(line): \(reason)" }
}
