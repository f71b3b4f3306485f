import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

private func caller(_ post: String, _ role: Role, at agency: String = "H99.101") -> Caller {
  Caller(
    account: AccountID("01J\(post)"), name: "Người thử", ownRoles: [],
    posts: [Caller.Post(id: PostID(post), role: role, agency: AgencyCode(agency))])
}

private let officer1 = caller(Story.handler, .handler)
private let head = caller(Story.head, .approver)
private let above = caller("P-ABOVE", .approver, at: "H99")
private let beside = caller("P-BESIDE", .approver, at: "H99.1")
private let supervisor = caller("P-SUPERVISOR", .supervisor, at: "H99")
private let reporter = caller("P-REPORTER", .reporter, at: "H99")

/// Found on Friday 6 March 2026: a result after forty seconds.
private let found = moment(3, 6, 10)

private func desk(_ database: any Database, now: Instant = found) throws -> FindingDesk {
  FindingDesk(
    figures: database.figures(now: now),
    watch: database.watch(try shippedRules(), together: 1000, now: now))
}

private func story() throws -> Story {
  var story = Story()
  try story.receive("D", moment(3, 2))
  try story.decide("D", moment(3, 2, 8, 0, second: 40))
  return story
}

/// The one finding of `story`, with the database in which it stands.
private func with(
  _ engine: Engine, _ body: @Sendable (any Database, String) async throws -> Void
) async throws {
  try await engine.with(labelled) { database in
    try await database.add(try story().facts)
    try await database.seal()
    let own = try await desk(database).own(officer1, limit: 10)
    #expect(own.map(\.finding.key.rule) == [.finishedInSeconds])
    try await body(database, try #require(own.first?.id))
  }
}

@Suite struct FindingTests {
  /// Three working days belong to the officer: from Friday to Wednesday. Source: peers gap 8.
  @Test(arguments: Engine.all)
  func theOfficerSeesItFirstThenTheHead(_ engine: Engine) async throws {
    try await with(engine) { database, id in
      for day in [6, 9, 10] {
        let early = try desk(database, now: moment(3, day, 10))
        #expect(try await early.sheet(id, for: officer1).sight.isOwn)
        for watcher in [head, above, supervisor, reporter] {
          #expect(try await early.list(.init(), limit: 10, after: nil, for: watcher) == [])
          #expect(try await early.counts(.init(), for: watcher) == [])
          await #expect(throws: FindingRefused.unknown) { try await early.sheet(id, for: watcher) }
        }
      }
      let later = try desk(database, now: moment(3, 11, 7))
      for watcher in [head, above, supervisor, reporter] {
        #expect(
          try await later.list(.init(), limit: 10, after: nil, for: watcher).map(\.id) == [id])
        #expect(
          try await later.counts(.init(), for: watcher) == [
            FindingCount(agency: "H99.101", rule: .finishedInSeconds, state: .open, count: 1)
          ])
      }
      #expect(try await later.list(.init(), limit: 10, after: nil, for: beside) == [])
      await #expect(throws: FindingRefused.unknown) { try await later.sheet(id, for: beside) }
    }
  }

  /// An explanation opens it to the head at once; its text stands in no fact.
  @Test(arguments: Engine.all)
  func anExplanationOpensItToTheHeadWhoAnswers(_ engine: Engine) async throws {
    try await with(engine) { database, id in
      let desk = try desk(database)
      await #expect(throws: FindingRefused.unknown) {
        try await desk.say(.acknowledge, "Đã xem", to: id, by: head)
      }
      await #expect(throws: FindingRefused.textMissing) {
        try await desk.say(.explain, "  ", to: id, by: officer1)
      }
      let text = "Hồ sơ mẫu dùng khi tập huấn"
      #expect(try await desk.say(.explain, text, to: id, by: officer1) == .explained)
      await #expect(throws: FindingRefused.notItsTurn) {
        try await desk.say(.explain, "Lần nữa", to: id, by: officer1)
      }
      let sheet = try await desk.sheet(id, for: head)
      #expect(sheet.acts.map(\.text) == [text])
      #expect(try await desk.sheet(id, for: supervisor).acts.map(\.text) == [text])
      #expect(try await desk.sheet(id, for: reporter).acts == [], "reporters see counts only")
      await #expect(throws: FindingRefused.notTheHead) {
        try await desk.say(.acknowledge, "Đã xem", to: id, by: supervisor)
      }
      #expect(try await desk.say(.refer, "Chuyển Thanh tra", to: id, by: above) == .referred)
      await #expect(throws: FindingRefused.notItsTurn) {
        try await desk.say(.acknowledge, "Đã xem", to: id, by: head)
      }
      try await database.seal()
      let facts = try await database.sealedFacts().map(\.fact).filter { $0.subject == id }
      #expect(facts.map(\.kind.rawValue) == ["finding.explained", "finding.referred"])
      #expect(facts.map(\.post) == [PostID(Story.handler), PostID("P-ABOVE")])
      for fact in facts {
        #expect(fact.commitment?.count == 64)
        #expect(!String(decoding: fact.line, as: UTF8.self).contains("mẫu"))
      }
      #expect(try await desk.watch.catchUp() == 0)
      #expect(try await desk.watch.defects() == [], "what is said changes nothing that is found")
    }
  }

  /// Nobody judges himself: a head whose own act it was explains, and one above answers.
  @Test(arguments: Engine.all)
  func aHeadExplainsWhatIsHisOwnAndAnotherAnswers(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var story = Story()
      try story.receive("D", moment(3, 2))
      try story.decide("D", moment(3, 2, 8, 0, second: 40), by: Story.head)
      try await database.add(story.facts)
      try await database.seal()
      let desk = try desk(database)
      let id = try #require(try await desk.own(head, limit: 10).first?.id)
      await #expect(throws: FindingRefused.notTheHead) {
        try await desk.say(.acknowledge, "Tôi xem rồi", to: id, by: head)
      }
      await #expect(throws: FindingRefused.unknown) {
        try await desk.say(.explain, "Hộ anh", to: id, by: officer1)
      }
      #expect(try await desk.say(.explain, "Đã trả lời", to: id, by: head) == .explained)
      await #expect(throws: FindingRefused.notTheHead) {
        try await desk.say(.acknowledge, "Tôi xem rồi", to: id, by: head)
      }
      #expect(try await desk.say(.acknowledge, "Đã rõ", to: id, by: above) == .acknowledged)
    }
  }

  /// What no officer did is no officer's to see first.
  @Test(arguments: Engine.all)
  func oneDeviceIsShownToTheHeadAtOnce(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var story = Story()
      for number in 1...5 {
        try story.submit("D\(number)", moment(3, 2, 9, number), device: "T", account: "A\(number)")
      }
      try await database.add(story.facts)
      try await database.seal()
      let desk = try desk(database)
      let listed = try await desk.list(.init(), limit: 10, after: nil, for: head)
      #expect(listed.map(\.finding.key.rule) == [.oneDeviceMany])
      let sheet = try await desk.sheet(try #require(listed.first?.id), for: head)
      #expect(sheet.dossiers.count == 5)
      #expect(sheet.dossiers.allSatisfy { $0.known == nil }, "the resolver let none be seen")
      #expect(try await desk.own(officer1, limit: 10) == [])
    }
  }

  /// Many findings: pages follow each other without gap or repetition, and the counts agree.
  @Test(arguments: Engine.all)
  func pagesFollowEachOther(_ engine: Engine) async throws {
    try await engine.with(labelled) { database in
      var story = Story()
      for number in 1...23 {
        try story.receive("D\(number)", moment(3, 2 + number % 5))
        try story.decide("D\(number)", moment(3, 2 + number % 5, 8, 0, second: number))
      }
      try await database.add(story.facts)
      try await database.seal()
      _ = try await desk(database, now: found).own(officer1, limit: 1)
      let desk = try desk(database, now: moment(3, 20))
      var (ids, after): ([String], FindingReadingStore.Place?) = ([], nil)
      repeat {
        let page = try await desk.list(.init(), limit: 5, after: after, for: head)
        ids += page.map(\.id)
        after = page.last.map { FindingReadingStore.Place(day: $0.finding.day, id: $0.id) }
      } while after != nil
      #expect(ids.count == 23 && Set(ids).count == 23)
      #expect(try await desk.counts(.init(), for: head).map(\.count) == [23])
      let one = FindingDesk.Question(from: Day(2026, 3, 3), to: Day(2026, 3, 3))
      #expect(try await desk.counts(one, for: head).map(\.count) == [5])
      await #expect(throws: FigureRefused.agencyNotYours) {
        try await desk.counts(.init(agency: "H99.102"), for: head)
      }
    }
  }
}
