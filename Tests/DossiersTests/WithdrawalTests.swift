import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, 1, 2, 4, 5, 6 → 7 and 4, 5 → 8.
@Suite struct WithdrawalTests {
  @Test(
    arguments: [Stage.received, .processing, .awaitingSupplement, .awaitingPayment], Engine.all)
  func aReceivedDossierIsWithdrawnBeforeItsResult(_ stage: Stage, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      for person in [Person.citizen, .receiver] {
        let taken = try await world.act(
          .withdrawn, on: world.dossier(stage), by: person)
        #expect(taken.stage == .withdrawn && taken.number != nil)
        let fact = try await world.onlyFact("dossier.withdrawn", of: taken)
        #expect(fact.datum("to") == 7 && fact.datum("numbered") == true)
        #expect(fact.datum("timeliness") == "early" && fact.datum("indexOnTime") == true)
        #expect((fact.post == nil) == (person == .citizen))
        #expect(try await world.notices(of: taken).contains("dossier.withdrawn"))
      }
    }
  }

  @Test(arguments: [Stage.submitted, .awaitingSupplement, .awaitingPayment], Engine.all)
  func beforeReceptionNoClockIsJudged(_ stage: Stage, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let standing = try await world.dossier(stage, numbered: false)
      let taken = try await world.act(.withdrawn, on: standing, by: .citizen)
      #expect(taken.stage == .withdrawn && taken.number == nil)
      let fact = try await world.onlyFact("dossier.withdrawn", of: taken)
      #expect(fact.datum("timeliness") == nil && fact.datum("numbered") == false)
    }
  }

  @Test(arguments: Engine.all)
  func nobodyElseWithdraws(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for person in [Person.handler, .approver, .clerk, .supervisor] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.withdrawn, on: processing, by: person)
        }
      }
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(.withdrawn, on: processing, by: .neighbour)
      }
    }
  }

  @Test(arguments: [Stage.processing, .awaitingSupplement], Engine.all)
  func anApproverStopsWithReasonAndBasis(_ stage: Stage, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let standing = try await world.dossier(stage)
      for person in [Person.citizen, .receiver, .handler] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.stopped, on: standing, by: person)
        }
      }
      let taken = try await world.act(.stopped, on: standing, by: .approver)
      #expect(taken.stage == .stopped)
      let fact = try await world.onlyFact("dossier.stopped", of: taken)
      #expect(fact.datum("to") == 8 && fact.datum("indexDue") != nil)
      let text = try #require(try await world.events(of: taken).last).text
      #expect(text.contains("Hết hạn bổ sung.") && text.contains("Điều 19"))
      #expect(try await world.notices(of: taken).contains("dossier.stopped"))
    }
  }

  /// While a supplement is waited for, the day of the request is the finish. Source: TIM-7.
  @Test(arguments: Engine.all)
  func waitingForASupplementIsNoDelayForTheIndex(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingSupplement)
      world.clock.set(Instant("30/04/2026 09:00"))
      let taken = try await world.act(.withdrawn, on: asked, by: .citizen)
      let fact = try await world.onlyFact("dossier.withdrawn", of: taken)
      #expect(fact.datum("indexOnTime") == true)
      #expect(fact.pauses?.first?.from == World.monday)
    }
  }
}
