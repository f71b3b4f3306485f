import Foundation

/// A file of the project, by its path from the top.
struct TextFile: Sendable {
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var name: String { String(path.split(separator: "/").last ?? "") }
}

/// A Swift file, read and taken apart.
struct SwiftFile: Sendable {
  let file: TextFile
  let tokens: [Token]
  let literals: [Literal]
  let comments: [Int: String]

  init(path: String, text: String) {
    file = TextFile(path: path, text: text)
    let lexed = Lexer.read(text)
    (tokens, literals, comments) = (lexed.tokens, lexed.literals, lexed.comments)
  }

  var path: String { file.path }
  /// The file's name without `.swift`; its end says which layer it is.
  var stem: String { String(file.name.dropLast(6)) }
  /// `Journal` for `Sources/Journal/Fact.swift`.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  var isSource: Bool { path.hasPrefix("Sources/") }

  func text(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].text : ""
  }

  /// The word without its backticks.
  func name(_ index: Int) -> String { text(index).replacing("`", with: "") }

  /// The index of the sign that closes the bracket at `open`; the last token when none does.
  func closing(_ open: Int) -> Int {
    var depth = 0
    for index in open..<tokens.count {
      switch tokens[index].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return tokens.count - 1
  }

  /// A comment that is no documentation stands on the line or right above it.
  func hasReason(at line: Int) -> Bool {
    [line, line - 1].contains { near in
      guard let comment = comments[near], !comment.hasPrefix("///") else { return false }
      return comment.count > 8
    }
  }

  /// The documentation above `line`, attributes passed over; empty when there is none.
  func documentation(above line: Int) -> String {
    let lines = file.lines
    var at = line - 2
    var found: [Substring] = []
    while at >= 0 {
      let text = lines[at].trimmingPrefix(while: \.isWhitespace)
      guard text.hasPrefix("///") || text.hasPrefix("@") else { break }
      found.append(text)
      at -= 1
    }
    return found.reversed().joined(separator: "\n")
  }
}

/// The project's own files. Read once.
enum SourceTree {
  /// The folder that holds `CONVENTIONS.md`, whatever package compiled this file.
  static let top: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path.count > 1,
      !FileManager.default.fileExists(atPath: folder.appending(path: "CONVENTIONS.md").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  /// Every text that is committed.
  static let texts: [TextFile] = folders.flatMap(files) + topFiles

  static let swift: [SwiftFile] = texts.filter { $0.path.hasSuffix(".swift") }
    .map { SwiftFile(path: $0.path, text: $0.text) }

  static let sources = swift.filter(\.isSource)

  /// The text of one file; empty when it is not there.
  static func text(_ path: String) -> String {
    texts.first { $0.path == path }?.text ?? ""
  }

  private static let folders = [
    "Sources", "Tests", "Packs", "Public", "bin", "docs", "e2e", ".ci",
  ]

  private static let leftOut = [".venv", "__pycache__", ".pytest_cache", ".hypothesis"]

  private static var topFiles: [TextFile] {
    entries(in: top).filter { !$0.hasPrefix("Package.resolved") }.compactMap { read($0) }
  }

  private static func entries(in folder: URL) -> [String] {
    // A folder that is not there yet has no files, nor has a file.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted()
  }

  private static func files(in folder: String) -> [TextFile] {
    entries(in: top.appending(path: folder)).filter { !leftOut.contains($0) }.flatMap { name in
      let path = folder + "/" + name
      let inside = files(in: path)
      return inside.isEmpty ? read(path).map { [$0] } ?? [] : inside
    }
  }

  /// `nil` for a folder and for what is no text.
  private static func read(_ path: String) -> TextFile? {
    guard let bytes = FileManager.default.contents(atPath: top.appending(path: path).path),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return TextFile(path: path, text: text)
  }
}
