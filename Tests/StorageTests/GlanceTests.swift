import Storage
import TestKit
import Testing

/// What `glance` promises: the same as `read`, wherever it runs.
struct GlanceTests {
  @Test(arguments: Engine.all)
  func aGlanceSeesWhatWasCommitted(_ engine: Engine) async throws {
    try await engine.with([TransactionTests.counter]) { database in
      for number in 1...20 {
        try await database.write { tx in
          try tx.run("UPDATE counter SET n = \(number) WHERE name = 'a'")
        }
        let seen = try await database.glance { tx in
          try tx.rows("SELECT n FROM counter WHERE name = 'a'")[0].int(0)
        }
        #expect(seen == number)
      }
    }
  }

  @Test(arguments: Engine.all)
  func aGlanceHasOneSnapshot(_ engine: Engine) async throws {
    try await engine.with([TransactionTests.counter]) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for _ in 0..<50 {
            try await database.write { tx in try tx.run("UPDATE counter SET n = n + 1") }
          }
        }
        for _ in 0..<8 {
          group.addTask {
            for _ in 0..<50 {
              let (first, second) = try await database.glance { tx in
                let first = try tx.rows("SELECT n FROM counter WHERE name = 'a'")[0].int(0)
                return (first, try tx.rows("SELECT n FROM counter WHERE name = 'b'")[0].int(0))
              }
              #expect(first == second)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test(arguments: Engine.all)
  func aGlanceWritesNothingAndItsErrorsAreItsCallers(_ engine: Engine) async throws {
    try await engine.with([TransactionTests.counter]) { database in
      await #expect(throws: (any Error).self) {
        try await database.glance { tx in try tx.run("UPDATE counter SET n = 9") }
      }
      await #expect(throws: TransactionTests.Refused(number: 4)) {
        try await database.glance { _ in throw TransactionTests.Refused(number: 4) }
      }
      let kept = try await TransactionTests.value("a", database)
      #expect(kept == 0)
    }
  }

  @Test func aClosedDatabaseIsNotGlancedAt() async throws {
    try await Engine.sqlite.withPlace([TransactionTests.counter]) { place in
      let database = try await place.open()
      _ = try await database.glance { tx in try tx.rows("SELECT n FROM counter") }
      try await database.close()
      try await database.close()
      await #expect(throws: StorageFault.self) {
        _ = try await database.glance { tx in try tx.rows("SELECT n FROM counter") }
      }
    }
  }
}
