import Ground
import Rules
import Testing

@testable import Indicators

private let record = """
  - code: a.b
    group: g
    title: "A"
    definition: "Cách tính"
    unit: "%"
    decimals: 1
    valid_from: 2024-01-01
    legal_basis: "Nghị định"
    source: "domain 5.4"
    kind: share
    numerator: {event: settled, timeliness: [early, onTime]}
    denominator: {event: settled}

  """

private func read(_ records: String) throws -> [Indicator] {
  try Indicator.list(
    of: RulePack(
      yaml: Array("pack: indicators\ngroups: [{code: g, title: G}]\nrecords:\n\(records)".utf8)))
}

@Suite struct IndicatorPackTests {
  @Test func theShippedPackBeginsWithTheThreeThatEverybodyAsksFor() throws {
    let shipped = try shippedIndicators()
    #expect(
      shipped.filter { $0.group.code == Indicator.Group.core }.map(\.code)
        == ["dossier.on-time", "dossier.online", "service.with-dossiers"])
    #expect(shipped.count > 50)
    for indicator in shipped {
      #expect(!indicator.source.isEmpty && !indicator.definition.vietnamese.isEmpty)
      #expect(indicator.title.english != nil && indicator.definition.english != nil)
    }
  }

  /// Each row changes one thing of a sound record, and the refusal names it.
  @Test(arguments: [
    ("source: \"domain 5.4\"", "source: \"\"", "source is missing"),
    ("definition: \"Cách tính\"", "", "definition is missing"),
    ("timeliness: [early, onTime]", "timeliness: [soon]", "numerator.timeliness"),
    ("timeliness: [early, onTime]", "stars: [5]", "numerator.stars"),
    ("event: settled, timeliness", "event: ended, timeliness", "numerator.event"),
    (
      "{event: settled, timeliness: [early, onTime]}",
      "[{event: settled, timeliness: [early]}, {event: settled, outcome: [granted]}]", "twice"
    ),
    ("[early, onTime]}", "[early], points: 2}", "points"),
    ("group: g", "group: h", "group h"),
    ("unit: \"%\"", "unit: người", "share is %"),
    ("unit: \"%\"", "unit: \"%\"\n  rounding: up", "rounding"),
    ("unit: \"%\"", "unit: \"%\"\n  zero: half", "zero"),
    ("{event: settled, timeliness: [early, onTime]}", "{event: received}", "KPI-2"),
    ("denominator: {event: settled}", "denominator: {event: settled, outcome: [granted]}", "KPI-2"),
    ("denominator: {event: settled}", "denominator: {event: settled, timeliness: [late]}", "KPI-2"),
    ("decimals: 1", "decimals: many", "decimals"),
    ("kind: share", "kind: guess", "kind"),
    ("kind: share", "kind: procedures", "no field event"),
    ("kind: share", "kind: unmeasured", "reason"),
    ("unit: \"%\"", "unit: \"%\"\n  colour: red", "colour"),
  ])
  func aRecordThatDoesNotFitIsRefused(_ part: String, _ other: String, _ reason: String) throws {
    #expect(try read(record).count == 1)
    let changed = record.replacing(part, with: other)
    #expect(changed != record)
    let error = try #require(throws: RulePackUnreadable.self) { try read(changed) }
    #expect(error.reason.contains(reason))
    #expect(error.line > 1)
  }

  @Test func twoDefinitionsOfOneCodeDoNotHoldOnTheSameDay() throws {
    let ended = record.replacing(
      "valid_from: 2024-01-01", with: "valid_from: 2020-01-01\n  valid_to: 2023-12-31")
    #expect(try read(ended + record).count == 2)
    let late = ended.replacing("2023-12-31", with: "2024-01-01")
    #expect(throws: RulePackUnreadable.self) { try read(late + record) }
  }

  @Test func theDefinitionOfThePeriodsLastDayIsTaken() throws {
    let ended = record.replacing(
      "valid_from: 2024-01-01", with: "valid_from: 2020-01-01\n  valid_to: 2023-12-31")
    let list = try read(ended.replacing("title: \"A\"", with: "title: \"Old\"") + record)
    #expect(try list.definition(of: "a.b", on: Day(2023, 12, 31)).title.vietnamese == "Old")
    #expect(try list.definition(of: "a.b", on: Day(2024, 1, 1)).title.vietnamese == "A")
    #expect(throws: FigureRefused.notInForce("a.b", on: Day(2019, 1, 1))) {
      try list.definition(of: "a.b", on: Day(2019, 1, 1))
    }
    #expect(throws: FigureRefused.indicatorUnknown("c")) {
      try list.definition(of: "c", on: Day(2024, 1, 1))
    }
  }
}
