public import Ground

/// A statement and its bound values. Interpolating a value binds it; text never reaches SQL.
public struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The statement with marks `$1 … $n`, in the order of `values`.
  public private(set) var text: String
  public private(set) var values: [Value]

  public enum Value: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    case bytes([UInt8])
    case null
  }

  public init(stringLiteral value: String) { (text, values) = (value, []) }
  public init(stringInterpolation i: Interpolation) { (text, values) = (i.text, i.values) }

  public struct Interpolation: StringInterpolationProtocol {
    var text = ""
    var values: [Value] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 3)
      values.reserveCapacity(interpolationCount)
    }
    public mutating func appendLiteral(_ literal: String) { text += literal }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some SQLValue) {
      values.append(value.sqlValue)
      text += mark(values.count)
    }

    /// Binds a value, or NULL for none.
    public mutating func appendInterpolation(_ value: (some SQLValue)?) {
      values.append(value?.sqlValue ?? .null)
      text += mark(values.count)
    }

    /// Joins another statement's text and values, renumbering its marks.
    public mutating func appendInterpolation(_ part: SQL) {
      text += part.renumbered(from: values.count)
      values += part.values
    }

    /// Binds each value, with commas between: for `IN (…)`. An empty list is a programmer's
    /// mistake.
    public mutating func appendInterpolation(list: [some SQLValue]) {
      precondition(!list.isEmpty, "IN () is no SQL")
      for (index, value) in list.enumerated() {
        if index > 0 { text += ", " }
        appendInterpolation(value)
      }
    }
  }

  /// The parts one after the other with `separator` between them.
  public static func joined(_ parts: [SQL], by separator: SQL) -> SQL {
    var out = Interpolation(
      literalCapacity: parts.reduce(0) { $0 + $1.text.utf8.count + separator.text.utf8.count },
      interpolationCount: parts.reduce(0) { $0 + $1.values.count })
    for (index, part) in parts.enumerated() {
      if index > 0 { out.appendInterpolation(separator) }
      out.appendInterpolation(part)
    }
    return SQL(stringInterpolation: out)
  }

  private func renumbered(from offset: Int) -> String {
    guard offset > 0, !values.isEmpty else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + values.count * 2)
    var number: Int?
    for byte in text.utf8 {
      if let read = number {
        if byte >= 48, byte <= 57 {
          number = read * 10 + Int(byte - 48)
          continue
        }
        out.append(contentsOf: read == 0 ? "$".utf8 : mark(read + offset).utf8)
        number = nil
      }
      if byte == UInt8(ascii: "$") { number = 0 } else { out.append(byte) }
    }
    if let read = number, read > 0 { out.append(contentsOf: mark(read + offset).utf8) }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Array {
  /// Parts for statements of many rows: hundreds, then tens, then one by one. So a statement has
  /// three texts instead of a hundred, and an engine that has seen them keeps them prepared.
  public func forStatements() -> [ArraySlice<Element>] {
    var parts: [ArraySlice<Element>] = []
    var rest = self[...]
    for size in [100, 10, 1] {
      while rest.count >= size {
        parts.append(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
    }
    return parts
  }
}

/// `$n`; those that every statement has are made once.
private func mark(_ number: Int) -> String {
  number < marks.count ? marks[number] : "$\(number)"
}

private let marks = (0..<64).map { "$\($0)" }

/// What can be bound in a statement.
public protocol SQLValue: Sendable { var sqlValue: SQL.Value { get } }

extension String: SQLValue { public var sqlValue: SQL.Value { .text(self) } }
extension Int: SQLValue { public var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension Int64: SQLValue { public var sqlValue: SQL.Value { .integer(self) } }
extension Bool: SQLValue { public var sqlValue: SQL.Value { .integer(self ? 1 : 0) } }
extension Array: SQLValue where Element == UInt8 {
  public var sqlValue: SQL.Value { .bytes(self) }
}
extension Instant: SQLValue { public var sqlValue: SQL.Value { .integer(milliseconds) } }
extension Day: SQLValue { public var sqlValue: SQL.Value { .text(iso) } }
extension Dong: SQLValue { public var sqlValue: SQL.Value { .integer(amount) } }
extension ID: SQLValue { public var sqlValue: SQL.Value { .text(rawValue) } }
extension SQL.Value: SQLValue { public var sqlValue: SQL.Value { self } }
