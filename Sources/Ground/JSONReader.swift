/// Why bytes are no JSON that we take. `offset` counts bytes from 0.
public struct JSONUnreadable: Error, Sendable, Equatable {
  public let offset: Int
  public let reason: String
}

extension JSON {
  /// Reads one JSON text (RFC 8259). Stricter where the standard leaves a choice: a name stands
  /// once in an object, NUL is not taken (PostgreSQL's text has none), nesting ends at 64.
  public init(reading bytes: some Collection<UInt8>) throws(JSONUnreadable) {
    var reader = JSONReader(bytes: Array(bytes))
    self = try reader.document()
  }
}

extension JSON {
  /// Reads only these members of an object that this program wrote, and passes over the others
  /// without looking into them: for lists, which show little of much.
  public init(reading bytes: [UInt8], only names: Set<String>) throws(JSONUnreadable) {
    var reader = JSONReader(bytes: bytes)
    reader.wanted = names
    self = try reader.document()
  }
}

struct JSONReader {
  let bytes: [UInt8]
  var at = 0
  var depth = 0
  /// Of the outermost object; empty: all.
  var wanted: Set<String> = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONUnreadable) -> JSON {
    let value = try self.value()
    skipSpace()
    guard at == bytes.count else { throw unreadable("there is more after the value") }
    return value
  }

  private func unreadable(_ reason: String) -> JSONUnreadable {
    JSONUnreadable(offset: at, reason: reason)
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 32, 10, 13, 9: at += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONUnreadable) -> JSON {
    skipSpace()
    guard at < bytes.count else { throw unreadable("the text ends where a value should be") }
    switch bytes[at] {
    case UInt8(ascii: "{"):
      return try nested { reader throws(JSONUnreadable) in try reader.object() }
    case UInt8(ascii: "["):
      return try nested { reader throws(JSONUnreadable) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONUnreadable) -> JSON
  ) throws(JSONUnreadable) -> JSON {
    depth += 1
    guard depth <= 64 else { throw unreadable("nested deeper than 64") }
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONUnreadable) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw unreadable("not a JSON value") }
    at += word.utf8.count
    return value
  }

  private mutating func object() throws(JSONUnreadable) -> JSON {
    at += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    var names = NamesSeen()
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw unreadable("a name in quotes should be here")
      }
      let name = try string()
      guard names.isNew(name, after: members) else {
        throw unreadable("the name \(name) stands twice")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw unreadable("a colon should be here") }
      if depth == 1, !wanted.isEmpty, !wanted.contains(name) {
        passOver()
      } else {
        members.append(JSON.Member(name, try value()))
      }
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw unreadable("a comma or } should be here") }
    return .object(members)
  }

  /// To the comma or the closing brace after the value that begins here.
  private mutating func passOver() {
    var (open, isText) = (0, false)
    while at < bytes.count {
      let byte = bytes[at]
      if isText {
        if byte == UInt8(ascii: "\"") { isText = false }
        if byte == UInt8(ascii: "\\") { at += 1 }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if open == 0 { return }
          open -= 1
        case UInt8(ascii: ","): if open == 0 { return }
        default: break
        }
      }
      at += 1
    }
  }

  private mutating func array() throws(JSONUnreadable) -> JSON {
    at += 1
    var elements: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw unreadable("a comma or ] should be here") }
    return .array(elements)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }
}

/// The names of an object so far. A few are compared one by one; a hash of each would cost more.
private struct NamesSeen {
  private var many: Set<String>?

  mutating func isNew(_ name: String, after members: [JSON.Member]) -> Bool {
    if members.count < 16 { return !members.contains { $0.name == name } }
    if many == nil { many = Set(members.map(\.name)) }
    return many?.insert(name).inserted ?? true
  }
}

extension JSONReader {
  private mutating func string() throws(JSONUnreadable) -> String {
    at += 1
    let start = at
    var together: UInt8 = 0
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"),
      bytes[at] >= 32
    {
      together |= bytes[at]
      at += 1
    }
    // Without escapes, as nearly all are, it is taken as it stands.
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      guard together < 128 else { return try closed(bytes[start..<at]) }
      at += 1
      return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
    }
    var raw = Array(bytes[start..<at])
    while true {
      guard at < bytes.count else { throw unreadable("the text ends inside a string") }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        return try closed(raw[...])
      case UInt8(ascii: "\\"): raw.append(contentsOf: try escape())
      case 0..<32: throw unreadable("a control character stands in a string")
      default:
        raw.append(bytes[at])
        at += 1
      }
    }
  }

  /// The string of these bytes; `at` stands at its closing quote.
  private mutating func closed(_ raw: ArraySlice<UInt8>) throws(JSONUnreadable) -> String {
    // Trap: `String(validating:)` looks up generic types at each call, which takes longer than all
    // else in reading. What was not UTF-8 has been mended here, and so differs from what was given.
    let (text, isSame) = raw.withUnsafeBufferPointer { bytes in
      var text = String(decoding: bytes, as: UTF8.self)
      let isSame = text.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
      return (text, isSame)
    }
    guard isSame else { throw unreadable("a string is not UTF-8") }
    at += 1
    return text
  }

  private mutating func escape() throws(JSONUnreadable) -> [UInt8] {
    at += 1
    guard at < bytes.count else { throw unreadable("the text ends inside a string") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
    default: throw unreadable("no such escape")
    }
  }

  private mutating func scalar() throws(JSONUnreadable) -> Unicode.Scalar {
    var value = try fourHex()
    if (0xD800...0xDBFF).contains(value) {
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      else { throw unreadable("half of a surrogate pair") }
      at += 2
      let low = try fourHex()
      guard (0xDC00...0xDFFF).contains(low) else { throw unreadable("half of a surrogate pair") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard value != 0, let scalar = Unicode.Scalar(value) else {
      throw unreadable("a character that is not taken")
    }
    return scalar
  }

  private mutating func fourHex() throws(JSONUnreadable) -> UInt32 {
    guard at + 4 <= bytes.count,
      let pair = unhex(String(decoding: bytes[at..<(at + 4)], as: UTF8.self))
    else { throw unreadable("four hexadecimal digits should be here") }
    at += 4
    return UInt32(pair[0]) << 8 | UInt32(pair[1])
  }

  private mutating func number() throws(JSONUnreadable) -> JSON {
    let start = at
    _ = take(UInt8(ascii: "-"))
    let whole = skipDigits()
    guard whole > 0, whole == 1 || bytes[at - whole] != 48 else {
      at = start
      throw unreadable("not a JSON value")
    }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard skipDigits() > 0 else { throw unreadable("digits should be here") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      guard skipDigits() > 0 else { throw unreadable("digits should be here") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .integer(number) }
    guard let number = Double(text), number.isFinite else {
      throw unreadable("a number out of range")
    }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = at
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    return at - start
  }
}
