import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, 2 → 4; DOS-12, DOS-27.
@Suite struct AssignmentTests {
  @Test(arguments: Engine.all)
  func aForwardedDossierBelongsToTheOtherAgency(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      #expect(processing.json["officer"] == .string(world.account(.handler).rawValue))
      let taken = try await world.act(
        .forward(to: .department), on: processing, by: .receiver)
      #expect(taken.stage == .processing && taken.json["competentAgency"] == "H99.1")
      #expect(taken.json["officer"] == .null && taken.json["agency"] == "H99.101")
      let fact = try await world.onlyFact("dossier.forwarded", of: taken)
      #expect(fact.agency == .communeA && fact.competentAgency == .department)
      #expect(fact.due == processing.dueAt, "the clock runs on")
      #expect(try await world.notices(of: taken).contains("dossier.forwarded"))
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(.ask, on: taken, by: .handler)
      }
      let assigned = try await world.act(
        .assign(world.account(.specialist)), on: taken, by: .specialist)
      #expect(assigned.json["officer"] == .string(world.account(.specialist).rawValue))
    }
  }

  @Test(arguments: Engine.all)
  func onlyToAnAgencyThatIsThereToday(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.dossier(.received)
      for code in ["H99.999", "", "H98"] {
        try await world.refuses("forward.agency-unknown", .content) {
          try await world.act(.forward(to: AgencyCode(code)), on: received, by: .receiver)
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func onlyToAHandlerOfTheCompetentAgency(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.dossier(.received)
      let strangers: [Person] = [.handlerB, .specialist, .citizen, .receiver, .approver]
      for person in strangers {
        try await world.refuses("assign.officer-not-there", .content) {
          try await world.act(.assign(world.account(person)), on: received, by: .approver)
        }
      }
      try await world.refuses("assign.officer-not-there", .content) {
        try await world.act(
          .assign(AccountID("01JDAWQ8M0000000000000000A")), on: received, by: .approver)
      }
      try await world.endPost(of: .colleague)
      try await world.refuses("assign.officer-not-there", .content) {
        try await world.act(.assign(world.account(.colleague)), on: received, by: .approver)
      }
    }
  }

  @Test(arguments: Engine.all)
  func anAssignmentIsAStepAndCanBeChanged(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.dossier(.received)
      let first = try await world.act(
        .assign(world.account(.handler)), on: received, by: .handler)
      #expect(first.stage == .processing)
      let fact = try await world.onlyFact("dossier.assigned", of: first)
      #expect(fact.post == world.post(.handler) && fact.datum("to") == 4)
      #expect(try await world.events(of: first).last?.text == "Phân công Trần Văn Xử xử lý.")
      let second = try await world.act(
        .assign(world.account(.colleague)), on: first, by: .approver)
      #expect(second.json["officer"] == .string(world.account(.colleague).rawValue))
      try await world.refuses("dossier.assigned-to-another", .forbidden) {
        try await world.act(.ask, on: second, by: .handler)
      }
    }
  }
}
