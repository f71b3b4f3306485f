import Ground

/// A text with signatures under it. Source: C2SP signed-note.
public struct SignedNote: Sendable, Equatable {
  /// One signature line.
  public struct Signature: Sendable, Equatable {
    public let name: String
    /// The first four bytes of the key's hash.
    public let keyID: UInt32
    public let bytes: [UInt8]

    var line: String {
      let head = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * $0)) }
      return "— \(name) \(encodeBase64(head + bytes))\n"
    }
  }

  /// What is signed; ends with a line feed.
  public let text: String
  public let signatures: [Signature]

  init(text: String, signatures: [Signature]) { (self.text, self.signatures) = (text, signatures) }

  /// The note as it is published.
  public var serialised: String { text + "\n" + signatures.map(\.line).joined() }

  /// Reads a published note, strictly. Refuses: `NoteUnreadable`.
  public init(reading bytes: [UInt8]) throws(NoteUnreadable) {
    guard bytes.count <= SignedNote.longest else { throw NoteUnreadable("longer than 64 KiB") }
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      throw NoteUnreadable("not UTF-8")
    }
    guard bytes.allSatisfy({ $0 >= 32 || $0 == 10 }) else {
      throw NoteUnreadable("a control character stands in it")
    }
    var lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast() == "", let blank = lines.lastIndex(of: ""), blank > 0,
      blank < lines.count - 1
    else { throw NoteUnreadable("no text, blank line and signature lines") }
    var signatures: [Signature] = []
    for line in lines[(blank + 1)...] { signatures.append(try SignedNote.signature(line)) }
    text = lines[..<blank].map { $0 + "\n" }.joined()
    self.signatures = signatures
  }

  static let longest = 65_536

  private static func signature(_ line: Substring) throws(NoteUnreadable) -> Signature {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", isKeyName(String(parts[1])),
      let bytes = decodeBase64(String(parts[2])), bytes.count > 4
    else { throw NoteUnreadable("a signature line is not of the form “— name base64”") }
    let keyID = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    return Signature(name: String(parts[1]), keyID: keyID, bytes: Array(bytes[4...]))
  }
}

/// Why bytes are no signed note.
public struct NoteUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "not a signed note: \(reason)" }
}

/// Whether a key may have this name. Source: C2SP signed-note: not empty, no space, no plus.
func isKeyName(_ name: String) -> Bool {
  !name.isEmpty
    && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 32 }
}
