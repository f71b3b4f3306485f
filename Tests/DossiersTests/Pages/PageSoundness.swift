import Foundation
import Testing

/// What holds of every page, whatever it says.
func expectSound(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let tags = html.matches(of: /<([a-z0-9]+)([^>]*)>/).map { (String($0.1), String($0.2)) }
  #expect(!tags.contains { $0.0 == "style" }, sourceLocation: sourceLocation)
  for (_, attributes) in tags.filter({ $0.0 == "script" }) {
    #expect(
      attributes.wholeMatch(of: /\ssrc="\/cong-khai\/[^"]+" defer/) != nil,
      "not a script of our own: <script\(attributes)>", sourceLocation: sourceLocation)
  }
  #expect(
    html.components(separatedBy: "<script").count
      == html.components(separatedBy: " defer></script>").count,
    "a script with text in it", sourceLocation: sourceLocation)
  for (tag, attributes) in tags {
    #expect(
      !attributes.contains(/\s(on[a-z]+|style)=/), "inline: <\(tag)\(attributes)>",
      sourceLocation: sourceLocation)
  }
  let ids = tags.compactMap { $0.1.firstMatch(of: /\sid="([^"]*)"/).map { String($0.1) } }
  let twice = Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys
  #expect(twice.isEmpty, "twice on the page: \(twice)", sourceLocation: sourceLocation)
  let labelled = Set(html.matches(of: /<label[^>]*\sfor="([^"]*)"/).map { String($0.1) })
  for (tag, attributes) in tags where ["input", "select", "textarea"].contains(tag) {
    guard !attributes.contains("type=\"hidden\"") else { continue }
    let id = attributes.firstMatch(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(
      id.map(labelled.contains) == true, "no label: <\(tag)\(attributes)>",
      sourceLocation: sourceLocation)
  }
  for link in html.matches(of: /href="#([^"]*)"/) where link.1 != "noi-dung" {
    #expect(
      ids.contains(String(link.1)), "leads nowhere: #\(link.1)", sourceLocation: sourceLocation)
  }
}
