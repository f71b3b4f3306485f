import Ground
import Web

/// Asks whose password is to be set anew.
struct RecoveryPage: Page {
  let state: FormState
  /// Where to go on afterwards; empty for the own first page.
  let next: String

  var title: Phrase { "Quên mật khẩu" }

  var body: HTML {
    """
    <div class="narrow">
    \(HTML.back("Đăng nhập", AccountPaths.signIn(next: next)))
    \(state.summary)
    <h1>Quên mật khẩu</h1>
    <p class="lead">Chúng tôi gửi liên kết đặt mật khẩu mới đến thư điện tử của tài khoản.</p>
    \(HTML.form(to: AccountPaths.recovery(), fields))
    <h2>Không dùng được thư điện tử?</h2>
    <p>Nếu tài khoản không có thư điện tử, hoặc bạn không còn dùng địa chỉ cũ, hãy mang thẻ căn cước đến bộ phận một cửa để được giúp. Cán bộ, công chức liên hệ quản trị viên của cơ quan.</p>
    </div>
    """
  }

  private var fields: HTML {
    """
    \(HTML.hidden("tiep", next))
    \(HTML.input(
      state.entry("username", "Thư điện tử hoặc tên đăng nhập"), autocomplete: "username",
      max: 254))
    \(HTML.button("Gửi liên kết"))
    """
  }
}

/// Asks for the new password; the link has shown who asks.
struct ResetPage: Page {
  let token: String
  let state: FormState

  var title: Phrase { "Đặt mật khẩu mới" }

  var body: HTML {
    """
    <div class="narrow">
    \(state.summary)
    <h1>Đặt mật khẩu mới</h1>
    <p>Sau khi đặt, mọi thiết bị đang đăng nhập bằng tài khoản này sẽ được đăng xuất.</p>
    \(HTML.form(to: AccountPaths.reset(token), fields))
    </div>
    """
  }

  private var fields: HTML {
    """
    \(PasswordParts.new(state, "password", "Mật khẩu mới"))
    \(HTML.button("Đặt mật khẩu"))
    """
  }
}
