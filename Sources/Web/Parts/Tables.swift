public import Ground

/// One column of a table.
public struct Column: Sendable {
  public enum Order: String, Sendable { case ascending, descending }

  let head: Phrase
  let isNumber: Bool
  let sort: (path: Path, order: Order?)?

  /// `sort` is where the table stands in this column's order, and which order it has now.
  public init(
    _ head: Phrase, isNumber: Bool = false, sort: (path: Path, order: Order?)? = nil
  ) {
    (self.head, self.isNumber, self.sort) = (head, isNumber, sort)
  }

  var html: HTML {
    let kind: HTML = isNumber ? " class=\"number\"" : ""
    guard let sort else { return "<th scope=\"col\"\(kind)>\(head)</th>" }
    let order: HTML? = sort.order.map { " aria-sort=\"\($0.rawValue)\"" }
    let arrow =
      switch sort.order {
      case .ascending: " ↑"
      case .descending: " ↓"
      case nil: ""
      }
    return """
      <th scope="col"\(kind)\(order)><a href="\(sort.path)">\(head)\
      <span aria-hidden="true">\(arrow)</span></a></th>
      """
  }
}

/// How a table behaves where it is wider than the screen.
public enum NarrowTable: String, Sendable {
  /// Scrolls sideways in its own box: for numbers that are compared.
  case scrolls
  /// Each row becomes a small list with its heads: for directories and worklists.
  case stacks
}

extension HTML {
  /// A table with its caption. Cells of a stacked table carry their column's head.
  public static func table(
    caption: Phrase, columns: [Column], rows: [[HTML]], narrow: NarrowTable = .stacks,
    captionHidden: Bool = false, total: [HTML]? = nil
  ) -> HTML {
    let lines = rows.map { "<tr>\(cells($0, columns))</tr>" as HTML }
    let foot: HTML? = total.map { "<tfoot><tr>\(cells($0, columns))</tr></tfoot>" }
    let hidden: HTML = captionHidden ? " class=\"hidden\"" : ""
    let table: HTML = """
      <table class="\(narrow.rawValue)"><caption\(hidden)>\(caption)</caption>\
      <thead><tr>\(columns.map(\.html))</tr></thead><tbody>\(lines)</tbody>\(foot)</table>
      """
    switch narrow {
    case .stacks: return table
    case .scrolls:
      return """
        <div class="wide" tabindex="0" role="region" aria-label="\(caption)">\(table)</div>
        """
    }
  }

  private static func cells(_ row: [HTML], _ columns: [Column]) -> [HTML] {
    zip(row, columns).map { cell, column in
      let kind: HTML = column.isNumber ? " class=\"number\"" : ""
      return "<td\(kind) data-head=\"\(column.head)\">\(cell)</td>"
    }
  }

  /// The pages of a list: how many there are in words, and the ways on and back.
  public static func pager(_ count: Phrase, first: Path? = nil, next: Path? = nil) -> HTML {
    let start: HTML? = first.map { "<a href=\"\($0)\">Về đầu danh sách</a>" }
    let more: HTML? = next.map { "<a rel=\"next\" href=\"\($0)\">Trang sau</a>" }
    return """
      <nav class="pager" aria-label="Phân trang"><p role="status">\(count)</p>\(start)\(more)</nav>
      """
  }

  /// Names with their values; where one can be changed, the way to do it. Source: frontend.md 3.1
  /// (check answers).
  public static func summaryList(_ rows: [SummaryRow]) -> HTML {
    "<dl class=\"summary\">\(rows.map(\.html))</dl>"
  }
}

/// One answer on a page that sums up.
public struct SummaryRow: Sendable {
  let name: Phrase
  let value: HTML
  let change: Path?
  let error: Phrase?

  /// `error` is what is still wrong with it.
  public init(_ name: Phrase, _ value: HTML, change: Path? = nil, error: Phrase? = nil) {
    (self.name, self.value, self.change, self.error) = (name, value, change, error)
  }

  var html: HTML {
    let link: HTML? = change.map {
      "<dd class=\"change\"><a href=\"\($0)\">Sửa <span class=\"hidden\">\(name)</span></a></dd>"
    }
    let remark: HTML? = error.map { "<p class=\"error\">\($0)</p>" }
    return
      "<div\(error == nil ? "" : " class=\"wrong\"" as HTML)><dt>\(name)</dt><dd>\(value)\(remark)</dd>\(link)</div>"
  }
}
