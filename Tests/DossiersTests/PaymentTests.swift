import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, 1, 2, 4 → 6 and 6 → 4.
@Suite struct PaymentTests {
  @Test(arguments: Engine.all)
  func itWaitsUntilTheObligationIsMet(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant("03/03/2026 10:00"))
      let asked = try await world.act(.bill, on: processing, by: .receiver)
      #expect(asked.stage == .awaitingPayment && asked.json["fee"]?["askedVND"] == 20_000)
      let billed = try await world.onlyFact("dossier.paymentRequested", of: asked)
      #expect(billed.datum("feeVND") == 20_000 && billed.datum("to") == 6)
      #expect(try await world.notices(of: asked).contains("payment.requested"))
      world.clock.set(Instant("05/03/2026 10:00"))
      let paid = try await world.act(.paid, on: asked, by: .receiver)
      #expect(paid.stage == .processing && paid.json["fee"]?["paidVND"] == 20_000)
      #expect(paid.json["fee"]?["payments"]?.elements?[0]["receiptNumber"] == "BL-0001")
      let fact = try await world.onlyFact("dossier.paid", of: paid)
      #expect(fact.datum("paidBy") == "cash" && fact.datum("paidVND") == 20_000)
      #expect(fact.pauses?.map(\.reason) == ["payment"] && fact.pausedMinutes == 16 * 60)
      #expect(try await world.notices(of: paid).contains("payment.received"))
    }
  }

  /// A payment never restarts the term, and the index does not subtract it. Source: TIM-7.
  @Test(arguments: Engine.all)
  func theClockCountsOnAndTheIndexDoesNotWait(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant("03/03/2026 10:00"))
      let asked = try await world.act(.bill, on: processing, by: .receiver)
      world.clock.set(Instant("05/03/2026 10:00"))
      let paid = try await world.act(.paid, on: asked, by: .receiver)
      #expect(paid.dueAt == Instant("09/03/2026 08:00"))
      #expect(paid.indexDueAt == Instant("05/03/2026 08:00"))
    }
  }

  @Test(arguments: Engine.all)
  func beforeReceptionItLeadsBackBeforeReception(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingPayment, numbered: false)
      let paid = try await world.act(.paid, on: asked, by: .receiver)
      #expect(paid.stage == .submitted && paid.number == nil)
      let received = try await world.act(.receive, on: paid, by: .receiver)
      #expect(received.number != nil && received.json["fee"]?["paidVND"] == 20_000)
    }
  }

  @Test(arguments: Engine.all)
  func onlyTheAskedAmountIsTaken(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for amount: Int64 in [0, -1] {
        try await world.refuses("payment.nothing-to-pay", .content) {
          try await world.act(
            .requestPayment(Dong(amount), reason: "r"), on: processing, by: .receiver)
        }
      }
      let asked = try await world.act(.bill, on: processing, by: .receiver)
      for amount: Int64 in [19_999, 20_001, 0] {
        try await world.refuses("payment.amount-differs", .content) {
          try await world.act(
            .pay(.transfer, Dong(amount), receiptNumber: "BL"), on: asked, by: .receiver)
        }
      }
      let paid = try await world.act(
        .pay(.transfer, Dong(20_000), receiptNumber: "CK-7"), on: asked, by: .receiver)
      #expect(try await world.onlyFact("dossier.paid", of: paid).datum("paidBy") == "transfer")
    }
  }

  @Test(arguments: Engine.all)
  func itCanBeAskedForAgain(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var taken = try await world.dossier(.processing)
      for _ in 0..<2 {
        taken = try await world.act(.bill, on: taken, by: .receiver)
        taken = try await world.act(.paid, on: taken, by: .receiver)
      }
      #expect(taken.json["fee"]?["paidVND"] == 40_000)
    }
  }

  @Test(arguments: Engine.all)
  func onlyAReceiverTakesMoney(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let asked = try await world.dossier(.awaitingPayment)
      for person in [Person.citizen, .handler, .approver, .clerk] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.paid, on: asked, by: person)
        }
      }
    }
  }
}
