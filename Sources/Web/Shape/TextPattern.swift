/// A small regular expression that always takes a whole text: literals, classes, `? * + {m,n}`,
/// groups and `|`. Our own matcher, so that what is published means here what it means to others
/// (Unicode scalars, ASCII digits, no locale).
public struct TextPattern: Sendable, Equatable {
  public let source: String
  let root: Node

  /// A pattern that cannot be read is a programmer's mistake and stops the program.
  public init(_ source: String) {
    self.source = source
    var parser = TextPatternParser(source)
    root = parser.whole()
  }

  /// Trap: in Python `$` also matches before a last line end, hence the look-ahead.
  public var regex: String { #"^(?:"# + source + #")$(?!\n)"# }

  public func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    return Matcher(scalars: scalars).match(root, 0) { $0 == scalars.count }
  }

  indirect enum Node: Sendable, Equatable {
    case set([ClosedRange<UInt32>], negated: Bool)
    case sequence([Node])
    case choice([Node])
    case repeated(Node, Int, Int)
  }
}

private struct Matcher {
  let scalars: [UInt32]

  func match(_ node: TextPattern.Node, _ at: Int, _ then: (Int) -> Bool) -> Bool {
    switch node {
    case .set(let ranges, let negated):
      fits(ranges, negated, at) && then(at + 1)
    case .sequence(let nodes): matchAll(nodes[...], at, then)
    case .choice(let nodes): nodes.contains { match($0, at, then) }
    case .repeated(.set(let ranges, let negated), let low, let high):
      run(ranges, negated, low, high, at, then)
    case .repeated(let inner, let low, let high): again(inner, low, high, at, then)
    }
  }

  private func matchAll(
    _ nodes: ArraySlice<TextPattern.Node>, _ at: Int, _ then: (Int) -> Bool
  ) -> Bool {
    guard let first = nodes.first else { return then(at) }
    return match(first, at) { matchAll(nodes.dropFirst(), $0, then) }
  }

  private func fits(_ ranges: [ClosedRange<UInt32>], _ negated: Bool, _ at: Int) -> Bool {
    at < scalars.count && ranges.contains { $0.contains(scalars[at]) } != negated
  }

  /// A repeated class is walked in a loop: long text must not deepen the stack.
  private func run(
    _ ranges: [ClosedRange<UInt32>], _ negated: Bool, _ low: Int, _ high: Int, _ at: Int,
    _ then: (Int) -> Bool
  ) -> Bool {
    var end = at
    while end - at < high, fits(ranges, negated, end) { end += 1 }
    while end - at >= low {
      if then(end) { return true }
      end -= 1
    }
    return false
  }

  private func again(
    _ inner: TextPattern.Node, _ low: Int, _ high: Int, _ at: Int, _ then: (Int) -> Bool
  ) -> Bool {
    if high > 0, match(inner, at, { $0 > at && again(inner, low - 1, high - 1, $0, then) }) {
      return true
    }
    return low <= 0 && then(at)
  }
}

private struct TextPatternParser {
  let scalars: [Unicode.Scalar]
  var at = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  mutating func whole() -> TextPattern.Node {
    let node = choice()
    precondition(at == scalars.count, "pattern: something is left at \(at)")
    return node
  }

  private mutating func choice() -> TextPattern.Node {
    var nodes = [sequence()]
    while next == "|" {
      at += 1
      nodes.append(sequence())
    }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() -> TextPattern.Node {
    var nodes: [TextPattern.Node] = []
    while let scalar = next, scalar != "|", scalar != ")" { nodes.append(repeated()) }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func repeated() -> TextPattern.Node {
    let node = atom()
    switch next {
    case "?": return counted(node, 0, 1)
    case "*": return counted(node, 0, .max)
    case "+": return counted(node, 1, .max)
    case "{":
      at += 1
      let low = number()
      var high = low
      if next == "," {
        at += 1
        high = number()
      }
      precondition(next == "}" && low <= high, "pattern: a count is not closed")
      return counted(node, low, high)
    default: return node
    }
  }

  private mutating func counted(
    _ node: TextPattern.Node, _ low: Int, _ high: Int
  ) -> TextPattern.Node {
    at += 1
    return .repeated(node, low, high)
  }

  private mutating func number() -> Int {
    var number = 0
    while let scalar = next, (48...57).contains(scalar.value) {
      number = number * 10 + Int(scalar.value - 48)
      at += 1
    }
    return number
  }

  private mutating func atom() -> TextPattern.Node {
    if next == "[" { return characterClass() }
    if next == "(" {
      at += 1
      let node = choice()
      precondition(next == ")", "pattern: a group is not closed")
      at += 1
      return node
    }
    let one = character()
    return .set([one...one], negated: false)
  }

  private mutating func characterClass() -> TextPattern.Node {
    at += 1
    let negated = next == "^"
    if negated { at += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    while let scalar = next, scalar != "]" {
      let low = character()
      if next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" {
        at += 1
        ranges.append(low...character())
      } else {
        ranges.append(low...low)
      }
    }
    precondition(next == "]", "pattern: a class is not closed")
    at += 1
    return .set(ranges, negated: negated)
  }

  private mutating func character() -> UInt32 {
    let scalar = scalars[at]
    at += 1
    guard scalar == "\\" else { return scalar.value }
    let escaped = scalars[at]
    at += 1
    guard escaped == "u" else { return escaped.value }
    let hexadecimal = String(String.UnicodeScalarView(scalars[at..<(at + 4)]))
    at += 4
    guard let value = UInt32(hexadecimal, radix: 16) else {
      preconditionFailure("pattern: \\u wants four hexadecimal digits")
    }
    return value
  }
}
