/// Finds the syllables that a mistyped one may have meant.
struct Spelling: Sendable {
  /// What is left of each known syllable when it loses a letter, and the syllable itself.
  private var shortened: [String: [Int32]] = [:]
  private var keys: [String] = []

  init() {}

  init(_ keys: [String]) {
    self.keys = keys
    for (number, key) in keys.enumerated() where key.utf8.count >= 2 {
      for form in Spelling.shortenings(of: key) + [key] {
        shortened[form, default: []].append(Int32(number))
      }
    }
  }

  /// The known syllables one slip away: a letter wrong, missing, too many, or two exchanged.
  func near(_ key: String) -> [Int32] {
    guard key.utf8.count >= 3, !key.utf8.contains(where: { $0 < 58 }) else { return [] }
    let typed = Array(key.utf8)
    var found = Set<Int32>()
    for form in Spelling.shortenings(of: key) + [key] { found.formUnion(shortened[form] ?? []) }
    return found.filter { Spelling.isOneSlip(typed, Array(keys[Int($0)].utf8)) }.sorted()
  }

  /// How else it might be written by someone who writes as people speak in some region, or who
  /// mixes up letters that sound alike: s/x, ch/tr, d/gi/r, l/n; endings n/ng/nh, t/c/ch.
  static func soundingLike(_ key: String) -> [String] {
    var found = Set<String>()
    for (start, others) in initials where key.hasPrefix(start) {
      let rest = key.dropFirst(start.count)
      guard let next = rest.utf8.first, "aeiouy".utf8.contains(next) else { continue }
      for other in others { found.insert(other + rest) }
    }
    for (end, others) in finals where key.hasSuffix(end) && key.count > end.count {
      for other in others { found.insert(key.dropLast(end.count) + other) }
    }
    found.remove(key)
    return found.sorted()
  }

  /// Without the letters and digits that Telex or VNI turn into marks; `nil` when there are none.
  static func withoutTypingMarks(_ key: String) -> String? {
    var bytes = Array(key.utf8)
    let before = bytes
    if bytes.contains(where: { (97...122).contains($0) }) {
      bytes.removeAll { (48...57).contains($0) }
    }
    var out: [UInt8] = []
    var hasVowel = false
    for byte in bytes {
      let isVowel = "aeiouy".utf8.contains(byte)
      if byte == UInt8(ascii: "w") {
        if !hasVowel { out.append(UInt8(ascii: "u")) }
        hasVowel = true
        continue
      }
      if hasVowel, !isVowel, "sfrxj".utf8.contains(byte) { continue }
      if let last = out.last, last == byte, "aeod".utf8.contains(byte) { continue }
      out.append(byte)
      hasVowel = hasVowel || isVowel
    }
    return out == before ? nil : String(decoding: out, as: UTF8.self)
  }

  private static let initials: [(String, [String])] = [
    ("s", ["x"]), ("x", ["s"]), ("ch", ["tr"]), ("tr", ["ch"]), ("d", ["gi", "r"]),
    ("gi", ["d", "r"]), ("r", ["d", "gi"]), ("l", ["n"]), ("n", ["l"]),
    ("c", ["k", "q"]), ("k", ["c"]), ("g", ["gh"]), ("gh", ["g"]), ("ng", ["ngh"]),
    ("ngh", ["ng"]), ("z", ["d", "gi"]), ("f", ["ph"]), ("j", ["gi", "ch"]), ("w", ["qu"]),
    ("h", ["qu"]), ("qu", ["h"]),
  ]
  private static let finals: [(String, [String])] = [
    ("n", ["ng", "nh"]), ("ng", ["n"]), ("nh", ["n"]), ("t", ["c", "ch"]), ("c", ["t"]),
    ("ch", ["t"]), ("i", ["y"]), ("y", ["i"]), ("ao", ["au"]), ("au", ["ao"]), ("m", ["p"]),
  ]

  private static func shortenings(of key: String) -> [String] {
    let bytes = Array(key.utf8)
    return bytes.indices.map { at in
      var rest = bytes
      rest.remove(at: at)
      return String(decoding: rest, as: UTF8.self)
    }
  }

  private static func isOneSlip(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if a.count > b.count { return isOneSlip(b, a) }
    guard b.count - a.count <= 1, a != b else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    if a.count < b.count { return a[start...] == b[(start + 1)...] }
    if a[(start + 1)...] == b[(start + 1)...] { return true }
    return start + 1 < a.count && a[start] == b[start + 1] && a[start + 1] == b[start]
      && a[(start + 2)...] == b[(start + 2)...]
  }
}
