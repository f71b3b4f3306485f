import Ground
import Synchronization
import Testing

@testable import Web

/// Pages that many read are made once.
struct SharedPagesTests {
  private struct Hello: Page {
    let name: String
    var title: Phrase { "Chào" }
    var body: HTML { "<p>Xin chào \(name)</p>" }
  }

  private let english = Wording(language: .english, table: ["Xin chào {}": "Hello {}"])

  @Test func theSameQuestionIsAnsweredOnce() async throws {
    let pages = SharedPages<Int>(limit: 10)
    let made = Mutex(0)
    for question in [1, 1, 2, 1] {
      let page = try await pages.page(question) {
        made.withLock { $0 += 1 }
        return Hello(name: "\(question)")
      }
      #expect(page.body.text == "<p>Xin chào \(question)</p>")
    }
    #expect(made.withLock { $0 } == 2)
  }

  @Test func eachLanguageHasItsOwn() async throws {
    let pages = SharedPages<Int>(limit: 10)
    let first = try await pages.page(1) { Hello(name: "Lan") }
    let second = try await Wording.$current.withValue(english) {
      try await pages.page(1) { Hello(name: "Lan") }
    }
    #expect(first.body.text == "<p>Xin chào Lan</p>" && second.body.text == "<p>Hello Lan</p>")
  }

  @Test func aBodyThatDiffersFromReaderToReaderIsNotPackedForAll() {
    let form: HTML = "<p>a</p>\(HTML.form(to: Path("a"), "b"))"
    #expect(SharedBody(form).packed == nil)
    #expect(SharedBody("<p>a</p>").packed != nil)
  }
}
