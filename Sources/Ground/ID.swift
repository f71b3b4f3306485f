/// The identity of one thing of kind `Of`; an id of another kind does not compile in its place.
public struct ID<Of>: RawRepresentable, Sendable, Hashable, Comparable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
}

/// Where ids, tokens and salts come from: time and chance, given and never taken from a global.
public struct Chance: Sendable {
  private let draw: @Sendable (_ count: Int) -> [UInt8]

  public init(_ draw: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.draw = draw }

  /// The system's generator, fit for secrets.
  public static let system = Chance { count in
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 7)
    // Each call is one of the system's; it gives eight bytes at a time.
    while bytes.count < count {
      let word: UInt64 = generator.next()
      withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  public func bytes(_ count: Int) -> [UInt8] { draw(count) }

  /// A ULID: 26 characters, time first, so that ids sort as they were made.
  public func ulid(at instant: Instant) -> String {
    var value = [UInt8](repeating: 0, count: 26)
    var time = UInt64(max(0, instant.milliseconds))
    for index in stride(from: 9, through: 0, by: -1) {
      value[index] = crockford[Int(time & 31)]
      time >>= 5
    }
    for (index, byte) in draw(16).enumerated() { value[10 + index] = crockford[Int(byte & 31)] }
    return String(decoding: value, as: UTF8.self)
  }

  /// `count` bytes as URL-safe text: an opaque token.
  public func token(_ count: Int = 24) -> String { base64URL(draw(count)) }
}

private let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

/// Base64 with `-` and `_`, without padding. Source: RFC 4648, section 5.
public func base64URL(_ bytes: [UInt8]) -> String {
  let alphabet = base64URLAlphabet
  var out: [UInt8] = []
  out.reserveCapacity((bytes.count * 4 + 2) / 3)
  var (buffer, bits) = (0, 0)
  for byte in bytes {
    (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
    while bits >= 6 {
      bits -= 6
      out.append(alphabet[buffer >> bits & 63])
    }
    buffer &= 255
  }
  if bits > 0 { out.append(alphabet[buffer << (6 - bits) & 63]) }
  return String(decoding: out, as: UTF8.self)
}

private let base64URLAlphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

private func hexDigit(_ half: UInt8) -> UInt8 { half < 10 ? 48 + half : 87 + half }

/// Lower-case hexadecimal.
public func hex(_ bytes: some Sequence<UInt8>) -> String { hexText(Array(bytes)) }

private func hexText(_ bytes: [UInt8]) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    out.append(hexDigit(byte >> 4))
    out.append(hexDigit(byte & 15))
  }
  return String(decoding: out, as: UTF8.self)
}

/// The bytes that hexadecimal text spells; `nil` when it is not hexadecimal.
public func unhex(_ text: String) -> [UInt8]? {
  let digits = text.utf8.map { byte -> UInt8? in
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: nil
    }
  }
  guard digits.count % 2 == 0, !digits.contains(nil) else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0]! << 4 | digits[$0 + 1]! }
}
