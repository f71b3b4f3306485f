import Ground

/// A long text of the national list, cut into what it plainly is: paragraphs and items of lists.
///
/// Only the form changes. Rules, all by what stands in the text: a line end ends a part, but a line
/// that begins with a small letter goes on with an unfinished one; `-`, `+`, `*`, `•` at the
/// beginning make an item, and so does ` - ` after `:`, `;` or `.` before a capital letter; what
/// counts itself (`Bước 1`, `a)`, `1.`) is a part of its own and keeps its mark.
struct ReadableText: Sendable, Equatable {
  enum Block: Sendable, Equatable {
    /// `lead` is `Bước 1:` or empty.
    case paragraph(lead: String, text: String)
    /// Items one after another, each 1 or 2 levels deep.
    case list([Item])
  }

  struct Item: Sendable, Equatable {
    let level: Int
    let text: String
  }

  let blocks: [Block]

  /// Texts of the catalogue change seldom, and to cut one takes longer than to show its page.
  private static let known = Kept<String, ReadableText>(for: .seconds(3600), limit: 2000)

  /// `text`, cut once.
  static func of(_ text: String) -> ReadableText {
    known.value(text) { ReadableText(text) }
  }

  init(_ text: String) {
    let lines = ReadableText.joined(text.split(whereSeparator: \.isNewline).map(ReadableText.tidy))
    let parts = lines.flatMap(ReadableText.split)
    var blocks: [Block] = []
    for part in parts {
      guard let item = ReadableText.item(part) else {
        blocks.append(ReadableText.paragraph(part))
        continue
      }
      guard case .list(let items)? = blocks.last else {
        blocks.append(.list([Item(level: 1, text: item.text)]))
        continue
      }
      let level = min(item.level, (items.last?.level ?? 0) + 1)
      blocks[blocks.count - 1] = .list(items + [Item(level: level, text: item.text)])
    }
    self.blocks = blocks
  }

  /// White space of any kind as one space.
  private static func tidy(_ line: Substring) -> String {
    line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A line that was broken in the middle of a sentence is made whole.
  private static func joined(_ lines: [String]) -> [String] {
    var out: [String] = []
    for line in lines where !line.isEmpty {
      let isEnded = out.last?.last.map { ".;:!?".contains($0) } ?? true
      if !isEnded, line.first?.isLowercase == true, !isCounted(line) {
        out[out.count - 1] += " " + line
      } else {
        out.append(line)
      }
    }
    return out
  }

  /// `a)`, `1.`, `(i)` and their like.
  private static func isCounted(_ line: String) -> Bool {
    guard let word = line.split(separator: " ").first, word.count <= 5 else { return false }
    return word.hasSuffix(")") || (word.hasSuffix(".") && word.dropLast().allSatisfy(\.isNumber))
  }

  /// Cuts a line where a dash plainly begins an item.
  private static func split(_ line: String) -> [String] {
    let pieces = line.split(separator: " ", omittingEmptySubsequences: true)
    var parts: [[Substring]] = [[]]
    for (index, piece) in pieces.enumerated() {
      let next = index + 1 < pieces.count ? pieces[index + 1].first : nil
      let before = parts[parts.count - 1].last?.last
      let begins =
        (piece == "-" || piece == "+") && next?.isUppercase == true
        && before.map { ":;.".contains($0) } ?? false
      if begins { parts.append([]) }
      parts[parts.count - 1].append(piece)
    }
    return parts.map { $0.joined(separator: " ") }
  }

  private static func item(_ part: String) -> (level: Int, text: String)? {
    guard let mark = part.first, let level = marks[mark] else { return nil }
    let text = part.drop { marks[$0] != nil || $0 == " " }
    // Two stars or a number after the dash are no list: `**`, `-5 độ`.
    guard !text.isEmpty, part.dropFirst().first != mark, text.first?.isNumber == false else {
      return nil
    }
    return (level, String(text))
  }

  private static let marks: [Character: Int] = [
    "-": 1, "–": 1, "•": 1, "*": 1, "+": 2, "●": 1, "·": 2, "○": 2,
  ]

  /// `Bước 1:` is told apart, so that the eye finds it.
  private static func paragraph(_ part: String) -> Block {
    guard part.hasPrefix("Bước "),
      let colon = part.prefix(12).firstIndex(where: { ":.".contains($0) })
    else { return .paragraph(lead: "", text: part) }
    let end = part.index(after: colon)
    return .paragraph(
      lead: String(part[..<end]), text: String(part[end...].drop(while: \.isWhitespace)))
  }
}
