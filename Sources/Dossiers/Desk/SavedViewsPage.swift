import Ground
import Web

/// The filters somebody keeps: renamed, deleted, set as the beginning.
struct SavedViewsPage: Page {
  let views: [SavedView]
  /// One that could not be kept as it was named: it can be kept from here.
  let filter: WorkFilter?
  let state: FormState
  /// The view whose change was refused.
  let tried: String?

  var face: Face { .desk }
  var title: Phrase { "Bộ lọc đã lưu" }

  var body: HTML {
    """
    \(HTML.back("Việc của tôi", Paths.desk(WorkFilter())))
    \(state.summary)
    <h1>Bộ lọc đã lưu</h1>
    \(again)\(list)
    """
  }

  private var again: HTML? {
    guard let filter else { return nil }
    let fields = filter.pairs.map { HTML.hidden($0.name, $0.value) }
    return HTML.form(
      to: Paths.savedViews,
      """
      \(fields)\(HTML.input(state.entry("ten", "Tên bộ lọc"), max: 100, width: .half))
      \(HTML.checkbox(state.entry("bat-dau", "Mở bàn làm việc bằng bộ lọc này")))
      \(HTML.button("Lưu bộ lọc"))
      """)
  }

  private var list: HTML {
    guard !views.isEmpty else {
      return HTML.empty(
        "Chưa có bộ lọc nào", "Lọc danh sách hồ sơ rồi chọn “Lưu bộ lọc này” ở cuối danh sách.",
        actions: [])
    }
    return HTML(joining: views.enumerated().map { box($1, index: $0) })
  }

  private func box(_ view: SavedView, index: Int) -> HTML {
    let path = Path("ban-lam-viec", "bo-loc", view.id)
    let entry =
      tried == view.id
      ? state.entry("ten", "Tên mới", initial: view.name)
      : Entry("ten", "Tên mới", value: view.name)
    let start =
      view.starts
      ? HTML.button("Thôi mở đầu bằng bộ lọc này", name: "viec", value: "thoi", .secondary)
      : HTML.button("Mở đầu bằng bộ lọc này", name: "viec", value: "bat-dau", .secondary)
    let id = tried == view.id ? "o-ten" : "ten-\(index)"
    let mark: HTML? = view.starts ? HTML.tag("Mở đầu", .active) : nil
    return """
      <section class="box"><h2 lang="vi"><a href="\(Paths.desk(view.filter))">\(view.name)</a></h2>\(mark)
      \(HTML.form(
        to: path,
        """
        <div class="entry\(entry.error == nil ? "" : " wrong")"><label for="\(id)">Tên mới</label>\
        \(entry.error.map { "<p class=\"error\">\($0)</p>" as HTML })\
        <input id="\(id)" name="ten" type="text" \
        value="\(entry.value)" maxlength="100" class="half"></div>
        \(HTML.actions([
          HTML.button("Đổi tên", name: "viec", value: "doi-ten", .secondary), start,
          HTML.button("Xóa bộ lọc", name: "viec", value: "xoa", .warning),
        ]))
        """))
      </section>
      """
  }
}
