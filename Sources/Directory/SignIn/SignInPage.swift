import Ground
import Web

/// Asks for name and password.
struct SignInPage: Page {
  let state: FormState
  /// Where to go on afterwards; empty for the own first page.
  let next: String

  var title: Phrase { "Đăng nhập" }

  var body: HTML {
    """
    <div class="narrow">
    \(state.summary)
    <h1>Đăng nhập</h1>
    \(HTML.form(to: Paths.signIn(), fields))
    <p>\(HTML.link("Quên mật khẩu?", AccountPaths.recovery(next: next)))</p>
    <h2>Chưa có tài khoản?</h2>
    <p>Đăng ký bằng thư điện tử để nộp hồ sơ trực tuyến và theo dõi.</p>
    \(HTML.buttonLink("Đăng ký tài khoản", AccountPaths.signUp(next: next), .secondary))
    </div>
    """
  }

  private var fields: HTML {
    """
    \(HTML.hidden("tiep", next))
    \(HTML.input(
      state.entry("username", "Thư điện tử hoặc tên đăng nhập"), autocomplete: "username",
      max: 254))
    \(PasswordParts.current(state, "password", "Mật khẩu"))
    \(HTML.button("Đăng nhập"))
    """
  }
}
