import Ground
import Web

/// Asks for what an account needs, on one screen.
struct SignUpPage: Page {
  let state: FormState
  /// Where to go on afterwards; empty for the own first page.
  let next: String

  var title: Phrase { "Đăng ký tài khoản" }

  var body: HTML {
    """
    <div class="narrow">
    \(state.summary)
    <h1>Đăng ký tài khoản</h1>
    <p class="lead">Tài khoản dùng để nộp hồ sơ trực tuyến, theo dõi và nhận thông báo. Mất khoảng 2 phút.</p>
    <p>Bạn đã có tài khoản? \(HTML.link("Đăng nhập", AccountPaths.signIn(next: next)))</p>
    \(HTML.form(to: AccountPaths.signUp(), fields))
    </div>
    """
  }

  private var fields: HTML {
    """
    \(HTML.hidden("tiep", next))
    \(HTML.input(
      state.entry("name", "Họ và tên", hint: "Ghi như trên thẻ căn cước."), autocomplete: "name",
      max: 100))
    \(HTML.input(
      state.entry(
        "email", "Thư điện tử",
        hint: "Dùng để đăng nhập. Chúng tôi gửi thư xác nhận đến địa chỉ này."),
      .email, autocomplete: "email", max: 254))
    \(HTML.input(
      state.entry("phone", "Điện thoại", optional: true), .tel, autocomplete: "tel", max: 20,
      width: .half))
    \(PasswordParts.new(state, "password", "Mật khẩu"))
    \(HTML.checkbox(
      state.entry(
        "consent",
        "Tôi đồng ý để cơ quan nhà nước dùng thông tin này khi giải quyết hồ sơ của tôi.")))
    <p>\(HTML.link("Thông tin của bạn được dùng và giữ thế nào", Paths.privacy))</p>
    \(HTML.button("Đăng ký"))
    """
  }
}

/// Says where the letter went, in the same words whether it did or not.
struct LetterSentPage: Page {
  enum Kind: Sendable { case signUp, recovery }

  let kind: Kind

  var title: Phrase { "Xem hộp thư của bạn" }

  var body: HTML {
    """
    <div class="narrow">
    <h1>Xem hộp thư của bạn</h1>
    \(what)
    <h2>Không thấy thư?</h2>
    <p>Xem cả mục thư rác và chờ vài phút. Nếu vẫn không có, kiểm tra lại địa chỉ đã nhập.</p>
    <p>\(again)</p>
    </div>
    """
  }

  private var what: HTML {
    switch kind {
    case .signUp:
      "<p class=\"lead\">Chúng tôi đã gửi thư đến địa chỉ bạn vừa nhập. Mở liên kết trong thư để dùng được tài khoản. Liên kết dùng được trong 24 giờ.</p>"
    case .recovery:
      "<p class=\"lead\">Nếu địa chỉ hoặc tên bạn nhập có tài khoản, chúng tôi đã gửi thư đến thư điện tử của tài khoản đó. Mở liên kết trong thư để đặt mật khẩu mới. Liên kết dùng được trong 60 phút.</p>"
    }
  }

  private var again: HTML {
    switch kind {
    case .signUp: HTML.link("Nhập lại địa chỉ", AccountPaths.signUp())
    case .recovery: HTML.link("Nhập lại địa chỉ hoặc tên", AccountPaths.recovery())
    }
  }
}

/// One button, for programs that read letters open their links too.
struct ConfirmPage: Page {
  let token: String
  let kind: AccountLink.Kind

  var title: Phrase { "Xác nhận thư điện tử" }

  var body: HTML {
    """
    <h1>Xác nhận thư điện tử</h1>
    \(what)
    \(HTML.form(to: AccountPaths.confirm(token), HTML.button("Xác nhận")))
    """
  }

  private var what: HTML {
    switch kind {
    case .signUp, .recovery:
      "<p>Chọn “Xác nhận” để mở tài khoản, rồi đăng nhập bằng thư điện tử và mật khẩu đã chọn.</p>"
    case .email: "<p>Chọn “Xác nhận” để dùng địa chỉ thư điện tử này cho tài khoản của bạn.</p>"
    }
  }
}

/// A link that does nothing any more, or an address that somebody has: what to do now.
struct LinkSpentPage: Page {
  let refusal: any Refusal

  var title: Phrase { "Liên kết không dùng được" }

  var body: HTML {
    """
    <h1>Liên kết không dùng được</h1>
    <div class="notice refused" role="alert" tabindex="-1" data-code="\(refusal.code)">\
    <p>\(refusal.explanation)</p></div>
    <h2>Bạn có thể</h2>
    <ul>
    <li>\(HTML.link("Đăng nhập", Paths.signIn()))</li>
    <li>\(HTML.link("Lấy lại mật khẩu", AccountPaths.recovery()))</li>
    <li>\(HTML.link("Đăng ký tài khoản", AccountPaths.signUp()))</li>
    </ul>
    """
  }
}
