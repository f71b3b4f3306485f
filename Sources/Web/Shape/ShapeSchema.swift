public import Ground

/// Collects named shapes while schemas are written, so that each is published once.
public struct SchemaWriter: Sendable {
  /// Which way the value travels: what comes in must have no unknown member, what goes out may
  /// gain members later (contract: "unknown output fields must be tolerated").
  public enum Direction: Sendable { case input, output }

  /// Published components, in the order in which they were met.
  public private(set) var components: [JSON.Member] = []
  private var seen: [String: Shape] = [:]
  private let direction: Direction

  public init(_ direction: Direction) { self.direction = direction }

  /// JSON Schema 2020-12 for `shape`; named parts become references.
  public mutating func schema(_ shape: Shape) -> JSON {
    switch shape {
    case .named(let name, let inner): return reference(name, inner)
    case .array(let element, let low, let high):
      return .object([
        .init("type", "array"), .init("items", schema(element)), .init("minItems", JSON(low)),
        .init("maxItems", JSON(high)),
      ])
    case .object(let fields): return object(fields)
    case .tagged(let name, let variants):
      return .object([
        .init("oneOf", .array(variants.map { object($0.fields, tag: (name, $0.tag)) }))
      ])
    case .either(let shapes): return .object([.init("anyOf", .array(shapes.map { schema($0) }))])
    case .nullable(let inner):
      return .object([.init("anyOf", .array([schema(inner), ["type": "null"]]))])
    case .map(let element, let high):
      return .object([
        .init("type", "object"), .init("additionalProperties", schema(element)),
        .init("maxProperties", JSON(high)),
      ])
    case .string, .enumeration, .constant, .integer, .number, .boolean, .day, .instant,
      .partialDate, .ulid, .sha256, .money, .decimalText, .anyObject:
      return scalarSchema(shape)
    }
  }

  private mutating func reference(_ name: String, _ inner: Shape) -> JSON {
    let published = direction == .input ? name + "Input" : name
    if let before = seen[published] {
      precondition(before == inner, "two shapes are named \(name)")
    } else {
      seen[published] = inner
      components.append(.init(published, schema(inner)))
    }
    return ["$ref": .string("#/components/schemas/" + published)]
  }

  private mutating func object(
    _ fields: [Field], tag: (name: String, word: String)? = nil
  ) -> JSON {
    var properties: [JSON.Member] = []
    if let tag {
      properties.append(.init(tag.name, ["type": "string", "const": .string(tag.word)]))
    }
    for field in fields {
      var schema = self.schema(field.shape)
      if !field.about.isEmpty, case .object(let members) = schema {
        schema = .object(members + [.init("description", .string(field.about))])
      }
      properties.append(.init(field.name, schema))
    }
    let required =
      (tag.map { [$0.name] } ?? [])
      + fields.filter { $0.presence == .required }.map(\.name)
    var members: [JSON.Member] = [
      .init("type", "object"), .init("properties", .object(properties)),
    ]
    if !required.isEmpty { members.append(.init("required", .array(required.map { .string($0) }))) }
    if direction == .input { members.append(.init("additionalProperties", false)) }
    return .object(members)
  }
}

private func scalarSchema(_ shape: Shape) -> JSON {
  switch shape {
  case .string(let low, let high, let format):
    return [
      "type": "string", "minLength": JSON(low), "maxLength": JSON(high),
      "pattern": .string(format.pattern.regex),
    ]
  case .enumeration(let words):
    return ["type": "string", "enum": .array(words.map { .string($0) })]
  case .constant(let word): return ["type": "string", "const": .string(word)]
  case .integer(let low, let high):
    return ["type": "integer", "minimum": .integer(low), "maximum": .integer(high)]
  case .money: return ["type": "integer", "minimum": 0, "maximum": 1_000_000_000_000_000]
  case .number: return ["type": "number"]
  case .boolean: return ["type": "boolean"]
  case .day: return ["type": "string", "format": "date"]
  case .instant: return ["type": "string", "format": "date-time"]
  case .partialDate:
    return [
      "anyOf": [
        ["type": "string", "format": "date"],
        ["type": "string", "pattern": .string(ScalarPattern.yearOrMonth.regex)],
      ]
    ]
  case .ulid: return ["type": "string", "pattern": .string(ScalarPattern.ulid.regex)]
  case .sha256: return ["type": "string", "pattern": .string(ScalarPattern.sha256.regex)]
  case .decimalText: return ["type": "string", "pattern": .string(ScalarPattern.decimal.regex)]
  case .anyObject(let members, _): return ["type": "object", "maxProperties": JSON(members)]
  case .array, .object, .tagged, .either, .nullable, .map, .named: return [:]
  }
}
