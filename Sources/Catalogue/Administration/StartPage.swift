import Directory
import Ground
import Web

/// Where administration begins: the tasks, and what waits in each.
struct StartPage: Page {
  let attention: Attention

  var face: Face { .desk }
  var title: Phrase { "Quản trị" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    <h2>Cần làm</h2>
    \(waiting)
    <h2>Công việc quản trị</h2>
    \(HTML.cards(tasks))
    """
  }

  private var waiting: HTML {
    let items = directory + catalogue + years + hours
    guard !items.isEmpty else {
      return HTML.empty("Không có việc nào đang chờ", "Mọi thông tin bắt buộc đã đủ.")
    }
    return HTML.cards(items)
  }

  private var directory: [Card] {
    let counts = attention.directory
    return [
      card(
        counts.withoutContact, "Cơ quan thiếu địa chỉ, liên hệ",
        "Phiếu gửi dân sẽ thiếu nơi liên hệ.",
        AdministrationPaths.agencies.asking("tinh-trang", "thieu-lien-he"), .bad),
      card(
        counts.withoutPost, "Người dùng chưa giao chức trách",
        "Đăng nhập được nhưng chưa làm được việc.",
        AdministrationPaths.people.asking("tinh-trang", "chua-giao"), .waiting),
      card(
        counts.endingPosts, "Chức trách sắp hết", "Hết trong 30 ngày tới.",
        AdministrationPaths.people.asking("tinh-trang", "sap-het"), .waiting),
    ].compactMap(\.self)
  }

  private var catalogue: [Card] {
    let (gaps, list) = (attention.gaps, AdministrationPaths.procedures)
    return [
      card(
        gaps.withoutTerm, "Thủ tục thiếu thời hạn", "Hồ sơ không tiếp nhận được.",
        list.asking("loc", OfferFilter.withoutTerm.rawValue), .bad),
      card(
        gaps.doubtful, "Thủ tục có số liệu đáng ngờ", "Đối chiếu với quyết định công bố.",
        list.asking("loc", OfferFilter.doubtful.rawValue), .waiting),
      card(
        gaps.withoutFee, "Thủ tục thiếu mức phí", "Người dân chưa biết phải nộp bao nhiêu.",
        list.asking("loc", OfferFilter.withoutFee.rawValue), .waiting),
      card(
        gaps.drafts, "Bản nháp chưa áp dụng", "Xem lại rồi áp dụng hoặc bỏ.",
        list.asking("loc", OfferFilter.drafted.rawValue), .active),
    ].compactMap(\.self)
  }

  private var years: [Card] {
    attention.projectedYears.map { year in
      Card(
        "Lịch nghỉ năm \(year) còn là dự kiến", CalendarPaths.year(year),
        hint: "Nhập quyết định nghỉ Tết và nghỉ Quốc khánh khi có.", kind: .waiting)
    }
  }

  private var hours: [Card] {
    [
      card(
        attention.directory.withoutHours, "Cơ quan theo giờ làm việc chung",
        "Ghi giờ riêng nếu có.",
        AdministrationPaths.agencies.asking("tinh-trang", "thieu-gio"), .neutral)
    ].compactMap(\.self)
  }

  private func card(
    _ count: Int, _ title: Phrase, _ hint: Phrase, _ path: Path, _ kind: TagKind
  ) -> Card? {
    count == 0 ? nil : Card(title, path, hint: hint, count: count, kind: kind)
  }

  private var tasks: [Card] {
    [
      Card(
        "Cơ quan", AdministrationPaths.agencies,
        hint:
          "Tên, mã, cấp trên, giờ làm việc, liên hệ, sáp nhập. Đang có \(attention.directory.agencies) cơ quan."
      ),
      Card(
        "Người dùng và chức trách", AdministrationPaths.people,
        hint:
          "Thêm người, giao việc, cấp lại mật khẩu, khóa. Đang có \(attention.directory.people) người."
      ),
      Card(
        "Thủ tục tiếp nhận", AdministrationPaths.procedures,
        hint:
          "Mở, sửa, ngừng; thời hạn, phí, kênh nộp. Đang tiếp nhận \(attention.gaps.offers) lượt thủ tục."
      ),
      Card(
        "Thêm thủ tục của địa phương", OfferPaths.new,
        hint: "Thủ tục không có trong danh mục quốc gia."),
      Card(
        "Lịch làm việc", AdministrationPaths.calendar,
        hint: "Ngày nghỉ, ngày làm bù, quyết định của từng năm."),
    ]
  }
}
