import Foundation

/// A PostgreSQL database behind a pool: as many threads as connections, each thread with its own,
/// opened when it is first needed and again after it was lost.
///
/// A body that meets a deadlock or a serialization failure is run again, as is one whose connection
/// was lost before COMMIT was sent.
public final class PostgreSQLDatabase: Database {
  public let dialect = Dialect.postgresql
  private let queue: JobQueue<@Sendable (PostgreSQLSession) -> Void>

  /// `url` is anything that libpq takes: `postgres://user:password@host:port/name`, several hosts,
  /// `?options=…`. Fails when the server does not answer now.
  ///
  /// `statementSeconds` limits each statement on the server; a server that stays silent for five
  /// seconds longer counts as lost, and one that takes no connections after two seconds.
  public init(url: String, connections: Int = 16, statementSeconds: Int = 30) async throws {
    queue = JobQueue(threads: connections)
    let pulse = PostgreSQLPulse(url: url)
    for number in 1...connections {
      let thread = Thread { [queue] in
        let session = PostgreSQLSession(pulse: pulse, statementSeconds: statementSeconds)
        while let jobs = queue.take(atMost: 1) { for job in jobs { job(session) } }
        session.close()
        queue.leave()
      }
      thread.name = "postgresql \(number)"
      thread.start()
    }
    do {
      _ = try await read { transaction in try transaction.rows("SELECT 1") }
    } catch {
      queue.shut()
      throw error
    }
  }

  deinit { queue.shut() }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await onSession { session in try session.run(.read, body) }
  }

  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await onSession { session in try session.run(.write, body) }
  }

  /// A write without any limit on its time.
  func writeUnhurried<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await onSession { session in try session.run(.unhurriedWrite, body) }
  }

  public func close() async throws { await queue.close() }

  /// Runs one statement on a connection of its own, outside any transaction: for what PostgreSQL
  /// refuses inside one, such as CREATE DATABASE.
  public static func runAlone(_ sql: SQL, url: String) async throws {
    let alone = try await PostgreSQLDatabase(url: url, connections: 1)
    do {
      try await alone.onSession { session in try session.runAlone(sql) }
    } catch {
      try await alone.close()
      throw error
    }
    try await alone.close()
  }

  private func onSession<T: Sendable>(
    _ work: @escaping @Sendable (PostgreSQLSession) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try queue.add { session in
          continuation.resume(with: Result { try work(session) })
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }
}
