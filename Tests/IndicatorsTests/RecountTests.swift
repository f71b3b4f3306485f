import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 4, 20), minute: 10 * 60 + 5)

private func recounted(_ report: JSON, _ facts: [Sealed]) throws -> [String] {
  var recount = try SettlementReport.Recount(report: report, calendar: calendar)
  for fact in facts { recount.take(fact) }
  return try recount.differences()
}

@Suite struct RecountTests {
  @Test(arguments: Engine.all, [Breakdown.agency, .sector])
  func anOutsiderRecountsAReportFromTheFactsAlone(
    _ engine: Engine, _ breakdown: Breakdown
  ) async throws {
    try await engine.with(tables) { database in
      let facts = RandomHistory(seed: 41, dossiers: 60).facts
      try await database.add(Array(facts.dropLast(40)))
      try await database.seal()
      let report = try await database.figures(now: now).settlement(
        ReportingPeriod(unchecked: Day(2026, 3, 1), Day(2026, 4, 30)), agency: "H99.1",
        by: breakdown, for: officer(at: "H99")
      ).json
      try await database.add(Array(facts.suffix(40)))
      try await database.seal()
      let sealed = try await database.sealedFacts()
      #expect(try recounted(report, sealed) == [])
      #expect(try recounted(report.without("by"), sealed) == [])
      #expect(
        try recounted(report, Array(sealed.prefix(50)))[0].hasPrefix("the report counts"))
    }
  }

  @Test func aChangedNumberAndARowThatWasLeftOutAreNamed() async throws {
    try await Engine.sqlite.with(tables) { database in
      var maker = FactMaker()
      let place = Heading(
        agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "post")
      let facts =
        maker.provinceFacts() + [
          maker.dossier(
            "received", "D1", at: monday, 0, 2, numbered: true, place: place, due: monday)
        ]
      try await database.add(facts)
      try await database.seal()
      let report = try await database.figures(now: monday.adding(seconds: 60)).settlement(
        ReportingPeriod(unchecked: Day(2026, 11, 1), Day(2026, 11, 30)), agency: nil,
        by: .agency, for: officer(at: "H99")
      ).json
      let sealed = try await database.sealedFacts()
      #expect(try recounted(report, sealed) == [])
      let text = report.serialised
      let lie = try JSON(
        reading: Array(text.replacing(#""overdue":1"#, with: #""overdue":0"#).utf8))
      #expect(
        try recounted(lie, sealed) == [
          "row H99.101.inProcess.overdue: the report says 0, the facts give 1"
        ])
      let none = try report.replacing("rows", with: [])
      #expect(
        try recounted(none, sealed) == [
          "row H99.101.inProcess.overdue: the report says 0, the facts give 1",
          "row H99.101.received.post: the report says 0, the facts give 1",
        ])
      #expect(throws: ReportUnreadable.self) {
        try SettlementReport.Recount(report: report.without("asOf"), calendar: calendar)
      }
    }
  }
}

extension JSON {
  fileprivate func without(_ name: String) -> JSON {
    .object((members ?? []).filter { $0.name != name })
  }

  fileprivate func replacing(_ name: String, with value: JSON) throws -> JSON {
    .object((members ?? []).map { $0.name == name ? Member(name, value) : $0 })
  }
}
