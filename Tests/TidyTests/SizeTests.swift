import Testing

private let widest = 100
private let longestFunction = 40
private let longestFile = 300
private let longestScript = 40

/// Lines that are too wide although no text in quotes stands on them.
func widthRemarks(_ file: SwiftFile) -> [Remark] {
  let quoted = Set(file.literals.flatMap { Array($0.line...$0.lastLine) })
  return file.file.lines.enumerated().compactMap { index, line in
    guard line.count > widest, !quoted.contains(index + 1) else { return nil }
    return Remark(
      rule: "width", path: file.path, line: index + 1,
      text: "\(line.count) characters; \(widest) is the width of the page.")
  }
}

/// A function, initialiser or computed property, with how many lines stand between its braces.
struct Body: Equatable {
  let name: String
  let line: Int
  let lines: Int
}

func bodies(in file: SwiftFile) -> [Body] {
  file.tokens.indices.compactMap { index in
    guard let open = opening(of: index, in: file) else { return nil }
    let between = file.tokens[file.closing(open)].line - file.tokens[open].line - 1
    let keyword = file.text(index)
    let name = keyword == "func" || keyword == "var" ? file.text(index + 1) : keyword
    return Body(name: name, line: file.tokens[index].line, lines: max(0, between))
  }
}

/// The brace that opens the body of what is declared at `index`; `nil` when nothing is, or when it
/// has no body.
private func opening(of index: Int, in file: SwiftFile) -> Int? {
  switch file.text(index) {
  case "func", "subscript": return brace(after: index + 1, in: file)
  case "init" where file.text(index - 1) != ".": return brace(after: index + 1, in: file)
  case "var" where file.text(index + 2) == ":": return propertyBrace(after: index + 3, in: file)
  default: return nil
  }
}

private let declarations: Set = [
  "func", "init", "subscript", "var", "let", "case", "struct", "enum", "class", "extension",
  "protocol", "typealias", "associatedtype", "static", "public", "private", "fileprivate",
  "internal", "}", ";", "=",
]

/// Passes over parameters, effects, the type and its conditions.
private func brace(after start: Int, in file: SwiftFile) -> Int? {
  guard let parameters = file.tokens[start...].firstIndex(where: { $0.text == "(" }) else {
    return nil
  }
  var at = file.closing(parameters) + 1
  while at < file.tokens.count {
    switch file.text(at) {
    case "{": return at
    case "(", "[": at = file.closing(at)
    case let text where declarations.contains(text): return nil
    default: break
    }
    at += 1
  }
  return nil
}

/// A computed property's brace stands on the line on which its type ends.
private func propertyBrace(after start: Int, in file: SwiftFile) -> Int? {
  var at = start
  while at < file.tokens.count {
    switch file.text(at) {
    case "{": return file.tokens[at].line == file.tokens[at - 1].line ? at : nil
    case "(", "[": at = file.closing(at)
    case let text where declarations.contains(text): return nil
    default: break
    }
    at += 1
  }
  return nil
}

func lengthRemarks(_ file: SwiftFile) -> [Remark] {
  bodies(in: file).filter { $0.lines > longestFunction }.map { body in
    Remark(
      rule: "function", path: file.path, line: body.line, part: body.name, amount: body.lines,
      text: """
        \(body.name) is \(body.lines) lines long; \(longestFunction) is long. Which sentence names \
        its first half? Make that a function.
        """)
  }
}

@Test func noLineIsWiderThanThePage() { expectNoRemarks(SourceTree.swift.flatMap(widthRemarks)) }

@Test func noFunctionIsLongerThanFortyLines() {
  expectNoRemarks(SourceTree.swift.flatMap(lengthRemarks))
}

@Test func noFileIsLongerThanItsIdea() {
  for file in SourceTree.swift where file.file.lines.count - 1 > longestFile {
    Issue.record("\(file.path): \(file.file.lines.count - 1) lines. Does it hold one idea?")
  }
  for file in SourceTree.texts where file.path.hasPrefix("bin/") || file.path == ".ci/run" {
    #expect(file.lines.count - 1 < longestScript, "\(file.path): a script is under 40 lines.")
  }
}

@Test func theRatchetIsTightened() {
  let enums = ownEnums(SourceTree.sources)
  let remarks =
    SourceTree.swift.flatMap(lengthRemarks) + SourceTree.sources.flatMap(callRemarks)
    + SourceTree.sources.flatMap { switchRemarks($0, enums: enums) }
  let rules: Set = ["function", "call", "default"]
  for entry in Ratchet.standing.entries where !rules.contains(entry.rule) {
    Issue.record("ratchet.txt: the rule “\(entry.rule)” has no ratchet; mend \(entry.path).")
  }
  for (entry, amount) in Ratchet.standing.slack(over: remarks, rules: rules) {
    let line = "\(entry.rule) \(entry.path) \(entry.part) \(entry.amount)"
    Issue.record("ratchet.txt: well done, “\(line)” is \(amount) now. Write that; at 0 delete it.")
  }
}

@Test func bodiesAreMeasured() {
  let file = SwiftFile(
    path: "Sources/Dossiers/A.swift",
    text: """
      protocol P {
        func none(a: Int) throws
        var also: Int { get }
      }
      struct A {
        var stored: Int
        var title: String {
          "one"
        }
        init(_ a: () -> Void = { print() }) { a() }
        func three<T>(
          _ t: T
        ) async throws -> [T] where T: P {
          let text = \"\"\"
            {
            \"\"\"
          return [text]
        }
      }
      """)
  let expected = [
    Body(name: "also", line: 3, lines: 0), Body(name: "title", line: 7, lines: 1),
    Body(name: "init", line: 10, lines: 0), Body(name: "three", line: 11, lines: 4),
  ]
  #expect(bodies(in: file) == expected)
}

@Test func theRatchetCoversWhatItNamesAndNoMore() {
  let ratchet = Ratchet(reading: "# why\nfunction Sources/A.swift render 45\n")
  func remark(_ part: String, _ amount: Int) -> Remark {
    Remark(
      rule: "function", path: "Sources/A.swift", line: 1, part: part, amount: amount, text: "long")
  }
  #expect(ratchet.beyond([remark("render", 45)]).isEmpty)
  #expect(ratchet.beyond([remark("render", 46)]).count == 1)
  #expect(ratchet.beyond([remark("other", 41)]).count == 1)
  #expect(ratchet.slack(over: [remark("render", 44)], rules: ["function"]).count == 1)
}

@Test(arguments: [
  (String(repeating: "a", count: 101), 1), (String(repeating: "đ", count: 100), 0),
  ("let a = \"" + String(repeating: "a", count: 100) + "\"", 0),
])
func aWideLineIsSeenUnlessItQuotes(_ line: String, _ remarks: Int) {
  #expect(widthRemarks(SwiftFile(path: "Sources/A/A.swift", text: line)).count == remarks)
}
