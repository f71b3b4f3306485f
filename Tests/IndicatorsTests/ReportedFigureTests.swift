import Directory
import Ground
import Rules
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let year = ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 12, 31))
private let quarters = [
  (Day(2026, 1, 1), Day(2026, 3, 31)), (Day(2026, 4, 1), Day(2026, 6, 30)),
  (Day(2026, 7, 1), Day(2026, 9, 30)),
]

extension FactMaker {
  /// An agency's report of one quarter, counted from 0; again: a correction.
  fileprivate mutating func report(
    _ agency: String, quarter: Int, _ values: [String: Int64], register: String = "so",
    year: Int = 0
  ) -> Fact {
    let (from, to) = quarters[quarter]
    func moved(_ day: Day) -> JSON { JSON(Day(day.year + year, day.month, day.day)) }
    var fact = fact(
      "register.reported", "R-\(register)-\(agency)-\(quarter)-\(year)", at: monday,
      data: [
        ("register", .string(register)), ("from", moved(from)), ("to", moved(to)),
        (
          "values", .object(values.sorted { $0.key < $1.key }.map { JSON.Member($0, .integer($1)) })
        ),
      ])
    fact.agency = AgencyCode(agency)
    return fact
  }
}

private func indicator(_ take: String, below: String = "{register: so, column: tong}") throws
  -> Indicator
{
  let yaml = """
    pack: indicators
    version: 1
    groups: [{code: core, title: "A", title_en: "A"}]
    records:
      - code: thu
        group: core
        title: "Thử"
        title_en: "Test"
        definition: "Thử"
        definition_en: "Test"
        unit: "%"
        decimals: 1
        valid_from: 2020-01-01
        legal_basis: "Thử"
        source: "test"
        kind: reported
        take: \(take)
        numerator: {register: so, column: phan}
        denominator: \(below)
    """
  return try Indicator.list(of: RulePack(yaml: Array(yaml.utf8)))[0]
}

/// Two communes over three quarters, one of them put right later; and a register beside it.
private func story(_ maker: inout FactMaker) -> [Fact] {
  maker.provinceFacts() + [
    maker.report("H99.101", quarter: 0, ["tong": 100, "phan": 10]),
    maker.report("H99.102", quarter: 0, ["tong": 50, "phan": 50]),
    maker.report("H99.101", quarter: 1, ["tong": 200, "phan": 50]),
    maker.report("H99.102", quarter: 1, ["tong": 7], register: "so"),
    maker.report("H99.101", quarter: 0, ["tong": 1, "phan": 1], register: "khac"),
    maker.report("H99.101", quarter: 2, ["tong": 9, "phan": 9], year: -1),
    maker.report("H99.101", quarter: 1, ["tong": 200, "phan": 60]),
  ]
}

private func rows(_ figure: IndicatorFigure) -> [String: [Int]] {
  Dictionary(
    uniqueKeysWithValues: figure.rows.map { ($0.key, [$0.ratio.numerator, $0.ratio.denominator]) })
}

@Suite struct ReportedFigureTests {
  @Test(arguments: Engine.all)
  func whatIsReportedIsAddedUpOrTakenAsItStandsLast(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      let facts = story(&maker)
      try await database.add(facts)
      try await database.seal()
      func figure(
        _ take: String, _ period: ReportingPeriod = year, by breakdown: Breakdown? = nil,
        agency: String = "H99", below: String = "{register: so, column: tong}", size: Int? = nil
      ) async throws -> [String: [Int]] {
        let desk = database.figures(indicators: [try indicator(take, below: below)], now: monday)
        return rows(
          try await desk.figure(
            "thu", period, agency: agency, by: breakdown, size: size, for: officer(at: "H99")))
      }
      // A report without one of the two columns counts in neither.
      #expect(try await figure("sum") == ["H99": [120, 350]])
      #expect(try await figure("last") == ["H99": [60, 200]])
      #expect(
        try await figure("sum", by: .agency) == ["H99.101": [70, 300], "H99.102": [50, 50]])
      #expect(try await figure("sum", agency: "H99.1") == ["H99.1": [50, 50]])
      #expect(try await figure("sum", by: .sector).isEmpty)
      // As it was before the correction.
      #expect(try await figure("sum", size: facts.count - 1) == ["H99": [110, 350]])
      // A quarter lies in no month; what stands, stands in each.
      let june = ReportingPeriod(unchecked: Day(2026, 5, 1), Day(2026, 6, 30))
      #expect(try await figure("sum", june, by: .month).values.allSatisfy { $0 == [0, 0] })
      #expect(
        try await figure("last", june, by: .month) == [
          "2026-05": [60, 150], "2026-06": [60, 200],
        ])
      // What is older than a year stands no more; per report, not per person.
      let later = ReportingPeriod(unchecked: Day(2027, 4, 1), Day(2027, 4, 30))
      #expect(try await figure("last", later) == ["H99": [60, 200]])
      #expect(
        try await figure("last", below: "{register: so}", size: 6) == ["H99": [60, 2]])
    }
  }

  /// The server's tables and a fold of the facts agree, so `motcua verify` judges these too.
  @Test(arguments: Engine.all)
  func whoeverHasTheFactsCountsTheSame(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      var reports: [JSON] = []
      for take in ["sum", "last"] {
        let desk = database.figures(indicators: [try indicator(take)], now: monday)
        for breakdown in [nil, Breakdown.agency, .month, .channel] {
          reports.append(
            try await desk.figure(
              "thu", year, agency: "H99", by: breakdown, for: officer(at: "H99")
            ).json)
        }
      }
      let sealed = try await database.sealedFacts()
      var recount = try FigureRecount(reports: reports, calendars: [:])
      for fact in sealed { recount.take(fact) }
      #expect(recount.differences() == [])
      #expect(recount.numbers > 20)
      // A number that somebody changed is found.
      var changed = sealed.map(\.fact)
      changed[4].data = changed[4].data.map {
        $0.name == "values" ? JSON.Member("values", ["phan": 11, "tong": 100]) : $0
      }
      var other = try FigureRecount(reports: reports, calendars: [:], roots: { _ in nil })
      for (position, fact) in changed.enumerated() {
        other.take(Sealed(position: position, fact: fact))
      }
      #expect(!other.differences().isEmpty)
      #expect(try await FigureCheckDesk(database: database).run() == [])
    }
  }

  @Test func aLaterReportOpensTheDifferenceToWhatWasPublished() async throws {
    try await Engine.sqlite.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let now = Instant(Day(2026, 7, 2), minute: 600)
      let desk = PublicationDesk(
        figures: database.figures(indicators: [try indicator("sum")], now: now), chance: .system)
      let half = ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 6, 30))
      let answer = try await desk.publish(
        PublicationDesk.Asked(period: half, agency: nil, reason: nil, key: nil, hash: ""),
        by: officer(at: "H99"))
      let id = try #require(try JSON(reading: answer.body)["id"]?.text)
      let late = maker.report("H99.102", quarter: 1, ["tong": 40, "phan": 30])
      try await database.add([late])
      try await database.seal()
      let figure = try await desk.figure("thu", of: id, for: officer(at: "H99"))
      let row = try #require(figure.rows.first { $0.key == "H99.102" })
      #expect(row.published == Ratio(numerator: 50, denominator: 50))
      #expect(row.now == Ratio(numerator: 80, denominator: 90))
      let changes = try await desk.changes(
        "thu", of: id, key: "H99.102", part: .numerator, for: officer(at: "H99"), after: nil,
        limit: 10
      ).changes
      #expect(changes.map(\.fact) == [late.id])
      #expect(changes.map(\.amount) == [30])
    }
  }

  @Test(arguments: [
    ("sum", "{register: khac, column: tong}"), ("always", "{register: so, column: tong}"),
    ("sum", "{register: so, column: \"Tổng\"}"), ("sum", "{column: tong}"),
    ("sum", "{register: so, column: tong, event: received}"),
  ])
  func aPackThatMixesRegistersOrNamesNoColumnIsRefused(_ take: String, _ below: String) {
    #expect(throws: RulePackUnreadable.self) { try indicator(take, below: below) }
  }

  @Test func theEvidenceOfAReportedFigureIsInItsRegister() async throws {
    try await Engine.sqlite.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let desk = database.figures(indicators: [try indicator("sum")], now: monday)
      await #expect(throws: FigureRefused.reported("so")) {
        try await desk.evidence(
          EvidenceQuestion(
            code: "thu", period: year, agency: nil, breakdown: nil, key: nil, part: .numerator,
            limit: 10, after: nil), for: officer(at: "H99"))
      }
    }
  }
}
