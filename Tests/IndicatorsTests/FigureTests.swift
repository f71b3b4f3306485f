import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 11, 30), minute: 10 * 60)
private let november = ReportingPeriod(unchecked: Day(2026, 11, 1), Day(2026, 11, 30))
private let december = ReportingPeriod(unchecked: Day(2026, 12, 1), Day(2026, 12, 31))
private let place = Heading(
  agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "counter")

/// Dossiers at the counter of H99.101, decided so many seconds after their due date.
private func decided(_ offsets: [Int64]) -> [Fact] {
  var maker = FactMaker()
  var facts = maker.provinceFacts()
  for (number, offset) in offsets.enumerated() {
    let (subject, due) = ("D\(number)", monday.adding(seconds: 86_400))
    facts.append(
      maker.dossier(
        "received", subject, at: monday.adding(seconds: -90_000), 0, 2, numbered: true,
        place: place, due: due))
    facts.append(
      maker.dossier(
        "assigned", subject, at: monday.adding(seconds: -80_000), 2, 4, numbered: true,
        place: place, due: due))
    facts.append(
      maker.dossier(
        "decided", subject, at: due.adding(seconds: offset), 4, 9, numbered: true, place: place,
        due: due, data: [("outcome", "granted")]))
  }
  return facts
}

extension FigureDesk {
  fileprivate func rows(
    _ code: String, _ period: ReportingPeriod = november, by breakdown: Breakdown? = nil,
    agency: String? = nil
  ) async throws -> [String] {
    let figure = try await figure(
      code, period, agency: agency, by: breakdown, for: officer(at: "H99"))
    return figure.rows.map { row in
      let shown = row.ratio.percent(decimals: figure.indicator.decimals) ?? "–"
      return "\(row.key) \(row.ratio.numerator)/\(row.ratio.denominator) \(shown)"
    }
  }
}

@Suite struct FigureTests {
  @Test(arguments: Engine.all)
  func aDossierIsOnTimeUntilTheMinuteItIsDue(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      try await database.add(decided([-86_400, -3600, 0, 1, 86_400]))
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      #expect(try await desk.rows("dossier.on-time") == ["H99 3/5 60.0"])
      #expect(
        try await desk.rows("dossier.on-time", by: .month) == ["2026-11 3/5 60.0"])
      let report = try await desk.settlement(
        november, agency: nil, by: .agency, for: officer(at: "H99"))
      #expect(report.rows.map(\.settled) == [.init(early: 1, onTime: 2, late: 2, refused: 0)])
    }
  }

  @Test(arguments: Engine.all)
  func aCorrectedChannelCountsOnItsOwnDay(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      var maker = FactMaker()
      let subject = "D1"
      var online = place
      online.channel = "online"
      let at = Instant(Day(2026, 12, 2), minute: 600)
      try await database.add(
        maker.provinceFacts() + [
          maker.dossier(
            "received", subject, at: monday, 0, 2, numbered: true, place: online, due: now),
          maker.dossier(
            "corrected", subject, at: at, 2, 2, numbered: true, place: place, due: now,
            data: [("oldChannel", "online")]),
        ])
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: at)
      let reporter = officer(at: "H99")
      let first = try await desk.settlement(november, agency: nil, by: .agency, for: reporter)
      let second = try await desk.settlement(december, agency: nil, by: .agency, for: reporter)
      #expect(first.total.received == .init(online: 1, counter: 0, post: 0))
      #expect(second.total.received == .init(online: -1, counter: 1, post: 0))
      #expect(second.total.inflow == 1 && second.total.outcome == 1)
      #expect(
        try await desk.rows("dossier.online", december, by: .channel) == [
          "counter 0/1 0.0", "online -1/-1 –",
        ])
    }
  }

  @Test(arguments: Engine.all)
  func aServiceIsCountedOnceHoweverManyAgenciesOfferIt(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      var maker = FactMaker()
      var online = place
      online.channel = "online"
      try await database.add(
        maker.provinceFacts() + [
          maker.offer("H99.101", "1.000001", sector: "S1"),
          maker.offer("H99.102", "1.000001", sector: "S1"),
          maker.offer("H99.101", "1.000002", sector: "S1"),
          maker.offer("H99.101", "1.000003", sector: "S2", channels: ["counter"]),
          maker.offer("H99.101", "1.000004", sector: "S2"),
          maker.offer(
            "H99.101", "1.000004", sector: "S2", to: Day(2026, 10, 31), kind: "offer.ended"),
          maker.dossier("received", "D1", at: monday, 0, 2, numbered: true, place: online),
        ])
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      #expect(try await desk.rows("service.with-dossiers") == ["H99 1/2 50.0"])
      #expect(
        try await desk.rows("service.with-dossiers", by: .agency) == [
          "H99.101 1/2 50.0", "H99.102 0/1 0.0",
        ])
      #expect(
        try await desk.rows("service.with-dossiers", by: .procedure) == [
          "1.000001 1/1 100.0", "1.000002 0/1 0.0",
        ])
      let october = ReportingPeriod(unchecked: Day(2026, 10, 1), Day(2026, 11, 30))
      #expect(
        try await desk.rows("service.with-dossiers", october, by: .month) == [
          "2026-10 0/3 0.0", "2026-11 1/2 50.0",
        ])
    }
  }

  @Test func whereNothingHappenedThereIsNoValue() async throws {
    try await Engine.sqlite.with(tables) { database in
      var maker = FactMaker()
      try await database.add(maker.provinceFacts())
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      for code in ["dossier.on-time", "dossier.online", "service.with-dossiers"] {
        #expect(try await desk.rows(code) == ["H99 0/0 –"])
      }
    }
  }

  /// Rows are those of the pack's conditions over histories of every kind.
  @Test(arguments: Engine.all, [21, 22] as [UInt64])
  func theSharesAreWhatTheSettlementReportSays(_ engine: Engine, _ seed: UInt64) async throws {
    try await engine.with(tables) { database in
      try await database.add(RandomHistory(seed: seed, dossiers: 60).facts)
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      let year = ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 12, 31))
      let reporter = officer(at: "H99")
      let received = try await desk.figure(
        "dossier.online", year, agency: nil, by: .agency, for: reporter)
      let report = try await desk.settlement(year, agency: nil, by: .agency, for: reporter)
      for row in report.rows {
        let share = received.rows.first { $0.key == row.key }?.ratio
        let all = row.received.online + row.received.counter + row.received.post
        #expect(share == (all == 0 ? nil : Ratio(numerator: row.received.online, denominator: all)))
      }
    }
  }
}

@Suite struct FigureAccessTests {
  @Test(arguments: [
    ("H99", "H99", nil), ("H99", "H99.102", nil), ("H99.1", "H99.102", nil),
    ("H99.101", "H99.101", nil), ("H99.101", "H99", FigureRefused.agencyNotYours),
    ("H99.1", "H99.101", FigureRefused.agencyNotYours),
    ("H99", "H98", FigureRefused.agencyUnknown("H98")),
  ])
  func figuresAreOfOnesAgencyAndBelow(
    _ post: String, _ asked: String, _ refusal: FigureRefused?
  ) throws {
    var maker = FactMaker()
    let history = AgencyHistory(maker.provinceFacts().compactMap { AgencyTold($0) })
    do {
      let scope = try FigureDesk.scope(asked, of: officer(at: post), history, on: Day(2026, 11, 1))
      #expect(refusal == nil && scope == asked)
    } catch { #expect(error == refusal) }
  }

  @Test func aCitizenSeesNoneAndNobodyAskedIsTheOwnAgency() throws {
    let history = AgencyHistory([])
    let citizen = Caller(
      account: AccountID("01JCITIZEN"), name: "Lê Văn Bình", ownRoles: [.citizen], posts: [])
    #expect(throws: FigureRefused.agencyNotYours) {
      try FigureDesk.scope(nil, of: citizen, history, on: Day(2026, 11, 1))
    }
    let own = try FigureDesk.scope(nil, of: officer(at: "H99.1"), history, on: Day(2026, 11, 1))
    #expect(own == "H99.1")
  }

  @Test func aPeriodIsRefusedInWords() {
    #expect(throws: FigureRefused.periodOutside) {
      try ReportingPeriod(from: Day(1999, 12, 31), to: Day(2000, 1, 1))
    }
    #expect(throws: FigureRefused.periodReversed(from: Day(2026, 2, 1), to: Day(2026, 1, 1))) {
      try ReportingPeriod(from: Day(2026, 2, 1), to: Day(2026, 1, 1))
    }
  }

  @Test func aFigureWaitsForAFactAndKnowsWhatItDoesNotKnow() async throws {
    try await Engine.sqlite.with(tables) { database in
      var maker = FactMaker()
      let facts = maker.provinceFacts()
      try await database.add(facts)
      try await database.seal()
      let desk = database.figures(now: now)
      try await desk.wait(forFact: facts[0].id)
      try await desk.wait(forFact: nil)
      await #expect(throws: FigureRefused.factUnknown) { try await desk.wait(forFact: "NONE") }
    }
  }
}
