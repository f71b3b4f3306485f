import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 20), minute: 9 * 60 + 17)

/// Periods that begin and end anywhere, one after another, and the whole year.
private func periods(_ chance: inout Repeatable) -> [ReportingPeriod] {
  var periods: [ReportingPeriod] = []
  var from = Day(2026, 1, 20)
  while from < Day(2026, 6, 25) {
    let to = from.adding(days: Int.random(in: 0...35, using: &chance))
    periods.append(ReportingPeriod(unchecked: from, to))
    from = to.adding(days: 1)
  }
  return periods + [ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 12, 31))]
}

private func counted(
  _ period: ReportingPeriod, _ agency: String, by breakdown: Breakdown,
  from counts: some FigureCounts
) throws -> SettlementReport {
  try SettlementReport.counted(
    period, agency: agency, by: breakdown, asOf: Position(size: 0, root: .empty, at: now),
    calendar: calendar, from: counts)
}

private let agencies: [String: Set<String>] = [
  "H99": ["H99", "H99.1", "H99.101", "H99.102", "H99.103"],
  "H99.1": ["H99.1", "H99.102", "H99.103"], "H99.101": ["H99.101"], "H99.102": ["H99.102"],
  "H99.103": ["H99.103"],
]

@Suite struct SettlementPropertyTests {
  @Test(arguments: Engine.all, [1, 2, 3] as [UInt64])
  func theIdentitiesHoldForEveryAgencySectorAndPeriod(_ engine: Engine, _ seed: UInt64) async throws
  {
    try await engine.with(tables) { database in
      let history = RandomHistory(seed: seed, dossiers: 90)
      try await database.add(history.facts)
      try await database.seal()
      var chance = Repeatable(state: seed)
      let periods = periods(&chance)
      try await database.read { tx in
        let counts = SummaryCountsStore(tx: tx)
        for agency in agencies.keys {
          for breakdown in [Breakdown.agency, .sector] {
            for period in periods {
              let report = try counted(period, agency, by: breakdown, from: counts)
              for row in report.rows { #expect(row.inflow == row.outcome, "\(row) in \(period)") }
              let before = report.beforeReception
              #expect(before.inflow == before.outcome, "\(before) in \(period)")
              #expect(before.waitingLong <= before.waiting)
            }
          }
        }
      }
    }
  }

  @Test(arguments: Engine.all, [4, 5] as [UInt64])
  func whatIsLeftIsWhatTheNextPeriodCarriesOver(_ engine: Engine, _ seed: UInt64) async throws {
    try await engine.with(tables) { database in
      try await database.add(RandomHistory(seed: seed, dossiers: 90).facts)
      try await database.seal()
      var chance = Repeatable(state: seed)
      let periods = periods(&chance).dropLast()
      try await database.read { tx in
        for (period, next) in zip(periods, periods.dropFirst()) {
          let counts = SummaryCountsStore(tx: tx)
          let this = try counted(period, "H99", by: .sector, from: counts)
          let following = try counted(next, "H99", by: .sector, from: counts)
          for row in this.rows {
            let carried = following.rows.first { $0.key == row.key }?.carriedOver ?? 0
            #expect(carried == row.remainder, "\(row.key) after \(period)")
          }
          #expect(following.beforeReception.carriedOver == this.beforeReception.waiting)
        }
      }
    }
  }

  @Test(arguments: Engine.all, [6, 7, 8] as [UInt64])
  func everyPartIsWhatLookingAtEveryDossierGives(_ engine: Engine, _ seed: UInt64) async throws {
    try await engine.with(tables) { database in
      let history = RandomHistory(seed: seed, dossiers: 90)
      try await database.add(history.facts)
      try await database.seal()
      var chance = Repeatable(state: seed)
      let periods = periods(&chance)
      try await database.read { tx in
        let counts = SummaryCountsStore(tx: tx)
        for period in periods {
          for (agency, codes) in agencies {
            let naive = NaiveReport(period, agencies: codes, judged: now, of: history)
            let report = try counted(period, agency, by: .agency, from: counts)
            #expect(report.beforeReception == naive.before, "\(agency) in \(period)")
            #expect(report.total.json["received"] == naive.row.json["received"])
            #expect(report.total.json["settled"] == naive.row.json["settled"])
            #expect(report.total.json["inProcess"] == naive.row.json["inProcess"])
            #expect(report.total.json["paused"] == naive.row.json["paused"])
            #expect(report.total.carriedOver == naive.row.carriedOver)
            #expect(report.total.stopped == naive.row.stopped)
            #expect(report.total.withdrawn == naive.row.withdrawn)
          }
          for sector in ["S1", "S2"] {
            let naive = NaiveReport(
              period, agencies: agencies["H99"] ?? [], sector: sector, judged: now, of: history)
            let report = try counted(period, "H99", by: .sector, from: counts)
            let row = report.rows.first { $0.key == sector } ?? .init(key: sector)
            #expect(row.inflow == naive.row.inflow && row.outcome == naive.row.outcome)
          }
        }
      }
    }
  }

  @Test(arguments: Engine.all, [9, 10] as [UInt64])
  func theSummaryTablesAreARecountOfTheFacts(_ engine: Engine, _ seed: UInt64) async throws {
    try await engine.with(tables) { database in
      let history = RandomHistory(seed: seed, dossiers: 60)
      var chance = Repeatable(state: seed)
      var rest = history.facts[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...60, using: &chance)
        try await database.add(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
        try await database.seal()
      }
      #expect(try await FigureCheckDesk(database: database).run() == [])
      var tally = Tally(keeping: .sums)
      for fact in try await database.sealedFacts() { tally.take(fact) }
      let fresh = tally
      let periods = periods(&chance)
      try await database.read { tx in
        let counts = SummaryCountsStore(tx: tx)
        for period in periods {
          for agency in agencies.keys {
            let stored = try counted(period, agency, by: .agency, from: counts)
            #expect(stored == (try counted(period, agency, by: .agency, from: fresh)))
          }
        }
      }
    }
  }

  @Test func whatWasSealedBeforeTheFiguresWereThereIsCountedLater() async throws {
    try await Engine.sqlite.with(tables) { database in
      let facts = RandomHistory(seed: 11, dossiers: 300).facts
      try await database.add(Array(facts.dropLast()))
      try await database.seal(counting: false)
      try await database.add([facts[facts.count - 1]])
      try await database.seal()
      #expect(try await FigureCheckDesk(database: database).run() == [])
    }
  }
}

@Suite struct FigureCheckTests {
  @Test(arguments: Engine.all)
  func aChangedTableIsNamed(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      try await database.add(RandomHistory(seed: 12, dossiers: 10).facts)
      try await database.seal()
      try await database.write { tx in
        try tx.run("UPDATE figure_entry SET amount = amount + 1 WHERE event = 'received'")
      }
      let defects = try await FigureCheckDesk(database: database).run()
      #expect(defects.first?.contains("received: the table says") == true)
    }
  }

  @Test func aDossierWhoseFactsDoNotFitIsNamedAndNotCounted() async throws {
    try await Engine.sqlite.with(tables) { database in
      var maker = FactMaker()
      let place = Heading(agency: "H99", sector: "S", procedure: "1.000001", channel: "counter")
      let facts =
        maker.provinceFacts() + [
          maker.dossier(
            "decided", "D1", at: monday, 4, 9, numbered: true, place: place, due: monday)
        ]
      try await database.add(facts)
      try await database.seal()
      #expect(
        try await FigureCheckDesk(database: database).run() == [
          "figures: subject D1: fact F000005 leads from 0 to 9"
        ])
    }
  }
}
