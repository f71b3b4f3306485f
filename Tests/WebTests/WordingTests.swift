import Foundation
import Ground
import Testing

@testable import Web

@Suite("Words in two languages")
struct WordingTests {
  private let english = Wording(
    language: .english,
    table: [
      "Hồ sơ của tôi": "My dossiers", "Hẹn trả {} tại {}": "Due at {2} on {1}",
      "Tìm thủ tục": "Find a procedure", "Đang chờ": "Waiting",
    ])

  private func inEnglish<T>(_ body: () -> T) -> T {
    Wording.$current.withValue(english, operation: body)
  }

  @Test("a phrase is said in the language of the moment, its values as they are")
  func phrase() {
    let day = "20/11"
    let phrase: Phrase = "Hẹn trả \(day) tại \("Bến Đò")"
    #expect(phrase.text == "Hẹn trả 20/11 tại Bến Đò")
    #expect(inEnglish { phrase.text } == "Due at Bến Đò on 20/11")
    #expect(inEnglish { phrase.vietnamese } == "Hẹn trả 20/11 tại Bến Đò")
  }

  @Test("words that the table lacks are said in Vietnamese")
  func gap() {
    #expect(inEnglish { ("Chưa dịch" as Phrase).text } == "Chưa dịch")
  }

  @Test("text between tags and spoken attributes of a literal are words, markup stays")
  func markup() {
    func page() -> HTML {
      """
      <h1 class="a">Hồ sơ của tôi</h1>
      <input title="Tìm thủ tục" value="Đang chờ"><p>Hẹn trả \("<b>") tại <b>\("x")</b></p>
      """
    }
    #expect(page().text.contains("<h1 class=\"a\">Hồ sơ của tôi</h1>"))
    let said = inEnglish { page().text }
    #expect(said.contains("<h1 class=\"a\">My dossiers</h1>"))
    #expect(said.contains("title=\"Find a procedure\" value=\"Đang chờ\""))
    #expect(said.contains("<p>Hẹn trả &lt;b&gt; tại <b>x</b></p>"))
  }

  @Test("values go where the other language wants them, and stay escaped")
  func order() {
    func line() -> HTML { "<p>Hẹn trả \("1<2") tại \("A" as HTML)</p>" }
    #expect(inEnglish { line().text } == "<p>Due at A on 1&lt;2</p>")
  }

  @Test("data of somebody is never taken for words")
  func data() {
    #expect(inEnglish { HTML.escaped("Hồ sơ của tôi").text } == "Hồ sơ của tôi")
    #expect(inEnglish { Phrase(verbatim: "Hồ sơ của tôi").text } == "Hồ sơ của tôi")
  }

  @Test(
    "a table with a broken line, a repeated key or lost places for values is refused by its line",
    arguments: [
      ("\"a\": \"b\"\nc: d\n", 2), ("\"a\": \"b\"\n\"a\": \"c\"\n", 2),
      ("# x\n\n\"a {}\": \"b\"\n", 3),
    ])
  func broken(_ table: String, _ line: Int) {
    let refused = #expect(throws: WordingUnreadable.self) {
      try Wording(language: .english, yaml: table.utf8)
    }
    #expect(refused?.description.hasPrefix("line \(line) ") == true)
  }

  @Test("every text of the program for people stands in Packs/en.yaml")
  func noGaps() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let table = try Wording(
      language: .english, yaml: Data(contentsOf: root.appending(path: "Packs/en.yaml")))
    let keys = try wordsOfTheProgram(root)
    let gaps = keys.filter { table.text(for: $0.key) == nil }
      .map { "\($0.place): \(quoted($0.key))" }
    #expect(gaps.isEmpty, "\(gaps.count) texts lack English:\n\(gaps.joined(separator: "\n"))")
    let unused = Set(table.keys).subtracting(keys.map(\.key)).sorted().map(quoted)
    #expect(unused.isEmpty, "no text has these keys any more:\n\(unused.joined(separator: "\n"))")
  }

  private func quoted(_ key: String) -> String {
    JSON.string(key).bytes.map { String(UnicodeScalar($0)) }.joined()
  }
}
