/// What a JSON value must look like. One value serves twice: it checks what comes in and it is
/// published as JSON Schema 2020-12, so that the two cannot differ. Source: contract, "JSON API".
public indirect enum Shape: Sendable, Equatable {
  /// Text; lengths count Unicode scalars, as JSON Schema does.
  case string(min: Int = 0, max: Int, format: TextFormat = .any)
  /// One of these words.
  case enumeration([String])
  /// This word only.
  case constant(String)
  case integer(min: Int64 = 0, max: Int64 = 9_007_199_254_740_991)
  /// Any number; for answers, never for what is counted exactly.
  case number
  case boolean
  /// `YYYY-MM-DD`, a real day.
  case day
  /// RFC 3339 with a zone.
  case instant
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as birth dates are known.
  case partialDate
  case ulid
  /// 64 lower-case hexadecimal digits.
  case sha256
  /// Whole đồng, 0…10¹⁵.
  case money
  /// An exact decimal number as text, as `78.38`.
  case decimalText
  case array(of: Shape, min: Int = 0, max: Int = 500)
  /// These members and no others.
  case object([Field])
  /// An object whose member `by` says which of the variants it is.
  case tagged(by: String, [Variant])
  /// Any one of these fits.
  case either([Shape])
  case nullable(Shape)
  /// An object that another part checks later; only its size is bounded here.
  case anyObject(maxMembers: Int = 200, maxBytes: Int = 65_536)
  /// An object with free names, all values of one shape.
  case map(of: Shape, max: Int)
  /// A shape with a name of its own in the published components.
  case named(String, Shape)

  /// A list as the API answers it: `items` and `next`, the cursor of the next page or null.
  public static func list(of shape: Shape) -> Shape {
    .object([
      Field("items", .array(of: shape, max: 500)),
      Field("next", .nullable(.string(max: 2000)), "con trỏ của trang sau; null khi đã hết"),
    ])
  }
}

/// One member of an object.
public struct Field: Sendable, Equatable {
  /// Whether the member must be there.
  public enum Presence: Sendable { case required, optional }

  public let name: String
  public let shape: Shape
  public let presence: Presence
  public let about: String

  public init(
    _ name: String, _ shape: Shape, _ presence: Presence = .required, _ about: String = ""
  ) {
    (self.name, self.shape, self.presence, self.about) = (name, shape, presence, about)
  }

  /// A required member with a word about it.
  public init(_ name: String, _ shape: Shape, _ about: String) {
    self.init(name, shape, .required, about)
  }
}

/// One kind of a tagged object: the tag's word and the members beside the tag.
public struct Variant: Sendable, Equatable {
  public let tag: String
  public let fields: [Field]

  public init(_ tag: String, _ fields: [Field] = []) {
    (self.tag, self.fields) = (tag, fields)
  }
}
