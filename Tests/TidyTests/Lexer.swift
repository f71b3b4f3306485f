/// One word, sign or literal of a Swift file.
struct Token: Equatable {
  /// The word (in its backticks, if any) or sign as written; `"` for a literal.
  let text: String
  /// Counted from 1.
  let line: Int
  /// Where the literal's text stands in `Lexed.literals`; `nil` for words and signs.
  let literal: Int?
  /// No space stands before it: `try?`, not `try ?`.
  var isGlued = false
}

/// A string literal: what is written between its quotes.
struct Literal: Equatable {
  let line: Int
  let lastLine: Int
  /// Escapes as written, each interpolation as `\()`.
  let text: String
  var isInterpolated: Bool { text.contains(#"\()"#) }
}

/// A Swift file taken apart. The tokens of an interpolation follow its literal's own token.
struct Lexed {
  var tokens: [Token] = []
  var literals: [Literal] = []
  /// Comments by line, with their slashes.
  var comments: [Int: String] = [:]
}

/// Reads as much Swift as the tidy rules need: words, signs, literals, comments.
struct Lexer {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var out = Lexed()

  static func read(_ text: String) -> Lexed {
    var lexer = Lexer(bytes: Array(text.utf8))
    lexer.code()
    return lexer.out
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads code to the end, or to the `)` that closes an interpolation.
  private mutating func code(inInterpolation: Bool = false) {
    var depth = 0
    while at < bytes.count {
      let byte = bytes[at]
      if inInterpolation, byte == UInt8(ascii: ")"), depth == 0 { return }
      if isWord(byte) {
        word()
      } else if starts("//") {
        lineComment()
      } else if starts("/*") {
        blockComment()
      } else if byte == UInt8(ascii: "\"") || startsRawLiteral() {
        literal()
      } else if byte > 32 {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        let isGlued = at > 0 && bytes[at - 1] > 32
        out.tokens.append(
          Token(text: spelled(at..<(at + 1)), line: line, literal: nil, isGlued: isGlued))
        at += 1
      } else {
        step()
      }
    }
  }

  private mutating func step() {
    if bytes[at] == 10 { line += 1 }
    at += 1
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[at...].starts(with: $0) }
  }

  private func spelled(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func word() {
    let start = at
    repeat { at += 1 } while at < bytes.count && isWord(bytes[at]) && bytes[at] != UInt8(ascii: "@")
    out.tokens.append(Token(text: spelled(start..<at), line: line, literal: nil))
  }

  private mutating func lineComment() {
    let start = at
    while at < bytes.count, bytes[at] != 10 { at += 1 }
    out.comments[line] = spelled(start..<at)
  }

  private mutating func blockComment() {
    var depth = 0
    out.comments[line] = "/*"
    repeat {
      if starts("/*") {
        depth += 1
        at += 2
      } else if starts("*/") {
        depth -= 1
        at += 2
      } else {
        step()
      }
    } while depth > 0 && at < bytes.count
  }
}

extension Lexer {
  private func startsRawLiteral() -> Bool {
    guard bytes[at] == UInt8(ascii: "#") else { return false }
    return bytes[at...].drop { $0 == UInt8(ascii: "#") }.first == UInt8(ascii: "\"")
  }

  private mutating func literal() {
    let (firstLine, index) = (line, out.literals.count)
    out.tokens.append(Token(text: "\"", line: line, literal: index))
    out.literals.append(Literal(line: line, lastLine: line, text: ""))
    let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
    at += hashes
    let quotes = starts("\"\"\"") ? 3 : 1
    at += quotes
    let marks = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + marks
    let escape = [UInt8(ascii: "\\")] + marks
    var text: [UInt8] = []
    while at < bytes.count, !bytes[at...].starts(with: end) {
      if bytes[at...].starts(with: escape + [UInt8(ascii: "(")]) {
        at += escape.count + 1
        code(inInterpolation: true)
        text += Array(#"\()"#.utf8)
        at += 1
      } else if bytes[at...].starts(with: escape), at + escape.count < bytes.count {
        text += bytes[at...(at + escape.count)]
        at += escape.count
        step()
      } else {
        text.append(bytes[at])
        step()
      }
    }
    at = min(at + end.count, bytes.count)
    out.literals[index] = Literal(
      line: firstLine, lastLine: line, text: String(decoding: text, as: UTF8.self))
  }
}

private func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "@"): true
  case 128...: true
  default: false
  }
}
