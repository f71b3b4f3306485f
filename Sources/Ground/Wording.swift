/// A language in which the house speaks to people.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// The one that the current task speaks.
  public static var current: Language { Wording.current.language }
}

/// The words of one language: what stands for each Vietnamese text of the program.
///
/// The Vietnamese text is the key, with `{}` where values go; a text that the table lacks is said
/// in Vietnamese, and a test lists such gaps. Source: architecture, "Inside a slice" (Phrase).
public struct Wording: Sendable {
  public let language: Language
  /// By key, white space within a key being one space.
  private let table: [ExactText: String]

  /// Reads a table of words: YAML of which every line is `"key": "words"`, a comment or empty.
  ///
  /// Refuses: a line that is none of these, a key that stands twice, words with other places for
  /// values than their key has.
  public init(language: Language, yaml bytes: some Sequence<UInt8>) throws(WordingUnreadable) {
    var table: [String: String] = [:]
    let lines = String(decoding: Array(bytes), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let entry = Wording.entry(line) else {
        throw .line(index + 1, "is no \"key\": \"words\"")
      }
      guard table.updateValue(entry.words, forKey: entry.key) == nil else {
        throw .line(index + 1, "repeats a key")
      }
      guard Wording.places(entry.key) == Wording.places(entry.words) else {
        throw .line(index + 1, "has other places for values than its key")
      }
    }
    self.init(language: language, table: table)
  }

  private static func entry(_ line: Substring) -> (key: String, words: String)? {
    // A line that is no JSON member makes `nil`; the caller names it.
    guard let json = try? JSON(reading: Array("{\(line)}".utf8)), let member = json.members?.first,
      json.members?.count == 1, let words = member.value.text
    else { return nil }
    return (member.name, words)
  }

  /// The places for values, each once.
  private static func places(_ pattern: String) -> Set<Int> {
    var places: Set<Int> = []
    PhrasePattern(pattern).each { if case .place(let index) = $0 { places.insert(index) } }
    return places
  }

  /// What the program itself is written in; it needs no table.
  public static let vietnamese = Wording(language: .vietnamese, table: [:])

  public init(language: Language, table: [String: String]) {
    self.language = language
    self.table = Dictionary(
      uniqueKeysWithValues: table.map { (ExactText(bytes: Array($0.utf8)), $1) })
  }

  /// The words that the current task speaks. Bound for one request at the edge; nothing bound
  /// means Vietnamese.
  @TaskLocal public static var current = Wording.vietnamese

  /// Every key of the table.
  public var keys: [String] { table.keys.map { String(decoding: $0.bytes, as: UTF8.self) } }

  /// What stands for `key`; `nil` when the table has nothing.
  public func text(for key: String) -> String? { text(for: Array(key.utf8)) }

  /// The same for a key in UTF-8.
  public func text(for key: [UInt8]) -> String? { table[ExactText(bytes: key)] }
}

/// A text that equals another byte by byte: to compare as Unicode does takes twenty times as long,
/// and a page asks for a hundred texts.
private struct ExactText: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// Why a table of words cannot be read, in English: it is the installer's to mend.
public enum WordingUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  case line(Int, String)

  public var description: String {
    switch self {
    case .line(let number, let reason): "line \(number) \(reason)"
    }
  }
}
