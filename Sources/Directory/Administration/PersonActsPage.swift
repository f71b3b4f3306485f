import Ground
import Web

/// The forms of acts on people.
enum PersonForms {
  static func trail(_ sheet: PersonSheet) -> [(Phrase, Path)] {
    [
      ("Người dùng và chức trách", AdministrationPaths.people),
      (
        Phrase(verbatim: sheet.person.account.name),
        AdministrationPaths.person(sheet.person.account.id)
      ),
    ]
  }

  static func adding(_ state: FormState) -> AdministrationActPage {
    let kinds = [Account.Kind.officer, .helper].map { Choice($0.rawValue, $0.words) }
    return AdministrationActPage(
      "Thêm người dùng", at: [("Người dùng và chức trách", AdministrationPaths.people)],
      lead: """
        <p>Hệ thống cấp một liên kết dùng một lần để người dùng tự đặt mật khẩu. Chức trách giao ở \
        bước sau.</p>
        """, state: state, to: AdministrationPaths.newPerson, button: "Thêm người dùng",
      fields: """
        \(HTML.input(state.entry("name", "Họ và tên"), autocomplete: "off", max: 100))
        \(HTML.input(
          state.entry(
            "username", "Tên đăng nhập",
            hint: "3 đến 64 chữ cái không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới hoặc @."),
          autocomplete: "off", max: 64, width: .half))
        \(HTML.radios(
          state.entry("kind", "Loại tài khoản", initial: Account.Kind.officer.rawValue), kinds))
        \(reasonField(state))
        """)
  }

  static func granting(
    _ places: [(Phrase, Path)], _ state: FormState, to action: Path, agency: AgencyCode?,
    asksPerson: Bool, today: Day
  ) -> AdministrationActPage {
    let roles = Role.posts.map { Choice($0.rawValue, $0.words) }
    let person: HTML? =
      asksPerson
      ? HTML.input(
        state.entry("username", "Tên đăng nhập của người nhận"), autocomplete: "off", max: 64,
        width: .half) : nil
    return AdministrationActPage(
      "Giao chức trách", at: places, state: state, to: action, button: "Giao chức trách",
      fields: """
        \(person)
        \(HTML.input(
          state.entry(
            "agency", "Mã cơ quan", hint: "Ví dụ H99.101.", initial: agency?.rawValue ?? ""),
          max: 35, width: .half))
        \(HTML.select(state.entry("role", "Vai trò", initial: Role.receiver.rawValue), roles))
        \(card(state, title: "", phone: nil))
        \(dayField(state, "from", "Từ ngày", initial: today))
        \(dayField(
          state, "to", "Đến hết ngày", initial: nil, hint: "Để trống nếu chưa định.",
          optional: true))
        \(reasonField(state))
        """)
  }

  private static func card(_ state: FormState, title: String, phone: String?) -> HTML {
    """
    \(HTML.input(
      state.entry(
        "title", "Chức danh", hint: "Ghi trên phiếu, ví dụ Chuyên viên.", optional: true,
        initial: title), max: 100))
    \(HTML.input(
      state.entry(
        "phone", "Điện thoại nơi làm việc", hint: "Ghi trên phiếu, ví dụ 0200 000 100.",
        optional: true, initial: phone ?? ""), .tel, max: 30, width: .half))
    """
  }

  static func card(_ sheet: PersonSheet, _ post: Post, _ state: FormState) -> AdministrationActPage
  {
    AdministrationActPage(
      "Chức danh và điện thoại", at: trail(sheet), lead: about(sheet, post), state: state,
      to: AdministrationPaths.post(post.account, post.id), button: "Lưu",
      fields: card(state, title: post.title, phone: post.phone))
  }

  static func ending(_ sheet: PersonSheet, _ post: Post, _ state: FormState)
    -> AdministrationActPage
  {
    AdministrationActPage(
      "Kết thúc chức trách", at: trail(sheet),
      lead: """
        \(about(sheet, post))
        <p>Quyền của chức trách này mất ngay sau khi ghi. Muốn làm tiếp phải giao chức trách mới.</p>
        """, state: state, to: AdministrationPaths.post(post.account, post.id, "ket-thuc"),
      button: "Kết thúc chức trách", kind: .warning, fields: reasonField(state))
  }

  private static func about(_ sheet: PersonSheet, _ post: Post) -> HTML {
    HTML.details([
      ("Người", "<span lang=\"vi\">\(sheet.person.account.name)</span>"),
      ("Vai trò", "\(post.role.words)"),
      (
        "Cơ quan",
        "<span lang=\"vi\">\(sheet.agencies[post.agency])</span> (\(post.agency.rawValue))"
      ),
      ("Từ ngày", "\(post.from.day.vietnamese)"),
    ])
  }

  /// What an account is asked for besides a reason.
  enum Ask: String, CaseIterable {
    case link = "mat-khau"
    case lock = "khoa"
    case unlock = "mo-khoa"
    case rename = "ho-ten"
  }

  static func asking(_ ask: Ask, _ sheet: PersonSheet, _ state: FormState) -> AdministrationActPage
  {
    let name: HTML? =
      ask == .rename
      ? HTML.input(
        state.entry("name", "Họ và tên", initial: sheet.person.account.name), autocomplete: "off",
        max: 100) : nil
    return AdministrationActPage(
      ask.title, at: trail(sheet), lead: "<p>\(ask.lead)</p>", state: state,
      to: AdministrationPaths.person(sheet.person.account.id, ask.rawValue), button: ask.button,
      kind: ask == .lock ? .warning : .primary, fields: "\(name)\(reasonField(state))")
  }
}

extension PersonForms.Ask {
  var title: Phrase {
    switch self {
    case .link: "Cấp liên kết đặt mật khẩu"
    case .lock: "Khóa tài khoản"
    case .unlock: "Mở khóa tài khoản"
    case .rename: "Sửa họ tên"
    }
  }

  fileprivate var lead: Phrase {
    switch self {
    case .link:
      "Liên kết dùng một lần, trong 24 giờ, và thay cho liên kết cấp trước đó. Mật khẩu cũ dùng được đến khi người dùng đặt mật khẩu mới."
    case .lock:
      "Người này bị đăng xuất ở mọi nơi ngay lập tức và không đăng nhập được cho đến khi mở khóa. Chức trách vẫn giữ nguyên."
    case .unlock: "Người này đăng nhập lại được bằng mật khẩu cũ, với các chức trách còn hiệu lực."
    case .rename: "Họ tên hiện trên phiếu và trong lịch sử hồ sơ từ nay về sau."
    }
  }

  fileprivate var button: Phrase {
    switch self {
    case .link: "Cấp liên kết"
    case .lock: "Khóa tài khoản"
    case .unlock: "Mở khóa"
    case .rename: "Lưu họ tên"
    }
  }
}

/// Shows a link to set a password, once: it is kept nowhere.
struct PasswordLinkPage: Page {
  let name: String
  let account: AccountID
  /// The whole address, to be handed over.
  let address: String

  var face: Face { .desk }
  var title: Phrase { "Đã cấp liên kết đặt mật khẩu" }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([
      ("Người dùng và chức trách", AdministrationPaths.people),
      (Phrase(verbatim: name), AdministrationPaths.person(account)),
    ])))
    <h1>\(title)</h1>
    <p>Gửi liên kết này cho <span lang="vi">\(name)</span> qua kênh nội bộ. Liên kết chỉ hiện một \
    lần ở đây, dùng được một lần, trong 24 giờ.</p>
    <p class="box"><strong class="reference link">\(address)</strong></p>
    <p><button type="button" class="secondary scripted" data-do="copy" data-text="\(address)">Chép \
    liên kết</button></p>
    \(HTML.actions([
      HTML.buttonLink("Giao chức trách", AdministrationPaths.person(account, "chuc-trach")),
      HTML.buttonLink("Về trang người dùng", AdministrationPaths.person(account), .secondary),
    ]))
    """
  }
}

/// Where the link's opener chooses a password.
struct NewPasswordPage: Page {
  let account: Account
  let token: String
  let state: FormState

  var title: Phrase { "Đặt mật khẩu" }

  var body: HTML {
    """
    \(state.summary)
    <h1>\(title)</h1>
    <p>Tài khoản: <strong lang="vi">\(account.name)</strong> (\(account.username))</p>
    <div class="narrow">\(HTML.form(to: AdministrationPaths.password(token), fields))</div>
    """
  }

  private var fields: HTML {
    """
    \(HTML.hidden("username", account.username))
    \(HTML.input(
      state.entry("password", "Mật khẩu mới", hint: "Từ 10 ký tự; một câu dễ nhớ là tốt nhất."),
      .password, autocomplete: "new-password", max: 200))
    \(HTML.input(
      state.entry("again", "Nhập lại mật khẩu mới"), .password, autocomplete: "new-password",
      max: 200))
    \(HTML.button("Đặt mật khẩu"))
    """
  }
}
