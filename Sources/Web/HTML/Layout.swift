import Ground

/// The frame around a page: portal, desk and wall are three layouts of one house.
struct Layout: Sendable {
  let settings: EdgeSettings
  let assets: Assets
  let caller: Caller?
  let notices: [Notice]
  let preferences: Preferences
  /// The page's own address, where a choice of the frame comes back to; `nil` for the answer to a
  /// form, which has none.
  let address: Path?
  /// The page says that something was not taken.
  let isRefused: Bool

  /// What stands before and after the body of a page.
  ///
  /// The sheet comes before the font: nothing is painted without it.
  func frame(_ page: any Page) -> (before: HTML, after: HTML) {
    let title: HTML = isRefused ? "Lỗi: \(page.title)" : "\(page.title)"
    let head: HTML = """
      <!doctype html>
      <html lang="\(Language.current.rawValue)" class="\(preferences.classes)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – \(settings.provinceName)</title>
      <link rel="stylesheet" href="\(assets.path("motcua.css"))">
      <link rel="preload" href="\(assets.path("motcua-sans.woff2"))" as="font" type="font/woff2" crossorigin>
      <link rel="icon" href="\(assets.path("motcua.svg"))" type="image/svg+xml">
      \(scripts(page.face))</head>
      """
    return (
      """
      \(head)<body class="\(bodyClass(page.face))">
      <a class="skip" href="#noi-dung">Đến nội dung chính</a>
      \(header(page.face))<main id="noi-dung" tabindex="-1">
      \(notices.map(\.html))
      """,
      """

      </main>
      \(footer(page.face))</body>
      </html>
      """
    )
  }

  func html(_ page: any Page) -> HTML {
    let (before, after) = frame(page)
    return HTML(joining: [before, page.body, after])
  }

  private func scripts(_ face: Face) -> HTML {
    let own: HTML = "<script src=\"\(assets.path("motcua.js"))\" defer></script>\n"
    guard face == .desk else { return own }
    let settings = """
      {"allowEval":false,"includeIndicatorStyles":false,"allowScriptTags":false,\
      "selfRequestsOnly":true,"historyCacheSize":0}
      """
    return """
      <meta name="htmx-config" content="\(settings)">
      <script src="\(assets.path("htmx.min.js"))" defer></script>
      \(own)
      """
  }

  private func bodyClass(_ face: Face) -> String {
    switch face {
    case .desk: "desk \(preferences.density.rawValue)"
    case .wall: "wall"
    case .portal, .api, .root: "portal"
    }
  }

  private func header(_ face: Face) -> HTML {
    let brand: HTML = """
      <img src="\(assets.path("motcua.svg"))" alt="" width="44" height="44">\
      <span><span class="name">\(settings.provinceName)</span>\(brandLine(face))</span>
      """
    guard face != .wall else {
      return "<header class=\"top\"><div class=\"inner brand\">\(brand)</div></header>"
    }
    return """
      <header>\(banner)\(tools(face))<div class="top"><div class="inner">\
      <a class="brand" href="\(face == .desk ? Paths.desk : Paths.home)">\(brand)</a>\(user)</div></div>
      <nav class="menu" aria-label="Chính"><ul class="inner">\(links(face))</ul></nav></header>
      """
  }

  private func brandLine(_ face: Face) -> HTML {
    face == .desk ? "<span>Bàn làm việc</span>" : "<span>Cổng dịch vụ công</span>"
  }

  /// Every page of a demonstration says that it is one.
  private var banner: HTML? {
    settings.demonstration.map { "<p class=\"banner\">\($0())</p>" }
  }

  private func links(_ face: Face) -> [HTML] {
    (face == .desk ? deskLinks : portalLinks).map { text, path in
      let here: HTML = path.text == address?.text ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(path)\"\(here)>\(text)</a></li>"
    }
  }

  private var deskLinks: [(Phrase, Path)] {
    let roles = caller?.roles ?? []
    var links: [(Phrase, Path)] = [("Việc của tôi", Paths.desk)]
    if roles.contains(.receiver) { links.append(("Tiếp nhận tại quầy", Paths.counter)) }
    links += [("Tình hình giải quyết", Paths.settlement), ("Kiểm soát", Paths.integrity)]
    if roles.contains(.administrator) { links.append(("Quản trị", Paths.administration)) }
    return links + [("Cổng công dân", Paths.home)]
  }

  private var portalLinks: [(Phrase, Path)] {
    var links: [(Phrase, Path)] = [
      ("Thủ tục", Paths.procedures()), ("Tra cứu hồ sơ", Paths.lookup),
      ("Cơ quan", Paths.agencies), ("Số liệu", Paths.figures), ("Trợ giúp", Paths.help),
    ]
    if caller != nil { links.insert(("Hồ sơ của tôi", Paths.mine), at: 2) }
    if caller?.posts.isEmpty == false { links.append(("Bàn làm việc", Paths.desk)) }
    return links
  }

  private var user: HTML {
    guard let caller else {
      return """
        <p class="user"><a href="\(Paths.signIn(next: address))">Đăng nhập</a>\
        <a href="\(Paths.signUp)">Đăng ký</a></p>
        """
    }
    return """
      <div class="user"><a href="\(Paths.account)">\(caller.name)</a>\
      \(HTML.form(to: Paths.signOut, HTML.button("Đăng xuất", .secondary)))</div>
      """
  }

  private func footer(_ face: Face) -> HTML {
    guard face != .wall else { return "" }
    return """
      <footer><div><ul>\
      <li><a href="\(Paths.help)">Trợ giúp</a></li><li><a href="\(Paths.contact)">Liên hệ</a></li>\
      <li><a href="\(Paths.accessibility)">Khả năng tiếp cận</a></li>\
      <li><a href="\(Paths.privacy)">Quyền riêng tư</a></li></ul>
      <p>\(settings.provinceName) · Hệ thống giải quyết thủ tục hành chính Một Cửa. Giờ và ngày theo múi giờ \
      Việt Nam (UTC+7).</p></div></footer>
      """
  }
}

extension Layout {
  /// Size of letters, contrast, language, and on the desk how close the lines stand: a form that
  /// needs no script. Source: frontend.md 3.3.
  private func tools(_ face: Face) -> HTML? {
    guard let address else { return nil }
    let next = HTML.hidden("tiep", address.text)
    var buttons: HTML = """
      \(choice("\(preferences.smaller.rawValue)", "A−", says: "Giảm cỡ chữ"))\
      \(choice("\(preferences.larger.rawValue)", "A+", says: "Tăng cỡ chữ"))
      """
    let isHigh = preferences.contrast == .high
    buttons.append(
      isHigh
        ? choice("thuong", "Tương phản thường", says: nil)
        : choice("cao", "Tương phản cao", says: nil))
    if face == .desk { buttons.append(density) }
    return """
      <div class="tools"><div class="inner">\(HTML.form(to: Paths.preferences, "\(next)\(buttons)\(language)"))\
      </div></div>
      """
  }

  private func choice(_ word: String, _ text: Phrase, says: Phrase?) -> HTML {
    let label: HTML? = says.map { " aria-label=\"\($0)\"" }
    return "<button name=\"chon\" value=\"\(word)\"\(label)>\(text)</button>"
  }

  private var density: HTML {
    switch preferences.density {
    case .wide: choice("vua", "Dòng vừa", says: nil)
    case .middle: choice("day", "Dòng sát", says: nil)
    case .dense: choice("thoang", "Dòng thoáng", says: nil)
    }
  }

  private var language: HTML {
    Language.current == .english
      ? "<button name=\"chon\" value=\"vi\" lang=\"vi\">\("Tiếng Việt")</button>"
      : "<button name=\"chon\" value=\"en\" lang=\"en\">\("English")</button>"
  }
}

/// What a person sees when something was not done: why, and what to do next.
struct RefusedPage: Page {
  let problem: Problem
  let face: Face
  let requestID: String

  var title: Phrase { problem.title }

  var body: HTML {
    """
    <h1>\(problem.title)</h1>
    <div class="notice refused" role="alert" tabindex="-1" data-code="\(problem.code)">\
    <p>\(problem.detail)</p>\(places)</div>
    <p>\(HTML.link("Về trang chủ", Paths.home))\(signIn) · \(HTML.link("Liên hệ hỗ trợ", Paths.contact))</p>
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
