import Foundation
import Ground

/// One syllable as search reads it: what it is without marks, and which marks it bears.
///
/// The place of the tone does not count (hòa is hoà), nor whether i or y ends a syllable after its
/// consonant (lý is lí). Source: domain 7.7.
struct Syllable: Hashable, Sendable {
  /// Folded: no marks, đ as d, a closing y as i.
  let key: String
  /// The letters with their own marks, without the tone: `đăng`.
  let letters: String
  /// 0 for none, then grave, acute, tilde, hook, dot below.
  let tone: UInt8

  init(key: String, letters: String, tone: UInt8) {
    (self.key, self.letters, self.tone) = (key, letters, tone)
  }

  /// One that was read without marks.
  init(key: String) { self.init(key: key, letters: key, tone: 0) }

  var isMarked: Bool { tone != 0 || letters != key }

  /// The syllables of a text, in its order. Shape: signs and spaces part them and are dropped.
  static func reading(_ text: String) -> [Syllable] { written(in: text).map(\.syllable) }

  /// The syllables with the words as they were typed.
  static func written(in text: String) -> [(typed: String, syllable: Syllable)] {
    var found: [(typed: String, syllable: Syllable)] = []
    var (typed, letters) = ("", "")
    var key: [UInt8] = []
    var tone: UInt8 = 0
    func close() {
      guard !letters.isEmpty else { return }
      found.append((typed, Syllable(key: closed(key), letters: closed(letters, key), tone: tone)))
      (typed, letters, key, tone) = ("", "", [], 0)
    }
    for scalar in normalised(text).unicodeScalars {
      guard let letter = Letter(scalar) else {
        close()
        continue
      }
      typed.unicodeScalars.append(scalar)
      letters.unicodeScalars.append(letter.marked)
      key.append(contentsOf: letter.base)
      if letter.tone != 0 { tone = letter.tone }
    }
    close()
    return found
  }

  /// How far a doubt about marks lets `self`, as typed, stand for `other`, as a name has it: 0…1.
  ///
  /// `isMarkedText` says whether anything around it was typed with marks: only then is a missing
  /// mark a sign.
  func agreement(with other: Syllable, inMarkedText isMarkedText: Bool) -> Float {
    if letters == other.letters {
      if tone == other.tone { return 1 }
      if tone == 0 { return isMarkedText ? (isMarked ? 0.85 : 0.75) : 1 }
      return (tone == 3 || tone == 4) && (other.tone == 3 || other.tone == 4) ? 0.9 : 0.55
    }
    if !isMarked { return isMarkedText ? 0.75 : 1 }
    return isLessMarked(than: other) && (tone == 0 || tone == other.tone) ? 0.75 : 0.3
  }

  /// Whether each letter is the other's, with or without its mark.
  private func isLessMarked(than other: Syllable) -> Bool {
    let (mine, theirs) = (Array(letters.unicodeScalars), Array(other.letters.unicodeScalars))
    guard mine.count == theirs.count else { return false }
    return zip(mine, theirs).allSatisfy { $0 == $1 || $0.isASCII }
  }

  private static func closed(_ key: [UInt8]) -> String {
    String(decoding: endsInLoneY(key) ? key.dropLast() + [105] : key[...], as: UTF8.self)
  }

  private static func closed(_ letters: String, _ key: [UInt8]) -> String {
    endsInLoneY(key) ? letters.dropLast() + "i" : letters
  }

  /// `ly`, `ky`, `quy`: the y is the only vowel.
  private static func endsInLoneY(_ key: [UInt8]) -> Bool {
    guard key.count >= 2, key.last == UInt8(ascii: "y") else { return false }
    let start = key.dropLast()
    return start == [113, 117][...] || !start.contains { "aeiouy".utf8.contains($0) }
  }
}

/// A letter taken apart: below all marks, with its own mark, and the tone it carries.
private struct Letter {
  let base: [UInt8]
  let marked: Unicode.Scalar
  let tone: UInt8

  init?(_ scalar: Unicode.Scalar) {
    if scalar.value < 128 {
      switch scalar.value {
      case 48...57, 97...122: (base, marked) = ([UInt8(scalar.value)], scalar)
      case 65...90:
        (base, marked) = ([UInt8(scalar.value + 32)], Unicode.Scalar(UInt8(scalar.value + 32)))
      default: return nil
      }
      tone = 0
      return
    }
    guard let known = Letter.table[scalar.value] ?? Letter(apart: scalar) else { return nil }
    self = known
  }

  private init?(apart scalar: Unicode.Scalar) {
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return nil }
    let lower = scalar.properties.lowercaseMapping
    let text = folded(lower)
    let parts = Array(lower.decomposedStringWithCanonicalMapping.unicodeScalars)
    guard let first = parts.first, !text.isEmpty else { return nil }
    let tones: [UInt32] = [0x300, 0x301, 0x303, 0x309, 0x323]
    let tone = parts.lazy.compactMap { tones.firstIndex(of: $0.value) }.first
    var kept = String.UnicodeScalarView([first])
    kept.append(contentsOf: parts.dropFirst().filter { !tones.contains($0.value) })
    base = Array(text.utf8)
    marked = String(kept).precomposedStringWithCanonicalMapping.unicodeScalars.first ?? first
    self.tone = tone.map { UInt8($0 + 1) } ?? 0
  }

  /// The letters of Vietnamese, made once.
  private static let table: [UInt32: Letter] = {
    var table: [UInt32: Letter] = [:]
    for value in Array(UInt32(0xC0)...0x1B4) + Array(UInt32(0x1EA0)...0x1EFF) {
      if let scalar = Unicode.Scalar(value) { table[value] = Letter(apart: scalar) }
    }
    return table
  }()
}
