import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 20), minute: 10 * 60)

/// Every item of all pages.
private func items(
  _ desk: FigureDesk, _ figure: IndicatorFigure, key: String?, _ part: FigurePart,
  limit: Int
) async throws -> [JSON] {
  var items: [JSON] = []
  var after: String?
  repeat {
    let page = try await desk.evidence(
      EvidenceQuestion(
        code: figure.indicator.code, period: figure.period, agency: figure.agency,
        breakdown: figure.breakdown, key: key, part: part, limit: limit, after: after),
      for: officer(at: "H99"))
    #expect(page.items.count <= limit)
    items += page.items
    after = page.next
  } while after != nil
  return items
}

private func count(_ items: [JSON]) -> Int { items.reduce(0) { $0 + ($1["counts"]?.int ?? 0) } }

@Suite struct EvidenceTests {
  /// Source: KPI-6.
  @Test(arguments: Engine.all, [31, 32] as [UInt64])
  func asManyDossiersStandBehindANumberAsItCounts(_ engine: Engine, _ seed: UInt64) async throws {
    try await engine.with(tables) { database in
      var maker = FactMaker()
      let offers = ["H99.1", "H99.101", "H99.102"].flatMap { agency in
        (2...5).map { maker.offer(agency, "1.00000\($0)", sector: "S\($0 / 2)") }
      }
      let dossiers = RandomHistory(seed: seed, dossiers: 50).facts
      try await database.add(dossiers + offers.map { $0.renamed("OF-" + $0.id) })
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now)
      let period = ReportingPeriod(unchecked: Day(2026, 3, 3), Day(2026, 5, 5))
      let codes: Set<String> = [
        "dossier.on-time", "dossier.online", "service.with-dossiers", "dossier.open-overdue",
        "qd766.2.1", "qd766.4.2", "qd766.5.2", "tt01.1", "dossier.working-time",
        "dossier.extended", "service.full", "qd766.6.1",
      ]
      for indicator in try shippedIndicators() where codes.contains(indicator.code) {
        for breakdown in Breakdown.allCases + [nil] {
          let figure = try await desk.figure(
            indicator.code, period, agency: nil, by: breakdown, for: officer(at: "H99"))
          for row in figure.rows {
            let key = breakdown == nil ? nil : row.key
            let above = try await items(desk, figure, key: key, .numerator, limit: 7)
            let below = try await items(desk, figure, key: key, .denominator, limit: 7)
            let name = "\(indicator.code) \(breakdown?.rawValue ?? "") \(row.key)"
            #expect(count(above) == row.ratio.numerator, "\(name)")
            #expect(count(below) == row.ratio.denominator, "\(name)")
          }
        }
      }
    }
  }

  @Test func aDossierThatTheReaderMayNotSeeIsThereWithoutItsIdentity() async throws {
    try await Engine.sqlite.with(tables) { database in
      let place = Heading(
        agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "counter")
      var maker = FactMaker()
      let facts =
        maker.provinceFacts()
        + ["D1", "D2"].map {
          maker.dossier("received", $0, at: monday, 0, 2, numbered: true, place: place, due: now)
        }
      try await database.add(facts)
      try await database.seal()
      let desk = database.figures(indicators: try shippedIndicators(), now: now) {
        subjects, caller in
        #expect(subjects == ["D1", "D2"])
        return ["D2": ["reference": "0000000018"]]
      }
      let page = try await desk.evidence(
        EvidenceQuestion(
          code: "dossier.online",
          period: ReportingPeriod(unchecked: Day(2026, 11, 1), Day(2026, 11, 30)), agency: nil,
          breakdown: nil, key: nil, part: .denominator, limit: 50, after: nil),
        for: officer(at: "H99"))
      #expect(page.items.map { $0["reference"] ?? "" } == [.null, "0000000018"])
      #expect(page.items.allSatisfy { !$0.serialised.contains("D1") })
    }
  }
}
