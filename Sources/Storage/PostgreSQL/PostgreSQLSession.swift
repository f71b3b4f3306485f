import Foundation

/// What one thread of the pool keeps: its connection, and how a transaction is run on it.
final class PostgreSQLSession {
  private let pulse: PostgreSQLPulse
  private let statementSeconds: Int
  private var connection: PostgreSQLConnection?

  init(pulse: PostgreSQLPulse, statementSeconds: Int) {
    (self.pulse, self.statementSeconds) = (pulse, statementSeconds)
  }

  /// What a transaction is for.
  enum Purpose {
    case read
    case write
    /// A write without any limit on its time.
    case unhurriedWrite
  }

  func run<T>(_ purpose: Purpose, _ body: (any Transaction) throws -> T) throws -> T {
    var (conflicts, losses) = (0, 0)
    while true {
      do {
        return try once(purpose, body)
      } catch let lost as ConnectionLost {
        connection = nil
        if lost.isAfterCommit && purpose != .read { throw CommitUnknown() }
        losses += 1
        if losses > 1 { throw lost.fault }
      } catch let conflict as TransactionConflict {
        conflicts += 1
        if conflicts >= 12 { throw conflict.fault }
        // A random pause, longer each time, so that the same two do not meet again.
        Thread.sleep(forTimeInterval: .random(in: 0.001...0.005) * Double(1 << min(conflicts, 6)))
      }
    }
  }

  func runAlone(_ sql: SQL) throws {
    let connection = try opened()
    connection.patienceSeconds = nil
    do { try connection.runAlone(sql) } catch let lost as ConnectionLost { throw lost.fault }
  }

  func close() { connection = nil }

  private func once<T>(_ purpose: Purpose, _ body: (any Transaction) throws -> T) throws -> T {
    let connection = try opened()
    connection.patienceSeconds = purpose == .unhurriedWrite ? nil : statementSeconds + 5
    do {
      switch purpose {
      case .read: try connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      case .write: try connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
      case .unhurriedWrite:
        try connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
        try connection.run("SET LOCAL statement_timeout = 0")
        try connection.run("SET LOCAL idle_in_transaction_session_timeout = 0")
      }
      let value = try body(PostgreSQLTransaction(connection: connection))
      try connection.commit()
      return value
    } catch {
      // The body may have put an error of its own in place of one that asks for another run.
      if let lost = connection.fault as? ConnectionLost { throw lost }
      let conflict = connection.fault as? TransactionConflict
      try connection.rollback()
      throw conflict ?? error
    }
  }

  private func opened() throws -> PostgreSQLConnection {
    if let connection { return connection }
    let opened = try PostgreSQLConnection(pulse: pulse, statementSeconds: statementSeconds)
    connection = opened
    return opened
  }
}

/// One body's view of the transaction that is open on a connection.
private struct PostgreSQLTransaction: Transaction {
  let dialect = Dialect.postgresql
  let connection: PostgreSQLConnection

  func rows(_ sql: SQL) throws -> [Row] { try connection.rows(sql) }
  func run(_ sql: SQL) throws { try connection.run(sql) }
}

/// The connection is gone or silent; what was open on it is rolled back by the server, unless
/// COMMIT was on its way.
struct ConnectionLost: Error {
  let message: String
  var isAfterCommit = false
  var fault: StorageFault { StorageFault(.unreachable, message) }
}

/// Two transactions stood in each other's way (40001, 40P01); the one that hears it runs again.
struct TransactionConflict: Error {
  let fault: StorageFault
}
