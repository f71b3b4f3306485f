import Ground

/// The frame around a page: portal, desk and wall are three layouts of one house.
struct Layout: Sendable {
  let settings: EdgeSettings
  let assets: Assets
  let caller: Caller?
  let notices: [Notice]

  func html(_ page: any Page) -> HTML {
    """
    <!doctype html>
    <html lang="vi">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(page.title) – \(settings.provinceName)</title>
    <link rel="stylesheet" href="\(assets.path("motcua.css"))">
    <link rel="icon" href="\(assets.path("motcua.svg"))" type="image/svg+xml">
    </head>
    <body class="\(name(page.face))">
    <a class="skip" href="#noi-dung">Đến nội dung chính</a>
    \(banner)
    \(header(page.face))
    <main id="noi-dung" tabindex="-1">
    \(notices.map(\.html))
    \(page.body)
    </main>
    \(footer(page.face))
    </body>
    </html>
    """
  }

  private func name(_ face: Face) -> String {
    switch face {
    case .desk: "desk"
    case .wall: "wall"
    case .portal, .api, .root: "portal"
    }
  }

  /// Every page of a demonstration says that it is one.
  private var banner: HTML {
    guard let text = settings.demonstration else { return "" }
    return "<p class=\"banner\" role=\"note\">\(text)</p>"
  }

  private func header(_ face: Face) -> HTML {
    guard face != .wall else {
      return "<header class=\"top\"><strong>\(settings.provinceName)</strong></header>"
    }
    return """
      <header class="top">
      <p class="name"><a href="\(Paths.home)">\(settings.provinceName)</a></p>
      <nav aria-label="Chính"><ul>\(links(face))</ul></nav>
      \(user)
      </header>
      """
  }

  private func links(_ face: Face) -> [HTML] {
    var links: [(String, Path)]
    if face == .desk {
      links = [
        ("Bàn làm việc", Paths.desk), ("Tình hình giải quyết", Paths.settlement),
        ("Trang công dân", Paths.home),
      ]
    } else {
      links = [
        ("Thủ tục", Paths.procedures()), ("Tra cứu hồ sơ", Paths.lookup),
        ("Số liệu", Paths.figures),
      ]
      if caller != nil { links.append(("Hồ sơ của tôi", Paths.mine)) }
      if caller?.posts.isEmpty == false { links.append(("Bàn làm việc", Paths.desk)) }
    }
    return links.map { "<li>\(HTML.link($0.0, $0.1))</li>" }
  }

  private var user: HTML {
    guard let caller else {
      return "<p class=\"user\">\(HTML.link("Đăng nhập", Paths.signIn()))</p>"
    }
    return """
      <div class="user"><span>\(caller.name)</span>\
      \(HTML.form(to: Paths.signOut, HTML.button("Đăng xuất", .secondary)))</div>
      """
  }

  private func footer(_ face: Face) -> HTML {
    guard face != .wall else { return "" }
    return """
      <footer><p>\(settings.provinceName) · Hệ thống giải quyết thủ tục hành chính Một Cửa</p>
      <p>Giờ và ngày theo múi giờ Việt Nam (UTC+7).</p></footer>
      """
  }
}

/// What a person sees when something was not done: why, and what to do next.
struct RefusedPage: Page {
  let problem: Problem
  let face: Face
  let requestID: String

  var title: String { problem.title }

  var body: HTML {
    """
    <h1>\(problem.title)</h1>
    <p role="alert" data-code="\(problem.code)">\(problem.detail)</p>
    \(places)
    <p>\(HTML.link("Về trang chủ", Paths.home))\(signIn)</p>
    <p class="hint">Mã yêu cầu: \(requestID)</p>
    """
  }

  private var places: HTML? {
    guard !problem.places.isEmpty else { return nil }
    return "<ul>\(problem.places.map { "<li>\($0.pointer): \($0.detail)</li>" as HTML })</ul>"
  }

  private var signIn: HTML? {
    guard problem.status == 401 else { return nil }
    return " · \(HTML.link("Đăng nhập", Paths.signIn()))"
  }
}
