import Foundation
import GRDB

/// One SQLite file in WAL mode: readers beside each other, one group committer as the only writer
/// of this process. Other processes may write to the same file; each waits for the other.
public final class SQLiteDatabase: Database {
  public let dialect = Dialect.sqlite
  private let pool: DatabasePool
  private let quick: QuickReaders
  private let statements = PreparedStatements()
  private let committer: GroupCommitter

  /// Opens the file, or makes it, readable by its owner only.
  ///
  /// `busySeconds` is how long a write waits for another process before it fails as busy;
  /// `mostTogether` is how many bodies share a commit at most.
  public init(
    path: String, readers: Int = 4, busySeconds: Double = 10, mostTogether: Int = 100
  ) async throws {
    let configuration = configuration(readers, busySeconds)
    do {
      pool = try durablePool(path, configuration)
    } catch {
      throw storageError(error)
    }
    quick = QuickReaders(path: path, configuration: configuration)
    committer = GroupCommitter(pool, statements, mostTogether: mostTogether)
  }

  deinit { committer.shut() }

  public var figures: CommitFigures? { committer.figures }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await pool.read { [statements] database in
        let transaction = SQLiteTransaction(database, statements)
        let value = try body(transaction)
        if let fault = transaction.fault { throw fault }
        return value
      }
    } catch {
      throw storageError(error)
    }
  }

  public func glance<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    do {
      if let reader = try quick.take() {
        defer { quick.giveBack(reader) }
        return try reader.connection.inDatabase { database in
          try onSnapshot(database, reader.statements, body)
        }
      }
    } catch {
      throw storageError(error)
    }
    return try await read(body)
  }

  private func onSnapshot<T>(
    _ database: GRDB.Database, _ statements: PreparedStatements,
    _ body: (any Transaction) throws -> T
  ) throws -> T {
    let table = statements.table(of: database)
    func run(_ sql: SQL) throws { try BoundStatement(sql, on: database, among: table).run() }
    try run("BEGIN")
    do {
      let transaction = SQLiteTransaction(database, statements)
      let value = try body(transaction)
      if let fault = transaction.fault { throw fault }
      try run("COMMIT")
      return value
    } catch {
      if database.isInsideTransaction { try run("ROLLBACK") }
      throw error
    }
  }

  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await committer.write(body)
  }

  public func close() async throws {
    await committer.close()
    do {
      guard try quick.close() else { return }
      try closePool()
    } catch {
      throw storageError(error)
    }
  }

  private func closePool() throws {
    // Under the barrier nobody reads, so no statement is in use.
    try pool.barrierWriteWithoutTransaction { _ in statements.finalize() }
    try pool.close()
  }
}

private func durablePool(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
  try makePrivateFile(path)
  let pool = try DatabasePool(path: path, configuration: configuration)
  try pool.writeWithoutTransaction(makeCommitsDurable)
  return pool
}

private func configuration(_ readers: Int, _ busySeconds: Double) -> Configuration {
  var configuration = Configuration()
  configuration.foreignKeysEnabled = true
  configuration.maximumReaderCount = readers
  configuration.busyMode = .timeout(busySeconds)
  // Without it GRDB ends the process when a broken disk refuses even ROLLBACK.
  configuration.allowsUnsafeTransactions = true
  configuration.prepareDatabase { database in
    // A long reader lets the log grow; afterwards it shrinks to 64 MB again.
    try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    // In KiB. SQLite's own 2 MB do not hold the upper pages of a province's indexes.
    try database.execute(sql: "PRAGMA cache_size = -16384")
  }
  return configuration
}

/// Trap: GRDB sets `synchronous = NORMAL` while it opens a WAL database, after `prepareDatabase`; a
/// power cut would then lose acknowledged commits. So FULL is set afterwards, and read back.
private func makeCommitsDurable(_ database: GRDB.Database) throws {
  try database.execute(sql: "PRAGMA synchronous = FULL")
  let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
  guard level == 2 else {
    throw StorageFault(.other, "PRAGMA synchronous is \(level ?? -1) and not 2 (FULL)")
  }
}

/// SQLite gives its log and index the mode of the database file.
private func makePrivateFile(_ path: String) throws {
  let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw StorageFault(errno: errno, "open", path) }
  close(descriptor)
}
