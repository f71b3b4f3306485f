/// Which scheme a code of an organisation belongs to. Source: ORG-1 … ORG-4.
public enum AgencyCodeScheme: String, Sendable, CaseIterable {
  /// QĐ 20/2020: `H44.100`, growing left to right, at most 35 characters. Source: ORG-1, ORG-2.
  case current
  /// QCVN 102:2016: `000.00.00.H30`, level 1 at the right, exactly 13 characters. Source: ORG-4.
  case former
  /// A shortened former code, as `28.22.H17` in live messages. Source: ORG-5.
  case formerShort
  /// `Zxy` and up to 32 characters without separators, for those outside the state. Source: ORG-3.
  case scheme
  /// The registration number of an enterprise, cooperative or household business. Source: ORG-3.
  case business

  /// The scheme whose form `text` has, or `nil` when it is no code at all.
  public static func of(_ text: String) -> AgencyCodeScheme? {
    let bytes = Array(text.utf8)
    guard (1...35).contains(bytes.count), bytes.allSatisfy(isCodeByte) else { return nil }
    let groups = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    if isLevelOne(groups[0]) { return groups.count <= 9 ? .current : nil }
    if bytes[0] == UInt8(ascii: "Z") { return isScheme(bytes) ? .scheme : nil }
    if groups.count > 1, let last = groups.last, isLevelOne(last) {
      let sizes = groups.dropLast().map(\.count)
      guard groups.dropLast().allSatisfy({ $0.allSatisfy(isDecimalDigit) }) else { return nil }
      if sizes == [3, 2, 2] { return .former }
      return [[2, 2], [2]].contains(sizes) ? .formerShort : nil
    }
    return (try? TaxNumber(text)) == nil ? nil : .business  // an unfit number is no code
  }

  /// The scheme of a code that a state agency can have: a business number is none, and would look
  /// like a person's number in a fact.
  public static func ofAgency(_ text: String) -> AgencyCodeScheme? {
    switch of(text) {
    case .business, nil: nil
    case .current: .current
    case .former: .former
    case .formerShort: .formerShort
    case .scheme: .scheme
    }
  }

  private static func isCodeByte(_ byte: UInt8) -> Bool {
    isDecimalDigit(byte) || (byte >= 65 && byte <= 90) || byte == UInt8(ascii: ".")
  }

  /// `MX1X2`: a letter A–Y and two digits. Source: ORG-2.
  private static func isLevelOne(_ group: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(group)
    return bytes.count == 3 && bytes[0] >= 65 && bytes[0] <= 89
      && bytes[1...].allSatisfy(isDecimalDigit)
  }

  private static func isScheme(_ bytes: [UInt8]) -> Bool {
    bytes.count > 3 && bytes[1..<3].allSatisfy(isDecimalDigit) && bytes[1..<3] != [48, 48]
      && !bytes.contains(UInt8(ascii: "."))
  }
}
