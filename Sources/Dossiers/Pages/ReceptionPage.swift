import Ground
import Web

/// Reception at the counter begins with the procedure that somebody came for.
struct ReceptionPage: Page {
  let text: String
  /// At most fifty, those that are meant most likely first.
  let found: [CounterProcedure]

  var face: Face { .desk }
  var title: Phrase { "Tiếp nhận tại quầy" }

  var body: HTML {
    """
    \(HTML.back("Việc của tôi", Paths.desk(WorkFilter())))
    <h1>Tiếp nhận tại quầy</h1>
    \(HTML.searchForm(
      to: Paths.reception,
      """
      \(HTML.input(
        Entry(
          "q", "Mã hoặc tên thủ tục",
          hint: "Vài số cuối của mã (1193) hoặc vài chữ (khai sinh), rồi Enter. Chỉ một thủ tục khớp thì mở ngay.",
          value: text), .search, autocomplete: "off", max: 200, width: .half,
        isFirst: text.isEmpty || found.isEmpty))
      \(HTML.button("Tìm"))
      """))
    \(list)
    """
  }

  private var list: HTML {
    guard !found.isEmpty else {
      return """
        <p>Cơ quan của ông/bà không tiếp nhận thủ tục nào có tên hoặc mã như vậy. Thử ít chữ hơn, hoặc xem \
        \(HTML.link("toàn bộ danh mục", Paths.procedures())).</p>
        """
    }
    let rows = found.enumerated().map { index, procedure -> [HTML] in
      let first: HTML? = index == 0 && !text.isEmpty ? " autofocus" : nil
      return [
        """
        <a href="\(Paths.reception(procedure.code.rawValue))"\(first) lang="vi">\(procedure.name)</a>
        """, .escaped(procedure.code.rawValue),
      ]
    }
    return HTML.table(
      caption: "Thủ tục cơ quan đang tiếp nhận (nhiều nhất 50 dòng)",
      columns: [Column("Thủ tục"), Column("Mã")], rows: rows)
  }
}
