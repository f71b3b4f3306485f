import Foundation

@testable import Web

/// The string literals of a Swift file, for finding the words in them. Knows comments, raw and
/// multi-line literals and interpolations; a literal within an interpolation is one of its own.
struct SourceWords {
  struct Literal {
    let line: Int
    /// `nil` stands for an interpolated value.
    var pieces: [String?]
    /// What stands right before the literal, for labels such as `summary:`.
    let before: String
  }

  private let text: [Character]
  private var at = 0
  private var line = 1
  private(set) var literals: [Literal] = []

  init(_ source: String) {
    text = Array(source)
    while at < text.count { code() }
  }

  private func starts(_ word: String) -> Bool {
    at + word.count <= text.count && String(text[at..<(at + word.count)]) == word
  }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count where at < text.count {
      if text[at] == "\n" { line += 1 }
      at += 1
    }
  }

  private mutating func code() {
    if starts("//") {
      while at < text.count, text[at] != "\n" { step() }
    } else if starts("/*") {
      while at < text.count, !starts("*/") { step() }
      step(2)
    } else if starts("#\"") {
      step(2)
      while at < text.count, !starts("\"#") { step() }
      step(2)
    } else if text[at] == "\"" {
      literal()
    } else {
      step()
    }
  }

  private mutating func literal() {
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    var found = Literal(line: line, pieces: [], before: String(text[max(0, at - 120)..<at]))
    var plain = ""
    step(quote.count)
    while at < text.count, !starts(quote) {
      if starts("\\(") {
        found.pieces += [plain, nil]
        plain = ""
        step(2)
        interpolation()
      } else if starts("\\\n") {
        step(2)
        while at < text.count, text[at] == " " { step() }
      } else if text[at] == "\\" {
        step()
        plain.append(text[at] == "n" ? "\n" : text[at])
        step()
      } else {
        plain.append(text[at])
        step()
      }
    }
    step(quote.count)
    found.pieces.append(plain)
    literals.append(found)
  }

  private mutating func interpolation() {
    var depth = 1
    while at < text.count, depth > 0 {
      if text[at] == "(" { depth += 1 }
      if text[at] == ")" { depth -= 1 }
      if depth == 0 { step() } else { code() }
    }
  }
}

/// Every text for people in the program's sources, once, with the place where it first stands.
func wordsOfTheProgram(_ root: URL) throws -> [(key: String, place: String)] {
  var seen: Set<String> = []
  var keys: [(key: String, place: String)] = []
  let sources = root.appending(path: "Sources")
  for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
  where path.hasSuffix(".swift") && !speaksVietnameseOnly.contains(where: path.contains) {
    let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    for literal in SourceWords(text).literals where !literal.isForPrograms {
      for key in literal.keys where seen.insert(key).inserted {
        keys.append((key, "\(path):\(literal.line)"))
      }
    }
  }
  return keys
}

/// Letters, registers and mails are Vietnamese documents; descriptions of the API are for
/// programs; names and stories of the demonstration are data.
private let speaksVietnameseOnly = [
  "ShapeRoutes.swift", "Server/Demo/", "Server/Bench/", "Dossiers/Letters/", "Dossiers/Register/",
  "Printing/", "NoticeLetter.swift", "GalleryPage.swift", "Search/SearchDocument.swift",
]

extension SourceWords.Literal {
  /// Descriptions of endpoints, fields and parameters.
  fileprivate var isForPrograms: Bool {
    before.hasSuffix("summary: ") || before.hasSuffix("summary:\n")
      || isWithin(/\b(?:Field|\w*Parameter|AnswerShape)\(/)
  }

  /// Whether the literal stands between the parentheses of the last call that `opening` finds.
  private func isWithin(_ opening: Regex<Substring>) -> Bool {
    guard let call = before.matches(of: opening).last else { return false }
    var depth = 1
    for character in before[call.range.upperBound...] where depth > 0 {
      if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
    }
    return depth > 0
  }

  /// The keys of its runs that hold a Vietnamese letter.
  fileprivate var keys: [String] {
    var keys: [String] = []
    var woven = WovenText { key in
      keys.append(String(decoding: key, as: UTF8.self))
      return nil
    }
    for piece in pieces {
      if let piece { woven.add(literal: piece) } else { woven.add(value: HTML()) }
    }
    _ = woven.finished()
    return keys.filter { $0.contains(where: \.isVietnamese) }
  }
}

extension Character {
  /// A letter that Vietnamese has and English has not.
  var isVietnamese: Bool {
    guard isLetter, !isASCII, let first = unicodeScalars.first else { return false }
    return (0xC0...0x1EF9).contains(first.value)
  }
}
