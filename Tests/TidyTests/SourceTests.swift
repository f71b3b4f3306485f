import Testing

private let typeKeywords: Set = ["struct", "enum", "class", "actor", "extension"]

/// Names that the language asks for; no law stands behind them.
private let conformances: Set = ["<", "==", "hash", "encode", "description"]

/// Public functions of `Deadlines` that cite no law, neither themselves nor their type.
func lawRemarks(_ files: [SwiftFile]) -> [Remark] {
  let cited = Set(files.flatMap(citedTypes))
  return files.flatMap { file in
    rules(in: file).filter { !$0.cites && !cited.contains($0.owner ?? "") }.map { rule in
      Remark(
        rule: "law", path: file.path, line: rule.line,
        text: """
          \(rule.name) is a public rule without `Source:`. Cite the rule's id in the domain's list, \
          or act, article and clause. A lawyer will look for it.
          """)
    }
  }
}

private struct PublicRule {
  let name: String
  let line: Int
  /// The type around it; `nil` for a free function.
  let owner: String?
  let cites: Bool
}

private func rules(in file: SwiftFile) -> [PublicRule] {
  var owners: [(name: String, close: Int)] = []
  return file.tokens.indices.compactMap { index in
    owners.removeAll { $0.close < index }
    let keyword = file.text(index)
    let name = file.text(index + 1)
    let owner = owners.last?.name
    if typeKeywords.contains(keyword),
      let open = file.tokens[index...].firstIndex(where: { $0.text == "{" })
    {
      owners.append((name, file.closing(open)))
    }
    guard keyword == "func", modifiers(before: index, in: file).contains("public"),
      !conformances.contains(name)
    else { return nil }
    let line = file.tokens[index].line
    return PublicRule(
      name: name, line: line, owner: owner,
      cites: file.documentation(above: line).contains("Source:"))
  }
}

private func citedTypes(in file: SwiftFile) -> [String] {
  file.tokens.indices.filter { typeKeywords.contains(file.text($0)) }.compactMap { index in
    let line = file.tokens[index].line
    return file.documentation(above: line).contains("Source:") ? file.text(index + 1) : nil
  }
}

@Test func everyPublicRuleOfDeadlinesCitesItsSource() {
  expectNoRemarks(lawRemarks(SourceTree.sources.filter { $0.target == "Deadlines" }))
}

@Test(arguments: [
  ("/// A term. Source: CAL-1.\npublic struct Term { public func end() {} }", 0),
  ("/// A term.\npublic struct Term { public func end() {} }", 1),
  ("/// A term.\nstruct Term { func end() {} }", 0),
  ("/// Ends. Source: CAL-2.\n@inlinable\npublic func end() {}", 0),
  ("public func end() {}", 1),
  ("/// A term. Source: CAL-1.\npublic struct Term {}\nextension Term { public func end() {} }", 0),
  ("/// A term. Source: CAL-1.\npublic struct Term {}\nextension Day { public func end() {} }", 1),
])
func aRuleWithoutItsSourceIsSeen(_ text: String, _ remarks: Int) {
  let file = SwiftFile(path: "Sources/Deadlines/A.swift", text: text)
  #expect(lawRemarks([file]).count == remarks)
}

/// Indicators that are written in Swift: a value without `source:` among its arguments.
func indicatorRemarks(_ file: SwiftFile) -> [Remark] {
  file.tokens.indices.filter { index in
    file.text(index) == "Indicator" && file.text(index + 1) == "(" && file.text(index - 1) != "."
  }.compactMap { index in
    let arguments = file.tokens[index...file.closing(index + 1)]
    guard arguments.contains(where: { $0.text == "code" }) else { return nil }
    return arguments.contains { $0.text == "source" }
      ? nil
      : Remark(
        rule: "law", path: file.path, line: file.tokens[index].line,
        text: "an indicator without `source:`. Which decision defines this figure?")
  }
}

/// Indicators that are written as data: an entry that begins with `code:` and names no source
/// before the next one.
func packRemarks(_ file: TextFile) -> [Remark] {
  var entries: [(line: Int, isSourced: Bool)] = []
  for (index, line) in file.lines.enumerated() {
    let text = line.trimmingPrefix { $0.isWhitespace || $0 == "-" }
    if text.hasPrefix("code:") { entries.append((index + 1, false)) }
    let sources = ["source:", "legal_basis:"]
    if let last = entries.indices.last, sources.contains(where: text.hasPrefix) {
      entries[last].isSourced = true
    }
  }
  return entries.filter { !$0.isSourced }.map { entry in
    Remark(
      rule: "law", path: file.path, line: entry.line,
      text: "an indicator without `source:`. Which decision defines this figure?")
  }
}

@Test func everyIndicatorCitesItsSource() {
  let packs = SourceTree.texts.filter { file in
    file.path.hasPrefix("Packs/") && file.name.hasPrefix("indicator")
  }
  expectNoRemarks(
    SourceTree.sources.filter { $0.target == "Indicators" }.flatMap(indicatorRemarks)
      + packs.flatMap(packRemarks))
}

@Test func anIndicatorWithoutItsSourceIsSeen() {
  let swift = SwiftFile(
    path: "Sources/Indicators/A.swift",
    text: #"let a = Indicator(code: "a", source: b); let c = Indicator(code: "c")"#)
  #expect(indicatorRemarks(swift).count == 1)
  let pack = TextFile(
    path: "Packs/indicators.yaml",
    text: "indicators:\n  - code: a\n    source: QĐ 766\n  - code: b\n    title: B\n")
  #expect(packRemarks(pack).map(\.line) == [4])
}
