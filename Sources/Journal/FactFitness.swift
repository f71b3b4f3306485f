import Ground

/// A fact that must not be written, because it would tell more than numbers, codes and booleans, or
/// could not be read back. A fault of the slice that made it, never of the person who acted.
public struct FactUnfit: Error, Sendable, Equatable, CustomStringConvertible {
  public let kind: String
  public let reason: String
  public var description: String { "fact \(kind) is unfit for the journal: \(reason)" }
}

extension Fact {
  /// Why this fact must not be written; `nil` when it may be.
  ///
  /// Every text in it is a code (`A–Z a–z 0–9 . _ : @ / -`, 1 to 64 of them). Codes in the form of
  /// a dossier's number, or of 9 to 14 digits (personal, tax and telephone numbers), are unfit too.
  /// Source: architecture, "The one idea"; DOS-2.
  public var unfitness: String? { examined.unfitness }

  /// The line of a fit fact; empty, with the reason, when it must not be written.
  var examined: (line: [UInt8], unfitness: String?) {
    // Trap: what is unfit, as an infinite number, may have no JSON; so it is written last.
    if let reason = ownUnfitness { return ([], reason) }
    let json = self.json
    for member in json.members ?? [] {
      if let reason = findUnfitness(in: member.value) { return ([], "\(member.name): \(reason)") }
    }
    let line = json.bytes
    if line.count <= Fact.longestLine { return (line, nil) }
    return ([], "longer than \(Fact.longestLine) bytes")
  }

  private var ownUnfitness: String? {
    if seq < 1 { return "seq counts from 1, not \(seq)" }
    for instant in instants where !Fact.instants.contains(instant) {
      return "an instant lies outside the years 1 to 9999"
    }
    if let commitment, commitment.utf8.count != 64 || !commitment.utf8.allSatisfy(isLowerHex) {
      return "commitment is not 64 lower-case hexadecimal digits"
    }
    return hasRepeatedName(data) ? "a name stands twice in data" : nil
  }

  /// From the beginning of year 1 to the end of year 9999, UTC: what RFC 3339 can write.
  private static let instants =
    Instant(
      milliseconds: Int64(Day(1, 1, 1).ordinal) * 86_400_000)..<Instant(
      milliseconds: Int64(Day(9999, 12, 31).ordinal + 1) * 86_400_000)

  /// What a C2SP entry bundle can hold: its lengths have 16 bits.
  static let longestLine = 65_535

  private var instants: [Instant] {
    [at, recordedAt] + [due].compactMap(\.self)
      + (pauses ?? []).flatMap { [$0.from, $0.to ?? $0.from] }
  }
}

private func findUnfitness(in value: JSON) -> String? {
  switch value {
  case .bool, .integer: return nil
  case .null: return "null says nothing; leave the key out"
  case .number(let number): return number.isFinite ? nil : "a number is not finite"
  case .string(let text): return unfitness(ofCode: text)
  case .array(let elements):
    return elements.lazy.compactMap { findUnfitness(in: $0) }.first
  case .object(let members):
    if hasRepeatedName(members) { return "a name stands twice" }
    return members.lazy.compactMap {
      unfitness(ofCode: $0.name) ?? findUnfitness(in: $0.value)
    }.first
  }
}

/// Members are few as a rule, and then to compare each with those before it is quicker than to
/// hash them.
private func hasRepeatedName(_ members: [JSON.Member]) -> Bool {
  guard members.count <= 32 else { return Set(members.map(\.name)).count < members.count }
  return members.indices.contains { index in
    members[..<index].contains { $0.name == members[index].name }
  }
}

private func unfitness(ofCode text: String) -> String? {
  let (bytes, count) = (text.utf8, text.utf8.count)
  guard (1...64).contains(count), bytes.allSatisfy(isCodeByte) else {
    return "a text that is no code"
  }
  if (9...14).contains(count), bytes.allSatisfy({ (48...57).contains($0) }) {
    return "digits as long as a person's number"
  }
  guard bytes.contains(UInt8(ascii: "-")) else { return nil }
  return looksLikeDossierNumber(text) ? "a dossier's number" : nil
}

func isLowerHex(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (97...102).contains(byte)
}

func isCodeByte(_ byte: UInt8) -> Bool {
  (byte < 64 ? codesBelow64 >> byte : byte < 128 ? codesAbove63 >> (byte - 64) : 0) & 1 == 1
}

/// Bit n stands for byte n: `- . / 0–9 :`.
private let codesBelow64: UInt64 = 0x07FF_E000_0000_0000
/// Bit n stands for byte 64 + n: `@ A–Z _ a–z`.
private let codesAbove63: UInt64 = 0x07FF_FFFE_87FF_FFFF

/// Agency, day, running number of at least four digits, as `H99.101-261120-0001`. Source: DOS-2.
func looksLikeDossierNumber(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard parts.count == 3, !parts[0].isEmpty, parts[1].count == 6, parts[2].count >= 4
  else { return false }
  return parts[1...].allSatisfy { $0.allSatisfy { (48...57).contains($0) } }
}
