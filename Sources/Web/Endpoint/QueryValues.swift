public import Ground

/// The query parameters of a request, each of the shape its endpoint declares.
public struct QueryValues: Sendable {
  let pairs: [(name: String, value: String)]

  init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

  /// The value as sent; `nil` when the parameter is not there. An empty value is a value.
  public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  public func int(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
  public func bool(_ name: String) -> Bool? { self[name].map { $0 == "true" } }
  public func day(_ name: String) -> Day? { self[name].flatMap { Day(iso: $0) } }
  public func instant(_ name: String) -> Instant? { self[name].flatMap { Instant(rfc3339: $0) } }

  /// How many items a page holds: 1…500, 50 when nothing was said.
  public var limit: Int { min(500, max(1, int("limit") ?? 50)) }

  /// What the cursor names; `nil` on the first page. Refuses: `EdgeRefused.shape`.
  public func after() throws(EdgeRefused) -> [JSON]? {
    guard let text = self["after"] else { return nil }
    guard let parts = Cursor.parts(text) else {
      throw .shape([
        RefusedPlace(pointer: "after", code: "shape.cursor", detail: Cursor.advice)
      ])
    }
    return parts
  }
}

extension QueryParameter {
  /// What is wrong with `text` as this parameter; `nil` when it fits.
  func trouble(_ text: String) -> RefusedPlace? {
    var checker = ShapeChecker(tolerant: false)
    _ = checker.take(value(text), as: shape, at: "")
    return checker.places.first.map {
      RefusedPlace(pointer: name, code: $0.code, detail: $0.detail)
    }
  }

  /// Text as the JSON value that it stands for: a number only where a number is asked for.
  private func value(_ text: String) -> JSON {
    switch shape {
    case .integer, .money:
      let number = Int64(text)
      return number.map(String.init) == text ? .integer(number ?? 0) : .string(text)
    case .boolean: return ["true": true, "false": false][text] ?? .string(text)
    case .string, .enumeration, .constant, .number, .day, .instant, .partialDate, .ulid, .sha256,
      .decimalText, .array, .object, .tagged, .either, .nullable, .anyObject, .map, .named:
      return .string(text)
    }
  }
}

/// Reads `a=1&b=2` with percent escapes and `+`; `nil` when it is not UTF-8 or an escape is broken.
func formPairs(_ text: String) -> [(name: String, value: String)]? {
  var pairs: [(name: String, value: String)] = []
  for piece in text.split(separator: "&") {
    let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = percentDecoded(halves[0], plusIsSpace: true),
      let value = percentDecoded(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
    else { return nil }
    pairs.append((name, value))
  }
  return pairs
}

/// Text without percent escapes; `nil` when an escape is broken or the bytes are not UTF-8.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
  var out: [UInt8] = []
  var bytes = text.utf8.makeIterator()
  while let byte = bytes.next() {
    if byte == UInt8(ascii: "%") {
      guard let high = bytes.next(), let low = bytes.next(),
        let decoded = unhex(String(decoding: [high, low], as: UTF8.self))
      else { return nil }
      out.append(decoded[0])
    } else {
      out.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
    }
  }
  return String(validating: out, as: UTF8.self)
}
