private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Standard base64 with padding. Source: RFC 4648, section 4.
func encodeBase64(_ bytes: [UInt8]) -> String {
  var out: [UInt8] = []
  out.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var value = group.reduce(0) { $0 << 8 | Int($1) }
    value <<= 8 * (3 - group.count)
    for place in 0..<4 {
      let digit = alphabet[value >> (18 - 6 * place) & 63]
      out.append(place <= group.count ? digit : UInt8(ascii: "="))
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// The bytes that standard base64 spells; `nil` unless it is written exactly as `encodeBase64`
/// does, so that no two texts stand for the same bytes.
func decodeBase64(_ text: String) -> [UInt8]? {
  var (buffer, bits) = (0, 0)
  var out: [UInt8] = []
  for byte in text.utf8 where byte != UInt8(ascii: "=") {
    guard let value = alphabet.firstIndex(of: byte) else { return nil }
    (buffer, bits) = (buffer << 6 | value, bits + 6)
    if bits >= 8 {
      bits -= 8
      out.append(UInt8(buffer >> bits & 255))
    }
    buffer &= 0xFFFF
  }
  return encodeBase64(out) == text ? out : nil
}
