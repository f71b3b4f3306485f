import Testing

/// `docs/facts.md`: the schema, what `data` may hold, and where each part of each indicator stands.
private let paper = markdownTables(SourceTree.text("docs/facts.md"))

private func table(_ header: [String]) -> [MarkdownTable.Row] {
  paper.filter { $0.header == header }.flatMap(\.rows)
}

private let schema = table(["key", "holds"])
private let data = table(["field", "kind", "holds"])
private let kinds = table(["kind", "when"])
private let mapping = table(["indicator", "part", "fact kind", "field"])

/// The keys of a fact, in the order in which they are hashed. Source: architecture, "The one idea".
private let keys = [
  "v", "id", "kind", "at", "recordedAt", "subject", "seq", "agency", "competentAgency",
  "returnAgency", "post", "procedure", "case", "version", "sector", "level", "mode", "eligible",
  "integrated", "channel", "typedBy", "applicantKind", "actorTag", "deviceTag", "rules", "term",
  "policy", "calendar", "pauses", "due", "workedMinutes", "pausedMinutes", "data", "commitment",
]

@Test func theSchemaIsWrittenDownInTheOrderInWhichItIsHashed() {
  #expect(schema.flatMap { backticked($0.cells[0]) } == keys)
}

@Test func theJournalWritesTheKeysOfTheSchema() {
  let journal = SourceTree.sources.filter { $0.target == "Journal" }
  let lists = journal.flatMap { file in
    file.tokens.indices.filter {
      file.text($0) == "keys" && file.text($0 + 1) == "=" && file.text($0 + 2) == "["
    }.map { index in
      file.tokens[index...file.closing(index + 2)].compactMap { token in
        token.literal.map { file.literals[$0].text }
      }
    }
  }
  for list in lists { #expect(list == keys, "docs/facts.md and the journal disagree") }
}

@Test func everyPartOfEveryIndicatorHasItsField() {
  #expect(mapping.count > 60, "docs/facts.md lost its mapping")
  let known = Set(keys).union(data.flatMap { backticked($0.cells[0]) })
  let written = Set(kinds.flatMap { backticked($0.cells[0]) })
  for row in mapping {
    let (kind, field) = (row.cells[2], row.cells[3])
    let fields = backticked(field)
    if fields.isEmpty, !field.hasPrefix("later:") {
      Issue.record("docs/facts.md:\(row.line): which field gives it, or “later:” which register?")
    }
    for name in fields where !known.contains(name) {
      Issue.record("docs/facts.md:\(row.line): no fact has a field `\(name)`.")
    }
    for name in backticked(kind) where !written.contains(name) && !field.hasPrefix("later:") {
      Issue.record("docs/facts.md:\(row.line): nobody writes a fact `\(name)`.")
    }
  }
}

@Test func everyIndicatorHasANumeratorOrAValueAndNamesItsDenominator() {
  for (indicator, rows) in Dictionary(grouping: mapping, by: { $0.cells[0] }) {
    let parts = Set(rows.map { $0.cells[1].split(separator: ":").first.map(String.init) ?? "" })
    let isWhole = parts.contains("value") || parts.isSuperset(of: ["numerator", "denominator"])
    #expect(isWhole, "docs/facts.md: \(indicator) needs numerator and denominator, or a value")
  }
}

@Test func everyKindOfFactInTheCodeIsWrittenDown() {
  let written = Set(kinds.flatMap { backticked($0.cells[0]) })
  for file in SourceTree.sources {
    for kind in file.tokens.indices.compactMap({ factKind(file, $0) })
    where !written.contains(kind) {
      Issue.record("\(file.path): the fact `\(kind)` stands in no row of docs/facts.md.")
    }
  }
}

/// `Fact.Kind(rawValue: "slice.verb")`, or `.dossier("verb")`.
private func factKind(_ file: SwiftFile, _ index: Int) -> String? {
  func literal(_ at: Int) -> String? {
    guard file.tokens.indices.contains(at), let literal = file.tokens[at].literal else {
      return nil
    }
    let text = file.literals[literal]
    return text.isInterpolated || text.text.hasSuffix(".") ? nil : text.text
  }
  if file.text(index) == "Kind", file.text(index + 1) == "(", file.text(index - 2) == "Fact" {
    return literal(index + 4)
  }
  if file.text(index) == "dossier", file.text(index + 1) == "(", file.text(index - 1) == "." {
    return literal(index + 2).map { "dossier." + $0 }
  }
  return nil
}
