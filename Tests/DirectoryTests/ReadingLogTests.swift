import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// Who read whose personal data, and why. Source: domain 7.2.
struct ReadingLogTests {
  private static func reading(_ world: World, _ subject: String) -> Reading {
    Reading(
      at: world.clock.now, account: "01ARZ3NDEKTSV4RRFFQ69G5FAV", post: nil, subject: subject,
      purpose: "Tiếp nhận hồ sơ", requestID: "r1")
  }

  @Test func readingsAreWrittenWithTheNextFlushAndFoundBySubject() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note([Self.reading(world, "D1"), Self.reading(world, "D2")])
      #expect(try await log.readings(of: "D1", limit: 10).isEmpty)
      try await log.flush()
      #expect(try await log.readings(of: "D1", limit: 10) == [Self.reading(world, "D1")])
      try await log.flush()
      #expect(try await world.count("SELECT count(*) FROM reading") == 2)
    }
  }

  @Test func aDayThatIsOverHasOneDigestFact() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note([Self.reading(world, "D1"), Self.reading(world, "D2")])
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

  @Test func aRemovedOrChangedReadingIsFound() async throws {
    try await onEachEngine { world in
      let log = world.slice.readings
      try await log.note([Self.reading(world, "D1"), Self.reading(world, "D2")])
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
