/// A JSON value. An object keeps the order of its members and never holds a name twice.
///
/// Trap: it takes no `nil` literal on purpose: `isNull ? nil : value` would be `.null`, not
/// nothing.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public let name: String
    public let value: JSON
    public init(_ name: String, _ value: JSON) { (self.name, self.value) = (name, value) }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// The text, or `null` for none.
  public init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  /// The number, or `null` for none.
  public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  /// RFC 3339, or `null` for none.
  public init(_ instant: Instant?) { self.init(instant?.rfc3339) }
  /// `YYYY-MM-DD`, or `null` for none.
  public init(_ day: Day?) { self.init(day?.iso) }

  /// An object without the members whose value is `nil`.
  public static func present(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }
}

extension JSON {
  /// The member called `name`; `nil` when this is no object or has none. A `null` member is
  /// `.null`.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public var text: String? { if case .string(let text) = self { text } else { nil } }
  public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
  public var int: Int? { integer.map { Int($0) } }
  public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  public var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  public var isNull: Bool { self == .null }
}
