import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 7, 2), minute: 10 * 60)
private let june = ReportingPeriod(unchecked: Day(2026, 6, 1), Day(2026, 6, 30))
private let place = Heading(
  agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "counter")

private func desk(_ database: any Database) throws -> PublicationDesk {
  PublicationDesk(
    figures: database.figures(indicators: try shippedIndicators(), now: now), chance: .system)
}

private func asked(
  _ period: ReportingPeriod = june, agency: String? = nil, reason: String? = nil
) -> PublicationDesk.Asked {
  PublicationDesk.Asked(period: period, agency: agency, reason: reason, key: nil, hash: "")
}

private func publish(
  _ desk: PublicationDesk, _ asked: PublicationDesk.Asked, by caller: Caller
) async throws -> String {
  let answer = try JSON(reading: try await desk.publish(asked, by: caller).body)
  return try #require(answer["id"]?.text)
}

/// Two dossiers received in June, one of them settled in time.
private func story(_ maker: inout FactMaker) -> [Fact] {
  let due = Instant(Day(2026, 6, 20), minute: 600)
  return maker.provinceFacts() + [
    maker.dossier(
      "received", "D1", at: Instant(Day(2026, 6, 3), minute: 500), 0, 2, numbered: true,
      place: place, due: due),
    maker.dossier(
      "received", "D2", at: Instant(Day(2026, 6, 4), minute: 500), 0, 2, numbered: true,
      place: place, due: due),
    maker.dossier(
      "decided", "D1", at: Instant(Day(2026, 6, 10), minute: 500), 2, 9, numbered: true,
      place: place, due: due, data: [("outcome", "granted"), ("timeliness", "early")]),
  ]
}

@Suite struct PublicationTests {
  /// What is recorded later stands beside what was published, and opens to its facts with their
  /// reasons. Source: domain 9, P8; issue "figures", "Time and change".
  @Test(arguments: Engine.all)
  func whatIsRecordedLaterStandsBesideWhatWasPublished(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let (desk, reporter) = (try desk(database), officer(at: "H99"))
      let id = try await publish(desk, asked(), by: reporter)
      try await database.seal()
      let before = try await desk.figure("dossier.on-time", of: id, for: reporter)
      #expect(before.rows.allSatisfy { !$0.hasChanged })

      var late = maker.dossier(
        "decided", "D2", at: Instant(Day(2026, 6, 29), minute: 500), 2, 9, numbered: true,
        place: place, due: Instant(Day(2026, 6, 20), minute: 600),
        data: [("outcome", "granted"), ("timeliness", "late")])
      late = late.recorded(at: Instant(Day(2026, 7, 1), minute: 500))
      try await database.add([late])
      try await database.seal()

      let figure = try await desk.figure("dossier.on-time", of: id, for: reporter)
      #expect(
        figure.rows == [
          PublishedRow(
            key: "H99.101", published: Ratio(numerator: 1, denominator: 1),
            now: Ratio(numerator: 1, denominator: 2))
        ])
      for (part, difference) in [(FigurePart.numerator, 0), (.denominator, 1)] {
        let changes = try await desk.changes(
          "dossier.on-time", of: id, key: "H99.101", part: part, for: reporter, after: nil,
          limit: 10
        ).changes
        #expect(changes.reduce(0) { $0 + $1.amount } == difference)
        #expect(changes.allSatisfy { $0.reason == .lateEntry && $0.fact == late.id })
      }
      let (_, totals) = try await desk.figures(of: id, for: reporter)
      let total = totals.first { $0.indicator.code == "dossier.on-time" }
      #expect(total?.rows.first?.published == Ratio(numerator: 1, denominator: 1))
      #expect(total?.rows.first?.now == Ratio(numerator: 1, denominator: 2))
    }
  }

  /// The publication's digest is a fact of the journal.
  @Test func thePublicationIsAFactWithItsDigest() async throws {
    try await Engine.sqlite.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let desk = try desk(database)
      let id = try await publish(desk, asked(), by: officer(at: "H99"))
      try await database.seal()
      let facts = try await database.sealedFacts().map(\.fact)
      let fact = try #require(facts.first { $0.kind.rawValue == "figures.published" })
      let publication = try await desk.publication(id, for: officer(at: "H99"))
      #expect(fact.subject == id)
      #expect(fact.data.first { $0.name == "sha256" }?.value.text == publication.sha256)
      #expect(fact.data.first { $0.name == "position" }?.value.int == publication.asOf.size)
    }
  }

  @Test(arguments: Engine.all)
  func toPublishAgainAsksForAReasonAndKeepsTheFirst(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let (desk, reporter) = (try desk(database), officer(at: "H99"))
      let first = try await publish(desk, asked(), by: reporter)
      await #expect(throws: PublishingRefused.publishedBefore(first)) {
        try await desk.publish(asked(), by: reporter)
      }
      await #expect(throws: PublishingRefused.reasonMissing) {
        try await desk.publish(asked(reason: "x"), by: reporter)
      }
      let second = try await publish(desk, asked(reason: "Nhầm kỳ trước"), by: reporter)
      let list = try await desk.list(for: reporter, after: nil, limit: 10)
      #expect(Set(list.map(\.id)) == [first, second])
      #expect(list.first { $0.id == second }?.supersedes == first)
    }
  }

  @Test func onlyAnEndedReportingPeriodIsPublishedAndOnlyByItsReporters() async throws {
    try await Engine.sqlite.with(labelled) { database in
      var maker = FactMaker()
      try await database.add(story(&maker))
      try await database.seal()
      let desk = try desk(database)
      let july = ReportingPeriod(unchecked: Day(2026, 7, 1), Day(2026, 7, 31))
      let odd = ReportingPeriod(unchecked: Day(2026, 6, 2), Day(2026, 6, 30))
      let reporter = officer(at: "H99")
      await #expect(throws: PublishingRefused.periodOpen(until: july.to)) {
        try await desk.publish(asked(july), by: reporter)
      }
      await #expect(throws: PublishingRefused.periodUnfit) {
        try await desk.publish(asked(odd), by: reporter)
      }
      await #expect(throws: PublishingRefused.notYours) {
        try await desk.publish(asked(), by: officer(.approver, at: "H99"))
      }
      await #expect(throws: PublishingRefused.notYours) {
        try await desk.publish(asked(agency: "H99"), by: officer(at: "H99.101"))
      }
      let id = try await publish(desk, asked(agency: "H99.101"), by: reporter)
      await #expect(throws: PublishingRefused.unknown) {
        try await desk.publication(id, for: officer(at: "H99.1"))
      }
    }
  }

  @Test(arguments: [
    (Day(2026, 2, 1), Day(2026, 2, 28), PeriodKind.month),
    (Day(2026, 4, 1), Day(2026, 6, 30), .quarter),
    (Day(2026, 7, 1), Day(2026, 12, 31), .halfYear),
    (Day(2026, 1, 1), Day(2026, 9, 30), .nineMonths),
    (Day(2026, 1, 1), Day(2026, 12, 31), .year), (Day(2026, 2, 1), Day(2026, 4, 30), nil),
    (Day(2026, 1, 1), Day(2026, 6, 29), nil), (Day(2025, 12, 1), Day(2026, 1, 31), nil),
  ])
  func theKindsOfPeriodsAreThoseOfReports(_ from: Day, _ to: Day, _ kind: PeriodKind?) {
    #expect(PeriodKind(ReportingPeriod(unchecked: from, to)) == kind)
  }

  @Test func everyEndedPeriodIsOfferedOnce() {
    let offered = ReportingPeriod.ended(before: Day(2026, 7, 2))
    #expect(offered.first == june)
    #expect(Set(offered.map(\.code)).count == offered.count)
    #expect(offered.allSatisfy { PeriodKind($0) != nil && $0.to < Day(2026, 7, 2) })
    #expect(offered.contains(ReportingPeriod(unchecked: Day(2026, 1, 1), Day(2026, 6, 30))))
  }
}

extension Fact {
  /// The same, written down later.
  fileprivate func recorded(at instant: Instant) -> Fact {
    var fact = Fact(
      id: id, kind: kind, at: at, recordedAt: instant, subject: subject, seq: seq)
    (fact.agency, fact.sector, fact.procedure) = (agency, sector, procedure)
    (fact.channel, fact.due, fact.data) = (channel, due, data)
    return fact
  }
}
