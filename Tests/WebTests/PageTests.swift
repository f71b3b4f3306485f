import Ground
import Testing
import Web

@Suite struct PageTests {
  static let cookie = ("Cookie", "motcua=citizen")

  private func token() async throws -> String {
    try #require(try await House.send(.get, "/ho-so", [Self.cookie]).formToken)
  }

  @Test func aFormOfThisSessionIsTaken() async throws {
    let token = try await token()
    let reply = try await House.send(
      .post, "/ho-so", [Self.cookie, House.form, ("Origin", "http://localhost:8080")],
      body: "_token=\(token)&applicant.name=Nguy%E1%BB%85n+Lan")
    #expect(reply.status == 303)
    #expect(reply.header("Location") == "/ho-so")
  }

  @Test(arguments: ["", "_token=", "_token=AAAA"])
  func aFormWithoutItsTokenIsRefused(_ field: String) async throws {
    let reply = try await House.send(
      .post, "/ho-so", [Self.cookie, House.form], body: field + "&applicant.name=Lan")
    #expect(reply.status == 403)
    #expect(reply.text.contains("edge.form-token"))
  }

  @Test func noPageChangesAnythingWithoutAToken() async throws {
    let headers = [Self.cookie, House.form]
    #expect(try await House.send(.post, "/dang-xuat", headers, body: "").status == 403)
    let token = try await token()
    let reply = try await House.send(.post, "/dang-xuat", headers, body: "_token=\(token)")
    #expect(reply.status == 303)
    #expect(reply.header("Set-Cookie")?.hasPrefix("motcua=;") == true)
  }

  @Test func aTokenOfAnotherSessionIsRefused() async throws {
    let token = try await token()
    let reply = try await House.send(
      .post, "/ho-so", [("Cookie", "motcua=receiver"), House.form], body: "_token=\(token)")
    #expect(reply.status == 403)
  }

  @Test(arguments: [
    ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
  ])
  func aFormFromAnotherSiteIsRefused(_ name: String, _ value: String) async throws {
    let token = try await token()
    let reply = try await House.send(
      .post, "/ho-so", [Self.cookie, House.form, (name, value)],
      body: "_token=\(token)&applicant.name=Lan")
    #expect(reply.status == 403)
    #expect(reply.text.contains("edge.other-site"))
  }

  @Test func whatWasTypedComesBackEscapedBesideItsError() async throws {
    let token = try await token()
    let reply = try await House.send(
      .post, "/ho-so", [Self.cookie, House.form],
      body: "_token=\(token)&applicant.name=%3Cb%3EL")
    #expect(reply.status == 422)
    #expect(reply.text.contains("value=\"&lt;b&gt;L\""))
    #expect(!reply.text.contains("<b>L"))
    #expect(reply.text.contains("href=\"#o-applicant.name\""))
    #expect(reply.text.contains("id=\"o-applicant.name-loi\">Tên quá ngắn."))
  }

  @Test func aNoticeIsShownOnceAfterTheAct() async throws {
    let token = try await token()
    let act = try await House.send(
      .post, "/ho-so", [Self.cookie, House.form], body: "_token=\(token)&applicant.name=LanHoa")
    let carried = try #require(act.all("Set-Cookie").first).prefix { $0 != ";" }
    let page = try await House.send(
      .get, "/ho-so", [("Cookie", "motcua=citizen; \(carried)")])
    #expect(page.text.contains("Đã ghi."))
    #expect(page.all("Set-Cookie").contains { $0.hasPrefix("motcua-nhan=;") })
    let forged = try await House.send(
      .get, "/ho-so", [("Cookie", "motcua=citizen; motcua-nhan=SGFjaw.AAAA")])
    #expect(!forged.text.contains("Hack"))
  }

  @Test func everyPageOfADemonstrationSaysSo() async throws {
    let edge = House.edge(demonstration: { "Đây là bản trình diễn." })
    #expect(
      try await House.send(edge, .get, "/ho-so", [Self.cookie]).text
        .contains("Đây là bản trình diễn."))
    #expect(
      try await House.send(edge, .get, "/khong-co").text.contains("Đây là bản trình diễn."))
  }

  @Test func aSecureHouseSetsSecureCookies() async throws {
    let signIn = Endpoint(
      .post, "/dang-nhap", name: "signIn", summary: "Đăng nhập", access: .everyone, body: .form
    ) { _ in .redirect(Paths.home).startingSession("abc") }
    let edge = House.edge([signIn], publicURL: "https://motcua.example")
    let reply = try await House.send(edge, .post, "/dang-nhap", [House.form], body: "username=lan")
    #expect(
      reply.header("Set-Cookie") == "__Host-motcua=abc; Path=/; HttpOnly; SameSite=Lax; Secure")
    #expect(reply.header("Strict-Transport-Security") != nil)
  }

  @Test func pagesOverlookParametersOfOthers() async throws {
    #expect(
      try await House.send(.get, "/ho-so?fbclid=1", [Self.cookie]).status == 200)
  }

  @Test(arguments: ["//evil.example", "/\\evil.example", "https://evil.example", "ho-so", "/a b"])
  func noAddressOfAnotherSiteCanBeSpelt(_ text: String) {
    #expect(Path(returned: text) == nil)
  }

  @Test func aPathEscapesItsSegments() {
    #expect(Paths.procedure("a/b?c").text == "/thu-tuc/a%2Fb%3Fc")
    #expect(Paths.procedures(q: "đất & nhà").text == "/thu-tuc?q=%C4%91%E1%BA%A5t%20%26%20nh%C3%A0")
  }
}
