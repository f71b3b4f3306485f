import Ground

/// Every part of a page in every state: what designers and developers look at first.
struct GalleryPage: Page {
  var title: Phrase { "Các thành phần giao diện" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    <p class="lead">Trang sống: mỗi thành phần dưới đây được vẽ bằng chính mã nguồn đang chạy.</p>
    <div lang="vi">\(words)\(buttons)\(says)\(forms)\(wrongForms)\(lists)\(tables)\(progress)</div>
    """
  }

  private var words: HTML {
    """
    <h2>Chữ</h2>
    <p>Ẫm Ỗ Ữ Ệ Ộ Ặ ằ ẵ ợ ự: chữ nhiều dấu không chạm dòng trên. <strong>Đậm</strong>, \
    \(HTML.link("liên kết", Gallery.path)), <span class="late">quá hạn 2 ngày</span>, \
    <span class="soon">còn 1 ngày làm việc</span>, <span class="intime">trong hạn</span>.</p>
    <p class="hint">Chữ gợi ý. Số đều bề rộng: 0123456789 · 1.250.000 ₫ · № 12</p>
    """
  }

  private var buttons: HTML {
    """
    <h2>Nút và liên kết</h2>
    \(HTML.actions([
      HTML.buttonLink("Nộp hồ sơ", Gallery.path), HTML.buttonLink("Xem trước", Gallery.path, .secondary),
      HTML.buttonLink("Rút hồ sơ", Gallery.path, .warning), HTML.printButton(),
    ]))
    \(HTML.back("Quay lại", Gallery.path))
    """
  }

  private var says: HTML {
    let kinds: [Notice.Kind] = [.done, .info, .warning, .refused]
    let tags: [(Phrase, TagKind)] = [
      ("Chờ tiếp nhận", .neutral), ("Đang giải quyết", .active), ("Chờ bổ sung", .waiting),
      ("Đã trả kết quả", .good), ("Quá hạn", .bad),
    ]
    return """
      <h2>Thông báo và nhãn</h2>
      \(kinds.map { Notice($0, "Nội dung của một thông báo, nói điều gì đã xảy ra và cần làm gì.").html })
      \(HTML.inset("<p>Đoạn cần lưu ý khi đọc tiếp.</p>"))
      <p>\(tags.map { "\(HTML.tag($0.0, $0.1)) " as HTML })</p>
      \(HTML.empty("Chưa có hồ sơ nào", "Tìm thủ tục để bắt đầu nộp.", actions: [
        HTML.buttonLink("Tìm thủ tục", Paths.procedures())
      ]))
      """
  }

  private var forms: HTML {
    let state = FormState()
    return "<h2>Biểu mẫu</h2>\(fields(state, "a"))"
  }

  private var wrongForms: HTML {
    let names = ["name", "number", "day", "note", "way", "agree", "paper", "place"]
    let places = names.map {
      RefusedPlace(pointer: "/b.\($0)", code: "mau", detail: "Nhập mục này theo gợi ý bên trên.")
    }
    let state = FormState(
      FormValues([
        ("b.name", "Nguyễn"), ("b.number", "0012"), ("b.day.ngay", "31"), ("b.day.thang", "2"),
      ]),
      refused: EdgeRefused.shape(places))
    return "<h2>Biểu mẫu có lỗi</h2>\(state.summary)\(fields(state, "b"))"
  }

  private func fields(_ state: FormState, _ root: String) -> HTML {
    let places = [
      Choice("", "Chọn một nơi"), Choice("1", "Bộ phận một cửa"), Choice("2", "Bưu chính"),
    ]
    let ways = [Choice("counter", "Nhận tại quầy"), Choice("post", "Nhận qua bưu chính")]
    return """
      \(HTML.input(state.entry("\(root).name", "Họ và tên", hint: "Ghi như trên thẻ căn cước.")))
      \(HTML.input(state.entry("\(root).number", "Số căn cước", hint: "Gồm 12 chữ số."), .digits, width: .half))
      \(HTML.dateFields(state.entry("\(root).day", "Ngày sinh", hint: "Ví dụ 3 2 1990."), state: state))
      \(HTML.textArea(state.entry("\(root).note", "Ghi chú", optional: true), max: 200))
      \(HTML.select(state.entry("\(root).place", "Nơi nộp"), places))
      \(HTML.radios(state.entry("\(root).way", "Cách nhận kết quả"), ways))
      \(HTML.checkbox(state.entry("\(root).agree", "Tôi xin chịu trách nhiệm về nội dung đã khai")))
      \(HTML.file(state.entry("\(root).paper", "Bản chụp giấy tờ", hint: "PDF hoặc ảnh, tối đa 20 MB.")))
      """
  }

  private var lists: HTML {
    """
    <h2>Danh sách</h2>
    \(HTML.cards([
      Card("Sinh con", Gallery.path, hint: "Khai sinh, thẻ bảo hiểm"), Card("Kết hôn", Gallery.path),
      Card("Quá hạn", Gallery.path, count: 3, kind: .bad),
      Card("Đến hạn hôm nay", Gallery.path, count: 12, kind: .waiting),
    ]))
    \(HTML.summaryList([
      SummaryRow("Họ và tên", "Trần Thị Mẫu", change: Gallery.path),
      SummaryRow("Số căn cước", "000190000001", change: Gallery.path, error: "Số này chưa đủ 12 chữ số."),
    ]))
    \(HTML.timeline([
      TimelineEvent("08:05 ngày 20/11/2026", "Tiếp nhận hồ sơ", "<p>Bộ phận một cửa</p>", kind: .good),
      TimelineEvent("10:30 ngày 21/11/2026", "Yêu cầu bổ sung", kind: .waiting),
      TimelineEvent("09:00 ngày 23/11/2026", "Đang giải quyết", kind: .active),
    ]))
    \(HTML.taskList([
      ListedTask("Thời hạn giải quyết", Gallery.path, isDone: true),
      ListedTask("Phí, lệ phí", Gallery.path, isDone: false, hint: "Chưa ghi mức phí."),
    ]))
    \(HTML.fold("Vì sao hẹn ngày này?", "<p>Bỏ qua thứ bảy, chủ nhật và ngày lễ.</p>"))
    """
  }

  private var tables: HTML {
    let columns = [
      Column("Mã hồ sơ", sort: (Gallery.path, .ascending)), Column("Thủ tục"),
      Column("Phí (đồng)", isNumber: true),
    ]
    let rows: [[HTML]] = [
      ["H99.101-261120-0001", "Đăng ký khai sinh", "0"],
      ["H99.101-261120-0002", "Cấp bản sao trích lục hộ tịch", "8.000"],
    ]
    return """
      <h2>Bảng</h2>
      \(HTML.table(caption: "Bảng xếp chồng trên điện thoại", columns: columns, rows: rows))
      \(HTML.table(
        caption: "Bảng cuộn ngang", columns: columns, rows: rows, narrow: .scrolls,
        total: ["Tổng cộng", "", "8.000"]))
      \(HTML.pager("Có 120 hồ sơ, đang xem 1–50.", next: Gallery.path))
      """
  }

  private var progress: HTML {
    """
    <h2>Từng bước và kết thúc</h2>
    \(HTML.steps(current: 2, of: 5, "Chủ hồ sơ"))
    <div class="panel"><p>Đã gửi hồ sơ</p><p>Mã tra cứu<br><strong class="reference">\
    2611200017</strong></p></div>
    """
  }
}

/// The gallery's address; everybody may look.
enum Gallery {
  static let path = Path("thiet-ke")

  private static let pages = SharedPages<Path>(limit: 2)

  static let endpoint = Endpoint(
    .get, "/thiet-ke", name: "showGallery", summary: "Các thành phần giao diện", access: .everyone
  ) { _ in .page(try await pages.page(path) { GalleryPage() }) }
}
