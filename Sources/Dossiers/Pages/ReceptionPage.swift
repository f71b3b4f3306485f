import Ground
import Web

/// Reception at the counter begins with the procedure that somebody came for.
struct ReceptionPage: Page {
  let text: String
  /// At most fifty.
  let found: [CounterProcedure]

  var face: Face { .desk }
  var title: String { "Tiếp nhận tại quầy" }

  var body: HTML {
    """
    <h1>Tiếp nhận tại quầy</h1>
    \(HTML.searchForm(
      to: Paths.reception,
      """
      \(HTML.input(
        Entry("q", "Tên hoặc mã thủ tục", hint: "Ví dụ: khai sinh, 1.001193", value: text), .search,
        max: 200))
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
    let rows = found.map { procedure -> [HTML] in
      [
        HTML.link(procedure.name, Paths.reception(procedure.code.rawValue)),
        .escaped(procedure.code.rawValue),
      ]
    }
    return HTML.table(
      caption: "Thủ tục cơ quan đang tiếp nhận (nhiều nhất 50 dòng)", heads: ["Thủ tục", "Mã"],
      rows: rows)
  }
}
