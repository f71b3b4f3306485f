import Web

/// The accounts, by username, and a form for one more.
struct AccountsPage: Page {
  let accounts: [Account]
  let hasMore: Bool
  let state: FormState

  static let size = 100

  var face: Face { .desk }
  var title: String { "Tài khoản" }

  var body: HTML {
    """
    <p>\(HTML.link("Danh mục cơ quan", AdministrationPaths.agencies))</p>
    <h1>\(title)</h1>
    \(state.summary)
    \(table)
    \(more)
    <h2>Thêm tài khoản</h2>
    <p>Chức trách của cán bộ, công chức được giao ở trang của từng cơ quan.</p>
    \(HTML.form(to: AdministrationPaths.accounts, fields))
    """
  }

  private var table: HTML {
    HTML.table(
      caption: "Các tài khoản", heads: ["Tên đăng nhập", "Họ và tên", "Loại"],
      rows: accounts.map { ["\($0.username)", "\($0.name)", "\($0.kind.vietnamese)"] })
  }

  private var more: HTML? {
    guard hasMore, let last = accounts.last else { return nil }
    let next = AdministrationPaths.accounts.asking("sau", last.username.lowercased())
    return "<p>\(HTML.link("Trang sau", next))</p>"
  }

  private var fields: HTML {
    let kinds = Account.Kind.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    return """
      \(HTML.input(state.entry("username", "Tên đăng nhập"), autocomplete: "off", max: 64))
      \(HTML.input(state.entry("name", "Họ và tên"), max: 100))
      \(HTML.select(state.entry("kind", "Loại", initial: Account.Kind.officer.rawValue), kinds))
      \(HTML.input(
        state.entry("password", "Mật khẩu", hint: "Từ 8 ký tự"), .password,
        autocomplete: "new-password", max: 200))
      \(HTML.button("Thêm tài khoản"))
      """
  }
}

extension Account.Kind {
  /// As screens name it.
  var vietnamese: String {
    switch self {
    case .citizen: "Công dân, tổ chức"
    case .helper: "Tổ công nghệ số cộng đồng"
    case .officer: "Cán bộ, công chức"
    }
  }
}
