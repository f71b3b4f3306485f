import Catalogue
import Ground
import TestKit
import Testing

@testable import Dossiers

/// The lists of the desk. Source: issue 3, "Desk".
@Suite struct WorklistFilterTests {
  /// The front page's counts and the lists behind them are the same question.
  @Test(arguments: Engine.all)
  func everyCountIsTheLengthOfItsList(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.fill()
      let desk = world.dossiers.desk
      for person in [Person.receiver, .handler, .approver, .clerk, .supervisor, .receiverB] {
        let caller = try await world.caller(person)
        let moments = try await desk.moments(for: caller)
        let counts = try await desk.counts(Heap.allCases, moments, for: caller)
        for heap in Heap.allCases {
          var question = WorklistQuestion(limit: 500)
          heap.narrow(&question, moments, for: caller.account)
          let listed = try await desk.list(question, for: caller).items.count
          let counted = try await desk.count(question, for: caller)
          #expect(counts[heap] == listed && counted == listed, "\(person) \(heap)")
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func eachHeapHoldsWhatItsNameSays(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let made = try await world.fill()
      let expected: [(Heap, Person, [Stage])] = [
        (.toReceive, .receiver, [.submitted]), (.toDeliver, .receiver, [.decided]),
        (.paused, .receiver, [.awaitingSupplement, .awaitingPayment]),
        (.running, .receiver, [.received, .processing]), (.toDecide, .approver, [.processing]),
        (.overdue, .receiver, [.received, .processing]),
        (.answerOverdue, .receiver, [.submitted]),
        (.supplementOverdue, .receiver, [.awaitingSupplement]), (.dueToday, .receiver, []),
      ]
      for (heap, person, stages) in expected {
        let found = try await world.found(heap, person)
        #expect(
          Set(found) == Set(stages.compactMap { made[$0]?.id }), "\(heap) of \(person)")
      }
    }
  }

  @Test(arguments: Engine.all)
  func workIsFoundByWhomItIsGivenTo(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let open = try await world.dossier(.received)
      let given = try await world.dossier(.received)
      try await world.act(
        ["act": "assign", "officer": .string(world.account(.handler).rawValue)], on: given,
        by: .approver)
      let mine = try await world.found(.mine, .handler)
      #expect(mine == [given.id])
      let nobodys = try await world.found(.toAssign, .approver)
      #expect(nobodys == [open.id])
      let colleagues = try await world.found(.mine, .colleague)
      #expect(colleagues.isEmpty)
    }
  }

  /// A correction is waited for by the agency that decides, whatever the stage.
  @Test(arguments: Engine.all)
  func aCorrectionWaitsUntilItIsApproved(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.delivered)
      _ = try await world.act(.renamed, on: taken, by: .receiver)
      #expect(try await world.found(.corrections, .approver) == [taken.id])
      let id = try #require(try await world.stored(taken).correction?.id)
      _ = try await world.act(.approveCorrection(id), on: taken, by: .approver)
      #expect(try await world.found(.corrections, .approver).isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func theNewestComeFirstWhenAskedSo(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var ids: [String] = []
      for _ in 0..<5 {
        ids.append(try await world.submit(by: .receiver).id)
        world.clock.advance(hours: 1)
      }
      var question = WorklistQuestion(limit: 2)
      question.order = .newest
      var found: [String] = []
      repeat {
        let page = try await world.dossiers.desk.list(question, for: world.caller(.receiver))
        found += page.items.map(\.dossier.id.rawValue)
        question.after = page.next
      } while question.after != nil
      #expect(found == ids.reversed())
    }
  }

  /// “Next” and “previous” walk the list that was open, end to end and back.
  @Test(arguments: Engine.all, [WorklistQuestion.Order.due, .newest])
  func neighboursAreTheListWalkedStepByStep(
    _ engine: Engine, _ order: WorklistQuestion.Order
  ) async throws {
    try await World.with(engine) { world in
      for procedure in [ProcedureCode.residence, .licence, .land, .residence] {
        _ = try await world.submit(procedure, by: .receiver)
        world.clock.advance(hours: 1)
      }
      let (desk, caller) = (world.dossiers.desk, try await world.caller(.receiver))
      var question = WorklistQuestion(limit: 50)
      (question.order, question.stages) = (order, Heap.runs)
      let list = try await desk.list(question, for: caller).items.map(\.dossier)
      for (index, dossier) in list.enumerated() {
        let beside = try await desk.neighbours(of: dossier, in: question, for: caller)
        #expect(beside.previous == (index > 0 ? list[index - 1].id : nil))
        #expect(beside.next == (index + 1 < list.count ? list[index + 1].id : nil))
      }
    }
  }

  @Test(arguments: Engine.all)
  func wordsOfAProcedureOrASectorNarrow(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let residence = try await world.submit(.residence, by: .receiver)
      let land = try await world.submit(.land, by: .receiver)
      let caller = try await world.caller(.receiver)
      let questions: [(String, [String])] = [
        ("cu tru", [residence.id]), ("dat dai", [land.id]), ("100004", [land.id]),
        ("khong co gi", []), ("", [residence.id, land.id]),
      ]
      for (words, expected) in questions {
        var question = WorklistQuestion(limit: 50)
        question.about = try await world.dossiers.desk.meaning(of: words, for: caller)
        let found = try await world.dossiers.desk.list(question, for: caller)
        #expect(Set(found.items.map(\.dossier.id.rawValue)) == Set(expected), "\(words)")
      }
    }
  }
}

extension World {
  /// One dossier in every stage at commune A, three working weeks ago.
  @discardableResult
  func fill() async throws -> [Stage: Taken] {
    var made: [Stage: Taken] = [:]
    for stage in Stage.allCases { made[stage] = try await dossier(stage) }
    clock.set(Instant("23/03/2026 08:00"))
    return made
  }

  fileprivate func found(_ heap: Heap, _ person: Person) async throws -> [String] {
    let caller = try await caller(person)
    let moments = try await dossiers.desk.moments(for: caller)
    var question = WorklistQuestion(limit: 500)
    heap.narrow(&question, moments, for: caller.account)
    return try await dossiers.desk.list(question, for: caller).items.map(\.dossier.id.rawValue)
  }
}
