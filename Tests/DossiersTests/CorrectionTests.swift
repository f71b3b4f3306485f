import Catalogue
import Directory
import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.6, last paragraph: a compensating event with approver and reason.
@Suite struct CorrectionTests {
  @Test(arguments: Engine.all)
  func nothingChangesUntilAnotherApproves(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let proposed = try await world.act(.renamed, on: processing, by: .receiver)
      #expect(proposed.stage == .processing && !proposed.correction.isEmpty)
      #expect(proposed.json["applicant"] == processing.json["applicant"])
      let first = try await world.onlyFact("dossier.correctionProposed", of: proposed)
      #expect(first.datum("changes") == ["applicant"])
      let approved = try await world.act(
        .approveCorrection(proposed.correction), on: proposed, by: .approver)
      #expect(approved.json["applicant"]?["name"] == "Lò Thị Sao Băng")
      #expect(approved.json["applicant"]?["phone"] == "0912345678")
      #expect(approved.json["pendingCorrection"] == .null && approved.stage == .processing)
      let second = try await world.onlyFact("dossier.corrected", of: approved)
      #expect(second.datum("changes") == ["applicant"] && second.datum("oldDue") == nil)
      #expect(second.commitment != first.commitment)
      let acts = try await world.events(of: approved).map(\.act)
      #expect(acts.suffix(2) == ["correct", "approveCorrection"])
      #expect(try await world.notices(of: approved).contains("dossier.corrected"))
    }
  }

  /// One account may hold both rights; its own proposal it never approves.
  @Test(arguments: Engine.all)
  func nobodyApprovesTheirOwn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      _ = try await world.directory.accounts.grant(
        .approver, at: .communeA, to: world.account(.receiver), reason: "Kiêm nhiệm", by: nil)
      let proposed = try await world.act(
        .renamed, on: world.dossier(.received), by: .receiver)
      try await world.refuses("correction.self-approval", .forbidden) {
        try await world.act(.approveCorrection(proposed.correction), on: proposed, by: .receiver)
      }
      let approved = try await world.act(
        .approveCorrection(proposed.correction), on: proposed, by: .deputy)
      #expect(approved.json["applicant"]?["name"] == "Lò Thị Sao Băng")
    }
  }

  @Test(arguments: Engine.all)
  func oneProposalAtATime(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.dossier(.received)
      try await world.refuses("correction.none-pending", .outOfOrder) {
        try await world.act(.approveCorrection("C"), on: received, by: .approver)
      }
      let proposed = try await world.act(.renamed, on: received, by: .receiver)
      try await world.refuses("correction.pending-already", .outOfOrder) {
        try await world.act(.renamed, on: proposed, by: .handler)
      }
      try await world.refuses("correction.unknown", .content) {
        try await world.act(.approveCorrection("C"), on: proposed, by: .approver)
      }
      for person in [Person.receiver, .handler, .citizen, .clerk] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(
            .approveCorrection(proposed.correction), on: proposed, by: person)
        }
      }
      for person in [Person.citizen, .approver, .clerk] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.renamed, on: proposed, by: person)
        }
      }
    }
  }

  private static let unfit: [JSON] = [
    ["applicant": ["personalNumber": "123"]], ["applicant": ["birthDate": "2027-01-01"]],
    ["owner": ["kind": "person", "name": "Giàng A Pao", "personalNumber": "x"]],
  ]

  @Test(arguments: Engine.all)
  func aProposalIsCheckedWhenItIsMade(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.dossier(.received)
      try await world.refuses("correction.nothing-changed", .content) {
        try await world.act(.correct([:], reason: "r"), on: received, by: .receiver)
      }
      for change in Self.unfit {
        try await world.refuses("correction.unfit", .content) {
          try await world.act(.correct(change, reason: "r"), on: received, by: .receiver)
        }
      }
      try await world.refuses("submission.case-unknown", .content) {
        try await world.act(.correct(["case": 9], reason: "r"), on: received, by: .receiver)
      }
    }
  }

  /// Another case has another term: two persons move the due date. Source: domain 0.2.
  @Test(arguments: Engine.all)
  func anotherCaseCountsTheTermAnewFromReception(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(.marriage, by: .receiver, case: 2)
      #expect(received.dueAt == Instant("09/03/2026 08:00"))
      world.clock.set(Instant("02/03/2026 14:00"))
      let proposed = try await world.act(
        .correct(["case": 1], reason: "Chọn nhầm trường hợp"), on: received, by: .receiver)
      #expect(proposed.dueAt == received.dueAt)
      let approved = try await world.act(
        .approveCorrection(proposed.correction), on: proposed, by: .approver)
      #expect(approved.dueAt == Instant("03/03/2026 08:00"))
      #expect(approved.json["case"] == 1 && approved.json["fee"]?["listedVND"] == 0)
      let fact = try await world.onlyFact("dossier.corrected", of: approved)
      #expect(fact.term == "1wd" && fact.caseNumber == 1)
      #expect(fact.datum("oldDue") == JSON(received.dueAt))
    }
  }

  /// The correction counts on its own day, so its fact tells the channel it corrects.
  @Test(arguments: Engine.all)
  func aCorrectedChannelKeepsTheOldOneInItsFact(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(by: .receiver, channel: .counter)
      let proposed = try await world.act(
        .correct(["channel": "post"], reason: "Đến qua bưu chính"), on: received, by: .receiver)
      let approved = try await world.act(
        .approveCorrection(proposed.correction), on: proposed, by: .approver)
      #expect(approved.json["channel"] == "post")
      let fact = try await world.onlyFact("dossier.corrected", of: approved)
      #expect(fact.channel == "post" && fact.datum("oldChannel") == "counter")
      #expect(fact.term == "5wd" && approved.dueAt == Instant("09/03/2026 08:00"))
    }
  }

  /// Whether the clock stands still or runs, another case means another term.
  @Test(arguments: Engine.all)
  func anotherCaseCountsTheTermAnewWhileItIsPaused(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(.marriage, by: .receiver, case: 2)
      let asked = try await world.act(.ask, on: received, by: .receiver)
      let proposed = try await world.act(
        .correct(["case": 1], reason: "Chọn nhầm trường hợp"), on: asked, by: .receiver)
      try await world.act(.approveCorrection(proposed.correction), on: proposed, by: .approver)
      world.clock.set(Instant("03/03/2026 08:00"))
      let supplied = try await world.act(.supplied, on: proposed, by: .receiver)
      #expect(supplied.dueAt == Instant("04/03/2026 08:00"), "one working day, not five")
      #expect(try await world.onlyFact("dossier.supplied", of: supplied).term == "1wd")
    }
  }

  @Test(arguments: Engine.all)
  func deliveryAnswersAndOwnerCanBeCorrected(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let change: JSON = [
        "delivery": ["way": "post"], "answers": ["a": 1],
        "owner": ["kind": "person", "name": "Giàng A Pao", "personalNumber": "000190999999"],
        "applicant": ["phone": .null],
      ]
      let proposed = try await world.act(
        .correct(change, reason: "r"), on: world.dossier(.received), by: .handler)
      let approved = try await world.act(
        .approveCorrection(proposed.correction), on: proposed, by: .approver)
      #expect(approved.json["deliveryWay"] == "post" && approved.json["answers"] == ["a": 1])
      #expect(approved.json["owner"]?["name"] == "Giàng A Pao")
      #expect(approved.json["applicant"]?["phone"] == nil)
    }
  }
}
