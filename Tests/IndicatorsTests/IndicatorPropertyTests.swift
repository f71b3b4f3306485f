import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 20), minute: 9 * 60 + 17)

/// Offers of the procedures that random histories use, some of which change or end.
private func offers(_ maker: inout FactMaker) -> [Fact] {
  var facts: [Fact] = []
  for agency in ["H99.1", "H99.101", "H99.102", "H99.103"] {
    for number in 2...5 {
      let procedure = "1.00000\(number)"
      var fact = maker.offer(agency, procedure, sector: "S\(number / 2)")
      (fact.mode, fact.level) = (["information", "partial", "full"][number % 3], number - 1)
      (fact.eligible, fact.integrated) = (number % 2 == 0, number == 4)
      facts.append(fact)
    }
  }
  facts.append(
    maker.offer(
      "H99.101", "1.000003", sector: "S1", from: Day(2026, 4, 1), channels: ["counter"],
      kind: "offer.changed"))
  facts.append(
    maker.offer(
      "H99.1", "1.000002", sector: "S1", to: Day(2026, 3, 31), kind: "offer.ended"))
  return facts
}

private func history(_ seed: UInt64, dossiers: Int) -> [Fact] {
  var maker = FactMaker()
  return RandomHistory(seed: seed, dossiers: dossiers).facts
    + offers(&maker).map { $0.renamed("OF-" + $0.id) }
}

@Suite struct IndicatorPropertyTests {
  /// What the tables say of any indicator is what a fold of the facts up to there gives, whichever
  /// part of them is summed up already. Source: architecture, "The one idea".
  @Test(arguments: Engine.all, [51, 52] as [UInt64])
  func everyIndicatorIsARecountOfTheFactsUpToItsPosition(
    _ engine: Engine, _ seed: UInt64
  ) async throws {
    try await engine.with(tables) { database in
      try await database.add(history(seed, dossiers: 70))
      try await database.seal(together: 120)
      let facts = try await database.sealedFacts()
      let indicators = try shippedIndicators()
      let periods = [
        ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 12, 31)),
        ReportingPeriod(unchecked: Day(2026, 3, 3), Day(2026, 5, 5)),
        ReportingPeriod(unchecked: Day(2026, 6, 1), now.day),
      ]
      try await database.read { tx in
        for size in [facts.count, facts.count * 2 / 3, facts.count / 5] {
          var tally = Tally(keeping: .sums)
          for fact in facts.prefix(size) { tally.take(fact) }
          let stored = SummaryCountsStore(tx: tx, size: size)
          for period in periods {
            try compare(indicators, period, stored, tally)
          }
        }
      }
    }
  }

  private func compare(
    _ indicators: [Indicator], _ period: ReportingPeriod, _ stored: SummaryCountsStore,
    _ tally: Tally
  ) throws {
    let asOf = Position(size: 0, root: .empty, at: now)
    let (kept, fresh) = (KeptCounts(stored), KeptCounts(tally))
    for indicator in indicators {
      for breakdown in Breakdown.allCases + [nil] {
        for agency in ["H99", "H99.1", "H99.101"] {
          let table = try IndicatorFigure.counted(
            indicator, period, agency: agency, by: breakdown, asOf: asOf, from: kept)
          let recount = try IndicatorFigure.counted(
            indicator, period, agency: agency, by: breakdown, asOf: asOf, from: fresh)
          #expect(table == recount, "\(indicator.code) \(breakdown?.rawValue ?? "") \(agency)")
        }
      }
    }
  }

  /// Source: KPI-2.
  @Test(arguments: [53, 54] as [UInt64])
  func noShareIsMoreThanTheWhole(_ seed: UInt64) async throws {
    var tally = Tally(keeping: .sums)
    for (position, fact) in history(seed, dossiers: 120).enumerated() {
      tally.take(Sealed(position: position, fact: fact))
    }
    let kept = KeptCounts(tally)
    let period = ReportingPeriod(unchecked: Day(2026, 2, 1), Day(2026, 4, 30))
    var measured = 0
    for indicator in try shippedIndicators() where indicator.isShare {
      let figure = try IndicatorFigure.counted(
        indicator, period, agency: nil, by: .agency,
        asOf: Position(size: 0, root: .empty, at: now), from: kept)
      for row in figure.rows where !figure.indicator.isMoved {
        #expect((0...row.ratio.denominator).contains(row.ratio.numerator), "\(indicator.code)")
        if row.ratio.numerator > 0 { measured += 1 }
      }
    }
    #expect(measured > 40)
  }
}

extension Indicator {
  /// A correction takes a dossier away on its own day, which may leave less than nothing there.
  fileprivate var isMoved: Bool {
    formula.json.serialised.contains("channel")
  }
}

extension Fact {
  /// The same fact under another id, for facts of two makers.
  func renamed(_ id: String) -> Fact {
    var fact = Fact(
      id: id, kind: kind, at: at, recordedAt: recordedAt, subject: subject, seq: seq)
    (fact.agency, fact.procedure, fact.sector, fact.data) = (agency, procedure, sector, data)
    (fact.mode, fact.level) = (mode, level)
    (fact.eligible, fact.integrated) = (eligible, integrated)
    return fact
  }
}
