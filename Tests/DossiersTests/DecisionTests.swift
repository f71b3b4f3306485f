import Deadlines
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, 4 → 9: never without its document.
@Suite struct DecisionTests {
  @Test(arguments: Engine.all)
  func aDecisionCarriesItsDocument(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let file = try await world.upload(by: .approver)
      let taken = try await world.act(decide(file), on: processing, by: .approver)
      #expect(taken.stage == .decided && taken.json["status"] == 9)
      #expect(taken.json["decision"]?["number"] == "15/QĐ-UBND")
      #expect(taken.json["decision"]?["file"] == .string(file))
      let fact = try await world.onlyFact("dossier.decided", of: taken)
      #expect(fact.datum("outcome") == "granted")
      #expect(fact.datum("resultFile") == true && fact.datum("resultSigned") == nil)
      #expect(fact.datum("timeliness") == "early" && fact.datum("indexOnTime") == true)
      #expect(fact.post == world.post(.approver))
      #expect(try await world.notices(of: taken).contains("dossier.decided"))
      #expect(try await world.stored(taken).clock?.state == .ended)
    }
  }

  /// One fact in each slice. Source: issue 2, "Journal".
  @Test(arguments: Engine.all)
  func theDocumentEntersTheRegisterWithAFactOfItsOwn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let file = try await world.upload(by: .approver)
      let facts = try await world.count("fact")
      try await world.act(decide(file), on: processing, by: .approver)
      #expect(try await world.count("fact") == facts + 2)
      #expect(try await world.count("fact WHERE kind = 'document.issued'") == 1)
      #expect(try await world.count("outgoing_document") == 1)
      let other = try await world.dossier(.processing)
      try await world.act(decide(file), on: other, by: .approver)
      #expect(try await world.count("outgoing_document") == 1, "one document, two dossiers")
      let third = try await world.dossier(.processing)
      try await world.act(decide(file, signer: "Khác"), on: third, by: .approver)
      #expect(try await world.count("outgoing_document") == 2, "told otherwise, it is another")
    }
  }

  @Test(arguments: Engine.all)
  func withoutItsDocumentNothingIsDecided(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let citizens = try await world.upload(by: .citizen)
      let strangers = try await world.upload(by: .handlerB)
      for file in [citizens, strangers, "01JDAWQ8M0000000000000000A", ""] {
        try await world.refuses("decision.file-unknown", .content) {
          try await world.act(decide(file), on: processing, by: .approver)
        }
      }
      try await world.refuses("decision.draft-unknown", .content) {
        try await world.act(
          .decide(.granted, .draft("01JDAWQ8M0000000000000000A"), reason: nil), on: processing,
          by: .approver)
      }
      let mine = try await world.upload(by: .approver)
      try await world.refuses("decision.issued-in-future", .content) {
        try await world.act(decide(mine, on: Day(2026, 3, 3)), on: processing, by: .approver)
      }
      try await world.refuses("decision.reason-missing", .content) {
        try await world.act(decide(mine, .refused), on: processing, by: .approver)
      }
    }
  }

  /// Source: TIM-2.
  @Test(arguments: Engine.all)
  func aRefusalToGrantIsADecisionWithItsReason(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let file = try await world.upload(by: .handler)
      let taken = try await world.act(
        decide(file, .refused, reason: "Không đủ điều kiện."), on: processing, by: .approver)
      #expect(taken.stage == .decided)
      #expect(try await world.onlyFact("dossier.decided", of: taken).datum("outcome") == "refused")
      #expect(try await world.events(of: taken).last?.text.contains("Không đủ điều kiện.") == true)
    }
  }

  /// Early and late by the day, on time iff not after the due date. Source: formats 9.1, TIM-9.
  @Test(arguments: Engine.all)
  func aFinishIsEarlyOnTimeOrLate(_ engine: Engine) async throws {
    let finishes = [
      ("04/03/2026 17:00", "early", true), ("05/03/2026 07:00", "onTime", true),
      ("05/03/2026 08:00", "onTime", true), ("05/03/2026 08:01", "late", false),
      ("09/03/2026 09:00", "late", false),
    ]
    try await World.with(engine) { world in
      for (finish, timeliness, indexOnTime) in finishes {
        world.clock.set(World.monday)
        let processing = try await world.dossier(.processing)
        world.clock.set(Instant(finish))
        let file = try await world.upload(by: .approver)
        let taken = try await world.act(world.grant(file), on: processing, by: .approver)
        let fact = try await world.onlyFact("dossier.decided", of: taken)
        #expect(fact.datum("timeliness") == .string(timeliness), "\(finish)")
        #expect(fact.datum("indexOnTime") == .bool(indexOnTime), "\(finish)")
        #expect(fact.due == Instant("05/03/2026 08:00"))
      }
    }
  }

  /// More than one supplement makes it late for the index, whatever the law says. Source: TIM-7.
  @Test(arguments: Engine.all)
  func twoSupplementsAreLateForTheIndexAlone(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var taken = try await world.dossier(.processing)
      for ask in [Act.ask, .askAgain] {
        taken = try await world.act(ask, on: taken, by: .handler)
        taken = try await world.act(.supplied, on: taken, by: .citizen)
      }
      let file = try await world.upload(by: .approver)
      taken = try await world.act(world.grant(file), on: taken, by: .approver)
      let fact = try await world.onlyFact("dossier.decided", of: taken)
      #expect(fact.datum("timeliness") == "early" && fact.datum("indexOnTime") == false)
    }
  }

  @Test(arguments: Engine.all)
  func theCompetentAgencyDecidesAndNoOther(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let forest = try await world.submit(.forest, by: .receiver)
      let forwarded = try await world.act(.forward(to: .department), on: forest, by: .receiver)
      let file = try await world.upload(by: .specialist)
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(decide(file), on: forwarded, by: .approver)
      }
      let taken = try await world.act(decide(file), on: forwarded, by: .director)
      let fact = try await world.onlyFact("dossier.decided", of: taken)
      #expect(fact.agency == .communeA && fact.competentAgency == .department)
    }
  }

  private func decide(
    _ file: String, _ outcome: Decision.Outcome = .granted, on day: Day = Day(2026, 3, 2),
    signer: String = "Phạm Văn Duyệt", reason: String? = nil
  ) -> Act {
    .decide(
      outcome, .issued(number: "15/QĐ-UBND", on: day, signer: signer, file: file),
      reason: reason)
  }
}
