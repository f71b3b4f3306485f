import Deadlines
import Directory
import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

@Suite struct ReceptionTests {
  /// Source: DOS-1, DOS-6, DOS-23.
  @Test(arguments: Engine.all)
  func fromReceptionTheClockRuns(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.submit()
      world.clock.set(Instant("02/03/2026 09:30"))
      let taken = try await world.act(.receive, on: submitted, by: .receiver)
      #expect(taken.stage == .received && taken.version == 2)
      #expect(taken.number == "H99.101-260302-0001")
      #expect(taken.receivedAt == Instant("02/03/2026 09:30"))
      #expect(taken.dueAt == Instant("05/03/2026 09:30"))
      #expect(taken.indexDueAt == taken.dueAt)
      #expect(taken.reference == submitted.reference && taken.id == submitted.id)
      #expect(try await world.notices(of: taken) == ["dossier.received", "dossier.submitted"])
      let event = try #require(try await world.events(of: taken).last)
      #expect(event.text.contains("H99.101-260302-0001") && event.text.contains("09:30 05/03/2026"))
      #expect(event.post == world.post(.receiver) && event.agency == .communeA)
    }
  }

  @Test(arguments: Engine.all)
  func itsFactCarriesTermPolicyCalendarAndDueDate(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received, .land)
      let fact = try await world.onlyFact("dossier.received", of: taken)
      #expect(fact.term == "15d" && fact.policy == "hourly")
      #expect(fact.calendar == World.calendar.version)
      #expect(fact.due == Instant("17/03/2026 17:00"))
      #expect(fact.pauses == [] || fact.pauses == nil)
      #expect(fact.workedMinutes == 0 && fact.pausedMinutes == 0)
      #expect(fact.post == world.post(.receiver) && fact.seq == 2)
      #expect(fact.datum("from") == 1 && fact.datum("to") == 2 && fact.datum("numbered") == true)
      #expect(fact.datum("feeVND") == 50_000 && fact.datum("paperResult") == true)
      #expect(fact.datum("components") == 2 && fact.datum("digitised") == 0)
      #expect(fact.datum("reused") == 0 && fact.datum("fromStore") == 0)
      #expect(fact.datum("indexDue") == JSON(fact.due))
    }
  }

  /// Source: DOS-22.
  @Test(arguments: Engine.all)
  func aRefusalGivesReasonAndBasisAndNoNumber(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.submit()
      let taken = try await world.act(.refused, on: submitted, by: .receiver)
      #expect(taken.stage == .refused && taken.number == nil && taken.dueAt == nil)
      let fact = try await world.onlyFact("dossier.refused", of: taken)
      #expect(fact.due == nil && fact.datum("numbered") == false)
      let text = try #require(try await world.events(of: taken).last).text
      #expect(text.contains("Không thuộc thẩm quyền.") && text.contains("Điều 17"))
      #expect(try await world.notices(of: taken).contains("dossier.refused"))
    }
  }

  /// Source: contract, `If-Match`; "412 stale" comes before "409 not at this stage".
  @Test(arguments: Engine.all)
  func anActOnAnOldVersionIsStale(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received)
      for version in [1, 3] {
        try await world.refuses("dossier.stale", .stale) {
          try await world.act(.receive, on: taken.id, by: .receiver, expecting: version)
        }
      }
      let now = try await world.act(.bill, on: taken.id, by: .receiver, expecting: 2)
      #expect(now.version == 3)
    }
  }

  @Test(arguments: Engine.all)
  func aPathTakesTheIdTheNumberOrTheReference(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received)
      let number = try #require(taken.number)
      #expect(try await world.act(.bill, on: number, by: .receiver).id == taken.id)
      #expect(try await world.act(.paid, on: taken.reference, by: .receiver).id == taken.id)
      for key in ["", "0000000000", "H99.101-260302-0002", "01JDAWQ8M0000000000000000A", "x' --"] {
        try await world.refuses("dossier.unknown", .unknown) {
          try await world.act(.bill, on: key, by: .receiver)
        }
      }
    }
  }

  /// Two who receive at once: one does, the other is told that it is done.
  @Test(arguments: Engine.all)
  func oneDossierIsReceivedOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let waiting = try await world.submit()
      let codes = await withTaskGroup(of: String.self) { group in
        for _ in 0..<8 {
          group.addTask {
            do {
              return try await world.act(.receive, on: waiting.id, by: .receiver).number ?? ""
            } catch let refused as any Refusal {
              return refused.code
            } catch { return "\(error)" }
          }
        }
        return await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(codes.count { $0 == "H99.101-260302-0001" } == 1)
      #expect(codes.count { $0 == "dossier.act-refused" } == 7)
      #expect(try await world.submit(by: .receiver).number == "H99.101-260302-0002")
    }
  }

  /// A key on an act: the same answer again, and no second act.
  @Test(arguments: Engine.all)
  func anActWithAKeyIsDoneOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let waiting = try await world.submit()
      let first = try await world.act(.receive, on: waiting.id, by: .receiver, key: "k")
      let again = try await world.act(.receive, on: waiting.id, by: .receiver, key: "k")
      #expect(first == again)
      #expect(try await world.events(of: first).count == 2)
      try await world.refuses("idempotency.other-body") {
        try await world.act(.bill, on: waiting.id, by: .receiver, key: "k")
      }
    }
  }

  /// What an agency's own hours are decides when its dossiers fall due.
  @Test(arguments: Engine.all)
  func theAgencysOwnHoursCount(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.setHours("08:00-12:00,13:00-17:00", of: .communeA)
      let taken = try await world.submit(by: .receiver)
      #expect(taken.dueAt == Instant("04/03/2026 17:00"))
      let other = try await world.submit(by: .receiverB)
      #expect(other.dueAt == Instant("05/03/2026 08:00"))
    }
  }
}

/// An agency that has ended since. Source: MRG-11, DOS-6, DOS-7.
@Suite struct SuccessionTests {
  @Test(arguments: Engine.all)
  func theSuccessorReceivesUnderItsOwnCode(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let waiting = try await world.submit(at: .communeB)
      let known = try await world.submit(by: .receiverB)
      try await world.merge(.communeB, into: .communeA, lastDay: Day(2026, 3, 2))
      world.clock.set(Instant("03/03/2026 08:00"))
      let taken = try await world.act(.receive, on: waiting, by: .receiver)
      #expect(taken.number == "H99.101-260303-0001")
      #expect(taken.json["agency"] == "H99.101" && taken.json["competentAgency"] == "H99.101")
      #expect(taken.json["returnAgency"] == "H99.101")
      let fact = try await world.onlyFact("dossier.received", of: taken)
      #expect(fact.agency == .communeA && fact.competentAgency == .communeA)
      let found = try await world.dossiers.desk.lookUp(
        number: "H99.102-260302-0001", token: known.lookupToken)
      #expect(found.stage == .received, "a number is never changed")
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(.bill, on: known, by: .receiverB)
      }
    }
  }

  /// What was received before the merger is handed over by an act, and finished by the successor.
  /// Source: MRG-3.
  @Test(arguments: Engine.all)
  func theSuccessorFinishesWhatWasReceived(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let known = try await world.submit(by: .receiverB)
      let forwarded = try await world.act(
        .assign(world.account(.handlerB)), on: known, by: .approverB)
      try await world.merge(.communeB, into: .communeA, lastDay: Day(2026, 3, 2))
      world.clock.set(Instant("03/03/2026 08:00"))
      let moved = try await world.act(.forward(to: .communeA), on: forwarded, by: .receiver)
      #expect(moved.dueAt == known.dueAt, "time lost is not added to the limit")
      let taken = try await world.act(
        .assign(world.account(.handler)), on: moved, by: .approver)
      let file = try await world.upload(by: .approver)
      let decided = try await world.act(world.grant(file), on: taken, by: .approver)
      let delivered = try await world.act(.delivered, on: decided, by: .receiver)
      #expect(delivered.number == "H99.102-260302-0001")
    }
  }
}

/// Domain 1.5, every vector: the due date of a dossier that was received at that moment.
@Suite struct DueDateTests {
  static let civil = """
    29/04/2022 3wd  06/05/2022
    05/02/2024 20wd 11/03/2024
    26/04/2024 3wd  04/05/2024
    31/12/2021 1wd  04/01/2022
    30/12/2022 1wd  03/01/2023
    31/12/2025 2wd  06/01/2026
    13/02/2026 5wd  27/02/2026
    21/08/2026 1wd  22/08/2026
    28/08/2026 1wd  03/09/2026
    """

  static let hourly = """
    20/11/2026 16:00 8h  23/11/2026 16:00
    20/11/2026 12:00 8h  23/11/2026 11:30
    26/04/2024 16:30 16h 03/05/2024 16:30
    20/11/2026 17:30 4h  23/11/2026 11:00
    20/11/2026 16:00 1wd 23/11/2026 16:00
    20/11/2026 16:00 15d 07/12/2026 17:00
    25/04/2024 09:00 9d  04/05/2024 17:00
    31/01/2025 09:00 1m  28/02/2025 17:00
    31/12/2023 09:00 2m  29/02/2024 17:00
    """

  private static func rows(_ table: String) -> [[String]] {
    table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  @Test(arguments: Engine.all)
  func underCivilCountingItIsTheEndOfTheDay(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for row in Self.rows(Self.civil) {
        for hour in ["08:00", "16:59"] {
          let due = try await world.due("\(row[0]) \(hour)", row[1], by: .receiverB)
          #expect(due == Instant("\(row[2]) 17:00"), "\(row)")
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func underHourlyCountingItIsTheHour(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for row in Self.rows(Self.hourly) {
        let due = try await world.due("\(row[0]) \(row[1])", row[2], by: .receiver)
        #expect(due == Instant("\(row[3]) \(row[4])"), "\(row)")
      }
    }
  }

  /// The case decides; without one it is the longest of the channel. Source: contract, `due`.
  @Test(arguments: Engine.all)
  func theCaseDecidesTheTermAndTheFee(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let short = try await world.submit(.marriage, by: .receiver, case: 1)
      #expect(short.dueAt == Instant("03/03/2026 08:00"))
      #expect(short.json["fee"]?["listedVND"] == 0)
      for number in [2, nil] {
        let long = try await world.submit(.marriage, by: .receiver, case: number)
        #expect(long.dueAt == Instant("09/03/2026 08:00"))
        #expect(long.json["fee"]?["listedVND"] == 8000)
      }
    }
  }
}

extension World {
  /// When a dossier falls due that `person` receives at that moment, with that term.
  fileprivate func due(
    _ moment: String, _ term: String, by person: Person
  ) async throws -> Instant? {
    clock.set(Instant(moment))
    let number = try #require(World.terms.firstIndex(of: term)) + 1
    let taken = try await submit(.terms, by: person, case: number)
    let fact = try await onlyFact("dossier.received", of: taken)
    #expect(fact.due == taken.dueAt && fact.term == term)
    return taken.dueAt
  }

  fileprivate func merge(
    _ ended: AgencyCode, into heir: AgencyCode, lastDay: Day
  ) async throws {
    _ = try await directory.agencies.end(
      ended, lastDay: lastDay, successors: [AgencySuccessor(heir)],
      legalBasis: "NQ 01/2026", by: nil)
  }

  fileprivate func setHours(_ hours: String, of agency: AgencyCode) async throws {
    let today = clock.now.day
    _ = try await directory.agencies.change(
      agency, AgencyChange(hours: .set(hours)), from: today, reason: "Đổi giờ", by: nil)
  }
}
