import Ground

/// Finds the words of an `HTML` literal and says them in another language.
///
/// A run is the text between two tags, or the value of an attribute that people read or hear; its
/// key is the run with `{}` for each interpolated value, white space being one space. In
/// Vietnamese nothing of this happens: the literal is the markup.
///
/// It works on bytes: what it looks for is ASCII, and to find the borders of characters would cost
/// more than everything else on a page.
struct WovenText {
  private enum Place {
    case text
    case tag
    /// In an attribute's value, up to the next quotation mark.
    case value(isSaid: Bool)
  }

  private enum Piece {
    case literal(ArraySlice<UInt8>)
    case value(HTML)
  }

  /// What stands for a key; `nil` leaves the run as it is.
  private let said: ([UInt8]) -> String?
  private(set) var html = HTML()
  private var place = Place.text
  private var run: [Piece] = []
  /// The tag so far, to know which attribute a value belongs to.
  private var tag: [UInt8] = []

  /// The attributes whose values are words.
  static let saidAttributes: Set = ["alt", "aria-label", "title", "placeholder"]
  private static let saidBytes = saidAttributes.map { Array($0.utf8) }

  init(_ said: @escaping ([UInt8]) -> String?) { self.said = said }

  mutating func add(literal: String) {
    var rest = Array(literal.utf8)[...]
    while !rest.isEmpty {
      switch place {
      case .text: addText(&rest)
      case .tag: addTag(&rest)
      case .value(let isSaid): addValue(&rest, isSaid: isSaid)
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

  private mutating func addText(_ rest: inout ArraySlice<UInt8>) {
    let open = rest.firstIndex(of: UInt8(ascii: "<"))
    let text = rest[..<(open ?? rest.endIndex)]
    if !text.isEmpty { run.append(.literal(text)) }
    rest = rest[text.endIndex...]
    guard open != nil else { return }
    endRun()
    place = .tag
    tag.removeAll(keepingCapacity: true)
  }

  private mutating func addTag(_ rest: inout ArraySlice<UInt8>) {
    let end = rest.firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\"") }
    let part = rest[..<(end.map { $0 + 1 } ?? rest.endIndex)]
    append(tagPart: part)
    rest = rest[part.endIndex...]
    guard let end else { return }
    place = part[end] == UInt8(ascii: ">") ? .text : .value(isSaid: isSaid)
  }

  private mutating func append(tagPart: ArraySlice<UInt8>) {
    tag += tagPart
    html.append(markup: tagPart)
  }

  /// Whether the attribute that `tag` ends with is one of words.
  private var isSaid: Bool {
    guard tag.suffix(2).elementsEqual("=\"".utf8) else { return false }
    let name = tag.dropLast(2).split { $0 == 32 || $0 == 10 || $0 == UInt8(ascii: "\"") }.last ?? []
    return WovenText.saidBytes.contains { name.elementsEqual($0) }
  }

  private mutating func addValue(_ rest: inout ArraySlice<UInt8>, isSaid: Bool) {
    let end = rest.firstIndex(of: UInt8(ascii: "\""))
    let words = rest[..<(end ?? rest.endIndex)]
    if !isSaid {
      html.append(markup: words)
    } else if !words.isEmpty {
      run.append(.literal(words))
    }
    rest = rest[words.endIndex...]
    guard end != nil else { return }
    endRun()
    place = .tag
    append(tagPart: rest.prefix(1))
    rest = rest.dropFirst()
  }

  private mutating func endRun() {
    defer { run.removeAll(keepingCapacity: true) }
    guard let key = key, let said = said(key) else {
      for piece in run {
        switch piece {
        case .literal(let text): html.append(markup: text)
        case .value(let value): html.append(value)
        }
      }
      return
    }
    let values = run.compactMap { if case .value(let value) = $0 { value } else { nil } }
    if isSpace(at: run.first, \.first) { html.append(text: " ") }
    PhrasePattern(said).each { piece in
      switch piece {
      case .text(let text): html.append(text: String(text))
      case .place(let index): if values.indices.contains(index) { html.append(values[index]) }
      }
    }
    if isSpace(at: run.last, \.last) { html.append(text: " ") }
  }

  private func isSpace(
    at piece: Piece?, _ end: KeyPath<ArraySlice<UInt8>, UInt8?>
  ) -> Bool {
    guard case .literal(let text)? = piece, let byte = text[keyPath: end] else { return false }
    return byte == 32 || byte == 10
  }

  /// The run's key; `nil` for one without a letter.
  private var key: [UInt8]? {
    var (key, isBroken, hasLetter, isASCII): ([UInt8], Bool, Bool, Bool) = ([], false, false, true)
    func add(_ byte: UInt8) {
      if isBroken, !key.isEmpty { key.append(32) }
      isBroken = false
      key.append(byte)
    }
    for piece in run {
      guard case .literal(let text) = piece else {
        add(UInt8(ascii: "{"))
        add(UInt8(ascii: "}"))
        continue
      }
      for byte in text {
        if byte == 32 || byte == 10 {
          isBroken = true
        } else {
          add(byte)
          hasLetter = hasLetter || (97...122).contains(byte | 0x20)
          isASCII = isASCII && byte < 0x80
        }
      }
    }
    if !hasLetter, !isASCII {
      hasLetter = String(decoding: key, as: UTF8.self).contains(where: \.isLetter)
    }
    return hasLetter ? key : nil
  }
}
