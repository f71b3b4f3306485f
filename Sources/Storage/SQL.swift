public import Ground

/// A statement and its bound values. Interpolating a value binds it; text never reaches SQL.
public struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The statement with placeholders `$1 … $n`, in the order of `values`.
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
      text += "$\(values.count)"
    }

    /// Binds a value, or NULL for none.
    public mutating func appendInterpolation(_ value: (some SQLValue)?) {
      values.append(value?.sqlValue ?? .null)
      text += "$\(values.count)"
    }

    /// Joins another statement's text and values, renumbering its placeholders.
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
    var out: SQL = ""
    for (index, part) in parts.enumerated() {
      out = index == 0 ? part : "\(out)\(separator)\(part)"
    }
    return out
  }

  private func renumbered(from offset: Int) -> String {
    guard offset > 0, !values.isEmpty else { return text }
    var out = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      let number = rest[rest.index(after: dollar)...].prefix { $0.isASCII && $0.isNumber }
      out += "$" + (Int(number).map { String($0 + offset) } ?? "")
      rest = rest[number.endIndex...]
    }
    return out + rest
  }
}

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
