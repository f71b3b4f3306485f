import Foundation
import Ground
public import Storage

/// The two engines. Every test of a store runs on each: `@Test(arguments: Engine.all)`.
public enum Engine: String, Sendable, CaseIterable {
  case sqlite
  case postgresql

  /// The engines that can be tested here. Without `MOTCUA_TEST_DATABASE` PostgreSQL is left out,
  /// and `postgresqlIsTested` says so; under CI it then fails.
  public static var all: [Engine] { allCases.filter { $0 == .sqlite || server != nil } }

  /// The server for PostgreSQL's tests: `postgres://postgres@127.0.0.1:54329/postgres`.
  public static var server: String? {
    ProcessInfo.processInfo.environment["MOTCUA_TEST_DATABASE"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Gives `body` a fresh database with these migrations applied, and removes it afterwards.
  public func with(
    _ migrations: [Migration] = [], _ body: (any Database) async throws -> Void
  ) async throws {
    try await withPlace(migrations) { place in
      let database = try await place.open()
      do {
        try await body(database)
        try await database.close()
      } catch {
        try await database.close()
        throw error
      }
    }
  }

  /// The same, unopened: for tests that open it more than once, as several processes would.
  public func withPlace(
    _ migrations: [Migration] = [], _ body: (Place) async throws -> Void
  ) async throws {
    await Seats.shared.take()
    do {
      let place = try await copy(of: migrations)
      do {
        try await body(place)
        try await place.remove()
      } catch {
        try await place.remove()
        throw error
      }
      await Seats.shared.leave()
    } catch {
      await Seats.shared.leave()
      throw error
    }
  }

  /// A fresh database with these migrations applied. It stays until the server or the folder for
  /// temporary files goes; `with` removes it.
  public func open(_ migrations: [Migration] = []) async throws -> any Database {
    try await copy(of: migrations).open()
  }

  private func copy(of migrations: [Migration]) async throws -> Place {
    let template = try await Templates.shared.template(self, migrations)
    let place = try Place(self, named: "motcua_" + freshName())
    switch self {
    case .sqlite: try FileManager.default.copyItem(atPath: template.address, toPath: place.address)
    case .postgresql:
      try await runOnServer("CREATE DATABASE \(place.name) TEMPLATE \(template.name)")
    }
    return place
  }
}

/// Where a test's database is.
public struct Place: Sendable {
  public let engine: Engine
  /// A path for SQLite, a URL for PostgreSQL: what `--database` takes.
  public let address: String
  let name: String

  init(_ engine: Engine, named name: String) throws {
    (self.engine, self.name) = (engine, name)
    switch engine {
    case .sqlite:
      address = FileManager.default.temporaryDirectory.appendingPathComponent("\(name).sqlite").path
    case .postgresql:
      guard let server = Engine.server, let slash = server.lastIndex(of: "/") else {
        throw ServerUnknown()
      }
      let options = server[slash...].firstIndex(of: "?").map { String(server[$0...]) } ?? ""
      address = server[...slash] + name + options
    }
  }

  public func open() async throws -> any Database {
    switch engine {
    case .sqlite: try await SQLiteDatabase(path: address)
    case .postgresql: try await PostgreSQLDatabase(url: address, connections: 8)
    }
  }

  func remove() async throws {
    switch engine {
    case .sqlite:
      for suffix in ["", "-wal", "-shm"] {
        let path = address + suffix
        if FileManager.default.fileExists(atPath: path) {
          try FileManager.default.removeItem(atPath: path)
        }
      }
    case .postgresql: try await runOnServer("DROP DATABASE \(name) WITH (FORCE)")
    }
  }
}

/// How many databases are open at once: all tests start together, and a server has only so many
/// connections. Guards the free seats and the queue for them.
private actor Seats {
  static let shared = Seats()
  private var free = 12
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

/// A PostgreSQL test was run though `MOTCUA_TEST_DATABASE` names no server.
struct ServerUnknown: Error {}

/// One migrated database for each list of migrations, from which tests get copies. Guards that each
/// is made once in this process.
private actor Templates {
  static let shared = Templates()
  private var made: [String: Task<Place, any Error>] = [:]

  func template(_ engine: Engine, _ migrations: [Migration]) async throws -> Place {
    let dialect: Dialect = engine == .sqlite ? .sqlite : .postgresql
    let key = migrations.reduce(into: engine.rawValue) { key, migration in
      key += "\n\(migration.id)"
      for statement in migration.statements(dialect) { key += "\n\(statement.text)" }
    }
    if let known = made[key] { return try await known.value }
    let making = Task {
      let place = try Place(engine, named: "motcua_template_" + freshName())
      if engine == .postgresql { try await runOnServer("CREATE DATABASE \(place.name)") }
      let database = try await place.open()
      _ = try await migrate(database, migrations, at: Instant(milliseconds: 0))
      try await database.close()
      return place
    }
    made[key] = making
    return try await making.value
  }
}

private func runOnServer(_ statement: String) async throws {
  guard let server = Engine.server else { throw ServerUnknown() }
  try await PostgreSQLDatabase.runAlone(SQL(stringLiteral: statement), url: server)
}

private func freshName() -> String {
  UUID().uuidString.lowercased().filter { $0 != "-" }
}
