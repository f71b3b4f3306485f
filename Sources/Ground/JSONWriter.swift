extension JSON {
  /// Compact UTF-8, members in their own order. The same value always gives the same bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(512)
    write(into: &out)
    return out
  }

  /// The same bytes as text.
  public var serialised: String { String(decoding: bytes, as: UTF8.self) }

  public func write(into out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let bool): out.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let number): out.append(contentsOf: String(number).utf8)
    case .number(let number):
      precondition(number.isFinite, "JSON has no infinity")
      out.append(contentsOf: String(number).utf8)
    case .string(let text): writeString(text, into: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.write(into: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        writeString(member.name, into: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(into: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}

private func writeString(_ text: String, into out: inout [UInt8]) {
  out.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { bytes in
    // What needs no escape is copied in one piece, and that is nearly everything.
    var start = 0
    for (index, byte) in bytes.enumerated() where needsEscape(byte) {
      out.append(contentsOf: bytes[start..<index])
      writeEscaped(byte, into: &out)
      start = index + 1
    }
    out.append(contentsOf: bytes[start...])
  }
  out.append(UInt8(ascii: "\""))
}

private func needsEscape(_ byte: UInt8) -> Bool {
  byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func writeEscaped(_ byte: UInt8, into out: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "\""): out.append(contentsOf: #"\""#.utf8)
  case UInt8(ascii: "\\"): out.append(contentsOf: #"\\"#.utf8)
  case 10: out.append(contentsOf: #"\n"#.utf8)
  case 13: out.append(contentsOf: #"\r"#.utf8)
  case 9: out.append(contentsOf: #"\t"#.utf8)
  default: out.append(contentsOf: ("\\u00" + hex([byte])).utf8)
  }
}
