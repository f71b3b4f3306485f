import Foundation
import Ground
import Storage
import Synchronization
import TestKit
import Testing

/// What `read` and `write` promise on both engines.
struct TransactionTests {
  static let counter = Migration("counter-001") { _ in
    [
      "CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL CHECK (n >= 0))",
      "CREATE TABLE mark (counter TEXT NOT NULL REFERENCES counter (name), place BIGINT)",
      "INSERT INTO counter (name, n) VALUES ('a', 0), ('b', 0)",
    ]
  }

  struct Refused: Error, Equatable { let number: Int }

  static func value(_ name: String, _ database: any Database) async throws -> Int {
    try await database.read { tx in
      try tx.rows("SELECT n FROM counter WHERE name = \(name)")[0].int(0)
    }
  }

  @Test(arguments: Engine.all)
  func aBodyThatThrowsLeavesNothing(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      await #expect(throws: Refused(number: 1)) {
        try await database.write { tx in
          try tx.run("UPDATE counter SET n = 5 WHERE name = 'a'")
          _ = try tx.rows("SELECT n FROM counter")
          throw Refused(number: 1)
        }
      }
      let kept = try await Self.value("a", database)
      #expect(kept == 0)
    }
  }

  @Test(arguments: Engine.all)
  func aFailingBodySpoilsNobodyElse(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            do {
              try await database.write { tx in
                try tx.run("INSERT INTO counter (name, n) VALUES (\("c\(number)"), 1)")
                if number % 3 == 0 { throw Refused(number: number) }
                if number % 3 == 1 { try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") }
              }
              #expect(number % 3 == 2)
            } catch let refused as Refused {
              #expect(refused.number == number && number % 3 == 0)
            } catch {
              #expect(error is ConstraintBroken && number % 3 == 1)
            }
          }
        }
      }
      let kept = try await database.read { tx in
        try tx.rows("SELECT name FROM counter WHERE n = 1 ORDER BY name").map { try $0.text(0) }
      }
      #expect(Set(kept) == Set((0..<100).filter { $0 % 3 == 2 }.map { "c\($0)" }))
    }
  }

  @Test(arguments: Engine.all)
  func twoHundredIncrementsAtOnceAreAllKept(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<200 {
          group.addTask {
            try await database.write { tx in
              let row: SQL = "SELECT n FROM counter WHERE name = 'a' \(tx.dialect.forUpdate)"
              let next = try tx.rows(row)[0].int(0) + 1
              try tx.run("UPDATE counter SET n = \(next) WHERE name = 'a'")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.value("a", database) == 200)
    }
  }

  @Test(arguments: Engine.all)
  func aBrokenConstraintIsNamedByItsKind(_ engine: Engine) async throws {
    let cases: [(SQL, ConstraintBroken.Kind)] = [
      ("INSERT INTO counter (name, n) VALUES ('a', 1)", .unique),
      ("INSERT INTO counter (name, n) VALUES ('x', -1)", .check),
      ("INSERT INTO mark (counter, place) VALUES ('nobody', 1)", .foreignKey),
      ("INSERT INTO counter (name, n) VALUES ('x', NULL)", .notNull),
    ]
    try await engine.with([Self.counter]) { database in
      for (statement, kind) in cases {
        let broken = await #expect(throws: ConstraintBroken.self) {
          try await database.write { tx in try tx.run(statement) }
        }
        #expect(broken?.kind == kind)
      }
    }
  }

  @Test(arguments: Engine.all)
  func aQueuedFaultRisesAtTheNextAnswerAndTheNextTransactionIsClean(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      for _ in 0..<20 {
        await #expect(throws: ConstraintBroken.self) {
          try await database.write { tx in
            try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
            try tx.run("INSERT INTO counter (name, n) VALUES ('fine', 1)")
            _ = try tx.rows("SELECT n FROM counter")
          }
        }
        await #expect(throws: (any Error).self) {
          try await database.write { tx in try tx.rows("SELECT nothing FROM nowhere") }
        }
        try await database.write { tx in
          try tx.run("UPDATE counter SET n = n + 1 WHERE name = 'b'")
        }
      }
      #expect(try await Self.value("b", database) == 20)
      let names = try await database.read { tx in try tx.rows("SELECT name FROM counter").count }
      #expect(names == 2)
    }
  }

  @Test(arguments: Engine.all)
  func aCaughtFaultStillSpoilsItsTransaction(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      await #expect(throws: ConstraintBroken.self) {
        try await database.write { tx in
          try tx.run("UPDATE counter SET n = 9 WHERE name = 'b'")
          do {
            _ = try tx.rows("INSERT INTO counter (name, n) VALUES ('a', 1) RETURNING n")
          } catch {}
        }
      }
      let kept = try await Self.value("b", database)
      #expect(kept == 0)
    }
  }

  @Test(arguments: Engine.all)
  func aRefusalMayTakeThePlaceOfABrokenConstraint(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      await #expect(throws: Refused(number: 409)) {
        try await database.write { tx in
          do {
            _ = try tx.rows("INSERT INTO counter (name, n) VALUES ('a', 1) RETURNING n")
          } catch is ConstraintBroken {
            throw Refused(number: 409)
          }
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func aReadSeesOneSnapshotWhileOthersCommit(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      let (hasRead, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      async let seen = database.read { tx in
        let before = try tx.rows("SELECT n FROM counter WHERE name = 'a'")[0].int(0)
        hasRead.signal()
        _ = mayGoOn.wait(timeout: .now() + 20)
        let after = try tx.rows("SELECT sum(n) FROM counter")[0].int(0)
        return [before, after]
      }
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          _ = hasRead.wait(timeout: .now() + 20)
          continuation.resume()
        }
      }
      try await database.write { tx in try tx.run("UPDATE counter SET n = 7") }
      mayGoOn.signal()
      #expect(try await seen == [0, 0])
      #expect(try await Self.value("a", database) == 7)
    }
  }

  @Test(arguments: Engine.all)
  func aReadCannotWrite(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      await #expect(throws: StorageFault.self) {
        try await database.read { tx in try tx.run("UPDATE counter SET n = 1") }
      }
      let kept = try await Self.value("a", database)
      #expect(kept == 0)
    }
  }

  @Test(arguments: Engine.all)
  func aThousandQueuedStatementsAreOneTransaction(_ engine: Engine) async throws {
    try await engine.with([Self.counter]) { database in
      try await database.write { tx in
        for place in 0..<1000 {
          try tx.run("INSERT INTO mark (counter, place) VALUES ('a', \(place))")
        }
      }
      let count = try await database.read { tx in
        try tx.rows("SELECT count(DISTINCT place) FROM mark")[0].int(0)
      }
      #expect(count == 1000)
    }
  }

  @Test(arguments: Engine.all)
  func closingFinishesWhatWaitsAndRefusesTheRest(_ engine: Engine) async throws {
    try await engine.withPlace([Self.counter]) { place in
      let database = try await place.open()
      let started = Count()
      let writes = (0..<50).map { _ in
        Task {
          try await database.write { tx in
            _ = started.next()
            try tx.run("UPDATE counter SET n = n + 1 WHERE name = 'a'")
          }
        }
      }
      while started.value == 0 { try await Task.sleep(for: .milliseconds(1)) }
      try await database.close()
      var kept = 0
      for write in writes {
        switch await write.result {
        case .success: kept += 1
        case .failure(let error): #expect((error as? StorageFault)?.kind == .closed)
        }
      }
      let fault = await #expect(throws: StorageFault.self) {
        try await database.write { tx in try tx.run("UPDATE counter SET n = 0") }
      }
      #expect(fault?.kind == .closed)
      await #expect(throws: StorageFault.self) {
        try await database.read { tx in try tx.rows("SELECT 1") }
      }
      let again = try await place.open()
      #expect(try await Self.value("a", again) == kept)
      try await again.close()
    }
  }

  @Test(arguments: Engine.all)
  func aNamedLockIsHeldByOneTransactionAtATime(_ engine: Engine) async throws {
    try await engine.withPlace([Self.counter]) { place in
      let (one, other) = (try await place.open(), try await place.open())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          let database = number % 2 == 0 ? one : other
          group.addTask {
            try await database.write { tx in
              try tx.lock("sealer")
              let n = try tx.rows("SELECT n FROM counter WHERE name = 'a'")[0].int(0)
              try tx.run("UPDATE counter SET n = \(n + 1) WHERE name = 'a'")
              #expect(try tx.tryLock("sealer"))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.value("a", one) == 40)
      try await one.close()
      try await other.close()
    }
  }
}

/// Counts how often bodies ran. Guards its number with a lock.
final class Count: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  func next() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}

/// Trap: PostgreSQL's half of these tests runs only with `MOTCUA_TEST_DATABASE`.
@Test(.enabled(if: Engine.server != nil || isCI, "MOTCUA_TEST_DATABASE names no PostgreSQL server"))
func postgresqlIsTested() {
  #expect(
    Engine.all.contains(.postgresql), "under CI every store test runs on PostgreSQL too: bin/test")
}

private let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
