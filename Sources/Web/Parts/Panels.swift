public import Ground

extension HTML {
  /// Nothing is here yet: why, and what one can do.
  public static func empty(_ title: Phrase, _ hint: Phrase? = nil, actions: [HTML] = []) -> HTML {
    let more: HTML? = hint.map { "<p>\($0)</p>" }
    let buttons: HTML? = actions.isEmpty ? nil : .actions(actions)
    return "<div class=\"empty\"><p class=\"title\">\(title)</p>\(more)\(buttons)</div>"
  }

  /// It was done: the page's heading, large on green; `reference` can be selected.
  public static func confirmation(
    _ title: Phrase, label: Phrase? = nil, reference: String? = nil
  ) -> HTML {
    let number: HTML? = reference.map {
      "<p>\(label)<br><strong class=\"reference\">\($0)</strong></p>"
    }
    return "<div class=\"panel\"><h1>\(title)</h1>\(number)</div>"
  }

  /// Something to mind while reading on.
  public static func inset(_ content: HTML, _ kind: Notice.Kind = .info) -> HTML {
    "<div class=\"inset \(kind.rawValue)\">\(content)</div>"
  }

  /// Where one is in a form of several steps, as text; the bar only repeats it.
  public static func steps(current: Int, of total: Int, _ name: Phrase) -> HTML {
    let bars = (1...max(1, total)).map {
      "<i\($0 <= current ? " class=\"done\"" : "" as HTML)></i>" as HTML
    }
    return """
      <div class="steps"><p>Bước \(current) trên \(total): <strong>\(name)</strong></p>\
      <div class="bar" aria-hidden="true">\(bars)</div></div>
      """
  }

  /// What happened, newest first or oldest first as given.
  public static func timeline(_ events: [TimelineEvent]) -> HTML {
    "<ol class=\"timeline\">\(events.map(\.html))</ol>"
  }

  /// Number, name and state of things to do before something else can be done.
  public static func taskList(_ tasks: [ListedTask]) -> HTML {
    "<ul class=\"tasks\">\(tasks.enumerated().map { $0.element.html($0.offset) })</ul>"
  }
}

/// One event of a timeline.
public struct TimelineEvent: Sendable {
  let at: String
  let title: Phrase
  let detail: HTML?
  let kind: TagKind

  /// `at` as people read it, such as `08:00 ngày 20/11/2026`.
  public init(_ at: String, _ title: Phrase, _ detail: HTML? = nil, kind: TagKind = .neutral) {
    (self.at, self.title, self.detail, self.kind) = (at, title, detail, kind)
  }

  var html: HTML {
    let more: HTML? = detail.map { "<div class=\"detail\">\($0)</div>" }
    return """
      <li class="\(kind.rawValue)"><p class="at">\(at)</p><p class="title">\(title)</p>\(more)</li>
      """
  }
}

/// One line of a task list. Source: frontend.md 3.1 (two states first, the whole row one link).
public struct ListedTask: Sendable {
  let title: Phrase
  let path: Path?
  let isDone: Bool
  let hint: Phrase?

  public init(_ title: Phrase, _ path: Path?, isDone: Bool, hint: Phrase? = nil) {
    (self.title, self.path, self.isDone, self.hint) = (title, path, isDone, hint)
  }

  func html(_ index: Int) -> HTML {
    let state: HTML = isDone ? "Đã xong" : HTML.tag("Chưa xong", .waiting)
    let name: HTML =
      path.map { "<a href=\"\($0)\" aria-describedby=\"viec-\(index)\">\(title)</a>" }
      ?? "<span>\(title)</span>"
    let more: HTML? = hint.map { "<span class=\"hint\">\($0)</span>" }
    return
      "<li><div>\(name)\(more)</div><span class=\"state\" id=\"viec-\(index)\">\(state)</span></li>"
  }
}
