public import Ground

extension HTML {
  /// A link that looks like a button: for going somewhere, never for changing something.
  public static func buttonLink(
    _ text: Phrase, _ to: Path, _ kind: ButtonKind = .primary
  ) -> HTML {
    "<a class=\"button \(kind.rawValue)\" href=\"\(to)\">\(text)</a>"
  }

  /// The way back, above the heading.
  public static func back(_ text: Phrase, _ to: Path) -> HTML {
    "<p class=\"back\"><a href=\"\(to)\">\(text)</a></p>"
  }

  /// Where this page stands; the page itself is not among `places`.
  public static func breadcrumbs(_ places: [(Phrase, Path)]) -> HTML {
    let items = places.map { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" as HTML }
    return "<nav class=\"crumbs\" aria-label=\"Vị trí trang\"><ol>\(items)</ol></nav>"
  }

  /// Buttons side by side; on a phone one below the other.
  public static func actions(_ buttons: [HTML]) -> HTML {
    "<div class=\"actions\">\(buttons)</div>"
  }

  /// Prints this page; shown only where a script can do it.
  public static func printButton(_ text: Phrase = "In trang này") -> HTML {
    "<button type=\"button\" class=\"secondary scripted\" data-do=\"print\">\(text)</button>"
  }

  /// A list of destinations, each a card that is one link.
  public static func cards(_ cards: [Card]) -> HTML {
    "<ul class=\"cards\">\(cards.map(\.html))</ul>"
  }
}

/// A destination with what one finds there.
public struct Card: Sendable {
  let title: Phrase
  let path: Path
  let hint: Phrase?
  let count: Int?
  let kind: TagKind

  /// `count` is shown large, in the colour of `kind`, as on the tiles of the desk.
  public init(
    _ title: Phrase, _ path: Path, hint: Phrase? = nil, count: Int? = nil,
    kind: TagKind = .neutral
  ) {
    (self.title, self.path, self.hint, self.count) = (title, path, hint, count)
    self.kind = kind
  }

  var html: HTML {
    let number: HTML? = count.map { "<span class=\"count \(kind.rawValue)\">\($0)</span>" }
    let more: HTML? = hint.map { "<span class=\"hint\">\($0)</span>" }
    return """
      <li class="card"><a href="\(path)">\(number) <span class="name">\(title)</span></a>\(more)</li>
      """
  }
}

/// What a status says before one reads it: the words say the same.
public enum TagKind: String, Sendable, CaseIterable {
  case neutral, active, waiting, good, bad
}

extension HTML {
  /// A status in words, on a ground of its kind.
  public static func tag(_ text: Phrase, _ kind: TagKind = .neutral) -> HTML {
    "<span class=\"tag \(kind.rawValue)\">\(text)</span>"
  }

  /// Something longer that is folded away until asked for.
  public static func fold(
    _ summary: Phrase, id: String? = nil, isOpen: Bool = false, _ content: HTML
  ) -> HTML {
    let name: HTML? = id.map { " id=\"\($0)\"" }
    let open: HTML = isOpen ? " open" : ""
    return """
      <details\(name)\(open)><summary>\(summary)</summary><div class="folded">\(content)</div></details>
      """
  }
}
