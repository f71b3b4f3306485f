import Testing

/// A step of the schema as its source is written, spaces apart.
struct WrittenMigration {
  let id: String
  let file: SwiftFile
  let line: Int
  let digest: String
}

/// The migrations that a file declares: `Migration("slice-001") { … }`.
func writtenMigrations(in file: SwiftFile) -> [WrittenMigration] {
  file.tokens.indices.compactMap { index in
    guard file.text(index) == "Migration", file.text(index + 1) == "(",
      let literal = file.tokens[index + 2].literal
    else { return nil }
    var end = file.closing(index + 1)
    if file.text(end + 1) == "{" { end = file.closing(end + 1) }
    return WrittenMigration(
      id: file.literals[literal].text, file: file, line: file.tokens[index].line,
      digest: digest(of: file, index...end))
  }
}

/// FNV-1a over words, signs and literals: it finds a slip, it need not withstand malice.
private func digest(of file: SwiftFile, _ range: ClosedRange<Int>) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for token in file.tokens[range] {
    let text = token.literal.map { file.literals[$0].text } ?? token.text
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for byte in Array(words.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

func migrationRemarks(_ migrations: [WrittenMigration], released: String) -> [Remark] {
  let lines = released.split(separator: "\n").filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }
  let known = Dictionary(lines.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  let written = migrations.compactMap { migration in
    objection(to: migration, known: known[migration.id]).map {
      Remark(rule: "migration", path: migration.file.path, line: migration.line, text: $0)
    }
  }
  let ids = Set(migrations.map(\.id))
  let gone = known.keys.sorted().filter { !ids.contains($0) }.map { id in
    Remark(
      rule: "migration", path: "Tests/TidyTests/migrations.txt", line: 1,
      text: "\(id) is released and no longer written anywhere. Databases have run it: put it back.")
  }
  return written + gone
}

private func objection(to migration: WrittenMigration, known: String?) -> String? {
  switch known {
  case migration.digest: nil
  case nil:
    """
    \(migration.id) is not in migrations.txt. Add the line: \(migration.id) \(migration.digest)
    """
  default:
    """
    \(migration.id) has changed since its line in migrations.txt was written. If it has left this \
    machine, put it back and write a new one. If it never has, its line is now: \(migration.id) \
    \(migration.digest)
    """
  }
}

@Test func aReleasedMigrationNeverChanges() {
  let migrations = SourceTree.sources.flatMap(writtenMigrations)
  expectNoRemarks(
    migrationRemarks(migrations, released: SourceTree.text("Tests/TidyTests/migrations.txt")))
}

@Test func everyMigrationHasItsOwnIdAndNamesItsSlice() {
  let migrations = SourceTree.sources.flatMap(writtenMigrations)
  for (id, twins) in Dictionary(grouping: migrations, by: \.id) where twins.count > 1 {
    Issue.record("\(twins.map(\.file.path)): \(id) is written twice.")
  }
  for migration in migrations where migration.file.stem.hasSuffix("Migrations") == false {
    Issue.record("\(migration.file.path): a migration stands in a file ending in Migrations.")
  }
}

@Test func anEditedMigrationIsSeenAndSpacesAreNot() {
  func written(_ column: String, _ space: String) -> [WrittenMigration] {
    writtenMigrations(
      in: SwiftFile(
        path: "Sources/Dossiers/DossierMigrations.swift",
        text: "let a = Migration(\"d-001\") {\(space)_ in [\"CREATE TABLE d (\(column) TEXT)\"] }"))
  }
  let released = "# why\nd-001 \(written("id", " ")[0].digest)\n"
  #expect(migrationRemarks(written("id", "\n  "), released: released).isEmpty)
  #expect(migrationRemarks(written("di", " "), released: released).count == 1)
  #expect(migrationRemarks([], released: released).count == 1)
  #expect(migrationRemarks(written("id", " "), released: "").count == 1)
}
