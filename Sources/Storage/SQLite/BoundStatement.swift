import GRDB
import GRDBSQLite

/// A prepared statement while it runs: bound, stepped and reset by SQLite's own functions.
///
/// GRDB keeps the connection. Its own arguments and rows stay out of the way: they cost several
/// times what SQLite itself does for a row (docs/performance.md).
struct BoundStatement {
  private let raw: OpaquePointer
  private let connection: GRDB.Database

  init(
    _ sql: SQL, on connection: GRDB.Database, among statements: PreparedStatements.Table
  ) throws {
    self.connection = connection
    raw = try statements.statement(sql.text, on: connection)
    // One that was left in the middle, by a fault, begins anew.
    sqlite3_reset(raw)
    let values = try sql.storableValues()
    // Placeholders are numbered as they appear, each once, so a value's place is its number.
    guard sqlite3_bind_parameter_count(raw) == Int32(values.count) else {
      throw StorageFault(.other, "\(values.count) values for another number of marks")
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
  }

  /// Runs it to its end; its rows, in order.
  func rows() throws -> [Row] {
    var rows: [Row] = []
    try run { rows.append(try row()) }
    return rows
  }

  /// Runs it to its end; its rows are of no interest.
  func run() throws { try run {} }

  private func run(_ found: () throws -> Void) throws {
    defer {
      sqlite3_reset(raw)
      // Large values are not held until the statement is used again.
      sqlite3_clear_bindings(raw)
    }
    while true {
      switch sqlite3_step(raw) {
      case SQLITE_ROW: try found()
      case SQLITE_DONE: return
      case let code: throw fault(code)
      }
    }
  }

  private func bind(_ value: SQL.Value, at index: Int32) throws {
    let code =
      switch value {
      case .integer(let integer): sqlite3_bind_int64(raw, index, integer)
      case .null: sqlite3_bind_null(raw, index)
      case .text(let text): bind(text, at: index)
      case .bytes(let bytes): bind(bytes, at: index)
      }
    guard code == SQLITE_OK else { throw fault(code) }
  }

  private func bind(_ text: String, at index: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // Trap: a NULL pointer would bind NULL, and an empty text may have one.
        guard let start = characters.baseAddress else {
          return sqlite3_bind_text(raw, index, "", 0, copied)
        }
        return sqlite3_bind_text(raw, index, start, Int32(characters.count), copied)
      }
    }
  }

  private func bind(_ bytes: [UInt8], at index: Int32) -> Int32 {
    bytes.withUnsafeBytes { memory in
      guard let start = memory.baseAddress, memory.count > 0 else {
        return sqlite3_bind_zeroblob(raw, index, 0)
      }
      return sqlite3_bind_blob(raw, index, start, Int32(memory.count), copied)
    }
  }

  private func row() throws -> Row {
    let width = sqlite3_column_count(raw)
    var columns: [SQL.Value] = []
    columns.reserveCapacity(Int(width))
    for index in 0..<width { columns.append(try value(at: index)) }
    return Row(columns)
  }

  private func value(at index: Int32) throws -> SQL.Value {
    switch sqlite3_column_type(raw, index) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(raw, index))
    case SQLITE_TEXT:
      // The text first, then its length: SQLite asks for this order.
      let start = sqlite3_column_text(raw, index)
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index)))
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(raw, index)
      let bytes = UnsafeRawBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(raw, index)))
      return .bytes(Array(bytes))
    default: throw StorageFault(.unfit, "a REAL column: amounts and shares are whole numbers")
    }
  }

  private func fault(_ code: Int32) -> DatabaseError { sqliteFault(code, connection) }
}

/// Tells SQLite to copy what is bound: SQLITE_TRANSIENT, a macro that Swift does not see.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
