import Ground
import Web

/// Every agency of today, to be found by name, code or kind.
struct AgencyListPage: Page {
  let asked: AgencyListAsked
  let found: AgencyList
  let isFirst: Bool

  var title: Phrase { "Cơ quan, đơn vị" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    \(taking)
    \(HTML.searchForm(to: Paths.agencies, fields))
    \(results)
    """
  }

  private var taking: HTML? {
    guard !asked.procedure.isEmpty else { return nil }
    return """
      <p>Những cơ quan tiếp nhận thủ tục \
      \(HTML.link(Phrase(verbatim: asked.procedure), Paths.procedure(asked.procedure))).</p>
      """
  }

  private var fields: HTML {
    let kinds = AgencyLevel.allCases.filter { $0 != .district }.map {
      Choice($0.rawValue, Phrase(key: $0.vietnamese))
    }
    let procedure: HTML? =
      asked.procedure.isEmpty ? nil : HTML.hidden("thu-tuc", asked.procedure)
    return """
      \(HTML.input(Entry("q", "Tên hoặc mã cơ quan", value: asked.text), .search, max: 100))
      \(HTML.select(Entry("cap", "Loại cơ quan", value: asked.level), [Choice("", "Mọi loại")] + kinds))
      \(procedure)\(HTML.button("Tìm"))
      """
  }

  private var results: HTML {
    guard !found.lines.isEmpty else {
      return HTML.empty(
        "Không tìm thấy cơ quan nào",
        "Bạn thử gõ ít chữ hơn, không cần dấu, hoặc chọn “Mọi loại”.",
        actions: [HTML.buttonLink("Xem tất cả cơ quan", Paths.agencies, .secondary)])
    }
    let rows = found.lines.map { line -> [HTML] in
      [
        "<a lang=\"vi\" href=\"\(Paths.agency(line.agency.code.rawValue))\">\(line.agency.name)</a>",
        "\(Phrase(key: line.agency.level.vietnamese))",
        line.parentName.map { "<span lang=\"vi\">\($0)</span>" } ?? "",
        "\(line.agency.code.rawValue)",
      ]
    }
    return """
      \(HTML.table(
        caption: "Danh sách cơ quan",
        columns: [Column("Tên"), Column("Loại"), Column("Cấp trên"), Column("Mã")], rows: rows,
        captionHidden: true))
      \(HTML.pager(
        "Có \(found.total) cơ quan", first: isFirst ? nil : asked.path(after: nil),
        next: found.next.map { asked.path(after: $0) }))
      """
  }
}
