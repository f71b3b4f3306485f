import Ground

/// A telephone number in Vietnam: separators as people write them, a leading 0 or +84.
///
/// Source: domain 7.7 (mobile ten digits since 2018; landline area code and seven or eight digits).
public struct Phone: Sendable, Hashable {
  /// Ten or eleven digits from 0.
  public let digits: String

  /// Refuses: `FieldUnfit.phone`.
  public init(_ typed: String) throws(FieldUnfit) {
    let separators: Set<UInt8> = Set(" .-()".utf8)
    var bytes = normalised(typed).utf8.filter { !separators.contains($0) }
    if bytes.starts(with: "+84".utf8) { bytes = [48] + bytes.dropFirst(3) }
    guard bytes.count == 10 || bytes.count == 11, bytes.allSatisfy(isDecimalDigit),
      bytes[0] == 48, bytes[1] != 48
    else { throw .phone }
    digits = String(decoding: bytes, as: UTF8.self)
  }
}

/// An e-mail address; only so much is checked that a letter could be sent.
/// Source: RFC 5321, 4.5.3.1.
public struct EmailAddress: Sendable, Hashable {
  public let text: String

  /// Refuses: `FieldUnfit.email`.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = normalised(typed)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254,
      text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 && $0 != "," && $0 != ";" }
      ),
      !text.contains("<"), !text.contains(">")
    else { throw .email }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ (1...63).contains($0.utf8.count) }) else {
      throw .email
    }
    self.text = text
  }
}
