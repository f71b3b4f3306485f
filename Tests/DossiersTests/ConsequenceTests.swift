import Deadlines
import Ground
import TestKit
import Testing

@testable import Dossiers

/// What is said before an act is what the act then does. Source: TIM-1, TIM-4, TIM-9, DOS-21,
/// DOS-23; domain 1.4 and 1.6.
@Suite struct ConsequenceTests {
  private func ahead(
    _ act: ActKind, _ taken: Taken, _ person: Person, _ world: World
  ) async throws -> Consequence {
    let caller = try await world.caller(person)
    let file = try await world.dossiers.desk.read(taken.id, for: caller)
    let outlook = try await world.dossiers.desk.outlook(on: file, for: caller)
    return try Consequence(of: act, on: file.view.dossier, outlook)
  }

  @Test(arguments: Engine.all)
  func receptionPromisesTheDateItWillWrite(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.submit()
      world.clock.set(Instant("06/03/2026 15:20"))
      let said = try await ahead(.receive, submitted, .receiver, world)
      let received = try await world.act(["act": "receive"], on: submitted, by: .receiver)
      let due = try #require(received.dueAt)
      #expect(said == .starts(due: due, term: try #require(Term(code: "3wd"))))
      #expect(said.words.vietnamese.contains(due.vietnamese))
    }
  }

  @Test func aReceptionWithoutATermIsNotOffered() async throws {
    try await World.with(.sqlite) { world in
      let submitted = try await world.submit(.termless)
      let said = try await ahead(.receive, submitted, .receiver, world)
      #expect(said.isImpossible && said.words.vietnamese.contains("chưa có thời hạn"))
      let page = try await Walker(world, .receiver).get("/ban-lam-viec/ho-so/\(submitted.id)")
      #expect(!page.text.contains("/\(submitted.id)/tiep-nhan\""))
      #expect(page.text.contains("chưa thực hiện được"))
    }
  }

  /// TIM-1: counted anew, unless the procedure lets it go on.
  @Test(arguments: [ProcedureCode.residence, .waiting], Engine.all)
  func aSupplementPromisesTheDateItWillWrite(
    _ procedure: ProcedureCode, _ engine: Engine
  ) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(procedure, by: .receiver)
      world.clock.set(Instant("03/03/2026 09:00"))
      let asking = try await ahead(.requestSupplement, received, .receiver, world)
      let isAnew = procedure == .residence
      let term = try #require(try await world.stored(received).clock?.term)
      #expect(asking == .stopsForSupplement(term: term, restarts: isAnew))
      let asked = try await world.act(.ask, on: received, by: .receiver)
      world.clock.set(Instant("10/03/2026 10:00"))
      let said = try await ahead(.supply, asked, .receiver, world)
      let supplied = try await world.act(.supplied, on: asked, by: .receiver)
      let due = try #require(supplied.dueAt)
      #expect(said == (isAnew ? .restarts(due: due, term: term) : .goesOn(due: due)))
    }
  }

  /// DOS-21: at reception once; then receive or refuse.
  @Test func aSecondInstructionAtReceptionIsNotOffered() async throws {
    try await World.with(.sqlite) { world in
      let asked = try await world.act(.ask, on: world.submit(), by: .receiver)
      #expect(try await ahead(.supply, asked, .receiver, world) == .returnsToQueue)
      let back = try await world.act(.supplied, on: asked, by: .receiver)
      #expect(try await ahead(.requestSupplement, back, .receiver, world).isImpossible)
      try await world.refuses("supplement.once") {
        try await world.act(.ask, on: back, by: .receiver)
      }
    }
  }

  @Test(arguments: Engine.all)
  func aPaymentStopsTheClockAndLetsItGoOn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(by: .receiver)
      world.clock.set(Instant("02/03/2026 10:00"))
      #expect(
        try await ahead(.requestPayment, received, .receiver, world)
          == .stopsForPayment(left: 1440 - 120))
      let billed = try await world.act(.bill, on: received, by: .receiver)
      world.clock.set(Instant("04/03/2026 10:00"))
      let said = try await ahead(.pay, billed, .receiver, world)
      let paid = try await world.act(.paid, on: billed, by: .receiver)
      #expect(said == .goesOn(due: try #require(paid.dueAt)))
    }
  }

  /// TIM-4: `residence` received on Monday is due on Thursday 08:00; Wednesday is the last day.
  @Test func anotherDayIsPromisedOnceAndInTime() async throws {
    try await World.with(.sqlite) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant("04/03/2026 16:00"))
      #expect(
        try await ahead(.extend, processing, .approver, world)
          == .moves(from: Instant("05/03/2026 08:00"), lastDay: Day(2026, 3, 4)))
      world.clock.set(Instant("05/03/2026 07:30"))
      #expect(try await ahead(.extend, processing, .approver, world).isImpossible)
      try await world.refuses("extension.too-late") {
        try await world.act(.extended, on: processing, by: .approver)
      }
      world.clock.set(Instant("03/03/2026 08:00"))
      let moved = try await world.act(.extended, on: processing, by: .approver)
      #expect(try await ahead(.extend, moved, .approver, world).isImpossible)
    }
  }

  /// TIM-9: the finish is compared with the due date at the moment of the act.
  @Test(
    arguments: [
      ("04/03/2026 08:00", nil), ("05/03/2026 08:00", nil), ("05/03/2026 09:30", 90),
      ("09/03/2026 08:00", 960),
    ])
  func anEndSaysWhetherItIsLate(_ now: String, _ late: Int?) async throws {
    try await World.with(.sqlite) { world in
      let processing = try await world.dossier(.processing)
      world.clock.set(Instant(now))
      for act in [ActKind.decide, .stop, .withdraw] {
        let said = try await ahead(act, processing, .approver, world)
        #expect(said == .ends(due: Instant("05/03/2026 08:00"), late: late), "\(act)")
      }
      #expect(
        try await ahead(.assign, processing, .approver, world)
          == .runsOn(due: Instant("05/03/2026 08:00")))
    }
  }

  @Test func beforeReceptionNothingEndsAClock() async throws {
    try await World.with(.sqlite) { world in
      let submitted = try await world.submit()
      for act in [ActKind.refuse, .withdraw] {
        #expect(try await ahead(act, submitted, .receiver, world) == .endsBeforeClock)
      }
      for act in [ActKind.requestSupplement, .requestPayment] {
        #expect(try await ahead(act, submitted, .receiver, world) == .waitsBeforeReception)
      }
    }
  }

  /// Domain 0.2: another case may mean another term; the date is said before it is approved.
  @Test func aCorrectionSaysTheDateItWillWrite() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit(
        .marriage, by: .receiver, changes: ["case": 1])
      let asked = try await world.act(
        .correct(["case": 2], reason: "Chọn nhầm."), on: taken, by: .receiver)
      let said = try await ahead(.approveCorrection, asked, .approver, world)
      let old = try #require(asked.dueAt)
      let id = try #require(try await world.stored(asked).correction?.id)
      let approved = try await world.act(.approveCorrection(id), on: asked, by: .approver)
      let new = try #require(approved.dueAt)
      #expect(said == .corrects(old: old, new: new) && old != new)
    }
  }

  @Test func everyConsequenceIsSaidInASentence() {
    let due = Instant("05/03/2026 08:00")
    let term = Term(3, .workingDays) ?? Term(0, .minutes)!
    let all: [Consequence] = [
      .starts(due: due, term: term), .endsBeforeClock, .runsOn(due: due), .waitsBeforeReception,
      .stopsForSupplement(term: term, restarts: true),
      .stopsForSupplement(term: term, restarts: false), .stopsForPayment(left: 90),
      .restarts(due: due, term: term), .goesOn(due: due), .returnsToQueue,
      .moves(from: due, lastDay: due.day), .ends(due: due, late: nil), .ends(due: due, late: 90),
      .afterTheEnd(onTime: true), .afterTheEnd(onTime: false), .waitsForApproval,
      .corrects(old: due, new: due), .corrects(old: nil, new: nil), .nothing,
    ]
    let words = all.map(\.words.vietnamese)
    #expect(words.allSatisfy { $0.hasSuffix(".") && $0.count > 15 })
    #expect(Set(words).count == words.count - 1, "only the two that change nothing say the same")
  }
}
