import Ground

/// Mã số thuế, which is also the business number: ten digits, or thirteen for a branch.
///
/// Source: domain 7.6.
public struct TaxNumber: Sendable, Hashable {
  /// `0100233488` or `0312687878-001`.
  public let text: String

  /// Refuses: `FieldUnfit.taxNumberForm`, `.taxNumberCheckDigit`.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = normalised(typed)
    let bytes = Array(text.utf8)
    let branch = bytes.dropFirst(10)
    guard bytes.count == 10 || bytes.count == 14, bytes.prefix(10).allSatisfy(isDecimalDigit),
      branch.isEmpty || branch.first == UInt8(ascii: "-"),
      branch.dropFirst().allSatisfy(isDecimalDigit), !branch.elementsEqual("-000".utf8)
    else { throw .taxNumberForm }
    let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
    let sum = zip(weights, bytes).reduce(0) { $0 + $1.0 * Int($1.1 - 48) }
    guard 10 - sum % 11 == Int(bytes[9] - 48) else { throw .taxNumberCheckDigit }
    self.text = text
  }
}
