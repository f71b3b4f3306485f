/// Markup as a value. What is interpolated is escaped, unless it is markup itself: there is no
/// other way to put text into a page. Source: architecture, "HTML as a value".
public struct HTML: Sendable, Equatable {
  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where a form's token belongs; the edge fills it in when it sends the page.
  private(set) var slots: [Int] = []

  public init() {}

  /// Parts one after another.
  public init(joining parts: some Sequence<HTML>) {
    for part in parts { append(part) }
  }

  public mutating func append(_ other: HTML) {
    for slot in other.slots { slots.append(bytes.count + slot) }
    bytes.append(contentsOf: other.bytes)
  }

  mutating func append(markup: StaticOrOwn) { bytes.append(contentsOf: markup.text.utf8) }

  mutating func append(text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The markup with `token` in every form.
  func rendered(token: String) -> [UInt8] {
    guard !slots.isEmpty else { return bytes }
    var out: [UInt8] = []
    var from = 0
    for slot in slots.sorted() {
      out.append(contentsOf: bytes[from..<slot])
      out.append(contentsOf: token.utf8)
      from = slot
    }
    out.append(contentsOf: bytes[from...])
    return out
  }

  /// The markup as text, forms without their token; for tests and for letters.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Escaped text.
  public static func escaped(_ text: String) -> HTML {
    var html = HTML()
    html.append(text: text)
    return html
  }

  /// The hidden field that proves that a form came from us.
  static var formToken: HTML {
    var html: HTML = "<input type=\"hidden\" name=\"\(FormTokens.fieldName)\" value=\""
    html.slots.append(html.bytes.count)
    html.append("\">")
    return html
  }
}

/// Text that is markup already: only a literal of the program.
struct StaticOrOwn {
  let text: String
}

extension HTML: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { append(markup: StaticOrOwn(text: value)) }
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }

  public struct StringInterpolation: StringInterpolationProtocol {
    var html = HTML()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      html.append(markup: StaticOrOwn(text: literal))
    }

    /// Text is escaped.
    public mutating func appendInterpolation(_ text: String) { html.append(text: text) }
    public mutating func appendInterpolation(_ text: String?) { html.append(text: text ?? "") }
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      html.append(text: String(number))
    }
    /// Markup stays markup.
    public mutating func appendInterpolation(_ part: HTML) { html.append(part) }
    public mutating func appendInterpolation(_ part: HTML?) { if let part { html.append(part) } }
    public mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { html.append(part) }
    }
    /// An address, for `href`, `src` and `action`.
    public mutating func appendInterpolation(_ path: Path) { html.append(text: path.text) }
  }
}
