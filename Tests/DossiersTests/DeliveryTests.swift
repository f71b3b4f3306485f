import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, 9 → 10.
@Suite struct DeliveryTests {
  @Test(arguments: Engine.all)
  func aResultIsHandedOver(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let decided = try await world.dossier(.decided)
      let taken = try await world.act(
        .deliver(way: "post", receiver: "Lò Văn Nhà"), on: decided, by: .receiver)
      #expect(taken.stage == .delivered)
      #expect(taken.json["delivery"]?["receiver"] == "Lò Văn Nhà")
      #expect(taken.json["delivery"]?["at"] == JSON(World.monday))
      let fact = try await world.onlyFact("dossier.delivered", of: taken)
      #expect(fact.datum("returnWay") == "post")
      #expect(fact.datum("from") == 9 && fact.datum("to") == 10)
      #expect(try await world.notices(of: taken).contains("dossier.delivered"))
    }
  }

  /// Overdue is a property of time, never a reason to hold a result back. Source: domain 1.4.
  @Test(arguments: Engine.all)
  func aLateResultIsHandedOverToo(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant("30/06/2026 09:00"))
      let file = try await world.upload(by: .approver)
      let decided = try await world.act(world.grant(file), on: processing, by: .approver)
      #expect(try await world.act(.delivered, on: decided, by: .receiver).stage == .delivered)
    }
  }

  /// Source: DOS-12: the returning place may be another.
  @Test(arguments: Engine.all)
  func theReturningAgencyHandsItOver(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let forest = try await world.submit(.forest, changes: ["returnAgency": "H99.102"])
      try await world.act(.receive, on: forest, by: .receiver)
      let assigned = try await world.act(
        .assign(world.account(.specialist)), on: forest, by: .director)
      try await world.refuses("dossier.act-forbidden", .forbidden) {
        try await world.act(.bill, on: assigned, by: .receiverB)
      }
      let file = try await world.upload(by: .director)
      let decided = try await world.act(world.grant(file), on: assigned, by: .director)
      let taken = try await world.act(.delivered, on: decided, by: .receiverB)
      let fact = try await world.onlyFact("dossier.delivered", of: taken)
      #expect(fact.agency == .communeA && fact.returnAgency == .communeB)
      #expect(fact.post == world.post(.receiverB))
    }
  }

  @Test(arguments: Engine.all)
  func onlyAReceiverHandsItOver(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let decided = try await world.dossier(.decided)
      for person in [Person.citizen, .handler, .approver, .clerk] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.delivered, on: decided, by: person)
        }
      }
    }
  }
}
