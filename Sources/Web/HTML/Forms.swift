public import Ground

/// What kind of text a field takes; the browser chooses its keyboard by it.
public enum InputKind: String, Sendable {
  case text, password, date, email, tel, number, search
  /// Digits that are no quantity: identity numbers, codes. No arrows, nothing rounded.
  case digits

  var attributes: HTML {
    self == .digits ? "type=\"text\" inputmode=\"numeric\"" : "type=\"\(rawValue)\""
  }
}

/// How wide a field is: as wide as what belongs in it.
public enum FieldWidth: String, Sendable {
  case full, half, short
}

/// One of the answers that may be chosen.
public struct Choice: Sendable, Equatable {
  public let value: String
  public let label: Phrase
  /// Vietnamese data that begins the label of a radio button; `nil`: nothing.
  public let about: String?
  /// What stands below the label of a radio button; `nil`: nothing.
  public let more: HTML?

  public init(_ value: String, _ label: Phrase, about: String? = nil, more: HTML? = nil) {
    (self.value, self.label, self.about, self.more) = (value, label, about, more)
  }
}

/// How strongly a button calls.
public enum ButtonKind: String, Sendable { case primary, secondary, warning }

extension HTML {
  /// A form that changes something: POST, with the token that the edge checks.
  public static func form(to path: Path, multipart: Bool = false, _ content: HTML) -> HTML {
    let type: HTML = multipart ? " enctype=\"multipart/form-data\"" : ""
    return
      "<form method=\"post\" novalidate action=\"\(path)\(freshQuery(of: path))\"\(type)>\(formToken)\(content)</form>"
  }

  /// A form that asks for what may name a person: POST, and on to the page's address with the words
  /// sealed (`Endpoint.asked`).
  /// With a script, `list` is the id of what it narrows while somebody types.
  public static func privateSearchForm(
    to path: Path, narrowing list: String? = nil, _ content: HTML
  ) -> HTML {
    let live: HTML? = list.map { " data-part=\"\($0)\" class=\"filter\"" }
    return """
      <form method="post" novalidate action="\(path)\(freshQuery(of: path))" role="search" \
      data-plain\(live)>\
      \(formToken)\(content)</form>
      """
  }

  /// A form that only asks: GET.
  public static func searchForm(to path: Path, _ content: HTML) -> HTML {
    "<form method=\"get\" novalidate action=\"\(path)\" role=\"search\">\(content)</form>"
  }

  /// `list` is the id of the `datalist` that offers values; `isFirst` puts the caret there when
  /// the page opens.
  public static func input(
    _ entry: Entry, _ kind: InputKind = .text, autocomplete: String? = nil, max: Int? = nil,
    list: String? = nil, width: FieldWidth = .full, isFirst: Bool = false
  ) -> HTML {
    let value: HTML = kind == .password ? "" : " value=\"\(entry.value)\""
    let complete: HTML? = autocomplete.map { " autocomplete=\"\($0)\"" }
    let offers: HTML? = list.map { " list=\"\($0)\"" }
    let first: HTML? = isFirst ? " autofocus" : nil
    return framed(
      entry,
      """
      <input id="\(entry.id)" name="\(entry.name)" \(kind.attributes) class="\(width.rawValue)"\
      \(value)\(complete)\(limit(max))\(offers)\(first)\(described(entry))>
      """)
  }

  public static func textArea(_ entry: Entry, rows: Int = 4, max: Int? = nil) -> HTML {
    // A line end right after the tag is dropped by browsers; ours is that one.
    framed(
      entry,
      """
      <textarea id="\(entry.id)" name="\(entry.name)" rows="\(rows)"\(limit(max))\
      \(described(entry))>
      \(entry.value)</textarea>
      """)
  }

  public static func select(_ entry: Entry, _ choices: [Choice]) -> HTML {
    let options = choices.map { choice -> HTML in
      let chosen: HTML = choice.value == entry.value ? " selected" : ""
      return "<option value=\"\(choice.value)\"\(chosen)>\(choice.label)</option>"
    }
    return framed(
      entry,
      """
      <select id="\(entry.id)" name="\(entry.name)"\(described(entry))>\(options)</select>
      """)
  }

  public static func radios(_ entry: Entry, _ choices: [Choice]) -> HTML {
    let options = choices.enumerated().map { index, choice -> HTML in
      let id = index == 0 ? entry.id : "\(entry.id)-\(index)"
      let chosen: HTML = choice.value == entry.value ? " checked" : ""
      let about: HTML? = choice.about.map { "<span lang=\"vi\">\($0)</span> " }
      return """
        <div class="choice"><input type="radio" id="\(id)" name="\(entry.name)" \
        value="\(choice.value)"\(chosen)> <label for="\(id)">\(about)\(choice.label)</label></div>\
        \(choice.more)
        """
    }
    return """
      <fieldset class="entry\(entry.error == nil ? "" : " wrong")"\(described(entry))>\
      <legend>\(entry.label)\(optionalMark(entry))</legend>\(remarks(entry))\(options)</fieldset>
      """
  }

  /// A box to tick; its value is `co` when ticked.
  public static func checkbox(_ entry: Entry) -> HTML {
    let chosen: HTML = entry.value == "co" ? " checked" : ""
    return """
      <div class="entry choice\(entry.error == nil ? "" : " wrong")">\(remarks(entry))\
      <input type="checkbox" id="\(entry.id)" name="\(entry.name)" value="co"\(chosen)\
      \(described(entry))> <label for="\(entry.id)">\(entry.label)</label></div>
      """
  }

  /// A file to choose; `accept` are media types or endings that the browser offers first.
  public static func file(_ entry: Entry, accept: [String] = []) -> HTML {
    let types: HTML? = accept.isEmpty ? nil : " accept=\"\(accept.joined(separator: ","))\""
    return framed(
      entry,
      "<input id=\"\(entry.id)\" name=\"\(entry.name)\" type=\"file\"\(types)\(described(entry))>")
  }

  public static func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }

  public static func button(
    _ label: Phrase, name: String? = nil, value: String? = nil, _ kind: ButtonKind = .primary
  ) -> HTML {
    let name: HTML? = name.map { " name=\"\($0)\" value=\"\(value ?? "")\"" }
    return "<button class=\"\(kind.rawValue)\"\(name)>\(label)</button>"
  }

  public static func link(_ text: Phrase, _ to: Path) -> HTML { "<a href=\"\(to)\">\(text)</a>" }

  /// A table with its caption; on a narrow screen it scrolls by itself.
  public static func table(caption: Phrase, heads: [Phrase], rows: [[HTML]]) -> HTML {
    let head = heads.map { "<th scope=\"col\">\($0)</th>" as HTML }
    let lines = rows.map { row -> HTML in "<tr>\(row.map { "<td>\($0)</td>" as HTML })</tr>" }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(caption)"><table>\
      <caption>\(caption)</caption><thead><tr>\(head)</tr></thead>\
      <tbody>\(lines)</tbody></table></div>
      """
  }

  /// Names with their values, as on the sheet of one dossier.
  public static func details(_ pairs: [(Phrase, HTML)]) -> HTML {
    "<dl>\(pairs.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>"
  }
}

func framed(_ entry: Entry, _ control: HTML) -> HTML {
  """
  <div class="entry\(entry.error == nil ? "" : " wrong")"><label for="\(entry.id)">\
  \(entry.label)\(optionalMark(entry))</label>\(remarks(entry))\(control)</div>
  """
}

func optionalMark(_ entry: Entry) -> HTML {
  entry.optional ? " <span class=\"optional\">(không bắt buộc)</span>" : ""
}

func remarks(_ entry: Entry) -> HTML {
  let hint: HTML? = entry.hint.map { "<p class=\"hint\" id=\"\(entry.id)-goi-y\">\($0)</p>" }
  let error: HTML? = entry.error.map { "<p class=\"error\" id=\"\(entry.id)-loi\">\($0)</p>" }
  return "\(hint)\(error)"
}

func described(_ entry: Entry) -> HTML {
  var ids: [String] = []
  if entry.hint != nil { ids.append(entry.id + "-goi-y") }
  if entry.error != nil { ids.append(entry.id + "-loi") }
  guard !ids.isEmpty else { return "" }
  let invalid: HTML = entry.error == nil ? "" : " aria-invalid=\"true\""
  return " aria-describedby=\"\(ids.joined(separator: " "))\"\(invalid)"
}

func limit(_ max: Int?) -> HTML {
  guard let max else { return "" }
  return " maxlength=\"\(max)\""
}
