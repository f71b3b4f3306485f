import Ground
import Web

/// What this site does so that everybody can use it, what it does not do yet, and how to say so.
/// Source: SEC-7 (ND 224/2026 Điều 15(2)); TT 26/2020/TT-BTTTT.
struct AccessibilityPage: Page {
  /// The day on which the site was last tested as told here.
  static let testedOn = Day(2026, 11, 22)

  var title: Phrase { "Tuyên bố về khả năng tiếp cận" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    <p class="lead">Chúng tôi muốn ai cũng dùng được trang này: người khiếm thị, người chỉ dùng bàn phím, \
    người lớn tuổi, người dùng điện thoại rẻ và mạng chậm.</p>
    <h2>Tiêu chuẩn</h2>
    <p>Trang hướng tới WCAG 2.2 mức AA, theo yêu cầu của Thông tư 26/2020/TT-BTTTT và Điều 15 Nghị định \
    224/2026/NĐ-CP.</p>
    <h2>Đã kiểm tra những gì</h2>
    <ul>
    <li>Tự động bằng axe-core trên mọi trang, ở màn hình 360 điểm ảnh.</li>
    <li>Một hành trình từ nộp đến trả kết quả chỉ bằng bàn phím, không có JavaScript.</li>
    <li>Phóng to 400 % và màn hình hẹp 320 điểm ảnh.</li>
    </ul>
    <p>Ngày kiểm tra gần nhất: \(AccessibilityPage.testedOn.vietnamese).</p>
    <h2>Bạn có thể chỉnh</h2>
    <ul>
    <li>Cỡ chữ, độ tương phản và ngôn ngữ ở đầu trang; lựa chọn được nhớ trên máy của bạn.</li>
    <li>Mọi trang in được; không trang nào cần chuột, kéo thả hay gõ mã hình ảnh.</li>
    </ul>
    <h2>Điều chúng tôi biết là chưa tốt</h2>
    <ul>
    <li>Văn bản do cơ quan ký được phát hành ở dạng PDF có lớp chữ, nhưng chưa gắn thẻ cấu trúc PDF/UA.</li>
    <li>Giấy tờ do người nộp tải lên là ảnh chụp thì trình đọc màn hình không đọc được nội dung.</li>
    <li>Nội dung thủ tục lấy từ cơ sở dữ liệu quốc gia chỉ có tiếng Việt.</li>
    <li>Chưa đo xong thời gian hiện trang trên thiết bị chậm với mạng 256 kbit/s, và chưa thử chế độ tương \
    phản cao của hệ điều hành.</li>
    <li>Chưa được người khuyết tật thử nghiệm chính thức; việc này phải làm trước khi dùng thật.</li>
    </ul>
    <h2>Báo trở ngại</h2>
    <p>Gọi hoặc viết đến địa chỉ ở \(HTML.link("trang liên hệ", Paths.contact)), nêu trang bạn đang xem và \
    điều bạn không làm được. Bộ phận một cửa làm việc đó giúp bạn ngay, không phải chờ sửa xong.</p>
    <p>Không đồng ý với cách trả lời, bạn có quyền khiếu nại theo Luật Khiếu nại.</p>
    """
  }
}
