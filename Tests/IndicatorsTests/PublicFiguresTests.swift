import Catalogue
import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 26), minute: 10 * 60)
private let place = Heading(
  agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "counter")

/// Pages name agencies and procedures too.
let labelled = tables + DirectorySlice.migrations + CatalogueSlice.migrations

extension FactMaker {
  /// A dossier taken in at 9:00 of `day` and granted after `days` calendar days.
  fileprivate mutating func settled(_ subject: String, _ day: Day, after days: Int) -> [Fact] {
    let (start, end) = (Instant(day, minute: 540), Instant(day.adding(days: days), minute: 600))
    let due = Instant(day.adding(days: 30), minute: 1020)
    return [
      dossier("received", subject, at: start, 0, 2, numbered: true, place: place, due: due),
      dossier(
        "decided", subject, at: end, 2, 9, numbered: true, place: place, due: due,
        data: [("outcome", "granted"), ("timeliness", "early")]),
    ]
  }
}

@Suite struct PublicFiguresTests {
  /// Monday 1 June 2026: nineteen dossiers of one calendar day, one of seven. Nine of ten are done
  /// on the next working day.
  @Test(arguments: Engine.all)
  func theUsualTimeIsOfNineInTenAndNeedsTwentyDossiers(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      var facts = maker.provinceFacts()
      for number in 1...19 {
        facts += maker.settled("D\(number)", Day(2026, 6, 1), after: 1)
      }
      try await database.add(facts)
      try await database.seal()
      let desk = database.figures(now: now)
      #expect(try await desk.usualTime(ProcedureCode("1.000001")) == nil)
      #expect(try await desk.popular(6).isEmpty)
      try await database.add(maker.settled("D20", Day(2026, 6, 1), after: 7))
      try await database.seal()
      #expect(
        try await desk.usualTime(ProcedureCode("1.000001"))
          == UsualTime(workingDays: 1, dossiers: 20))
      #expect(try await desk.usualTime(ProcedureCode("1.000002")) == nil)
      #expect(try await desk.popular(6) == [ProcedureCode("1.000001")])
      #expect(try await desk.popular(0).isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func publicFiguresFollowWhatIsSealed(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(maker.provinceFacts() + maker.settled("D1", Day(2026, 6, 1), after: 1))
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      let month = PublicPeriod(of: now.day)
      let first = try await desk.publicFigures(month, detail: "dossier.on-time")
      #expect(first.figures[0].rows[0].ratio == Ratio(numerator: 1, denominator: 1))
      #expect(first.byAgency?.rows.map(\.key) == ["H99.101"])
      #expect(first.byMonth?.rows.last?.key == "2026-06")
      try await database.add(maker.settled("D2", Day(2026, 6, 2), after: 1))
      try await database.seal()
      let second = try await desk.publicFigures(month, detail: "dossier.on-time")
      #expect(second.figures[0].rows[0].ratio == Ratio(numerator: 2, denominator: 2))
      #expect(try await desk.homeFigures().first?.share == "100,0 %")
    }
  }

  /// What is asked, and which days it means on 26 June 2026.
  @Test(arguments: [
    ("2026-06", Day(2026, 6, 1), Day(2026, 6, 26)), ("2026-02", Day(2026, 2, 1), Day(2026, 2, 28)),
    ("2026", Day(2026, 1, 1), Day(2026, 6, 26)), ("2025", Day(2025, 1, 1), Day(2025, 12, 31)),
  ])
  func aPeriodIsAMonthOrAYearUpToToday(_ key: String, _ from: Day, _ to: Day) throws {
    let period = try #require(PublicPeriod(key, until: now.day))
    #expect((period.from, period.to) == (from, to))
  }

  @Test(arguments: ["2026-07", "2027", "1999-01", "abc", "", "2026-13", "26"])
  func whatIsNoPeriodOfThePastIsNone(_ key: String) {
    #expect(PublicPeriod(key, until: now.day) == nil)
  }

  @Test func allPeriodsThatAreOfferedAreThere() {
    let keys = PublicPeriod.offered(Day(2026, 3, 31)).map(\.key)
    #expect(keys.prefix(4) == ["2026", "2026-03", "2026-02", "2026-01"])
    #expect(keys.last == "2025-04" && keys.count == 13)
  }
}
