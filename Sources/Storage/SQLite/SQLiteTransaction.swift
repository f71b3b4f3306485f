import Foundation
import GRDB

/// One body's view of an open SQLite transaction.
final class SQLiteTransaction: Transaction {
  let dialect = Dialect.sqlite
  private let database: GRDB.Database
  /// The first fault of a statement. PostgreSQL keeps nothing after one, so neither does this.
  private(set) var fault: (any Error)?

  init(_ database: GRDB.Database) { self.database = database }

  func rows(_ sql: SQL) throws -> [Row] {
    try keepingFault {
      let cursor = try GRDB.Row.fetchCursor(bound(sql))
      var rows: [Row] = []
      while let row = try cursor.next() { rows.append(Row(try row.databaseValues.map(value))) }
      return rows
    }
  }

  func run(_ sql: SQL) throws {
    try keepingFault { try bound(sql).execute() }
  }

  private func bound(_ sql: SQL) throws -> Statement {
    let statement = try database.cachedStatement(sql: sql.text)
    var arguments: [String: (any DatabaseValueConvertible)?] = [:]
    for (index, value) in try sql.storableValues().enumerated() {
      arguments[String(index + 1)] = argument(value)
    }
    try statement.setArguments(StatementArguments(arguments))
    return statement
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

private func argument(_ value: SQL.Value) -> any DatabaseValueConvertible {
  switch value {
  case .text(let text): text
  case .integer(let integer): integer
  case .bytes(let bytes): Data(bytes)
  case .null: DatabaseValue.null
  }
}

private func value(_ found: DatabaseValue) throws -> SQL.Value {
  switch found.storage {
  case .null: .null
  case .int64(let integer): .integer(integer)
  case .string(let text): .text(text)
  case .blob(let bytes): .bytes(Array(bytes))
  case .double: throw StorageFault(.unfit, "a REAL column: amounts and shares are whole numbers")
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
