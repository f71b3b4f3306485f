public import Ground

extension ID where Of == ProcedureTag {
  /// Whether this is a code of the national list, as `1.001193`. Nothing is derived from its
  /// digits. Source: CAT-2, CAT-3.
  public var isNational: Bool {
    let bytes = Array(rawValue.utf8)
    return bytes.count == 8 && bytes[1] == UInt8(ascii: ".")
      && bytes.indices.allSatisfy { $0 == 1 || isASCIIDigit(bytes[$0]) }
  }

  /// Whether this is a code of a province's own list, as `DP.H99.000001`: `DP` (địa phương), the
  /// province, six digits. No national code and no agency's code has this form. Source: CAT-4.
  public var isLocal: Bool {
    let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false).map {
      Array($0.utf8)
    }
    guard parts.count == 3, parts[0] == Array("DP".utf8), parts[1].count == 3, parts[2].count == 6
    else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Y")).contains(parts[1][0])
      && parts[1].dropFirst().allSatisfy(isASCIIDigit) && parts[2].allSatisfy(isASCIIDigit)
  }

  /// Whether a procedure may bear this code.
  public var isProcedureCode: Bool { isNational || isLocal }
}

private func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
