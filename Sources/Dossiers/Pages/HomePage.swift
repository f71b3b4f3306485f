import Web

/// The front page: what one came for is at most two steps away.
struct HomePage: Page {
  var title: String { "Dịch vụ công" }

  var body: HTML {
    """
    <h1>Nộp và theo dõi hồ sơ thủ tục hành chính</h1>
    \(HTML.searchForm(to: Paths.procedures(), search))
    <h2>Cách thực hiện</h2>
    <ol>
    <li>Tìm thủ tục theo tên, viết có dấu hoặc không dấu đều được. Trang thủ tục nêu giấy tờ cần có, \
    thời hạn và phí.</li>
    <li>Đăng nhập, điền đơn và tải ảnh hoặc bản chụp giấy tờ lên. Không có mạng ở nhà thì đến bộ phận \
    một cửa, cán bộ nhập giúp.</li>
    <li>Cơ quan trả lời trong 8 giờ làm việc. Khi được tiếp nhận, hồ sơ có mã số và ngày hẹn trả.</li>
    <li>Theo dõi từng bước, nộp bổ sung khi được yêu cầu, nhận kết quả và đánh giá.</li>
    </ol>
    <h2>Việc thường làm</h2>
    <ul>
    <li>\(HTML.link("Tra cứu hồ sơ theo mã số", Paths.lookup))</li>
    <li>\(HTML.link("Hồ sơ của tôi", Paths.mine))</li>
    <li>\(HTML.link("Tất cả thủ tục", Paths.procedures()))</li>
    <li>\(HTML.link("Số liệu giải quyết hồ sơ công khai", Paths.figures))</li>
    <li>\(HTML.link("Đăng nhập", Paths.signIn()))</li>
    </ul>
    """
  }

  private var search: HTML {
    """
    \(HTML.input(
      Entry("q", "Ông/bà cần làm thủ tục gì?", hint: "Ví dụ: khai sinh, kết hôn, đăng ký kinh doanh"),
      .search, max: 200))
    \(HTML.button("Tìm thủ tục"))
    """
  }
}
