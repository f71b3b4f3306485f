public import Ground

/// Where a list goes on: opaque to callers, a JSON array to us. Stable under inserts when it names
/// the last item's sort key and id.
public enum Cursor {
  /// The cursor after the item with these keys.
  public static func text(_ parts: [JSON]) -> String { base64URL(JSON.array(parts).bytes) }

  /// What a cursor names; `nil` when it is none of ours.
  public static func parts(_ text: String) -> [JSON]? {
    guard text.utf8.count <= 2000, let bytes = unbase64URL(text) else { return nil }
    // A cursor that cannot be read is answered by the caller with a refusal, whatever the reason.
    return (try? JSON(reading: bytes))?.elements
  }

  static let pattern = TextPattern("[A-Za-z0-9_-]{2,2000}")
  static let advice: Phrase = "Con trỏ không đọc được; hãy lấy lại từ next của trang trước."
}

extension JSON {
  /// A page of a list: its items and the cursor of the next page, `null` when there is none.
  public static func list(_ items: [JSON], next: String?) -> JSON {
    ["items": .array(items), "next": JSON(next)]
  }
}

extension Answer {
  /// A page of a list whose items stand written already, as `JSON.list` would write it.
  public static func list(written items: [[UInt8]], next: String?) -> Answer {
    var body: [UInt8] = []
    body.reserveCapacity(items.reduce(100) { $0 + $1.count + 1 })
    body += #"{"items":["#.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += item
    }
    body += #"],"next":"#.utf8
    JSON(next).write(into: &body)
    body.append(UInt8(ascii: "}"))
    return .bytes("application/json", body)
  }
}

/// The bytes that base64url text spells; `nil` when it is anything else.
func unbase64URL(_ text: String) -> [UInt8]? {
  var out: [UInt8] = []
  var (buffer, bits) = (0, 0)
  for byte in text.utf8 {
    let value: Int
    switch byte {
    case 65...90: value = Int(byte) - 65
    case 97...122: value = Int(byte) - 71
    case 48...57: value = Int(byte) + 4
    case UInt8(ascii: "-"): value = 62
    case UInt8(ascii: "_"): value = 63
    default: return nil
    }
    (buffer, bits) = (buffer << 6 | value, bits + 6)
    if bits >= 8 {
      bits -= 8
      out.append(UInt8(buffer >> bits & 255))
      buffer &= (1 << bits) - 1
    }
  }
  return bits < 6 && buffer == 0 ? out : nil
}
