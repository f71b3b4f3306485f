import Web

/// Asks for name and password.
struct SignInPage: Page {
  let state: FormState
  /// Where to go on afterwards; empty for the own first page.
  let next: String

  var title: String { "Đăng nhập" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    \(state.summary)
    \(HTML.form(to: Paths.signIn(), fields))
    """
  }

  private var fields: HTML {
    """
    \(HTML.hidden("tiep", next))
    \(HTML.input(state.entry("username", "Tên đăng nhập"), autocomplete: "username", max: 200))
    \(HTML.input(
      state.entry("password", "Mật khẩu"), .password, autocomplete: "current-password", max: 1000))
    \(HTML.button("Đăng nhập"))
    """
  }
}
