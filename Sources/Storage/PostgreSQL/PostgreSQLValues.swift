import CLibPQ

/// Type numbers of PostgreSQL. Source: its catalogue, pg_type.dat; they never change.
private enum TypeNumber {
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let float4: Oid = 700
  static let float8: Oid = 701
  static let numeric: Oid = 1700
  /// The server works it out.
  static let unsaid: Oid = 0
}

extension SQL.Value {
  /// The type to announce for a parameter; `nil` for NULL, which fits any.
  var parameterType: Oid? {
    switch self {
    case .text: TypeNumber.unsaid
    case .integer: TypeNumber.int8
    case .bytes: TypeNumber.bytea
    case .null: nil
    }
  }
}

/// A statement as the server keeps it.
struct PreparedStatement {
  let name: String
  let types: [Oid]

  /// Where a value is NULL, the type that the text had before stays.
  init(name: String, types: [Oid?], replacing known: PreparedStatement?) {
    self.name = name
    self.types = types.enumerated().map { index, type in
      type ?? known?.types[index] ?? TypeNumber.unsaid
    }
  }

  func takes(_ wanted: [Oid?]) -> Bool {
    zip(wanted, types).allSatisfy { $0 == nil || $0 == $1 }
  }
}

/// Bound values as libpq wants them: bytes as they are, everything else as text.
struct PostgreSQLParameters {
  private var arena: [UInt8] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [SQL.Value]) {
    for value in values {
      let start = arena.count
      switch value {
      case .text(let text): append(Array(text.utf8), from: start, format: 0)
      case .integer(let integer): append(Array(String(integer).utf8), from: start, format: 0)
      case .bytes(let bytes): append(bytes, from: start, format: 1)
      case .null: append([], from: nil, format: 0)
      }
    }
  }

  private mutating func append(_ bytes: [UInt8], from start: Int?, format: Int32) {
    arena += bytes + [0]
    starts.append(start)
    lengths.append(Int32(bytes.count))
    formats.append(format)
  }

  func withPointers<T>(
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> T
  ) -> T {
    arena.withUnsafeBytes { memory in
      let base = memory.bindMemory(to: CChar.self).baseAddress
      let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
      return body(pointers, lengths, formats)
    }
  }
}

/// Every row of an answer, its columns by their PostgreSQL type.
func decodedRows(_ result: OpaquePointer) throws -> [Row] {
  let width = PQnfields(result)
  let types = (0..<width).map { PQftype(result, $0) }
  return try (0..<PQntuples(result)).map { line in
    Row(
      try (0..<width).map { column in
        if PQgetisnull(result, line, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
          start: PQgetvalue(result, line, column), count: Int(PQgetlength(result, line, column)))
        return try decoded(bytes, types[Int(column)])
      })
  }
}

private func decoded(_ bytes: UnsafeRawBufferPointer, _ type: Oid) throws -> SQL.Value {
  let text = String(decoding: bytes, as: UTF8.self)
  switch type {
  case TypeNumber.int8, TypeNumber.int2, TypeNumber.int4:
    guard let integer = Int64(text) else { throw StorageFault(.unfit, "an integer not in digits") }
    return .integer(integer)
  case TypeNumber.numeric: return Int64(text).map { .integer($0) } ?? .text(text)
  case TypeNumber.bool: return .integer(text == "t" ? 1 : 0)
  case TypeNumber.bytea: return .bytes(unescaped(bytes))
  case TypeNumber.float4, TypeNumber.float8:
    throw StorageFault(.unfit, "a floating-point column: amounts and shares are whole numbers")
  default: return .text(text)
  }
}

/// The bytes that `\x…` spells.
private func unescaped(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
  stride(from: 2, to: bytes.count - 1, by: 2).map { nibble(bytes[$0]) << 4 | nibble(bytes[$0 + 1]) }
}

private func nibble(_ digit: UInt8) -> UInt8 { digit <= 57 ? digit - 48 : digit - 87 }

/// The house's error for a failed statement.
func serverError(_ result: OpaquePointer) -> any Error {
  let code = field(result, "C") ?? ""
  // Only the primary message: the detail quotes values of rows, which no log may hold. Errors of
  // class 22 quote the value even there.
  let message = code.hasPrefix("22") ? "a value does not fit" : field(result, "M") ?? "no message"
  switch code {
  case "23505": return ConstraintBroken(kind: .unique, message: message)
  case "23514": return ConstraintBroken(kind: .check, message: message)
  case "23503": return ConstraintBroken(kind: .foreignKey, message: message)
  case "23502": return ConstraintBroken(kind: .notNull, message: message)
  case "40001", "40P01":
    return TransactionConflict(fault: StorageFault(.busy, code: code, message))
  // The server ends the connection, or says nothing at all because it is gone.
  case "57P01", "57P02", "57P03", "25P03", "": return ConnectionLost(message: message)
  case "53100": return StorageFault(.full, code: code, message)
  case "55P03", "57014", "53300": return StorageFault(.busy, code: code, message)
  default: return StorageFault(.other, code: code, message)
  }
}

/// A field of an error, by the letter that libpq-fe.h gives it (PG_DIAG_…).
private func field(_ result: OpaquePointer, _ letter: Unicode.Scalar) -> String? {
  PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
}
