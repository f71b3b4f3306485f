import Ground

/// Finds the words of an `HTML` literal and says them in another language.
///
/// A run is the text between two tags, or the value of an attribute that people read or hear; its
/// key is the run with `{}` for each interpolated value, white space being one space. In
/// Vietnamese nothing of this happens: the literal is the markup.
struct WovenText {
  private enum Place {
    case text
    case tag
    /// In an attribute's value, up to the next quotation mark.
    case value(isSaid: Bool)
  }

  private enum Piece {
    case literal(String)
    case value(HTML)
  }

  /// What stands for a key; `nil` leaves the run as it is.
  private let said: (String) -> String?
  private(set) var html = HTML()
  private var place = Place.text
  private var run: [Piece] = []
  /// The tag so far, to know which attribute a value belongs to.
  private var tag = ""

  /// The attributes whose values are words.
  static let saidAttributes: Set = ["alt", "aria-label", "title", "placeholder"]

  init(_ said: @escaping (String) -> String?) { self.said = said }

  mutating func add(literal: String) {
    var rest = Substring(literal)
    while !rest.isEmpty {
      switch place {
      case .text: rest = addText(rest)
      case .tag: rest = addTag(rest)
      case .value(let isSaid): rest = addValue(rest, isSaid: isSaid)
      }
    }
  }

  mutating func add(value: HTML) {
    switch place {
    case .text, .value(isSaid: true): run.append(.value(value))
    case .tag, .value(isSaid: false): html.append(value)
    }
  }

  /// Everything that was added, in the other language.
  mutating func finished() -> HTML {
    endRun()
    return html
  }

  private mutating func addText(_ rest: Substring) -> Substring {
    guard let open = rest.firstIndex(of: "<") else {
      run.append(.literal(String(rest)))
      return ""
    }
    if open > rest.startIndex { run.append(.literal(String(rest[..<open]))) }
    endRun()
    (place, tag) = (.tag, "")
    return rest[open...]
  }

  private mutating func addTag(_ rest: Substring) -> Substring {
    guard let end = rest.firstIndex(where: { $0 == ">" || $0 == "\"" }) else {
      append(tagPart: rest)
      return ""
    }
    append(tagPart: rest[...end])
    place = rest[end] == ">" ? .text : .value(isSaid: isSaid)
    return rest[rest.index(after: end)...]
  }

  private mutating func append(tagPart: Substring) {
    tag += tagPart
    html.append(markup: StaticOrOwn(text: String(tagPart)))
  }

  /// Whether the attribute that `tag` ends with is one of words.
  private var isSaid: Bool {
    let name = tag.dropLast(2).split { $0 == " " || $0 == "\n" || $0 == "\"" }.last ?? ""
    return tag.hasSuffix("=\"") && WovenText.saidAttributes.contains(String(name))
  }

  private mutating func addValue(_ rest: Substring, isSaid: Bool) -> Substring {
    let end = rest.firstIndex(of: "\"")
    let words = rest[..<(end ?? rest.endIndex)]
    if isSaid {
      if !words.isEmpty { run.append(.literal(String(words))) }
    } else {
      html.append(markup: StaticOrOwn(text: String(words)))
    }
    guard let end else { return "" }
    endRun()
    place = .tag
    append(tagPart: "\"")
    return rest[rest.index(after: end)...]
  }

  private mutating func endRun() {
    defer { run = [] }
    let (head, key, tail) = trimmedKey
    guard !key.isEmpty, let said = said(key) else {
      for piece in run {
        switch piece {
        case .literal(let text): html.append(markup: StaticOrOwn(text: text))
        case .value(let value): html.append(value)
        }
      }
      return
    }
    let values = run.compactMap { if case .value(let value) = $0 { value } else { nil } }
    html.append(text: head)
    PhrasePattern(said).each { piece in
      switch piece {
      case .text(let text): html.append(text: String(text))
      case .place(let index): if values.indices.contains(index) { html.append(values[index]) }
      }
    }
    html.append(text: tail)
  }

  /// The run's key, and the white space around it.
  private var trimmedKey: (head: String, key: String, tail: String) {
    let whole = run.map { if case .literal(let text) = $0 { text } else { "{}" } }.joined()
    guard whole.contains(where: { $0.isLetter }) else { return ("", "", "") }
    let key = whole.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\n" }
    return (
      whole.first.map(isSpace) == true ? " " : "", key, whole.last.map(isSpace) == true ? " " : ""
    )
  }
}
