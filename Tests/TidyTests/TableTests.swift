import Testing

/// A table's name in a statement, and the part of the house that names it.
private struct TableUse {
  let table: String
  let creates: Bool
  let file: SwiftFile
  let line: Int
}

private let keywords: Set<Substring> = ["FROM", "JOIN", "INTO", "UPDATE", "REFERENCES"]

/// Statements are upper-case and tables lower-case, so English text is not taken for SQL.
private func tableUses(in file: SwiftFile) -> [TableUse] {
  file.literals.flatMap { literal in
    let words = literal.text.split { !($0.isLetter || $0.isNumber || "_.(".contains($0)) }
    let common = Set(zip(words, words.dropFirst()).filter { $1 == "AS" }.map { String($0.0) })
    return words.indices.dropLast().compactMap { index -> TableUse? in
      let creates = words[index] == "TABLE"
      guard creates || keywords.contains(words[index]) else { return nil }
      let rest = words[(index + 1)...]
      let name = creates ? rest.first { $0.first?.isLowercase == true } : rest.first
      guard let name, let table = tableName(name, after: words[index]), !common.contains(table)
      else { return nil }
      return TableUse(table: table, creates: creates, file: file, line: literal.line)
    }
  }
}

/// `nil` for what is no table: `DO UPDATE SET`, `FROM generate_series(…)`, `FROM pg_class`.
private func tableName(_ word: Substring, after keyword: Substring) -> String? {
  guard word.first?.isLowercase == true else { return nil }
  let isCall = word.contains("(") && (keyword == "FROM" || keyword == "JOIN")
  let name = String(word.prefix { $0 != "(" })
  let isSystems = ["pg_", "sqlite_", "information_schema", "pragma_", "json_"].contains {
    name.hasPrefix($0)
  }
  return isCall || isSystems || name.contains(".") ? nil : name
}

func tableRemarks(_ files: [SwiftFile]) -> [Remark] {
  let uses = files.flatMap(tableUses)
  let owners = Dictionary(grouping: uses.filter(\.creates), by: \.table)
    .mapValues { Set($0.map(\.file.target)) }
  return uses.compactMap { use in
    guard let owner = owners[use.table] else {
      return remark(use, "no migration creates the table \(use.table). A slip of the pen?")
    }
    if owner.count > 1 {
      return remark(use, "\(owner.sorted().joined(separator: " and ")) both create \(use.table).")
    }
    guard let only = owner.first, only != use.file.target else { return nil }
    return remark(
      use,
      """
      \(use.table) is \(only)'s table: a table is named in one slice only. Call \(only) with your \
      transaction.
      """)
  }
}

private func remark(_ use: TableUse, _ text: String) -> Remark {
  Remark(rule: "table", path: use.file.path, line: use.line, text: text)
}

@Test func everyTableIsNamedInOneSliceOnly() {
  expectNoRemarks(tableRemarks(SourceTree.sources))
}

@Test func aStatementOnAnotherSlicesTableIsSeen() {
  let migrations = SwiftFile(
    path: "Sources/Dossiers/DossierMigrations.swift",
    text: #"let a: SQL = "CREATE TABLE IF NOT EXISTS dossier (id TEXT PRIMARY KEY)""#)
  let own = SwiftFile(
    path: "Sources/Dossiers/DossierStore.swift",
    text: """
      let a: SQL = "INSERT INTO dossier(id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1"
      let b: SQL = "WITH late AS (SELECT id FROM dossier) SELECT id FROM late ORDER BY id LIMIT 5"
      let c = "a letter FROM us"
      """)
  let other = SwiftFile(
    path: "Sources/Indicators/ReportStore.swift",
    text: #"let a: SQL = "SELECT count(*) FROM agency_day d JOIN dossier ON true""#)
  let remarks = tableRemarks([migrations, own, other])
  #expect(remarks.filter { $0.path == own.path }.map(\.line) == [3])
  #expect(remarks.filter { $0.path == other.path }.count == 2)
}
