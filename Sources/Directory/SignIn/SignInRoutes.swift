import Ground
import Web

/// Signing in and out, by page and by API. Source: contract, "Pages", "JSON API".
struct SignInRoutes: Sendable {
  let desk: SignInDesk

  var endpoints: [Endpoint] { [begin, end, ask, signIn, signOut] }

  private var begin: Endpoint {
    Endpoint(
      .post, "/api/v1/sessions", name: "beginSession", summary: "Đăng nhập", tag: "sessions",
      access: .everyone, body: .json(SignInRoutes.bodyShape),
      answers: [AnswerShape(201, SignInRoutes.sessionShape)],
      refusals: [.unauthenticated, .tooMany]
    ) { call in
      let signedIn = try await signIn(
        call, username: call.body["username"]?.text ?? "",
        password: call.body["password"]?.text ?? "")
      return Answer(201, json(signedIn))
    }
  }

  private var end: Endpoint {
    Endpoint(
      .delete, "/api/v1/sessions/current", name: "endSession", summary: "Đăng xuất",
      tag: "sessions", access: .signedIn, answers: [AnswerShape(204)]
    ) { call in
      if let credential = call.credential { try await desk.signOut(token: credential.token) }
      return .empty()
    }
  }

  private var ask: Endpoint {
    Endpoint(
      .get, "/dang-nhap", name: "signInPage", summary: "Trang đăng nhập", tag: "pages",
      access: .everyone, query: [QueryParameter("tiep", .string(max: 1000))],
      answers: [AnswerShape(200, type: "text/html")]
    ) { call in
      .page(SignInPage(state: FormState(), next: call.query["tiep"] ?? ""))
    }
  }

  private var signIn: Endpoint {
    Endpoint(
      .post, "/dang-nhap", name: "signIn", summary: "Đăng nhập", tag: "pages", access: .everyone,
      body: .form, answers: [AnswerShape(303)], refusals: [.unauthenticated, .tooMany]
    ) { call in
      do {
        let signedIn = try await desk.signIn(
          username: call.form["username"], password: call.form["password"], address: call.address,
          device: call.header("User-Agent"))
        return .redirect(place(call.form["tiep"], signedIn.caller))
          .startingSession(signedIn.token)
      } catch let refused as SignInRefused {
        let page = SignInPage(
          state: FormState(call.form, refused: SignInFormRefused(refused)), next: call.form["tiep"])
        let answer = Answer.page(page, status: refused.retryAfter == nil ? 422 : 429)
        return refused.retryAfter.map { answer.header("Retry-After", String($0)) } ?? answer
      }
    }
  }

  private var signOut: Endpoint {
    Endpoint(
      .post, "/dang-xuat", name: "signOut", summary: "Đăng xuất", tag: "pages", access: .everyone,
      body: .form, answers: [AnswerShape(303)]
    ) { call in
      if let credential = call.credential { try await desk.signOut(token: credential.token) }
      return .redirect(Paths.home, notice: "Đã đăng xuất.").endingSession()
    }
  }

  private func signIn(_ call: Call, username: String, password: String) async throws -> SignedIn {
    do {
      return try await desk.signIn(
        username: username, password: password, address: call.address,
        device: call.header("User-Agent"))
    } catch let refused as SignInRefused {
      guard let seconds = refused.retryAfter else { throw refused }
      throw RetryLater(refused, seconds: seconds)
    }
  }

  /// Where somebody who has signed in goes on: where they came from, else their own first page.
  private func place(_ next: String, _ caller: Caller) -> Path {
    if let path = Path(returned: next) { return path }
    return caller.posts.isEmpty ? Paths.mine : Paths.desk
  }

  private func json(_ signedIn: SignedIn) -> JSON {
    [
      "token": .string(signedIn.token), "expiresAt": JSON(signedIn.expiresAt),
      "user": [
        "id": .string(signedIn.caller.account.rawValue), "name": .string(signedIn.caller.name),
        "roles": roleList(signedIn.caller.roles),
        "agency": JSON(signedIn.caller.agency?.rawValue),
      ],
    ]
  }

  private static let bodyShape = Shape.named(
    "SignIn",
    .object([
      Field("username", .string(max: 200)), Field("password", .string(max: 1000)),
      Field("code", .nullable(.string(max: 20)), .optional, "mã xác thực thứ hai, nếu có"),
    ]))

  private static let sessionShape = Shape.named(
    "Session",
    .object([
      Field("token", .string(max: 100)), Field("expiresAt", .instant),
      Field(
        "user",
        .object([
          Field("id", .ulid), Field("name", .string(max: 400)), Field("roles", roleListShape),
          Field("agency", .nullable(.string(max: 35))),
        ])),
    ]))
}

/// A refused sign-in as its form shows it: beside both fields, for which of them is wrong is never
/// said.
private struct SignInFormRefused: Refusal {
  let refused: SignInRefused

  init(_ refused: SignInRefused) { self.refused = refused }

  var code: String { refused.code }
  var explanation: Phrase { refused.explanation }
  var kind: RefusalKind { .content }
  var places: [RefusedPlace] {
    guard refused == .refused else { return [] }
    return [
      RefusedPlace(
        pointer: "username", code: code,
        detail: "Kiểm tra lại thư điện tử hoặc tên đăng nhập, hoặc nhập lại mật khẩu."),
      RefusedPlace(pointer: "password", code: code, detail: "Nhập lại mật khẩu."),
    ]
  }
}
