import Foundation
import Ground
import Rules
import Testing

@testable import Indicators

private let rules = """
  pack: rankings
  records:
    - code: ict
      title: "ICT"
      about: "63 tỉnh"
      indicator: dossier.on-time
      level: province
      minimum: 0
      valid_from: 2018-06-21
      legal_basis: "B"
      source: "domain 5.6"

  """

private func rule(_ change: (String) -> String = { $0 }) throws -> RankingRule {
  let pack = try RulePack(yaml: Array(change(rules).utf8))
  return try #require(try RankingRule.list(of: pack, indicators: shippedIndicators()).first)
}

/// Acceptance table C: what domain 5.6 prints of 2017, and invented values for those it leaves out.
private let provinces: [(unit: String, value: String, rank: Int)] = {
  let printed: [Int: [(String, String)]] = [
    1: [("TT-Huế", "0.727")], 2: [("Đà Nẵng", "0.716")], 3: [("Lâm Đồng", "0.714")],
    4: [("Quảng Ninh", "0.703")], 17: [("Thanh Hóa", "0.633"), ("Bà Rịa–Vũng Tàu", "0.633")],
    19: [("Phú Thọ", "0.624")], 32: [("Đắk Nông", "0.567"), ("Quảng Trị", "0.567")],
    34: [("Hà Nam", "0.565")], 40: [("Ninh Thuận", "0.546"), ("Tuyên Quang", "0.546")],
    42: [("Quảng Ngãi", "0.545")],
  ]
  let between: [(ClosedRange<Int>, Int, Int)] = [
    (5...16, 700, 4), (20...31, 620, 4), (35...39, 564, 3), (43...63, 540, 5),
  ]
  var all = printed.flatMap { rank, units in units.map { ($0.0, $0.1, rank) } }
  for (ranks, top, step) in between {
    for rank in ranks {
      all.append(("P\(rank)", "0.\(top - (rank - ranks.lowerBound) * step)", rank))
    }
  }
  return all
}()

@Suite struct RankingTests {
  /// Source: KPI-7, KPI-8; domain 5.6.
  @Test func equalPublishedValuesShareARankAndTheNextSkips() throws {
    #expect(provinces.count == 63)
    let ranking = Ranking(
      provinces.shuffled().map { Ranking.Unit(code: $0.unit, published: $0.value) },
      by: try rule())
    let found = Dictionary(uniqueKeysWithValues: ranking.rows.map { ($0.unit.code, $0) })
    for (unit, value, rank) in provinces {
      #expect(found[unit]?.rank == rank, "\(unit)")
      #expect(found[unit]?.isTied == (provinces.count { $0.value == value } > 1), "\(unit)")
    }
    #expect(ranking.excluded.isEmpty)
  }

  /// A rank inside a named group is that among its members. Source: issue "figures", must show 7.
  @Test func insideAGroupOnlyItsMembersAreCompared() throws {
    let group: Set<String> = ["Thanh Hóa", "Bà Rịa–Vũng Tàu", "Phú Thọ", "Hà Nam", "TT-Huế"]
    let members = provinces.filter { group.contains($0.unit) }
    let ranking = Ranking(
      members.map { Ranking.Unit(code: $0.unit, published: $0.value) }, by: try rule())
    #expect(ranking.rows.map(\.rank) == [1, 2, 2, 4, 5])
  }

  @Test func whoIsLeftOutIsListedWithTheReason() throws {
    let rule = try rule {
      $0.replacing(
        "minimum: 0", with: "minimum: 10\n    excluded: [{code: X, reason: \"Mới lập\"}]")
    }
    func unit(_ code: String, _ above: Int, _ below: Int, _ value: String?) -> Ranking.Unit {
      Ranking.Unit(
        code: code, published: value, ratio: Ratio(numerator: above, denominator: below))
    }
    let ranking = Ranking(
      [
        unit("A", 9, 10, "90.0"), unit("B", 9, 9, "100.0"), unit("C", 0, 0, nil),
        unit("X", 99, 100, "99.0"), unit("D", 19, 20, "95.0"),
      ], by: rule)
    #expect(ranking.rows.map(\.unit.code) == ["D", "A"])
    #expect(ranking.excluded.map(\.unit.code) == ["B", "C", "X"])
    #expect(ranking.excluded.map(\.why) == [.tooFew(9), .noValue, .named("Mới lập")])
  }

  /// What is missing to the next better unit is the least that publishes its value.
  @Test func theGapToTheNextIsTheLeastThatReachesIt() throws {
    let rule = try rule()
    for denominator in [7, 61, 200, 1937] {
      for numerator in [0, 3, denominator / 2] {
        let ratio = Ratio(numerator: numerator, denominator: denominator)
        let own = try #require(ratio.percent(decimals: 1))
        let ranking = Ranking(
          [
            Ranking.Unit(code: "B", published: own, ratio: ratio),
            Ranking.Unit(code: "A", published: "83.3", ratio: nil),
          ], by: rule)
        let row = try #require(ranking.rows.last)
        let gap = try #require(row.toNext)
        func value(_ more: Int) -> Double {
          let text = Ratio(numerator: numerator + more, denominator: denominator)
            .percent(decimals: 1)
          return Double(text ?? "") ?? 0
        }
        #expect(value(gap) >= 83.3 && value(gap - 1) < 83.3)
        #expect(ranking.rows.first?.toNext == nil)
      }
    }
  }

  @Test func whereLessIsBetterTheLeastIsFirst() throws {
    let rule = try rule { $0.replacing("dossier.on-time", with: "dossier.settled-late") }
    let ranking = Ranking(
      [("A", "9.0"), ("B", "10.0"), ("C", "9.0")].map {
        Ranking.Unit(code: $0.0, published: $0.1)
      }, by: rule)
    #expect(ranking.rows.map(\.unit.code) == ["A", "C", "B"])
    #expect(ranking.rows.map(\.rank) == [1, 1, 3])
  }

  @Test func theShippedRankingsReadAndARuleWithoutItsIndicatorIsRefused() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Packs/rankings.yaml")
    let pack = try RulePack(yaml: Array(try Data(contentsOf: file)))
    #expect(try RankingRule.list(of: pack, indicators: shippedIndicators()).count >= 3)
    for change in ["dossier.none", "qd766.1.1"] {
      #expect(throws: RulePackUnreadable.self) {
        try rule { $0.replacing("dossier.on-time", with: change) }
      }
    }
  }
}
