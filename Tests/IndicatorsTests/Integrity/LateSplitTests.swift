import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private let now = Instant(Day(2026, 6, 20), minute: 10 * 60)
private let march = ReportingPeriod(unchecked: Day(2026, 3, 1), Day(2026, 3, 31))

private func desk(_ database: any Database, now: Instant = now) throws -> LateSplitDesk {
  LateSplitDesk(
    figures: database.figures(now: now),
    watch: database.watch(try shippedRules(), together: 1000, now: now))
}

@Suite struct LateSplitTests {
  /// Source: domain P1; the settlement report's own two numbers.
  @Test(arguments: Engine.all, [51, 52] as [UInt64])
  func howeverItIsSplitItIsWhatTheSettlementReportSays(
    _ engine: Engine, _ seed: UInt64
  ) async throws {
    try await engine.with(labelled) { database in
      try await database.add(RandomHistory(seed: seed, dossiers: 80).facts)
      try await database.seal()
      let desk = try desk(database)
      var late = 0
      for period in [march, ReportingPeriod(unchecked: Day(2026, 4, 10), Day(2026, 6, 20))] {
        for agency in ["H99", "H99.1", "H99.101"] {
          let report = try await desk.figures.settlement(
            period, agency: agency, by: .agency, for: officer(at: "H99"))
          for breakdown in LateBreakdown.allCases {
            let split = try await desk.split(
              period, agency: agency, by: breakdown, for: officer(at: "H99"))
            #expect(split.total.finished == SettlementPart.late.amount(of: report.total))
            #expect(split.total.open == SettlementPart.overdue.amount(of: report.total))
            #expect(split.rows.allSatisfy { $0.finished >= 0 && $0.open >= 0 })
            late += split.total.total
          }
        }
      }
      #expect(late > 100, "a history without late dossiers shows nothing")
    }
  }

  /// Who held it when the last promised date passed, and who was head at that moment.
  @Test(arguments: Engine.all)
  func itCountsForWhoHeldItWhenTheDatePassed(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var story = Story()
      story.post("P-OTHER", .handler)
      story.post("P-NEW-HEAD", .approver, from: moment(3, 17))
      story.end(post: Story.head, .approver, at: moment(3, 17))
      // Due on Monday 16 March at 8:00, under the first head; given to another only afterwards.
      try story.receive("A", moment(3, 2))
      try story.assign("A", moment(3, 2, 9))
      try story.assign("A", moment(3, 18), to: "P-OTHER")
      try story.decide("A", moment(3, 19), by: "P-OTHER")
      // Due on Thursday 19 March, under the second; nobody had been given it, and it is still open.
      try story.receive("B", moment(3, 5))
      // Due on Wednesday 18 March; was done in time.
      try story.receive("C", moment(3, 4))
      try story.assign("C", moment(3, 4, 9))
      try story.decide("C", moment(3, 17))
      try await database.add(story.facts)
      try await database.seal()
      let desk = try desk(database, now: moment(3, 31, 20))
      let rows = { (breakdown: LateBreakdown) in
        try await desk.split(march, agency: nil, by: breakdown, for: officer(at: "H99")).rows
      }
      let (a, b) = (1, 1)
      #expect(
        try await rows(.step) == [
          LateSplit.Row(key: "processing", finished: a), LateSplit.Row(key: "reception", open: b),
        ])
      #expect(
        try await rows(.post) == [
          LateSplit.Row(key: Story.handler, finished: a),
          LateSplit.Row(key: Story.receiver, open: b),
        ])
      #expect(
        try await rows(.head) == [
          LateSplit.Row(key: Story.head, finished: a), LateSplit.Row(key: "P-NEW-HEAD", open: b),
        ])
      #expect(
        try await rows(.agency) == [LateSplit.Row(key: "H99.101", finished: a, open: b)])
    }
  }

  @Test(arguments: Engine.all)
  func nobodySplitsTheLatenessOfOthers(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      try await database.add(Story().facts)
      try await database.seal()
      let desk = try desk(database)
      await #expect(throws: FigureRefused.agencyNotYours) {
        try await desk.split(march, agency: "H99", by: .post, for: officer(at: "H99.101"))
      }
    }
  }
}
