import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// Who read whose personal data, and why. Source: domain 7.2.
struct ReadingLogTests {
  private static func reading(_ world: World, _ subjects: String...) -> Reading? {
    Reading(
      at: world.clock.now, account: "01ARZ3NDEKTSV4RRFFQ69G5FAV", post: nil, subjects: subjects,
      purpose: "Tiếp nhận hồ sơ", requestID: "r1")
  }

  @Test func readingsAreWrittenWithTheNextFlushAndFoundBySubject() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note(Self.reading(world, "D1"))
      try await log.note(Self.reading(world, "D2"))
      #expect(try await log.readings(of: "D1", limit: 10).isEmpty)
      try await log.flush()
      #expect(try await log.readings(of: "D1", limit: 10) == [Self.reading(world, "D1")])
      try await log.flush()
      #expect(try await world.count("SELECT count(*) FROM reading") == 2)
    }
  }

  @Test func aListIsOneReadingOfEveryoneItShows() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      let list = try #require(Self.reading(world, "D1", "D2", "D3"))
      try await log.note(list)
      try await log.note(Self.reading(world))
      try await log.flush()
      #expect(try await world.count("SELECT count(*) FROM reading") == 1)
      for subject in list.subjects {
        #expect(try await log.readings(of: subject, limit: 10) == [list])
      }
      #expect(try await log.readings(of: "D4", limit: 10).isEmpty)
    }
  }

  @Test func aBatchWhoseCommitWasInDoubtIsWrittenOnce() async throws {
    try await onEachEngine { world in
      let reading = try #require(Self.reading(world, "D1", "D2"))
      for _ in 1...2 {
        try await world.database.write { tx in
          try ReadingStore(tx: tx).add([("01KA5B1G000000000000000000", reading)])
        }
      }
      #expect(try await world.slice.readings.readings(of: "D1", limit: 10) == [reading])
    }
  }

  @Test func everyDayThatIsOverIsDigestedHoweverManyThereWere() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      for day in 0..<3 {
        try await log.note(Self.reading(world, "D\(day)"))
        world.clock.move(seconds: 48 * 3600)
      }
      try await log.flush()
      try await log.digest()
      #expect(try await world.factCount() == 3)
      #expect(try await log.changedDays().isEmpty)
    }
  }

  @Test func aDayThatIsOverHasOneDigestFact() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note(Self.reading(world, "D1"))
      try await log.note(Self.reading(world, "D2"))
      try await log.flush()
      try await log.digest()
      #expect(try await world.factCount() == 0)
      world.clock.move(seconds: 24 * 3600)
      try await log.digest()
      try await log.digest()
      #expect(try await world.factCount() == 1)
      let subject = try await world.database.read { tx in
        try tx.row("SELECT subject FROM fact")?.text(0) ?? ""
      }
      let fact = try #require(try await world.facts(of: subject).first)
      #expect(fact.kind.rawValue == "directory.readings-digest")
      #expect(fact.data.prefix(2) == [.init("day", "2026-11-16"), .init("readings", 2)])
    }
  }

  @Test func aReadingThatNoLongerLeadsBackFromEveryoneIsFound() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note(Self.reading(world, "D1", "D2"))
      try await log.flush()
      world.clock.move(seconds: 24 * 3600)
      try await log.digest()
      #expect(try await log.changedDays().isEmpty)
      try await world.database.write { tx in
        try tx.run("UPDATE reading_subject SET subject = 'D3' WHERE subject = 'D2'")
      }
      #expect(try await log.changedDays() == [World.monday])
      #expect(try await log.readings(of: "D3", limit: 10).isEmpty, "the reading does not name it")
    }
  }

  @Test func aRemovedOrChangedReadingIsFound() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note(Self.reading(world, "D1"))
      try await log.note(Self.reading(world, "D2"))
      try await log.flush()
      world.clock.move(seconds: 24 * 3600)
      try await log.digest()
      #expect(try await log.changedDays().isEmpty)
      try await world.database.write { tx in
        try tx.run("UPDATE reading SET purpose = 'khác' WHERE subject = 'D2'")
      }
      #expect(try await log.changedDays() == [World.monday])
    }
  }
}
