import Foundation
import Ground
import Web

/// A second reading of JSON Schema, as far as we publish it: judges values by the schema alone.
struct SchemaReader {
  let components: [JSON.Member]

  func accepts(_ value: JSON, _ schema: JSON) -> Bool {
    (schema.members ?? []).allSatisfy { holds($0.name, $0.value, value, schema) }
  }

  private func holds(_ keyword: String, _ rule: JSON, _ value: JSON, _ schema: JSON) -> Bool {
    switch keyword {
    case "$ref":
      let name = rule.text?.split(separator: "/").last.map(String.init)
      return accepts(value, components.first { $0.name == name }?.value ?? false)
    case "type": return isType(rule.text ?? "", value)
    case "const": return value == rule
    case "enum": return rule.elements?.contains(value) == true
    case "anyOf": return rule.elements?.contains { accepts(value, $0) } == true
    case "oneOf": return rule.elements?.count { accepts(value, $0) } == 1
    case "minLength": return value.text.map { $0.unicodeScalars.count >= rule.int! } ?? true
    case "maxLength": return value.text.map { $0.unicodeScalars.count <= rule.int! } ?? true
    case "pattern": return value.text.map { matches($0, rule.text!) } ?? true
    case "format": return value.text.map { hasFormat($0, rule.text!) } ?? true
    case "minimum": return number(value).map { $0 >= Double(rule.integer!) } ?? true
    case "maximum": return number(value).map { $0 <= Double(rule.integer!) } ?? true
    case "minItems": return value.elements.map { $0.count >= rule.int! } ?? true
    case "maxItems": return value.elements.map { $0.count <= rule.int! } ?? true
    case "items": return value.elements?.allSatisfy { accepts($0, rule) } ?? true
    case "maxProperties": return value.members.map { $0.count <= rule.int! } ?? true
    case "required":
      return value.members == nil || rule.elements!.allSatisfy { value[$0.text!] != nil }
    case "properties":
      return (value.members ?? []).allSatisfy { member in
        rule[member.name].map { accepts(member.value, $0) } ?? true
      }
    case "additionalProperties":
      let named = Set(schema["properties"]?.members?.map(\.name) ?? [])
      let others = (value.members ?? []).filter { !named.contains($0.name) }
      return rule == false ? others.isEmpty : others.allSatisfy { accepts($0.value, rule) }
    default: return keyword == "description"
    }
  }

  private func isType(_ type: String, _ value: JSON) -> Bool {
    switch type {
    case "object": value.members != nil
    case "array": value.elements != nil
    case "string": value.text != nil
    case "boolean": value.bool != nil
    case "null": value.isNull
    case "number": number(value) != nil
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }

  private func number(_ value: JSON) -> Double? {
    if case .number(let number) = value { return number }
    return value.integer.map { Double($0) }
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    // A pattern that a stranger cannot read fits nothing, and the comparison fails.
    guard let regex = try? NSRegularExpression(pattern: pattern) else { return false }
    return regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  private func hasFormat(_ text: String, _ format: String) -> Bool {
    format == "date" ? Day(iso: text) != nil : Instant(rfc3339: text) != nil
  }
}

/// Draws shapes, and values that fit them or nearly do.
struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func shape(_ depth: Int) -> Shape {
    switch roll(depth > 0 ? 16 : 10) {
    case 0: return .string(min: roll(2), max: 1 + roll(4))
    case 1: return .string(max: 6, format: [.line, .filled, .digits, .email][roll(4)])
    case 2: return .enumeration(["a", "b"])
    case 3: return .integer(min: Int64(roll(3)), max: Int64(3 + roll(3)))
    case 4: return .boolean
    case 5: return .day
    case 6: return .partialDate
    case 7: return .money
    case 8: return .decimalText
    case 9: return .number
    case 10: return .array(of: shape(depth - 1), min: roll(2), max: 2)
    case 11: return .nullable(shape(depth - 1))
    case 12: return .map(of: shape(depth - 1), max: 2)
    case 13: return .named("N\(state)", shape(depth - 1))
    case 14:
      return .tagged(by: "act", [Variant("a", fields(depth - 1)), Variant("b", fields(depth - 1))])
    default: return .object(fields(depth - 1))
    }
  }

  private mutating func fields(_ depth: Int) -> [Field] {
    ["x", "y"].prefix(1 + roll(2)).map {
      Field($0, shape(depth), roll(2) == 0 ? .required : .optional)
    }
  }

  mutating func value(_ shape: Shape) -> JSON {
    if roll(14) == 0 { return stray() }
    switch shape {
    case .string, .enumeration, .constant, .ulid, .sha256: return .string(text())
    case .integer, .money: return roll(6) == 0 ? .number(Double(roll(5))) : .integer(Int64(roll(7)))
    case .number: return .number(Double(roll(9)) / 2)
    case .boolean: return .bool(roll(2) == 0)
    case .day, .instant, .partialDate:
      return .string(["2024-02-29", "2023-02-29", "1990", "1990-13", "1990-02"][roll(5)])
    case .decimalText: return .string(["1", "-0.5", "1.", "78.38", "x"][roll(5)])
    case .array(let element, _, _): return .array((0..<(1 + roll(2))).map { _ in value(element) })
    case .object(let fields): return object(fields, [])
    case .tagged(let name, let variants):
      let variant = variants[roll(variants.count)]
      return object(variant.fields, [.init(name, .string(roll(9) == 0 ? "c" : variant.tag))])
    case .either(let shapes): return value(shapes[roll(shapes.count)])
    case .nullable(let inner): return roll(2) == 0 ? .null : value(inner)
    case .anyObject: return [:]
    case .map(let element, _):
      return .object((0..<roll(3)).map { .init("k\($0)", value(element)) })
    case .named(_, let inner): return value(inner)
    }
  }

  private mutating func object(_ fields: [Field], _ first: [JSON.Member]) -> JSON {
    var members = first
    for field in fields where roll(6) > 0 { members.append(.init(field.name, value(field.shape))) }
    if roll(12) == 0 { members.append(.init("stray", 1)) }
    return .object(members)
  }

  private mutating func text() -> String {
    ["", "a", "b", "12", "ab\n", "  ", "đ👍", "e\u{301}e\u{301}", "a@b.c", "a\tb", "12345", "12\n"][
      roll(12)]
  }

  private mutating func stray() -> JSON { [.null, 1, "x", [], [:], true, .number(0.5)][roll(7)] }
}
