import Ground
import Web

/// What is stored of people, why, how long, and what they may ask for. Source: domain 7.2 (Luật
/// BVDLCN 91/2025/QH15; ND 356/2025/NĐ-CP; ND 13/2023/NĐ-CP for what was stored before 2026).
struct PrivacyStatementPage: Page {
  var title: Phrase { "Quyền riêng tư và dữ liệu cá nhân" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    <p class="lead">Chúng tôi chỉ lưu dữ liệu cần để giải quyết hồ sơ của bạn, ghi lại mỗi lần có người \
    xem, và không bán hay đưa cho ai ngoài cơ quan có nhiệm vụ.</p>
    <h2>Lưu những gì, để làm gì</h2>\(stored)
    <h2>Căn cứ</h2>
    <p>Cơ quan xử lý dữ liệu để làm nhiệm vụ luật giao: giải quyết thủ tục hành chính (Nghị định \
    61/2018/NĐ-CP và các nghị định sửa đổi). Việc đó không cần bạn đồng ý riêng. Việc bảo vệ dữ liệu theo \
    Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP; dữ liệu xử lý trước năm 2026 \
    theo Nghị định 13/2023/NĐ-CP.</p>
    <h2>Ai xem được</h2>
    <ul>
    <li>Bạn, người bạn ủy quyền, và cán bộ đang giữ vị trí liên quan đến hồ sơ.</li>
    <li>Mỗi lần cán bộ mở dữ liệu của bạn đều được ghi lại: ai, lúc nào, hồ sơ nào, vì việc gì.</li>
    <li>Ai chỉ có mã hồ sơ thì thấy hồ sơ đến bước nào, không thấy tên và giấy tờ.</li>
    <li>Số liệu công khai chỉ là con số, không có dữ liệu của người nào.</li>
    </ul>
    <h2>Quyền của bạn</h2>\(rights)
    <h2>Trang này dùng cookie nào</h2>
    <p>Chỉ cookie của chính trang: phiên đăng nhập, thông báo hiện một lần, lựa chọn hiển thị (ngôn ngữ, \
    cỡ chữ, tương phản) và, khi bạn gửi hồ sơ, một dãy ký tự ngẫu nhiên giữ một năm để biết nhiều hồ sơ đến \
    từ cùng một thiết bị (chống nộp thay hàng loạt). Không có cookie quảng cáo, không có công cụ theo dõi của bên khác.</p>
    """
  }

  private var stored: HTML {
    HTML.table(
      caption: "Dữ liệu được lưu, mục đích và thời gian",
      columns: [Column("Dữ liệu"), Column("Để làm gì"), Column("Lưu bao lâu")],
      rows: [
        [
          "Tài khoản: họ tên, số định danh, điện thoại, thư điện tử; mật khẩu chỉ ở dạng đã băm",
          "Đăng nhập, điền sẵn đơn, báo tin cho bạn", "Đến khi bạn yêu cầu xóa tài khoản",
        ],
        [
          "Hồ sơ: đơn, giấy tờ đã nộp, quá trình giải quyết, kết quả",
          "Giải quyết thủ tục, chứng minh kết quả, giải quyết khiếu nại",
          "Theo thời hạn bảo quản của pháp luật lưu trữ cho từng loại hồ sơ",
        ],
        [
          "Bản nháp chưa gửi", "Để bạn làm tiếp khi quay lại",
          "Tự xóa khi hết hạn ghi trên bản nháp",
        ],
        [
          "Nhật ký việc làm trên hồ sơ", "Kiểm chứng số liệu, chống sửa lén",
          "Lâu dài; nhật ký không chứa tên hay nội dung giấy tờ",
        ],
        [
          "Sổ ghi lượt xem dữ liệu cá nhân", "Để bạn và người giám sát biết ai đã xem",
          "Theo thời hạn bảo quản của hồ sơ",
        ],
      ], captionHidden: true)
  }

  private var rights: HTML {
    """
    <ul>
    <li>Được biết, được xem dữ liệu của mình và nhận bản sao: xem trong \
    \(HTML.link("Hồ sơ của tôi", Paths.mine)).</li>
    <li>Yêu cầu sửa dữ liệu sai: hồ sơ được sửa bằng việc đính chính có hai người duyệt, bản cũ vẫn còn để \
    đối chiếu.</li>
    <li>Yêu cầu xóa, hạn chế hoặc phản đối việc xử lý: được làm trong phạm vi luật lưu trữ cho phép; phần \
    phải giữ thì được che khi cung cấp cho người khác.</li>
    <li>Rút lại sự đồng ý đối với việc không bắt buộc, ví dụ nhận tin qua thư điện tử.</li>
    <li>Khiếu nại, tố cáo, yêu cầu bồi thường.</li>
    </ul>
    <p>Gửi yêu cầu đến địa chỉ ở \(HTML.link("trang liên hệ", Paths.contact)), hoặc nộp tại bộ phận một cửa \
    gần nhất. Nếu xảy ra lộ dữ liệu, cơ quan báo cho Bộ Công an trong 72 giờ và báo cho bạn khi bạn bị ảnh \
    hưởng.</p>
    """
  }
}
