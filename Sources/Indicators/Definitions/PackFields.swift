import Ground
import Rules

/// The fields of one mapping of a pack, each read as what it must be.
struct PackFields {
  let content: JSON
  let line: Int

  init(_ content: JSON, line: Int) { (self.content, self.line) = (content, line) }

  func allow(_ known: Set<String>) throws(IndicatorPackUnreadable) {
    for member in content.members ?? [] where !known.contains(member.name) {
      throw IndicatorPackUnreadable(line, "there is no field \(member.name)")
    }
  }

  func text(_ name: String) throws(IndicatorPackUnreadable) -> String {
    guard let text = content[name]?.text, !text.isEmpty else {
      throw IndicatorPackUnreadable(line, "\(name) is missing")
    }
    return text
  }

  func words(_ name: String) throws(IndicatorPackUnreadable) -> BilingualText {
    guard let words = BilingualText(content, name) else {
      throw IndicatorPackUnreadable(line, "\(name) is missing")
    }
    return words
  }

  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) throws(IndicatorPackUnreadable) -> Word {
    guard let word = Word(rawValue: try text(name)) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw IndicatorPackUnreadable(line, "\(name) must be one of \(known)")
    }
    return word
  }
}
