/// Words of the program for people, said in the language of the moment in which they are read.
///
/// Literals are phrases: `"Hẹn trả \(day)"` has the key `Hẹn trả {}`. A value keeps its own
/// language: names and titles are data.
public struct Phrase: Sendable, Equatable {
  enum Value: Sendable, Equatable {
    case data(String)
    case words(Phrase)
  }

  let key: String
  let values: [Value]

  init(key: String, values: [Value]) { (self.key, self.values) = (key, values) }

  /// Data where a phrase is asked for: said as it is in every language.
  public init(verbatim text: String) { self.init(key: "{}", values: [.data(text)]) }

  /// Words of the program that are held as text, such as the name of a stage.
  public init(key: String) { self.init(key: key, values: []) }

  /// Sentences one after another.
  public init(joining phrases: [Phrase], separator: String = " ") {
    self.init(
      key: phrases.map { _ in "{}" }.joined(separator: separator), values: phrases.map(Value.words))
  }

  /// In the language of the current task.
  public var text: String { text(in: Wording.current) }

  /// In Vietnamese, whatever the task speaks: for the API, for letters, for what is kept.
  public var vietnamese: String { text(in: .vietnamese) }

  public func text(in wording: Wording) -> String {
    let pattern = wording.language == .vietnamese ? key : wording.text(for: key) ?? key
    guard !values.isEmpty else { return pattern }
    var out = ""
    PhrasePattern(pattern).each { piece in
      switch piece {
      case .text(let text): out += text
      case .place(let index): if values.indices.contains(index) { out += said(index, wording) }
      }
    }
    return out
  }

  private func said(_ index: Int, _ wording: Wording) -> String {
    switch values[index] {
    case .data(let text): text
    case .words(let phrase): phrase.text(in: wording)
    }
  }

  /// Nothing to say.
  public var isEmpty: Bool { key.isEmpty }
}

extension Phrase: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self.init(key: value, values: []) }
  public init(stringInterpolation: StringInterpolation) {
    self.init(key: stringInterpolation.key, values: stringInterpolation.values)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var key = ""
    var values: [Value] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { key += literal }
    public mutating func appendInterpolation(_ phrase: Phrase) { append(.words(phrase)) }
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      append(.data(String(text)))
    }
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      append(.data(String(number)))
    }

    private mutating func append(_ value: Value) {
      key += "{}"
      values.append(value)
    }
  }
}

/// A key or its translation: text with places for values, `{}` in their order or `{2}` by number.
public struct PhrasePattern {
  public enum Piece: Equatable {
    case text(Substring)
    /// Counted from 0.
    case place(Int)
  }

  private let pattern: String

  public init(_ pattern: String) { self.pattern = pattern }

  /// Walks through text and places in order.
  public func each(_ visit: (Piece) -> Void) {
    var next = 0
    var rest = Substring(pattern)
    // Bytes, not characters: the braces are ASCII, and to look for the borders of characters would
    // cost more than everything else here.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      let inside = rest[rest.utf8.index(after: open)..<close]
      guard inside.utf8.allSatisfy({ (48...57).contains($0) }) else { break }
      if open > rest.startIndex { visit(.text(rest[..<open])) }
      visit(.place(Int(inside).map { $0 - 1 } ?? next))
      next += 1
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { visit(.text(rest)) }
  }
}
