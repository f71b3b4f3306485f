import Testing

/// The tables of `GLOSSARY.md`: Vietnamese word · code · not to be confused with · source.
struct Glossary {
  struct Entry: Equatable {
    let line: Int
    let vietnamese: String
    /// The names in the Code column, in their order.
    let code: [String]
  }

  let entries: [Entry]
  /// Every name that stands in a Code column; of `Stage.received` both parts.
  let names: Set<String>

  static let standing = Glossary(reading: SourceTree.text("GLOSSARY.md"))

  init(reading text: String) {
    entries = markdownTables(text).filter { $0.header.contains("Code") }.flatMap { table in
      table.rows.map { row in
        Entry(
          line: row.line, vietnamese: row.cells.first ?? "",
          code: row.cells.count > 1 ? backticked(row.cells[1]) : [])
      }
    }
    let parts = entries.flatMap(\.code).flatMap { $0.split(separator: ".") }
    names = Set(parts.map { part in String(part.prefix { $0 != "(" }) })
  }
}

/// Where the law's nouns and verbs are declared.
private let featureTargets: Set = [
  "Directory", "Catalogue", "Documents", "Dossiers", "Indicators", "Exchange", "Journal",
]

/// A layer of a slice is named after a word that stands there already.
private let technical = [
  "Routes", "Page", "Desk", "Store", "Migrations", "Job", "Slice", "Tag",
]

/// The word itself, its id, or the plural that is the door to its rows.
private func stands(_ name: String, in glossary: Glossary) -> Bool {
  let singulars = [
    name, name.hasSuffix("ID") ? String(name.dropLast(2)) : "",
    name.hasSuffix("ies") ? String(name.dropLast(3)) + "y" : "",
    name.hasSuffix("s") ? String(name.dropLast()) : "",
  ]
  return singulars.contains(where: glossary.names.contains)
}

func glossaryRemarks(_ file: SwiftFile, glossary: Glossary) -> [Remark] {
  guard file.isSource, featureTargets.contains(file.target) else { return [] }
  return declaredTypes(in: file).filter { type in
    type.isPublic && type.isOuter && !type.isError && !stands(type.name, in: glossary)
      && !technical.contains(where: type.name.hasSuffix)
  }.map { type in
    Remark(
      rule: "glossary", path: file.path, line: type.line,
      text: """
        \(type.name) is public and stands in no row of GLOSSARY.md. Add the row (Vietnamese word, \
        code, what it is not, source), or use the name that is there, or keep it internal.
        """)
  }
}

@Test func everyPublicTypeOfAFeatureStandsInTheGlossary() {
  expectNoRemarks(SourceTree.sources.flatMap { glossaryRemarks($0, glossary: .standing) })
}

@Test func oneWordHasOneNameAndOneNameHasOneWord() {
  let entries = Glossary.standing.entries
  #expect(entries.count > 60, "GLOSSARY.md lost its tables")
  for (word, rows) in Dictionary(grouping: entries, by: \.vietnamese) where rows.count > 1 {
    let lines = rows.map { String($0.line) }.joined(separator: ", ")
    Issue.record("GLOSSARY.md: “\(word)” has several rows, lines \(lines). One word, one row.")
  }
  let uses = entries.flatMap { entry in entry.code.map { ($0, entry.line) } }
  for (name, rows) in Dictionary(grouping: uses, by: \.0) where rows.count > 1 {
    let lines = rows.map { String($0.1) }.joined(separator: ", ")
    Issue.record("GLOSSARY.md: `\(name)` stands for several words, lines \(lines). Choose one.")
  }
}

@Test func everyRowOfTheGlossaryHasAWordAndAName() {
  for entry in Glossary.standing.entries where entry.vietnamese.isEmpty || entry.code.isEmpty {
    Issue.record("GLOSSARY.md:\(entry.line): a row needs its Vietnamese word and its `name`.")
  }
}

@Test(arguments: [
  ("Sources/Dossiers/A.swift", "public struct Dossier {}", 0),
  ("Sources/Dossiers/A.swift", "public struct Parcel {}", 1),
  ("Sources/Dossiers/A.swift", "struct Parcel {}", 0),
  ("Sources/Dossiers/A.swift", "public struct ParcelDesk {}", 0),
  ("Sources/Dossiers/A.swift", "public struct Dossier { public enum Kind {} }", 0),
  ("Sources/Dossiers/A.swift", "public struct Dossiers {}", 0),
  ("Sources/Dossiers/A.swift", "public typealias DossierID = Int", 0),
  ("Sources/Dossiers/A.swift", "public struct ParcelLost: Error, Sendable {}", 0),
  ("Sources/Dossiers/A.swift", "public enum ParcelLost: Refusal {}", 0),
  ("Sources/Dossiers/A.swift", "@frozen public final class Parcel {}", 1),
  ("Sources/Web/A.swift", "public struct Parcel {}", 0),
])
func aPublicWordWithoutARowIsSeen(_ path: String, _ text: String, _ remarks: Int) {
  let glossary = Glossary(
    reading: "| Vietnamese | Code | Not | Source |\n|---|---|---|---|\n| hồ sơ | `Dossier` | | |")
  #expect(glossaryRemarks(SwiftFile(path: path, text: text), glossary: glossary).count == remarks)
}
