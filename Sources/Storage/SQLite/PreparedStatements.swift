import GRDB
import GRDBSQLite
import Synchronization

/// The prepared statements of every connection to one file.
///
/// GRDB has a cache of its own; but it lists the names of all parameters of each new statement,
/// which for an insert of a hundred rows takes longer than the insert. A class because it guards
/// the tables by connection.
final class PreparedStatements: Sendable {
  private let tables = Mutex<[ObjectIdentifier: Table]>([:])

  /// The statements of a connection that is held by the caller.
  func table(of connection: GRDB.Database) -> Table {
    let id = ObjectIdentifier(connection)
    return tables.withLock { tables in
      if let known = tables[id] { return known }
      let table = Table()
      tables[id] = table
      return table
    }
  }

  /// Gives back what SQLite holds for them; before the connections are closed.
  func finalize() {
    let all = tables.withLock { tables in
      defer { tables = [:] }
      return Array(tables.values)
    }
    for table in all { table.finalize() }
  }

  deinit { finalize() }

  /// The statements of one connection, by their text. Whoever holds the connection uses it alone;
  /// its lock is there because connections wander between threads.
  final class Table: Sendable {
    /// Statements as numbers: a pointer is nothing that may wander.
    private let known = Mutex<[String: Int]>([:])

    /// With more than this the table begins anew: inserts of many rows have many texts.
    static let limit = 400

    func statement(_ text: String, on connection: GRDB.Database) throws -> OpaquePointer {
      if let found = known.withLock({ $0[text] }).flatMap({ OpaquePointer(bitPattern: $0) }) {
        return found
      }
      let statement = try prepared(text, connection)
      if known.withLock({ $0.count }) >= Table.limit { finalize() }
      known.withLock { $0[text] = Int(bitPattern: statement) }
      return statement
    }

    func finalize() {
      let all = known.withLock { known in
        defer { known = [:] }
        return Array(known.values)
      }
      for number in all { sqlite3_finalize(OpaquePointer(bitPattern: number)) }
    }
  }
}

private func prepared(_ text: String, _ connection: GRDB.Database) throws -> OpaquePointer {
  var statement: OpaquePointer?
  let code = numbered(text).withUnsafeBufferPointer { bytes in
    bytes.withMemoryRebound(to: CChar.self) { characters in
      sqlite3_prepare_v3(
        connection.sqliteConnection, characters.baseAddress, Int32(characters.count),
        UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    }
  }
  guard code == SQLITE_OK else { throw sqliteFault(code, connection) }
  guard let statement else { throw StorageFault(.other, "a statement without words") }
  return statement
}

/// `$1` as `?1`: to SQLite the former is a name, looked for among all others.
private func numbered(_ text: String) -> [UInt8] {
  var bytes = Array(text.utf8)
  for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "$") {
    if (48...57).contains(bytes[index + 1]) { bytes[index] = UInt8(ascii: "?") }
  }
  return bytes
}

/// What SQLite said last on this connection.
func sqliteFault(_ code: Int32, _ connection: GRDB.Database) -> DatabaseError {
  let message = sqlite3_errmsg(connection.sqliteConnection).map { String(cString: $0) }
  return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
}
