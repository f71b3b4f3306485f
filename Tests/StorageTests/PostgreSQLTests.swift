import Foundation
import Ground
import TestKit
import Testing

@testable import Storage

/// What is PostgreSQL's own: conflicts, lost connections, the pipeline.
@Suite(.enabled(if: Engine.server != nil, "MOTCUA_TEST_DATABASE names no PostgreSQL server"))
struct PostgreSQLTests {
  let engine = Engine.postgresql

  @Test func aDeadlockRunsOneOfTheTwoAgain() async throws {
    try await engine.with([TransactionTests.counter]) { database in
      let runs = Count()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for names in [["a", "b"], ["b", "a"]] {
          group.addTask {
            try await database.write { tx in
              let run = runs.next()
              _ = try tx.rows("UPDATE counter SET n = n + 1 WHERE name = \(names[0]) RETURNING n")
              if run <= 2 { Thread.sleep(forTimeInterval: 0.3) }
              _ = try tx.rows("UPDATE counter SET n = n + 1 WHERE name = \(names[1]) RETURNING n")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(runs.value >= 3)
      #expect(try await TransactionTests.value("a", database) == 2)
      #expect(try await TransactionTests.value("b", database) == 2)
    }
  }

  @Test func aSerializationFailureIsRunAgainEvenWhenTheBodyHidIt() async throws {
    try await engine.with([TransactionTests.counter]) { database in
      let runs = Count()
      try await database.write { tx in
        let run = runs.next()
        guard run < 3 else { return try tx.run("UPDATE counter SET n = 3 WHERE name = 'a'") }
        do {
          _ = try tx.rows(
            "SELECT 1 FROM (SELECT motcua_conflict()) AS x")
        } catch {
          throw TransactionTests.Refused(number: 1)
        }
      }
      #expect(runs.value == 3)
    } prepared: { tx in
      try tx.run(
        """
        CREATE FUNCTION motcua_conflict() RETURNS BIGINT LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001'', MESSAGE = ''conflict''; END'
        """)
    }
  }

  @Test func aTransactionThatAlwaysMeetsAConflictEndsAsBusy() async throws {
    try await engine.with([TransactionTests.counter]) { database in
      let runs = Count()
      let fault = await #expect(throws: StorageFault.self) {
        try await database.write { tx in
          _ = runs.next()
          throw TransactionConflict(fault: StorageFault(.busy, code: "40001", "always"))
        }
      }
      #expect(fault?.kind == .busy)
      #expect(runs.value == 12)
    }
  }

  @Test func aBodyWhoseConnectionIsLostBeforeTheCommitRunsAgain() async throws {
    try await engine.withPlace([TransactionTests.counter]) { place in
      let database = try await PostgreSQLDatabase(url: place.address, connections: 1)
      let runs = Count()
      try await database.write { tx in
        let run = runs.next()
        try tx.run("UPDATE counter SET n = n + 1 WHERE name = 'a'")
        if run == 1 { _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
        _ = try tx.rows("SELECT 1")
      }
      #expect(runs.value == 2)
      #expect(try await TransactionTests.value("a", database) == 1)
      try await database.close()
    }
  }

  @Test func aConnectionLostBetweenTransactionsIsOpenedAgain() async throws {
    try await engine.withPlace([TransactionTests.counter]) { place in
      let one = try await PostgreSQLDatabase(url: place.address, connections: 1)
      let other = try await PostgreSQLDatabase(url: place.address, connections: 1)
      let process = try await one.read { tx in try tx.rows("SELECT pg_backend_pid()")[0].int(0) }
      try await other.write { tx in _ = try tx.rows("SELECT pg_terminate_backend(\(process)::INT)")
      }
      try await one.write { tx in try tx.run("UPDATE counter SET n = 1") }
      #expect(try await TransactionTests.value("a", other) == 1)
      try await one.close()
      try await other.close()
    }
  }

  @Test func aConnectionLostDuringTheCommitLeavesTheOutcomeUnknown() async throws {
    try await engine.with([TransactionTests.counter]) { database in
      let runs = Count()
      await #expect(throws: CommitUnknown.self) {
        try await database.write { tx in
          _ = runs.next()
          try tx.run("UPDATE counter SET n = 1 WHERE name = 'a'")
        }
      }
      #expect(runs.value == 1)
      let other = try await TransactionTests.value("b", database)
      #expect(other == 0)
    } prepared: { tx in
      try tx.run(
        """
        CREATE FUNCTION leave() RETURNS TRIGGER LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
        """)
      try tx.run(
        """
        CREATE CONSTRAINT TRIGGER leaving AFTER UPDATE ON counter
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave()
        """)
    }
  }

  /// The server ends every session again and again, also between the last answer and the next
  /// question; whatever was answered must stand, and the process must.
  @Test func aSessionThatIsEndedAtAnyMomentCostsNothingThatWasAnswered() async throws {
    try await engine.withPlace([TransactionTests.counter]) { place in
      let database = try await PostgreSQLDatabase(url: place.address, connections: 4)
      let other = try await PostgreSQLDatabase(url: place.address, connections: 1)
      let (kept, unknown) = (Count(), Count())
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for _ in 0..<100 {
            try await other.write { tx in
              _ = try tx.rows(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
            }
          }
        }
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<200 {
              do {
                try await database.write { tx in
                  try tx.run("UPDATE counter SET n = n + 1 WHERE name = 'a'")
                }
                _ = kept.next()
              } catch is CommitUnknown { _ = unknown.next() } catch is StorageFault {}
            }
          }
        }
        try await group.waitForAll()
      }
      let value = try await TransactionTests.value("a", other)
      #expect((kept.value...kept.value + unknown.value).contains(value))
      try await database.close()
      try await other.close()
    }
  }

  @Test func aServerThatFallsSilentCountsAsLost() async throws {
    try await engine.withPlace { place in
      let connection = try PostgreSQLConnection(
        pulse: PostgreSQLPulse(url: place.address), statementSeconds: 30)
      connection.patienceSeconds = 1
      let process = try connection.rows("SELECT pg_backend_pid()")[0].int(0)
      kill(pid_t(process), SIGSTOP)
      defer { kill(pid_t(process), SIGCONT) }
      #expect(throws: ConnectionLost.self) { try connection.rows("SELECT 1") }
    }
  }

  @Test func aServerThatHangsIsGivenUpWithinSecondsAndASlowStatementIsNot() async throws {
    try await engine.withPlace { place in
      let server = try Silenceable(before: place.address)
      let database = try await PostgreSQLDatabase(url: server.address, connections: 2)
      _ = try await database.read { tx in try tx.rows("SELECT pg_sleep(3)") }
      server.isSilent = true
      for _ in 0..<2 {
        let start = ContinuousClock.now
        let fault = await #expect(throws: StorageFault.self) {
          try await database.write { tx in _ = try tx.rows("SELECT 1") }
        }
        #expect(fault?.passing == .unreachable)
        // Three seconds on a machine that has time; without the watch it is minutes.
        #expect(start.duration(to: .now) < .seconds(20))
      }
      server.isSilent = false
      try await Task.sleep(for: .seconds(1.2))
      _ = try await database.read { tx in try tx.rows("SELECT 1") }
      try await database.close()
    }
  }

  @Test func theNextHostIsTriedWhenOneSaysNothing() async throws {
    try await engine.withPlace { place in
      let hung = try Silenceable(before: place.address)
      hung.isSilent = true
      let database = try await PostgreSQLDatabase(
        url: hung.address(beside: place.address), connections: 1)
      _ = try await database.read { tx in try tx.rows("SELECT 1") }
      try await database.close()
      hung.isSilent = false
    }
  }

  @Test func aStatementThatTakesTooLongIsBusy() async throws {
    try await engine.withPlace { place in
      let database = try await PostgreSQLDatabase(
        url: place.address, connections: 1, statementSeconds: 1)
      let fault = await #expect(throws: StorageFault.self) {
        try await database.read { tx in try tx.rows("SELECT pg_sleep(20)") }
      }
      #expect(fault?.kind == .busy)
      _ = try await database.read { tx in try tx.rows("SELECT 1") }
      try await database.close()
    }
  }

  @Test func aServerThatIsNotThereIsNamedAtOnce() async throws {
    let fault = await #expect(throws: StorageFault.self) {
      try await PostgreSQLDatabase(url: "postgres://nobody@127.0.0.1:1/nothing")
    }
    #expect(fault?.kind == .unreachable)
  }

  @Test func preparedStatementsAreBounded() async throws {
    try await engine.withPlace { place in
      let database = try await PostgreSQLDatabase(url: place.address, connections: 1)
      let kept = try await database.write { tx in
        for number in 0..<1200 { try tx.run(SQL(stringLiteral: "SELECT \(number)")) }
        return try tx.rows("SELECT count(*) FROM pg_prepared_statements")[0].int(0)
      }
      #expect(kept <= 500)
      try await database.close()
    }
  }

  @Test func noLogHoldsTheValuesOfARow() async throws {
    try await engine.with([TransactionTests.counter]) { database in
      let broken = await #expect(throws: ConstraintBroken.self) {
        try await database.write { tx in
          try tx.run("INSERT INTO counter (name, n) VALUES (\("Nguyễn Văn Kín"), 1)")
          try tx.run("INSERT INTO counter (name, n) VALUES (\("Nguyễn Văn Kín"), 1)")
        }
      }
      #expect(broken?.message.contains("Kín") == false)
      let fault = await #expect(throws: StorageFault.self) {
        try await database.read { tx in
          try tx.rows("SELECT CAST(\("Nguyễn Văn Kín") AS BIGINT)")
        }
      }
      #expect(fault?.message.contains("Kín") == false)
    }
  }
}

extension Engine {
  fileprivate func with(
    _ migrations: [Migration], _ body: (any Database) async throws -> Void,
    prepared: @escaping @Sendable (any Transaction) throws -> Void
  ) async throws {
    try await with(migrations) { database in
      try await database.write(prepared)
      try await body(database)
    }
  }
}
