public import Ground

/// The fields of one mapping of a pack, each read as what it must be. What is wrong is told with
/// the line of its record.
public struct PackFields: Sendable {
  public let content: JSON
  public let line: Int

  public init(_ content: JSON, line: Int) { (self.content, self.line) = (content, line) }

  public init(_ record: RuleRecord) { self.init(record.content, line: record.line) }

  /// Refuses: a field that is not `known`.
  public func allow(_ known: Set<String>) throws(RulePackUnreadable) {
    for member in content.members ?? [] where !known.contains(member.name) {
      throw unreadable("there is no field \(member.name)")
    }
  }

  /// Refuses: a text that is missing or empty.
  public func text(_ name: String) throws(RulePackUnreadable) -> String {
    guard let text = content[name]?.text, !text.isEmpty else {
      throw unreadable("\(name) is missing")
    }
    return text
  }

  /// Refuses: words that are missing in Vietnamese.
  public func words(_ name: String) throws(RulePackUnreadable) -> BilingualText {
    guard let words = BilingualText(content, name) else { throw unreadable("\(name) is missing") }
    return words
  }

  /// Refuses: a text that is none of the words.
  public func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) throws(RulePackUnreadable) -> Word {
    let text = try text(name)
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw unreadable("\(name) must be one of \(known), not \(text)")
    }
    return word
  }

  /// Refuses: what is no whole number within `bounds`.
  public func int(
    _ name: String, in bounds: ClosedRange<Int> = 0...Int.max
  ) throws(RulePackUnreadable) -> Int {
    guard let number = content[name]?.int, bounds.contains(number) else {
      throw unreadable("\(name) must be a whole number from \(bounds.lowerBound)")
    }
    return number
  }

  /// Refuses: what is no day.
  public func day(_ name: String) throws(RulePackUnreadable) -> Day {
    guard let day = Day(iso: try text(name)) else {
      throw unreadable("\(name) must be a day like 2026-09-02")
    }
    return day
  }

  /// The mappings of a list; empty when there is none.
  public func list(_ name: String) -> [PackFields] {
    (content[name]?.elements ?? []).map { PackFields($0, line: line) }
  }

  public func unreadable(_ reason: String) -> RulePackUnreadable {
    RulePackUnreadable(line: line, reason: reason)
  }
}
