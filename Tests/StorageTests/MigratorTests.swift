import Ground
import Storage
import TestKit
import Testing

struct MigratorTests {
  static let first = Migration("one-001") { _ in ["CREATE TABLE one (id BIGINT PRIMARY KEY)"] }
  static let second = Migration("two-001") { dialect in
    [
      "CREATE TABLE two (id BIGINT PRIMARY KEY, bytes \(dialect.bytes))",
      "INSERT INTO two (id) VALUES (1)",
    ]
  }
  static let now = Instant(milliseconds: 1_780_000_000_000)

  @Test(arguments: Engine.all)
  func aMigrationIsAppliedOnce(_ engine: Engine) async throws {
    try await engine.with { database in
      #expect(try await migrate(database, [Self.first], at: Self.now) == ["one-001"])
      #expect(try await migrate(database, [Self.first, Self.second], at: Self.now) == ["two-001"])
      #expect(try await migrate(database, [Self.first, Self.second], at: Self.now) == [])
      let rows = try await database.read { tx in
        try tx.rows("SELECT id, applied_at FROM schema_migration ORDER BY id")
      }
      #expect(rows[1] == Row([.text("two-001"), .integer(Self.now.milliseconds)]))
    }
  }

  @Test(arguments: Engine.all)
  func aChangedMigrationIsRefusedByName(_ engine: Engine) async throws {
    let edited = Migration("one-001") { _ in ["CREATE TABLE one (id TEXT PRIMARY KEY)"] }
    try await engine.with([Self.first]) { database in
      await #expect(throws: MigrationChanged(id: "one-001")) {
        try await migrate(database, [edited, Self.second], at: Self.now)
      }
      await #expect(throws: (any Error).self, "nothing more is applied") {
        try await database.read { tx in try tx.rows("SELECT id FROM two") }
      }
    }
  }

  @Test(arguments: Engine.all)
  func aNewerSchemaIsRefused(_ engine: Engine) async throws {
    try await engine.with([Self.first, Self.second]) { database in
      await #expect(throws: SchemaNewer(ids: ["two-001"])) {
        try await migrate(database, [Self.first], at: Self.now)
      }
    }
  }

  @Test(arguments: Engine.all)
  func aMigrationThatFailsLeavesNothingOfItself(_ engine: Engine) async throws {
    let broken = Migration("two-001") { _ in
      ["CREATE TABLE two (id BIGINT PRIMARY KEY)", "INSERT INTO nowhere (id) VALUES (1)"]
    }
    try await engine.with { database in
      await #expect(throws: StorageFault.self) {
        try await migrate(database, [Self.first, broken], at: Self.now)
      }
      let applied = try await migrate(database, [Self.first, Self.second], at: Self.now)
      #expect(applied == ["two-001"])
    }
  }

  @Test(arguments: Engine.all)
  func severalProcessesMayMigrateAtOnce(_ engine: Engine) async throws {
    try await engine.withPlace { place in
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 {
          group.addTask {
            let database = try await place.open()
            let ids = try await migrate(database, [Self.first, Self.second], at: Self.now)
            try await database.close()
            return ids
          }
        }
        return try await group.reduce(into: []) { all, ids in all += ids }
      }
      #expect(applied.sorted() == ["one-001", "two-001"])
    }
  }
}
