import Foundation

/// Text as search compares it: lower case, without marks, đ as d, runs of anything but letters and
/// digits as one space. Composed and decomposed input fold alike. Source: domain 7.7.
///
/// Trap: SQLite's own `remove_diacritics` does not fold đ; fold here, never in the database.
public func folded(_ text: String) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(text.utf8.count)
  var gap = false
  for scalar in text.unicodeScalars {
    if (0x300...0x36F).contains(scalar.value) { continue }
    let base = baseLetter(scalar)
    guard base.properties.isAlphabetic || base.properties.numericType != nil else {
      gap = !out.isEmpty
      continue
    }
    if gap {
      out.append(32)
      gap = false
    }
    if base.isASCII {
      let byte = UInt8(base.value)
      out.append(byte >= 65 && byte <= 90 ? byte + 32 : byte)
    } else {
      out.append(contentsOf: base.properties.lowercaseMapping.utf8)
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// One form for text from outside: NFC, spaces and line ends trimmed. Source: domain 7.7 (TCVN
/// 6909:2001).
public func normalised(_ text: String) -> String {
  let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
  let isPlain = trimmed.utf8.allSatisfy { $0 < 128 }
  return isPlain ? trimmed : trimmed.precomposedStringWithCanonicalMapping
}

private func baseLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  guard scalar.value >= 0xC0 else { return scalar }
  return baseLetters[scalar.value] ?? scalar
}

/// Precomposed Latin, Greek and Cyrillic letters with marks, each with the letter below its marks.
private let baseLetters: [UInt32: Unicode.Scalar] = {
  var table: [UInt32: Unicode.Scalar] = [0x110: "d", 0x111: "d"]
  for value in Array(UInt32(0xC0)...0x52F) + Array(UInt32(0x1E00)...0x1FFF) {
    guard table[value] == nil, let scalar = Unicode.Scalar(value) else { continue }
    let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
    if let first = parts.first, first != scalar { table[value] = first }
  }
  return table
}()
