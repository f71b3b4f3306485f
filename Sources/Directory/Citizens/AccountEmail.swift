import Ground

/// An address at which the owner of an account is reached, and under which they sign in: only what
/// no mail program can misread. Source: RFC 5321, 4.1.2; RFC 5322, 3.2.3 (dot-atom).
struct AccountEmail: Sendable, Hashable {
  /// As typed.
  let text: String
  /// What must be unique: upper and lower case are one.
  let key: String

  /// Refuses: `FieldUnfit.email`.
  init(_ typed: String) throws(FieldUnfit) {
    let text = try EmailAddress(typed).text
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isAtom),
      parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    else { throw .email }
    (self.text, key) = (text, text.lowercased())
  }
}

private func isAtom(_ text: Substring) -> Bool {
  let signs = Set("!#$%&'*+/=?^_`{|}~-".utf8)
  return !text.isEmpty && text.utf8.allSatisfy { isPlain($0) || signs.contains($0) }
}

private func isLabel(_ text: Substring) -> Bool {
  let hyphen = UInt8(ascii: "-")
  return !text.isEmpty && text.utf8.first != hyphen && text.utf8.last != hyphen
    && text.utf8.allSatisfy { isPlain($0) || $0 == hyphen }
}

private func isPlain(_ byte: UInt8) -> Bool {
  isDecimalDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
}
