import Catalogue
import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 20), minute: 10 * 60)

/// Every line of all pages.
private func lines(
  _ desk: FigureDesk, _ part: SettlementPart, _ report: SettlementReport, key: String?
) async throws -> [EvidenceLine] {
  var lines: [EvidenceLine] = []
  var after: String?
  repeat {
    let page = try await desk.settlementEvidence(
      SettlementEvidenceQuestion(
        part: part, period: report.period, agency: report.agency, breakdown: report.breakdown,
        key: key, limit: 7, after: after), for: officer(at: "H99"))
    #expect(page.lines.count <= 7)
    lines += page.lines
    after = page.next
  } while after != nil
  return lines
}

@Suite struct SettlementEvidenceTests {
  /// Each number of each row of each period, those of past days too.
  /// Source: KPI-6.
  @Test(arguments: Engine.all, [41, 42] as [UInt64])
  func asManyDossiersStandBehindEachNumberAsItCounts(
    _ engine: Engine, _ seed: UInt64
  ) async throws {
    try await engine.with(labelled) { database in
      let history = RandomHistory(seed: seed, dossiers: 60)
      try await database.add(history.facts)
      try await database.seal()
      let desk = database.figures(now: now)
      let periods = [
        ReportingPeriod(unchecked: Day(2026, 3, 3), Day(2026, 5, 5)),
        ReportingPeriod(unchecked: Day(2026, 4, 10), Day(2026, 6, 20)),
      ]
      for period in periods {
        for breakdown in [Breakdown.agency, .sector] {
          let report = try await desk.settlement(
            period, agency: nil, by: breakdown, for: officer(at: "H99"))
          try await check(report, desk)
        }
      }
    }
  }

  private func check(_ report: SettlementReport, _ desk: FigureDesk) async throws {
    for part in SettlementPart.allCases {
      for (key, row) in report.rows.map({ ($0.key as String?, $0) }) + [(nil, report.total)] {
        let found = try await lines(desk, part, report, key: key)
        let counted = found.reduce(0) { $0 + $1.entry.amount }
        #expect(counted == part.amount(of: row), "\(part) \(key ?? "total") \(report.period)")
        #expect(Set(found.map(\.entry.subject)).count == found.count)
      }
    }
  }

  @Test func aNameThatASpreadsheetWouldRunIsHarmless() throws {
    var row = SettlementReport.Row(key: "H99.1")
    row.carriedOver = -2
    let report = SettlementReport(
      period: ReportingPeriod(unchecked: Day(2026, 3, 1), Day(2026, 3, 31)), agency: "H99",
      breakdown: .agency, asOf: Position(size: 0, root: .empty, at: now), rows: [row],
      beforeReception: .init())
    let text = String(decoding: report.csv(["H99.1": "=1+1, \"x\""]), as: UTF8.self)
    #expect(text.hasPrefix("\u{FEFF}Cơ quan,Mã,Kỳ trước chuyển sang"))
    #expect(text.contains("\"'=1+1, \"\"x\"\"\",H99.1,-2,0"))
    #expect(text.hasSuffix("\r\n"))
  }
}
