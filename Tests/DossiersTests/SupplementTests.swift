import Deadlines
import Directory
import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

@Suite struct SupplementTests {
  /// Source: DOS-21, DOS-24; domain 1.6, 1 → 5 → 1.
  @Test(arguments: Engine.all)
  func beforeReceptionItLeadsBackBeforeReception(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.act(.ask, on: world.submit(), by: .receiver)
      #expect(asked.stage == .awaitingSupplement && asked.number == nil)
      let fact = try await world.onlyFact("dossier.supplementRequested", of: asked)
      #expect(fact.datum("from") == 1 && fact.datum("to") == 5)
      #expect(fact.datum("round") == 1 && fact.datum("items") == 1)
      #expect(fact.datum("atReception") == true && fact.due == nil)
      #expect(try await world.notices(of: asked).contains("supplement.requested"))
      let text = try #require(try await world.events(of: asked).last).text
      #expect(text.contains("Tờ khai mờ: Chụp lại") && text.contains("không đọc được"))
      let supplied = try await world.act(.supplied, on: asked, by: .citizen)
      #expect(supplied.stage == .submitted && supplied.number == nil && supplied.dueAt == nil)
      try await world.onlyFact("dossier.supplied", of: supplied)
      let received = try await world.act(.receive, on: supplied, by: .receiver)
      #expect(received.stage == .received && received.number != nil)
    }
  }

  /// At reception the instruction is given once, and completely. Source: DOS-21.
  @Test(arguments: Engine.all)
  func atReceptionItIsAskedForOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.act(.ask, on: world.submit(), by: .receiver)
      let supplied = try await world.act(.supplied, on: asked, by: .citizen)
      for act in [Act.ask, .askAgain] {
        try await world.refuses("supplement.once", .outOfOrder) {
          try await world.act(act, on: supplied, by: .receiver)
        }
      }
      let received = try await world.act(.receive, on: supplied, by: .receiver)
      try await world.refuses("supplement.once", .outOfOrder) {
        try await world.act(.ask, on: received, by: .receiver)
      }
    }
  }

  /// Source: domain 1.4, "requests from the appraisal stage carry legal basis and approver".
  @Test(arguments: Engine.all)
  func aFurtherOneNeedsItsBasisAndItsApprover(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingSupplement)
      let supplied = try await world.act(.supplied, on: asked, by: .citizen)
      let halves: [Act] = [
        .ask, .requestSupplement(items: items, reason: "r", legalBasis: "Điều 9", approver: nil),
        .requestSupplement(items: items, reason: "r", legalBasis: nil, approver: "Duyệt"),
      ]
      for act in halves {
        try await world.refuses("supplement.basis-missing", .content) {
          try await world.act(act, on: supplied, by: .handler)
        }
      }
      let again = try await world.act(.askAgain, on: supplied, by: .handler)
      #expect(again.stage == .awaitingSupplement)
      let fact = try await world.onlyFact("dossier.supplementRequested", of: again)
      #expect(fact.datum("round") == 2 && fact.datum("atReception") == false)
      #expect(again.json["supplements"]?.elements?.count == 2)
    }
  }

  private var items: [SupplementRequest.Item] { [.init(component: nil, what: "x", how: "y")] }

  @Test(arguments: Engine.all)
  func whatIsAskedForMustBeSomething(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let nothing = Act.requestSupplement(
        items: [], reason: "r", legalBasis: nil, approver: nil)
      try await world.refuses("supplement.nothing-asked", .content) {
        try await world.act(nothing, on: processing, by: .handler)
      }
      for component in [0, 3] {
        let act = Act.requestSupplement(
          items: [.init(component: component, what: "x", how: "y")], reason: "r",
          legalBasis: nil, approver: nil)
        try await world.refuses("supplement.component-unknown", .content) {
          try await world.act(act, on: processing, by: .handler)
        }
      }
    }
  }

  /// The term is counted again from the start; the index only subtracts the waiting.
  /// Source: TIM-1, TIM-7.
  @Test(arguments: Engine.all)
  func aFullSupplementStartsTheTermAnew(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let supplied = try await world.waited(.residence)
      #expect(supplied.stage == .processing)
      #expect(supplied.dueAt == Instant("10/03/2026 10:00"))
      #expect(supplied.indexDueAt == Instant("09/03/2026 08:00"))
      let fact = try await world.onlyFact("dossier.supplied", of: supplied)
      #expect(fact.due == supplied.dueAt && fact.datum("indexDue") == JSON(supplied.indexDueAt))
      #expect(
        fact.pauses == [
          Fact.Pause(
            from: Instant("03/03/2026 10:00"), to: Instant("05/03/2026 10:00"),
            reason: "supplement")
        ])
      #expect(fact.workedMinutes == 10 * 60 && fact.pausedMinutes == 16 * 60)
    }
  }

  /// Where the procedure says so, the clock only stood still. Source: issue 2, "supplement rule".
  @Test(arguments: Engine.all)
  func aPausingProcedureCountsOn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let supplied = try await world.waited(.waiting)
      #expect(supplied.dueAt == Instant("18/03/2026 08:00"))
      #expect(supplied.indexDueAt == Instant("18/03/2026 08:00"))
    }
  }

  @Test(arguments: Engine.all)
  func aPausedClockDoesNotRun(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingSupplement)
      world.clock.set(Instant("30/04/2026 10:00"))
      let stored = try await world.stored(asked)
      #expect(stored.clock?.dueAt == Instant("05/03/2026 08:00"))
      #expect(stored.clock?.isOverdue(at: world.clock.now) == false)
      #expect(!stored.isOverdue(at: world.clock.now))
    }
  }

  @Test(arguments: Engine.all)
  func papersAndAnswersComeWithTheirRound(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingSupplement)
      let file = try await world.upload(by: .citizen, name: "bo-sung.pdf")
      let theirs = try await world.upload(by: .neighbour)
      try await world.refuses("submission.file-unknown", .content) {
        try await world.act(
          .supply(answers: nil, papers: [.init(component: 1, file: theirs, copies: 1)]),
          on: asked, by: .citizen)
      }
      let supplied = try await world.act(
        .supply(answers: ["a": "b"], papers: [.init(component: 1, file: file, copies: 2)]),
        on: asked, by: .citizen)
      #expect(supplied.json["answers"] == ["a": "b"])
      #expect(try await world.onlyFact("dossier.supplied", of: supplied).datum("digitised") == 1)
      let read = try await world.dossiers.desk.read(supplied.id, for: world.caller(.handler))
      #expect(read.view.json["papers"]?.elements?.first?["round"] == 1)
      #expect(read.view.json["supplements"]?.elements?[0]["suppliedAt"] == JSON(World.monday))
    }
  }

  /// Before processing the receiver asks, in it the handler. Source: contract, "Act".
  @Test(arguments: Engine.all)
  func eachAsksAtTheirOwnStage(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for stage in [Stage.submitted, .received] {
        let taken = try await world.dossier(stage)
        try await world.refuses("dossier.act-refused", .outOfOrder) {
          try await world.act(.ask, on: taken, by: .handler)
        }
      }
      let processing = try await world.dossier(.processing)
      try await world.refuses("dossier.act-refused", .outOfOrder) {
        try await world.act(.ask, on: processing, by: .receiver)
      }
    }
  }

  /// Whoever holds both posts acts from the one that the stage calls for.
  @Test(arguments: Engine.all)
  func theFactNamesThePostThatTheStageCallsFor(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let second = try await world.directory.accounts.grant(
        .receiver, at: .communeA, to: world.account(.handler), reason: "Kiêm nhiệm", by: nil)
      let early = try await world.act(.ask, on: world.dossier(.received), by: .handler)
      #expect(try await world.onlyFact("dossier.supplementRequested", of: early).post == second)
      let late = try await world.act(.ask, on: world.dossier(.processing), by: .handler)
      let fact = try await world.onlyFact("dossier.supplementRequested", of: late)
      #expect(fact.post == world.post(.handler))
    }
  }

  @Test(arguments: Engine.all)
  func whoMayAskAndWhoMaySupply(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for person in [Person.citizen, .approver, .clerk] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.ask, on: processing, by: person)
        }
      }
      let asked = try await world.act(.ask, on: processing, by: .handler)
      for person in [Person.handler, .approver, .clerk, .supervisor] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.supplied, on: asked, by: person)
        }
      }
      #expect(try await world.act(.supplied, on: asked, by: .receiver).stage == .processing)
    }
  }
}

extension World {
  /// Received on Monday 08:00, asked on Tuesday 10:00, supplied on Thursday 10:00.
  fileprivate func waited(_ procedure: ProcedureCode) async throws -> Taken {
    let processing = try await dossier(.processing, procedure)
    clock.set(Instant("03/03/2026 10:00"))
    let asked = try await act(.ask, on: processing, by: .handler)
    #expect(asked.dueAt == processing.dueAt, "a paused clock's due date stands")
    clock.set(Instant("05/03/2026 10:00"))
    return try await act(.supplied, on: asked, by: .citizen)
  }
}
