import Testing

/// Words that say nothing about the province, with what to ask oneself instead.
private let empty: Set = [
  "Service", "Manager", "Helper", "Util", "Utility", "Handler", "Info", "Data", "Impl", "DTO",
  "Dto", "Provider", "Factory",
]

private let kinds: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]

/// A type's name where it is declared.
struct DeclaredType: Equatable {
  let name: String
  let line: Int
  let isPublic: Bool
  /// Stands in the file itself, not inside another type.
  let isOuter: Bool
  /// Says of itself that it is a refusal or a fault.
  let isError: Bool
}

func declaredTypes(in file: SwiftFile) -> [DeclaredType] {
  var depth = 0
  return file.tokens.indices.compactMap { index in
    switch file.text(index) {
    case "{": depth += 1
    case "}": depth -= 1
    default: break
    }
    guard kinds.contains(file.text(index)), file.text(index - 1) != ".",
      file.text(index + 1).first?.isUppercase == true, file.text(index - 1) != "import"
    else { return nil }
    return DeclaredType(
      name: file.text(index + 1), line: file.tokens[index].line,
      isPublic: modifiers(before: index, in: file).contains("public"), isOuter: depth == 0,
      isError: isError(index, in: file))
  }
}

private func isError(_ index: Int, in file: SwiftFile) -> Bool {
  let clause = file.tokens[index...].prefix { $0.text != "{" }.map(\.text)
  return clause.contains("Error") || clause.contains("Refusal")
}

/// The modifiers right before a declaration's keyword, nearest first.
func modifiers(before index: Int, in file: SwiftFile) -> [String] {
  let known: Set = [
    "public", "package", "private", "fileprivate", "internal", "final", "indirect", "static",
    "mutating", "nonmutating", "nonisolated", "override", "required", "convenience",
  ]
  return file.tokens[..<index].reversed().map(\.text).prefix { known.contains($0) }.map { $0 }
}

/// `DossierNumber` as `Dossier`, `Number`; a run of capitals is one word.
func words(of name: String) -> [String] {
  var words: [String] = []
  let letters = Array(name)
  for (index, letter) in letters.enumerated() {
    let before = index > 0 ? letters[index - 1] : nil
    let after = index + 1 < letters.count ? letters[index + 1] : nil
    let begins = letter.isUppercase && (before?.isUppercase != true || after?.isLowercase == true)
    if words.isEmpty || begins { words.append("") }
    words[words.count - 1].append(letter)
  }
  return words
}

func nameRemarks(_ file: SwiftFile, glossary: Glossary) -> [Remark] {
  declaredTypes(in: file).compactMap { type in
    let said = words(of: type.name).first { word in
      empty.contains(word) || (word.hasSuffix("s") && empty.contains(String(word.dropLast())))
    }
    guard let said, !glossary.names.contains(type.name) else { return nil }
    return Remark(
      rule: "name", path: file.path, line: type.line,
      text: """
        “\(said)” in \(type.name) says nothing. What is it in the province's words? GLOSSARY.md has \
        them; a route, a desk, a rule or a store covers the rest.
        """)
  }
}

@Test func noTypeIsNamedWithAnEmptyWord() {
  expectNoRemarks(SourceTree.swift.flatMap { nameRemarks($0, glossary: .standing) })
}

@Test(arguments: [
  ("struct DossierManager {}", 1), ("enum MailUtils {}", 1), ("final class DataSource {}", 1),
  ("protocol HTTPHandler {}", 1), ("public enum FeeDTO {}", 1), ("struct Metadata {}", 0),
  ("struct Informant {}", 0), ("struct Desk { let handler: Int }", 0),
  ("/// A manager.\nstruct Officer {}", 0), (#"let a = "struct Manager {}""#, 0),
])
func anEmptyWordInATypesNameIsSeen(_ text: String, _ remarks: Int) {
  let file = SwiftFile(path: "Sources/Dossiers/A.swift", text: text)
  #expect(nameRemarks(file, glossary: Glossary(reading: "")).count == remarks)
}
