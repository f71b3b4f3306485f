import Ground
import Web

/// Where to ask: the province's own office and everybody's one-stop desks.
struct ContactPage: Page {
  /// The province's own agency; `nil` before there is one.
  let agency: Agency?
  /// `nil`: nothing is known.
  let contact: AgencyContact?

  var title: Phrase { "Liên hệ" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    \(province)
    <h2>Hỏi về một hồ sơ</h2>
    <p>Hỏi nhanh nhất là cơ quan đang giải quyết hồ sơ. Tên và số điện thoại của cơ quan có trong \
    \(HTML.link("Tra cứu hồ sơ", Paths.lookup)) và trong \
    \(HTML.link("danh sách cơ quan", Paths.agencies)). Khi hỏi, nêu mã hồ sơ; đừng gửi số căn cước qua \
    thư điện tử.</p>
    <h2>Phản ánh, kiến nghị, khiếu nại</h2>
    <ul>
    <li>Phản ánh về thủ tục phiền hà, thu tiền sai, thái độ phục vụ: gọi hoặc viết đến địa chỉ ở trên. \
    Nêu sự việc, nơi và ngày xảy ra, cách trả lời bạn.</li>
    <li>Không đồng ý với kết quả giải quyết: bạn có quyền khiếu nại theo Luật Khiếu nại, trong 90 ngày từ \
    ngày nhận hoặc biết quyết định.</li>
    <li>Gặp trở ngại khi dùng trang này: xem \(HTML.link("cách báo trở ngại", Paths.accessibility)).</li>
    <li>Về dữ liệu cá nhân của bạn: xem \(HTML.link("quyền riêng tư", Paths.privacy)).</li>
    </ul>
    """
  }

  private var province: HTML {
    guard let agency else { return "<p>Chưa có cơ quan nào trong hệ thống.</p>" }
    let name: HTML = """
      <a lang="vi" href="\(Paths.agency(agency.code.rawValue))">\(agency.name)</a>
      """
    guard let contact, !contact.isEmpty else {
      return """
        <p>\(name). Địa chỉ và điện thoại của từng nơi có trong \
        \(HTML.link("danh sách cơ quan", Paths.agencies)).</p>
        """
    }
    var rows: [(Phrase, HTML)] = [("Cơ quan", name)]
    if let address = contact.address {
      rows.append(("Địa chỉ", "<span lang=\"vi\">\(address)</span>"))
    }
    if let phone = contact.phone {
      rows.append(
        ("Điện thoại", "<a href=\"tel:\(phone.filter { $0.isNumber || $0 == "+" })\">\(phone)</a>"))
    }
    if let email = contact.email {
      rows.append(("Thư điện tử", "<a href=\"mailto:\(email)\">\(email)</a>"))
    }
    if let website = contact.website {
      rows.append(("Trang thông tin", "<a href=\"\(website)\" rel=\"noopener\">\(website)</a>"))
    }
    return HTML.details(rows)
  }
}
