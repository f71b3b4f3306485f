import Foundation
import GRDB
import Storage
import TestKit
import Testing

/// What is SQLite's own.
struct SQLiteTests {
  /// Trap: GRDB opens a WAL database with NORMAL, which may lose acknowledged commits at a power
  /// cut.
  @Test func commitsAreSyncedBeforeTheyAreAcknowledged() async throws {
    try await Engine.sqlite.with { database in
      let level = try await database.write { tx in try tx.rows("PRAGMA synchronous")[0].int(0) }
      #expect(level == 2)
      let mode = try await database.read { tx in try tx.rows("PRAGMA journal_mode")[0].text(0) }
      #expect(mode == "wal")
    }
  }

  @Test func foreignKeysAreEnforced() async throws {
    try await Engine.sqlite.with { database in
      let on = try await database.write { tx in try tx.rows("PRAGMA foreign_keys")[0].int(0) }
      #expect(on == 1)
    }
  }

  @Test func theFileIsItsOwnersOnly() async throws {
    try await Engine.sqlite.withPlace { place in
      try FileManager.default.removeItem(atPath: place.address)
      let database = try await place.open()
      let attributes = try FileManager.default.attributesOfItem(atPath: place.address)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      try await database.close()
    }
  }

  @Test func aWriteWaitsForAnotherProcess() async throws {
    try await Engine.sqlite.withPlace([TransactionTests.counter]) { place in
      let database = try await place.open()
      let other = try anotherProcess(place.address)
      try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
      async let written: Void = database.write { tx in
        try tx.run("UPDATE counter SET n = n + 1 WHERE name = 'a'")
      }
      try await Task.sleep(for: .milliseconds(300))
      try other.inDatabase {
        try $0.execute(sql: "UPDATE counter SET n = 10 WHERE name = 'a'; COMMIT")
      }
      try await written
      #expect(try await TransactionTests.value("a", database) == 11)
      try await database.close()
    }
  }

  @Test func aWriteThatWaitsTooLongIsBusyAndTheNextOneGoes() async throws {
    try await Engine.sqlite.withPlace([TransactionTests.counter]) { place in
      let database = try await SQLiteDatabase(path: place.address, busySeconds: 0.1)
      let other = try anotherProcess(place.address)
      try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
      let fault = await #expect(throws: StorageFault.self) {
        try await database.write { tx in try tx.run("UPDATE counter SET n = 1") }
      }
      #expect(fault?.kind == .busy)
      try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
      try await database.write { tx in try tx.run("UPDATE counter SET n = 2") }
      #expect(try await TransactionTests.value("a", database) == 2)
      try await database.close()
    }
  }

  /// A full disk ends the whole transaction, so nobody in the batch is acknowledged.
  /// The page is of a table with an index: SQLite's own check would end in an error of its own.
  @Test func aDamagedPageIsNamed() async throws {
    try await Engine.sqlite.withPlace([TransactionTests.counter]) { place in
      let database = try await place.open()
      #expect(try await database.damage().isEmpty)
      let page = try await database.read { tx in
        try tx.rows("SELECT rootpage FROM sqlite_master WHERE name = 'counter'")[0].int(0)
      }
      try await database.close()
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.address))
      try file.seek(toOffset: UInt64(page - 1) * 4096)
      try file.write(contentsOf: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0) }))
      try file.close()
      let again = try await place.open()
      #expect(try await again.damage().contains { $0.hasPrefix("Page \(page):") })
      try await again.close()
    }
  }

  @Test func aFullDiskLosesNothingThatWasAcknowledged() async throws {
    try await Engine.sqlite.with([ValuesTests.table]) { database in
      try await database.write { tx in
        let pages = try tx.rows("PRAGMA page_count")[0].int(0)
        _ = try tx.rows("PRAGMA max_page_count = \(literal: pages + 40)")
      }
      let acknowledged = await withTaskGroup(of: Int?.self) { group in
        for id in 0..<200 {
          group.addTask {
            do {
              try await database.write { tx in
                let bytes = [UInt8](repeating: 1, count: 3000)
                try tx.run("INSERT INTO kept (id, bytes) VALUES (\(id), \(bytes))")
              }
              return id
            } catch {
              #expect((error as? StorageFault)?.kind == .full)
              return nil
            }
          }
        }
        return await group.reduce(into: Set<Int>()) { ids, id in if let id { ids.insert(id) } }
      }
      #expect(acknowledged.count < 200)
      let kept = try await database.read { tx in
        try tx.rows("SELECT id FROM kept ORDER BY id").map { try $0.int(0) }
      }
      #expect(Set(kept) == acknowledged)
      try await database.write { tx in
        _ = try tx.rows("PRAGMA max_page_count = 100000")
        try tx.run("INSERT INTO kept (id) VALUES (1000)")
      }
    }
  }
}

/// A connection that may leave a transaction open.
private func anotherProcess(_ path: String) throws -> DatabaseQueue {
  var configuration = Configuration()
  configuration.allowsUnsafeTransactions = true
  return try DatabaseQueue(path: path, configuration: configuration)
}

extension Storage.SQL.Interpolation {
  /// A number written into the statement: pragmas take no parameters.
  fileprivate mutating func appendInterpolation(literal number: Int) {
    appendLiteral(String(number))
  }
}
