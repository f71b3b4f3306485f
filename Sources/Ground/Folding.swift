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
    guard isLetterOrDigit(base) else {
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
  if isNormal(text) { return text }
  let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
  let isPlain = trimmed.utf8.allSatisfy { $0 < 128 }
  return isPlain ? trimmed : trimmed.precomposedStringWithCanonicalMapping
}

/// Whether `text` is plainly in that form already, as nearly all is: letters of Latin scripts and
/// common punctuation stand composed for themselves. Source: Unicode, NFC_Quick_Check.
private func isNormal(_ text: String) -> Bool {
  let scalars = text.unicodeScalars
  guard let first = scalars.first, let last = scalars.last, isInk(first), isInk(last) else {
    return text.isEmpty
  }
  return scalars.allSatisfy { scalar in
    switch scalar.value {
    case 0..<0x300, 0x1E00...0x1EFF, 0x2010...0x2027: true
    default: false
    }
  }
}

/// Neither space nor control, among the characters that `isNormal` takes.
private func isInk(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value)
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 48...57, 65...90, 97...122: true
  case 0..<128: false
  default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

private func baseLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  let value = Int(scalar.value)
  guard value >= 0xC0, value < baseLetters.count else { return scalar }
  return baseLetters[value]
}

/// Every character up to the precomposed Greek ones; those with marks as the letter below them.
private let baseLetters: [Unicode.Scalar] = {
  var table = (0..<UInt32(0x2000)).map { Unicode.Scalar($0) ?? " " }
  for value in Array(0xC0...0x52F) + Array(0x1E00...0x1FFF) {
    let parts = String(table[value]).decomposedStringWithCanonicalMapping.unicodeScalars
    if let first = parts.first { table[value] = first }
  }
  (table[0x110], table[0x111]) = ("d", "d")
  return table
}()
