import GRDB

/// One body's view of an open SQLite transaction.
final class SQLiteTransaction: Transaction {
  let dialect = Dialect.sqlite
  private let database: GRDB.Database
  private let statements: PreparedStatements.Table
  /// The first fault of a statement. PostgreSQL keeps nothing after one, so neither does this.
  private(set) var fault: (any Error)?

  init(_ database: GRDB.Database, _ statements: PreparedStatements) {
    (self.database, self.statements) = (database, statements.table(of: database))
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try keepingFault { try BoundStatement(sql, on: database, among: statements).rows() }
  }

  func run(_ sql: SQL) throws {
    try keepingFault { try BoundStatement(sql, on: database, among: statements).run() }
  }

  private func keepingFault<T>(_ work: () throws -> T) throws -> T {
    if let fault { throw fault }
    do {
      return try work()
    } catch {
      let error = storageError(error)
      fault = error
      throw error
    }
  }
}

/// The house's error for one of SQLite's; any other error as it is.
func storageError(_ error: any Error) -> any Error {
  guard let error = error as? DatabaseError else { return error }
  let message = error.message ?? error.resultCode.description
  switch error.extendedResultCode {
  case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
    return ConstraintBroken(kind: .unique, message: message)
  case .SQLITE_CONSTRAINT_CHECK: return ConstraintBroken(kind: .check, message: message)
  case .SQLITE_CONSTRAINT_FOREIGNKEY: return ConstraintBroken(kind: .foreignKey, message: message)
  case .SQLITE_CONSTRAINT_NOTNULL: return ConstraintBroken(kind: .notNull, message: message)
  default: break
  }
  let kind: StorageFault.Kind =
    switch error.resultCode {
    case .SQLITE_FULL: .full
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_CANTOPEN: .unreachable
    case .SQLITE_MISUSE where message == "Connection is closed": .closed
    default: .other
    }
  return StorageFault(kind, code: String(error.extendedResultCode.rawValue), message)
}
