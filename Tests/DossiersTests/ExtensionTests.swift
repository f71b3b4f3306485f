import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: TIM-4, ND 61/2018 Điều 19(9). `residence`, received on Monday 08:00, is due on Thursday
/// 5 March 08:00: the last day to extend is Wednesday.
@Suite struct ExtensionTests {
  @Test(arguments: Engine.all)
  func aLaterDayIsAppointedWithAnApology(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant("04/03/2026 16:59"))
      let taken = try await world.act(.extended, on: processing, by: .approver)
      #expect(taken.stage == .processing && taken.dueAt == Instant("09/03/2026 09:00"))
      let fact = try await world.onlyFact("dossier.extended", of: taken)
      #expect(fact.due == Instant("09/03/2026 09:00"))
      #expect(fact.datum("oldDue") == JSON(Instant("05/03/2026 08:00")))
      #expect(fact.datum("indexDue") == JSON(taken.indexDueAt))
      #expect(fact.datum("from") == 4 && fact.datum("to") == 4)
      let file = try await world.dossiers.desk.read(taken.id, for: world.caller(.citizen))
      let letter = try #require(file.notices.first { $0.contains("xin lỗi") })
      #expect(letter.contains("08:00 05/03/2026") && letter.contains("09:00 09/03/2026"))
      #expect(letter.contains("Chờ xác minh."))
    }
  }

  @Test(arguments: Engine.all)
  func onlyOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.act(.extended, on: world.dossier(.received), by: .approver)
      #expect(taken.stage == .received)
      try await world.refuses("extension.already", .outOfOrder) {
        try await world.act(
          .extend(to: Instant("20/03/2026 09:00"), reason: "r"), on: taken, by: .approver)
      }
    }
  }

  @Test(arguments: Engine.all)
  func notAfterTheLastWorkingDayBeforeItIsDue(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for moment in ["05/03/2026 07:00", "05/03/2026 08:01", "06/03/2026 08:00"] {
        world.clock.set(Instant(moment))
        try await world.refuses("extension.too-late", .content) {
          try await world.act(.extended, on: processing, by: .approver)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func onlyToALaterMoment(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for moment in ["05/03/2026 08:00", "03/03/2026 08:00", "01/01/2000 00:00"] {
        try await world.refuses("extension.not-later", .content) {
          try await world.act(
            .extend(to: Instant(moment), reason: "r"), on: processing, by: .approver)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func onlyAnApproverAppoints(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      for person in [Person.citizen, .receiver, .handler, .clerk, .supervisor] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.extended, on: processing, by: person)
        }
      }
    }
  }
}
