import Ground
import Web

/// One agency for its administrators: what it is, who works there, what was done.
struct AgencyPage: Page {
  let sheet: AgencySheet
  let state: FormState

  var face: Face { .desk }
  var title: String { sheet.agency.name }
  private var code: AgencyCode { sheet.agency.code }

  var body: HTML {
    """
    <p>\(HTML.link("Danh mục cơ quan", AdministrationPaths.agencies))</p>
    <h1>\(title)</h1>
    \(state.summary)
    \(HTML.details(facts))
    <h2>Người đang và đã giữ chức trách</h2>
    \(posts)
    <h3>Giao chức trách</h3>
    \(HTML.form(to: AdministrationPaths.posts(code), grant))
    <h2>Đổi tên, giờ làm việc</h2>
    \(HTML.form(to: AdministrationPaths.change(code), change))
    <h2>Kết thúc hoạt động</h2>
    \(HTML.form(to: AdministrationPaths.end(code), end))
    <h2>Đã làm gì</h2>
    \(history)
    """
  }

  private var facts: [(String, HTML)] {
    let names = sheet.periods.map { "\($0.name) (từ \($0.from.vietnamese))" }
    return [
      ("Mã", "\(sheet.codes.map(\.rawValue).joined(separator: ", "))"),
      ("Cấp", "\(sheet.agency.level.vietnamese)"),
      ("Cấp trên", "\(sheet.agency.parent?.rawValue ?? "Không có")"),
      ("Tên theo thời gian", "\(names.joined(separator: "; "))"),
      ("Hoạt động từ", "\(sheet.agency.validFrom.vietnamese)"),
      ("Đến hết ngày", "\(sheet.agency.validTo?.vietnamese ?? "Chưa định")"),
      ("Giờ làm việc riêng", "\(sheet.agency.hours ?? "Theo giờ chung")"),
    ]
  }

  private var posts: HTML {
    guard !sheet.posts.isEmpty else {
      return "<p>Chưa giao chức trách cho ai.</p>"
    }
    let rows = sheet.posts.map { held -> [HTML] in
      let (post, account) = (held.post, held.account)
      return [
        "\(account?.name) (\(account?.username))", "\(post.role.vietnamese)", "\(post.title)",
        "\(post.from.vietnamese)", "\(post.to?.vietnamese)",
        "\(post.grantReason)\(post.endReason.map { " · Kết thúc: \($0)" })",
        post.holds(at: sheet.at) ? endForm(post) : "",
      ]
    }
    return HTML.table(
      caption: "Chức trách",
      heads: ["Người", "Vai trò", "Chức danh", "Từ", "Đến", "Căn cứ", "Việc"],
      rows: rows)
  }

  private func endForm(_ post: Post) -> HTML {
    let entry = Entry("reason", "Lý do kết thúc \(post.role.vietnamese)")
    return HTML.form(
      to: AdministrationPaths.endPost(code, post.id),
      "\(HTML.input(entry, max: 500))\(HTML.button("Kết thúc", .warning))")
  }

  private var grant: HTML {
    let roles = Role.allCases.filter { ![.citizen, .helper].contains($0) }
      .map { Choice($0.rawValue, $0.vietnamese) }
    return """
      \(HTML.input(state.entry("username", "Tên đăng nhập của người nhận"), max: 64))
      \(HTML.select(state.entry("role", "Vai trò", initial: Role.receiver.rawValue), roles))
      \(HTML.input(state.entry("title", "Chức danh", optional: true), max: 200))
      \(HTML.input(state.entry("to", "Đến hết ngày", optional: true), .date))
      \(HTML.input(state.entry("reason", "Căn cứ", hint: "Số và ngày của quyết định"), max: 500))
      \(HTML.button("Giao chức trách"))
      """
  }

  private var change: HTML {
    """
    \(HTML.input(state.entry("name", "Tên cơ quan", initial: sheet.agency.name), max: 300))
    \(HTML.input(hours(state, sheet.agency.hours)))
    \(HTML.input(state.entry("from", "Từ ngày", initial: sheet.at.day.iso), .date))
    \(HTML.input(Entry("reason", "Căn cứ", hint: "Số và ngày của quyết định"), max: 500))
    \(HTML.button("Ghi thay đổi"))
    """
  }

  private var end: HTML {
    """
    \(HTML.input(state.entry("validTo", "Ngày hoạt động cuối cùng"), .date))
    \(HTML.input(
      state.entry("successor", "Mã cơ quan kế thừa", hint: "Để trống nếu không có", optional: true),
      max: 35))
    \(HTML.input(Entry("reason", "Căn cứ", hint: "Số và ngày của quyết định"), max: 500))
    <p>Mọi chức trách tại đây kết thúc cùng ngày và phải giao lại ở cơ quan mới.</p>
    \(HTML.button("Kết thúc hoạt động", .warning))
    """
  }

  private var history: HTML {
    HTML.table(
      caption: "Các việc đã ghi nhận", heads: ["Lúc", "Việc", "Căn cứ, lý do"],
      rows: sheet.acts.map { ["\($0.at.vietnamese)", "\(actName($0.kind))", "\($0.reason)"] })
  }

  private func actName(_ kind: String) -> String {
    switch kind {
    case "agency.established": "Thêm cơ quan"
    case "agency.ended": "Kết thúc hoạt động"
    default: "Thay đổi"
    }
  }
}

extension Role {
  /// As screens name it.
  var vietnamese: String {
    switch self {
    case .citizen: "Công dân"
    case .helper: "Thành viên tổ công nghệ số cộng đồng"
    case .receiver: "Tiếp nhận và trả kết quả"
    case .handler: "Thụ lý hồ sơ"
    case .approver: "Lãnh đạo phê duyệt"
    case .clerk: "Văn thư"
    case .reporter: "Tổng hợp báo cáo"
    case .supervisor: "Giám sát"
    case .administrator: "Quản trị"
    }
  }
}
