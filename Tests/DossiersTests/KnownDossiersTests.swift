import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// What is kept of dossiers between requests is never older than what is committed, whoever wrote
/// it, and never what was taken back.
struct KnownDossiersTests {
  /// A desk of another process: the same database, nothing kept.
  private static func otherDesk(_ world: World) -> DossierDesk {
    let mine = world.dossiers.desk.house
    return DossierDesk(
      database: world.database,
      house: House(
        now: mine.now, chance: mine.chance, calendar: mine.calendar, agencies: mine.agencies,
        actorTags: mine.actorTags, rules: mine.rules, practices: mine.practices))
  }

  private static func stage(_ desk: DossierDesk, _ id: String, _ caller: Caller) async throws
    -> (one: String?, line: String?, item: String?)
  {
    let body = try await desk.written(id, for: caller).body
    let question = WorklistQuestion(limit: 50)
    let lines = try await desk.lines(question, for: caller).items.map { try JSON(reading: $0) }
    let items = try await desk.list(question, for: caller).items
    return (
      try JSON(reading: body)["stage"]?.text,
      lines.first { $0["id"]?.text == id }?["stage"]?.text,
      items.first { $0.dossier.id.rawValue == id }?.dossier.stage.rawValue
    )
  }

  @Test(arguments: Engine.all)
  func whatAnotherProcessDidIsSeenAtOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let (mine, other) = (world.dossiers.desk, Self.otherDesk(world))
      let taken = try await world.submit(.licence, by: .citizen)
      let caller = try await world.caller(.receiver)
      for desk in [mine, other, mine] {
        #expect(
          try await Self.stage(desk, taken.id, caller) == ("submitted", "submitted", "submitted"))
      }
      _ = try await other.act(
        .receive, on: taken.id, by: caller, expecting: nil,
        once: DossierDesk.Once(key: nil, hash: "") { _ in StoredAnswer(status: 200, body: []) })
      for desk in [mine, other] {
        let seen = try await Self.stage(desk, taken.id, caller)
        #expect(seen.one == seen.line && seen.line == seen.item)
        #expect(seen.one == "processing" || seen.one == "received")
      }
    }
  }

  @Test(arguments: Engine.all)
  func anActThatIsRefusedLeavesNothingBehind(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.submit(.licence, by: .citizen)
      let caller = try await world.caller(.receiver)
      _ = try await Self.stage(world.dossiers.desk, taken.id, caller)
      await #expect(throws: (any Error).self) {
        try await world.dossiers.desk.act(
          .receive, on: taken.id, by: caller, expecting: 99,
          once: DossierDesk.Once(key: nil, hash: "") { _ in StoredAnswer(status: 200, body: []) })
      }
      #expect(
        try await Self.stage(world.dossiers.desk, taken.id, caller)
          == ("submitted", "submitted", "submitted"))
    }
  }

  @Test func timeIsNotKept() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.act(.receive, on: try await world.submit(), by: .receiver)
      let caller = try await world.caller(.receiver)
      func isOverdue() async throws -> Bool? {
        let lines = try await world.dossiers.desk.lines(WorklistQuestion(limit: 50), for: caller)
        return try lines.items.map { try JSON(reading: $0) }
          .first { $0["id"]?.text == taken.id }?["overdue"]?.bool
      }
      #expect(try await isOverdue() == false)
      world.clock.set(World.monday.adding(seconds: 90 * 24 * 3600))
      #expect(try await isOverdue() == true)
    }
  }

  /// Somebody with posts at two agencies sees what went from one to the other once.
  @Test(arguments: Engine.all)
  func aForwardedDossierIsListedAndCountedOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let forest = try await world.submit(.forest, by: .receiver)
      let taken = try await world.act(.forward(to: .department), on: forest, by: .receiver)
      let seen = Seen(account: nil, agencies: [.communeA, .department])
      for order in WorklistQuestion.Order.allCases {
        var question = WorklistQuestion(limit: 50)
        question.order = order
        let (page, count) = try await world.database.read { [question] tx in
          let store = WorklistStore(tx: tx)
          return (
            try store.page(question, seen, now: world.clock.now),
            try store.count(question, seen, now: world.clock.now)
          )
        }
        #expect(page.count { $0.mark.id.rawValue == taken.id } == 1)
        #expect(page.count == count)
      }
    }
  }

  /// More dossiers than are kept: all of them are still found, each as it is.
  @Test func whatIsLetGoIsReadAnew() async throws {
    try await World.with(.sqlite) { world in
      let known = KnownDossiers(limit: 2)
      var ids: [String] = []
      for _ in 1...5 { ids.append(try await world.submit(.licence, by: .citizen).id) }
      for _ in 1...3 {
        for id in ids {
          let found = try await world.database.read { try known.dossier(id, $0)?.id.rawValue }
          #expect(found == id)
        }
      }
      let marks = ids.map { DossierMark(id: Dossier.ID($0), version: 1) }
      let found = try await world.database.read { try known.dossiers(marks, $0) }
      #expect(found.map(\.id.rawValue) == ids)
    }
  }
}
