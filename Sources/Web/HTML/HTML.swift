public import Ground

/// Markup as a value. What is interpolated is escaped, unless it is markup itself: there is no
/// other way to put text into a page. Source: architecture, "HTML as a value".
public struct HTML: Sendable, Equatable {
  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  /// What belongs where, filled in by the edge when it sends the page.
  private(set) var slots: [Slot] = []

  struct Slot: Equatable {
    enum Filling { case token, freshMark }

    var at: Int
    let filling: Filling
  }

  public init() {}

  /// Parts one after another.
  public init(joining parts: some Collection<HTML>) {
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    for part in parts { append(part) }
  }

  public mutating func append(_ other: HTML) {
    for slot in other.slots {
      slots.append(Slot(at: bytes.count + slot.at, filling: slot.filling))
    }
    bytes.append(contentsOf: other.bytes)
  }

  mutating func append(markup: StaticOrOwn) { bytes.append(contentsOf: markup.text.utf8) }

  /// A stretch of a literal.
  mutating func append(markup: ArraySlice<UInt8>) { bytes.append(contentsOf: markup) }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { given in
      // What needs no escape is copied in one piece, and that is nearly everything.
      var start = 0
      for index in given.indices where isEscaped(given[index]) {
        bytes.append(contentsOf: given[start..<index])
        bytes.append(contentsOf: escape(of: given[index]).utf8)
        start = index + 1
      }
      bytes.append(contentsOf: given[start...])
    }
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The markup with `token` in every form; `freshMark` is another one in every answer.
  func rendered(token: String, freshMark: String) -> [UInt8] {
    guard !slots.isEmpty else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + slots.count * token.utf8.count)
    var from = 0
    for slot in slots.sorted(by: { $0.at < $1.at }) {
      out.append(contentsOf: bytes[from..<slot.at])
      switch slot.filling {
      case .token: out.append(contentsOf: token.utf8)
      case .freshMark: out.append(contentsOf: freshMark.utf8)
      }
      from = slot.at
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
    html.slots.append(Slot(at: html.bytes.count, filling: .token))
    html.append("\">")
    return html
  }

  /// A question that differs from answer to answer, for the address of a form; nobody reads it.
  ///
  /// Browsers put the error page of a broken connection in the place of the page whose own address
  /// was posted to, and what was typed is gone; with another question the page stays one step back.
  /// No fragment: Chromium knows a form by its address without the question, and gives what was
  /// typed back to a form that it knows.
  static func freshQuery(of path: Path) -> HTML {
    var html = HTML()
    html.append(text: path.text.contains("?") ? "&lan=" : "?lan=")
    html.slots.append(Slot(at: html.bytes.count, filling: .freshMark))
    return html
  }
}

private func isEscaped(_ byte: UInt8) -> Bool {
  // Nothing above `>` is escaped, and that is nearly everything.
  guard byte <= UInt8(ascii: ">") else { return false }
  return switch byte {
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
    UInt8(ascii: "'"):
    true
  default: false
  }
}

/// How a byte of text that is escaped is written in markup.
private func escape(of byte: UInt8) -> String {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  default: "&#39;"
  }
}

/// Text that is markup already: only a literal of the program.
struct StaticOrOwn {
  let text: String
}

extension HTML: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    let wording = Wording.current
    guard wording.language != .vietnamese else {
      append(markup: StaticOrOwn(text: value))
      return
    }
    var woven = WovenText(wording.text(for:))
    woven.add(literal: value)
    self = woven.finished()
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.finished()
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    private var html = HTML()
    /// Where another language is spoken; `nil` in Vietnamese.
    private var woven: WovenText?

    public init(literalCapacity: Int, interpolationCount: Int) {
      let wording = Wording.current
      if wording.language != .vietnamese { woven = WovenText(wording.text(for:)) }
    }

    public mutating func appendLiteral(_ literal: String) {
      guard woven != nil else { return html.append(markup: StaticOrOwn(text: literal)) }
      woven?.add(literal: literal)
    }

    /// Text is escaped. A literal is a phrase before it is text, so that it is said in the
    /// language of the moment.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: String) {
      guard woven != nil else { return html.append(text: text) }
      woven?.add(value: .escaped(text))
    }
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: String?) { appendInterpolation(text ?? "") }
    /// Words are said in the language of the moment, and escaped.
    public mutating func appendInterpolation(_ phrase: Phrase) { appendInterpolation(phrase.text) }
    @_disfavoredOverload
    public mutating func appendInterpolation(_ phrase: Phrase?) {
      appendInterpolation(phrase?.text ?? "")
    }
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      appendInterpolation(String(number))
    }
    /// Markup stays markup.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ part: HTML) {
      guard woven != nil else { return html.append(part) }
      woven?.add(value: part)
    }
    @_disfavoredOverload
    public mutating func appendInterpolation(_ part: HTML?) {
      if let part { appendInterpolation(part) }
    }
    public mutating func appendInterpolation(_ parts: [HTML]) {
      appendInterpolation(HTML(joining: parts))
    }
    /// An address, for `href`, `src` and `action`.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ path: Path) { appendInterpolation(path.text) }

    func finished() -> HTML {
      guard var woven else { return html }
      return woven.finished()
    }
  }
}
