import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.8, "Register": one a year and agency, numbered from 01 without a gap.
@Suite struct RegisterTests {
  @Test(arguments: Engine.all)
  func itIsNumberedFromOneInOrderOfReceptionAcrossPages(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var numbers: [String?] = []
      for hour in 0..<5 {
        world.clock.set(World.monday.adding(seconds: Int64(hour) * 60))
        numbers.append(try await world.dossier(.received).number)
      }
      _ = try await world.dossier(.refused)
      world.clock.advance(hours: 1)
      let lines = try await world.register(2026, by: .clerk, pageOf: 2)
      #expect(lines.map(\.dossier.number) == numbers)
      #expect(lines.map(\.order) == [1, 2, 3, 4, 5])
      #expect(lines.first?.text(.received) == "02/03/2026")
      #expect(lines.first?.text(.order) == "01")
    }
  }

  @Test(arguments: Engine.all)
  func aYearEndsAtMidnightInVietnam(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      world.clock.set(Instant(Day(2025, 12, 31), minute: 23 * 60 + 59))
      let old = try await world.dossier(.received)
      world.clock.set(Instant(Day(2026, 1, 1), minute: 0))
      let new = try await world.dossier(.received)
      world.clock.set(World.monday)
      #expect(
        try await world.register(2025, by: .receiver).map(\.dossier.number) == [old.number])
      #expect(
        try await world.register(2026, by: .approver).map(\.dossier.number) == [new.number])
    }
  }

  @Test(arguments: Engine.all)
  func onlyThoseWhoKeepOrWatchItGetIt(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for reader in [Person.receiver, .clerk, .approver, .supervisor] {
        _ = try await world.register(2026, by: reader)
      }
      for stranger in [Person.handler, .receiverB, .citizen, .administrator, .director] {
        await #expect(throws: RegisterUnknown.self, "\(stranger)") {
          _ = try await world.register(2026, by: stranger)
        }
      }
      for year in [2018, 2027] {
        await #expect(throws: RegisterUnknown.self, "\(year)") {
          _ = try await world.register(year, by: .clerk)
        }
      }
    }
  }
}

extension World {
  fileprivate func register(
    _ year: Int, by person: Person, pageOf limit: Int = 100
  ) async throws -> [RegisterLine] {
    let desk = dossiers.desk
    let register = try await desk.register(of: .communeA, year: year, for: caller(person))
    var lines: [RegisterLine] = []
    while case let page = try await desk.lines(of: register, after: lines.last, limit: limit),
      !page.isEmpty
    {
      lines += page
    }
    return lines
  }
}
