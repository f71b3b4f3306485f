import Testing

/// A call that the house does not make.
private struct Ban {
  /// The tokens, in order.
  let tokens: [String]
  /// What to write instead.
  let instead: String
  /// Path beginnings where it may stand after all.
  var allowedIn: [String] = []
  /// Where it may stand, a comment beside it says why.
  var needsReason = false
}

private let bans = [
  Ban(tokens: ["Task", "{"], instead: detached),
  Ban(tokens: ["Task", "("], instead: detached),
  Ban(tokens: ["Task", ".", "detached"], instead: detached),
  Ban(tokens: ["Task", ".", "immediate"], instead: detached),
  Ban(
    tokens: ["try", "?"],
    instead: "`try?` swallows a fault. Let it rise, or say beside it why its loss is harmless.",
    allowedIn: [""], needsReason: true),
  Ban(
    tokens: ["try", "!"], instead: "`try!` stops the program. Say beside it why it cannot fail.",
    allowedIn: [""], needsReason: true),
  Ban(
    tokens: ["as", "!"], instead: "`as!` stops the program. Say beside it why it cannot fail.",
    allowedIn: [""], needsReason: true),
  Ban(tokens: ["print", "("], instead: printing, allowedIn: printers),
  Ban(tokens: ["debugPrint", "("], instead: printing, allowedIn: printers),
  Ban(tokens: ["dump", "("], instead: printing, allowedIn: printers),
  Ban(tokens: ["Date", "(", ")"], instead: hiddenClock),
  Ban(tokens: ["Date", ".", "now"], instead: hiddenClock),
  Ban(
    tokens: ["fatalError", "("],
    instead: "a broken invariant is a `precondition`; anything else is a fault that is thrown."),
  Ban(
    tokens: ["@unchecked"], instead: unguarded, allowedIn: ["Sources/Storage/"], needsReason: true),
  Ban(
    tokens: ["nonisolated", "(", "unsafe", ")"], instead: unguarded,
    allowedIn: ["Sources/Storage/"], needsReason: true),
  Ban(
    tokens: ["@preconcurrency"], instead: unguarded, allowedIn: ["Sources/Storage/"],
    needsReason: true),
]

private let printers = ["Sources/Server/Commands/", "Sources/Server/Bench/", "Sources/motcua/"]
private let detached =
  "no detached work: what must happen later is a row in the outbox; children go in a task group."
private let printing = "only commands print. Log it with the request's logger, or return it."
private let hiddenClock = "no hidden clock: take `now: Instant` or `today: Day` as a parameter."
private let unguarded =
  "the compiler's guard stays on outside `Storage`, and there a comment beside says what guards."

func callRemarks(_ file: SwiftFile) -> [Remark] {
  file.tokens.indices.flatMap { index in
    bans.filter { matches($0, at: index, in: file) }.compactMap { ban in
      let line = file.tokens[index].line
      let allowed = ban.allowedIn.contains(where: file.path.hasPrefix)
      if allowed, !ban.needsReason || file.hasReason(at: line) { return nil }
      return Remark(rule: "call", path: file.path, line: line, text: ban.instead)
    }
  }
}

private func matches(_ ban: Ban, at index: Int, in file: SwiftFile) -> Bool {
  guard file.text(index) == ban.tokens[0], index + ban.tokens.count <= file.tokens.count,
    zip(ban.tokens, file.tokens[index...]).allSatisfy({ $0 == $1.text })
  else { return false }
  // `try !isOpen` negates; only `try!` stops the program.
  if ["?", "!"].contains(ban.tokens.last), !file.tokens[index + 1].isGlued { return false }
  let before = file.text(index - 1)
  return before != "." && before != "func" && before != "case"
}

/// `SELECT *`, and markup or statements made of run-time text.
func literalRemarks(_ file: SwiftFile) -> [Remark] {
  let stars = file.literals.filter { literal in
    let text = literal.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.contains("SELECT *") || text.contains("SELECT DISTINCT *")
  }.map { literal in
    Remark(
      rule: "call", path: file.path, line: literal.line,
      text: "name the columns: with `SELECT *` a new column changes every reader unseen.")
  }
  let holes = file.tokens.indices.filter { index in
    guard file.text(index) == "stringLiteral", file.text(index + 1) == ":" else { return false }
    guard file.tokens.indices.contains(index + 2), let literal = file.tokens[index + 2].literal
    else { return true }
    return file.literals[literal].isInterpolated
  }.map { index in
    Remark(
      rule: "call", path: file.path, line: file.tokens[index].line,
      text: """
        `stringLiteral:` takes run-time text past the escaping. Interpolate the value instead: SQL \
        binds it, HTML escapes it.
        """)
  }
  return stars + holes
}

@Test func noBannedCallIsMade() {
  expectNoRemarks(SourceTree.sources.flatMap { callRemarks($0) + literalRemarks($0) })
}

/// Split, so that a search of the sources for the words does not find this list.
private let unfinished = [
  "TO" + "DO", "FIX" + "ME", "place" + "holder", "st" + "ub", "dum" + "my", "not " + "implemented",
  "for " + "now",
]

/// The attribute of HTML that has one of these names.
private let attributes = ["\"", "'", "]", "="].map { "place" + "holder" + $0 }

func unfinishedRemarks(_ file: TextFile) -> [Remark] {
  file.lines.enumerated().compactMap { index, line in
    let plain = attributes.reduce(line.lowercased()) { $0.replacing($1, with: "") }
    guard
      let word = unfinished.first(where: { word in
        let ranges = plain.ranges(of: word.lowercased())
        return ranges.contains { isWhole($0, in: plain) }
      })
    else { return nil }
    return Remark(
      rule: "unfinished", path: file.path, line: index + 1,
      text: "“\(word)” usually means unfinished. Finish it, or open an issue and delete the word.")
  }
}

private func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
  let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
  let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
  return !(before.isLetter || before.isNumber || before == "_")
    && !(after.isLetter || after.isNumber || after == "_")
}

@Test func nothingIsCommittedUnfinished() {
  let programs = SourceTree.texts.filter { file in
    [".swift", ".py", ".sh"].contains(where: file.path.hasSuffix) || file.path.hasPrefix("bin/")
  }
  expectNoRemarks(programs.flatMap(unfinishedRemarks))
}

@Test(arguments: [
  ("Sources/Dossiers/A.swift", "Task { await send() }", 1),
  ("Sources/Dossiers/A.swift", "try await Task.sleep(for: .seconds(1))", 0),
  ("Sources/Dossiers/A.swift", "let a = try? read()", 1),
  ("Sources/Dossiers/A.swift", "// Gone already is as good as removed.\nlet a = try? read()", 0),
  ("Sources/Dossiers/A.swift", "/// Reads it all again.\nlet a = try? read()", 1),
  ("Sources/Dossiers/A.swift", "let a = try !isOpen()", 0),
  ("Sources/Dossiers/A.swift", "let a = try! read()", 1),
  ("Sources/Dossiers/A.swift", "print(1)", 1), ("Sources/Server/Commands/A.swift", "print(1)", 0),
  ("Sources/Dossiers/A.swift", "page.print(1)", 0), ("Sources/Dossiers/A.swift", "Date()", 1),
  ("Sources/Dossiers/A.swift", "Date(timeIntervalSince1970: 0)", 0),
  ("Sources/Dossiers/A.swift", "fatalError(\"\")", 1),
  ("Sources/Dossiers/A.swift", "// libpq's own lock\nclass A: @unchecked Sendable {}", 1),
  ("Sources/Storage/A.swift", "// libpq's own lock\nclass A: @unchecked Sendable {}", 0),
  ("Sources/Storage/A.swift", "nonisolated(unsafe) var a = 0", 1),
  ("Sources/Storage/A.swift", #"let a: SQL = "SELECT  * FROM a""#, 1),
  ("Sources/Storage/A.swift", #"let a: SQL = "SELECT count(*) FROM a""#, 0),
  ("Sources/Web/A.swift", "HTML(stringLiteral: typed)", 1),
  ("Sources/Web/A.swift", #"HTML(stringLiteral: "<b>\(typed)</b>")"#, 1),
  ("Sources/Web/A.swift", #"HTML(stringLiteral: "<b>")"#, 0),
  ("Sources/Web/A.swift", "init(stringLiteral value: String) {}", 0),
])
func aBannedCallIsSeen(_ path: String, _ text: String, _ remarks: Int) {
  let file = SwiftFile(path: path, text: text)
  #expect(callRemarks(file).count + literalRemarks(file).count == remarks)
}
