import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: contract, `…/timeline`; DOS-29.
@Suite struct TimelineTests {
  @Test(arguments: Engine.all)
  func everyActIsALineInItsOrder(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.delivered)
      let file = try await world.dossiers.desk.read(taken.id, for: world.caller(.citizen))
      #expect(
        file.timeline.map(\.act) == ["submit", "receive", "assign", "decide", "deliver"])
      #expect(
        file.timeline.map(\.stage) == [
          .submitted, .received, .processing, .decided, .delivered,
        ])
      #expect(file.timeline.map(\.post).map { $0 == nil } == [true, false, false, false, false])
      #expect(file.timeline.allSatisfy { !$0.text.isEmpty && $0.at == World.monday })
      let line = file.timeline[1].json
      #expect(line["by"]?["agency"] == "H99.101" && line["stage"] == "received")
      #expect(line["by"]?["post"] == JSON(world.post(.receiver)?.rawValue))
    }
  }

  /// What a button may offer: allowed to the caller, and possible at this stage.
  private static let possible: [(Stage, Person, [ActKind])] = [
    (
      .submitted, .receiver,
      [.receive, .refuse, .requestSupplement, .requestPayment, .withdraw, .correct]
    ),
    (.submitted, .citizen, [.withdraw]),
    (.received, .receiver, [.forward, .requestSupplement, .requestPayment, .withdraw, .correct]),
    (.processing, .handler, [.forward, .assign, .requestSupplement, .correct]),
    (.processing, .receiver, [.forward, .requestPayment, .withdraw, .correct]),
    (.processing, .colleague, []), (.received, .handler, [.forward, .assign, .correct]),
    (.processing, .approver, [.assign, .extend, .decide, .stop]),
    (.awaitingSupplement, .citizen, [.supply, .withdraw]),
    (.awaitingPayment, .receiver, [.pay, .withdraw, .correct]),
    (.decided, .receiver, [.deliver, .correct]), (.delivered, .citizen, [.rate]),
    (.processing, .clerk, []), (.processing, .supervisor, []),
  ]

  @Test(arguments: possible.indices)
  func onlyWhatCanBeDoneIsOffered(_ index: Int) async throws {
    let (stage, person, acts) = Self.possible[index]
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(stage)
      let file = try await world.dossiers.desk.read(taken.id, for: world.caller(person))
      #expect(file.possibleActs == acts, "\(stage) for \(person)")
    }
  }

  @Test func whatWasDoneOnceIsNotOfferedAgain() async throws {
    try await World.with(.sqlite) { world in
      let extended = try await world.act(
        .extended, on: world.dossier(.processing), by: .approver)
      let proposed = try await world.act(.renamed, on: extended, by: .receiver)
      let rated = try await world.act(.rated, on: world.dossier(.delivered), by: .citizen)
      let offered = { (taken: Taken, person: Person) in
        try await world.dossiers.desk.read(taken.id, for: world.caller(person)).possibleActs
      }
      #expect(
        try await offered(proposed, .approver) == [.assign, .decide, .stop, .approveCorrection])
      #expect(try await offered(proposed, .receiver).contains(.correct) == false)
      #expect(try await offered(rated, .citizen).isEmpty)
    }
  }

  /// The applicant is told of every act that concerns them; officers see the timeline.
  @Test(arguments: Engine.all)
  func theApplicantReadsWhatWasToldNewestFirst(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.submit()
      world.clock.advance(hours: 1)
      let taken = try await world.act(.ask, on: submitted, by: .receiver)
      let mine = try await world.dossiers.desk.read(taken.id, for: world.caller(.citizen))
      #expect(mine.notices.count == 2)
      #expect(mine.notices[0].hasPrefix("09:00 02/03/2026: Hồ sơ cần bổ sung"))
      #expect(mine.notices[1].contains(taken.reference))
      for person in [Person.receiver, .supervisor] {
        let theirs = try await world.dossiers.desk.read(taken.id, for: world.caller(person))
        #expect(theirs.notices.isEmpty && theirs.timeline.count == 2)
      }
    }
  }

  @Test(arguments: Engine.all)
  func itsLookupTokenIsShownToThoseWhoMaySeeIt(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received)
      for person in [Person.citizen, .receiver, .handler] {
        let file = try await world.dossiers.desk.read(taken.id, for: world.caller(person))
        #expect(file.view.json["lookupToken"] == .string(taken.lookupToken))
      }
      for person in [Person.neighbour, .receiverB] {
        try await world.refuses("dossier.unknown", .unknown) {
          _ = try await world.dossiers.desk.read(taken.id, for: world.caller(person))
        }
      }
    }
  }
}
