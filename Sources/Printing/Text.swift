/// Words with the weight and slant in which they are set. Values that are interpolated are set as
/// they are; there is no markup in them.
public struct Text: Sendable, Hashable, ExpressibleByStringInterpolation {
  struct Run: Sendable, Hashable {
    var text: String
    var isBold = false
    var isItalic = false
  }

  private(set) var runs: [Run]

  public init(_ text: String) { runs = [Run(text: text)] }
  public init(stringLiteral text: String) { self.init(text) }
  public init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

  public var bold: Text { changed { $0.isBold = true } }
  public var italic: Text { changed { $0.isItalic = true } }

  /// All the words without their faces.
  public var plain: String { runs.map(\.text).joined() }

  public static func + (a: Text, b: Text) -> Text {
    var both = a
    both.runs += b.runs
    return both
  }

  private func changed(_ change: (inout Run) -> Void) -> Text {
    var text = self
    for index in text.runs.indices { change(&text.runs[index]) }
    return text
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(Run(text: literal)) }
    }
    public mutating func appendInterpolation(_ text: String) { runs.append(Run(text: text)) }
    public mutating func appendInterpolation(_ text: Text) { runs += text.runs }
    public mutating func appendInterpolation(_ number: Int) {
      runs.append(Run(text: String(number)))
    }
  }
}
