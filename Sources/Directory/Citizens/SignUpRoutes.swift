import Ground
import Web

/// Signing up, and opening the link that makes an account or an address one's own.
struct SignUpRoutes: Sendable {
  let desk: CitizenDesk

  var endpoints: [Endpoint] { [ask, signUp, sent, open, confirm] }

  static let page = [AnswerShape(200, type: "text/html")]
  static let done = [AnswerShape(303), AnswerShape(422, type: "text/html")]

  private var ask: Endpoint {
    Endpoint(
      .get, "/dang-ky", name: "signUpPage", summary: "Trang đăng ký tài khoản", tag: "pages",
      access: .everyone, query: [QueryParameter("tiep", .string(max: 1000))],
      answers: SignUpRoutes.page
    ) { .page(SignUpPage(state: FormState(), next: $0.query["tiep"] ?? "")) }
  }

  private var signUp: Endpoint {
    Endpoint(
      .post, "/dang-ky", name: "signUp", summary: "Đăng ký tài khoản", tag: "pages",
      access: .everyone, body: .form, answers: SignUpRoutes.done, refusals: [.content, .tooMany]
    ) { call in
      let form = call.form
      return try await answered {
        let wanted = try SignUp(
          name: form["name"], email: form["email"], phone: form["phone"],
          password: form["password"], consents: form["consent"] == "co")
        try await desk.signUp(wanted, next: onward(form), address: call.address)
        return .redirect(AccountPaths.signUpSent)
      } again: {
        SignUpPage(state: FormState(form, refused: $0), next: form["tiep"])
      }
    }
  }

  private var sent: Endpoint {
    Endpoint(
      .get, "/dang-ky/da-gui", name: "signUpSentPage", summary: "Đã gửi thư xác nhận",
      tag: "pages", access: .everyone, answers: SignUpRoutes.page
    ) { _ in .page(LetterSentPage(kind: .signUp)) }
  }

  private var open: Endpoint {
    Endpoint(
      .get, "/xac-nhan/{token}", name: "confirmPage", summary: "Trang xác nhận thư điện tử",
      tag: "pages", access: .everyone, answers: SignUpRoutes.page, refusals: [.unknown]
    ) { call in
      let token = call.path["token"]
      guard let link = try await desk.link(token, [.signUp, .email]) else {
        return spent(LinkSpent())
      }
      return unshared(.page(ConfirmPage(token: token, kind: link.kind)))
    }
  }

  private var confirm: Endpoint {
    Endpoint(
      .post, "/xac-nhan/{token}", name: "confirm", summary: "Xác nhận thư điện tử", tag: "pages",
      access: .everyone, body: .form, answers: [AnswerShape(303)], refusals: [.unknown, .content]
    ) { call in
      do {
        switch try await desk.confirm(call.path["token"]) {
        case .signedUp(let next):
          return .redirect(
            AccountPaths.signIn(next: next),
            notice: "Tài khoản đã dùng được. Đăng nhập bằng thư điện tử và mật khẩu đã chọn.")
        case .emailChanged:
          return .redirect(AccountPaths.own, notice: "Đã đổi thư điện tử của tài khoản.")
        }
      } catch let refused as LinkSpent {
        return spent(refused)
      } catch let refused as EmailTaken {
        return spent(refused)
      }
    }
  }
}

/// Where somebody goes on who came with `tiep`; empty unless it is one of our addresses.
func onward(_ form: FormValues) -> String { Path(returned: form["tiep"])?.text ?? "" }

/// The page that says what to do when a link does nothing.
func spent(_ refusal: any Refusal) -> Answer {
  unshared(.page(LinkSpentPage(refusal: refusal), status: refusal.kind == .unknown ? 404 : 422))
}

/// The address of this page lets its reader in: no other page may learn of it.
func unshared(_ answer: Answer) -> Answer { answer.header("Referrer-Policy", "no-referrer") }

/// What `act` answers; when it refuses, the page again with what was typed, and why.
func answered(
  _ act: () async throws -> Answer, again: (any Refusal) -> some Page
) async throws -> Answer {
  do { return try await act() } catch let refusal as any Refusal {
    switch refusal {
    case let many as TooManyLetters:
      return .page(again(many), status: 429).header("Retry-After", String(many.seconds))
    case let refused as SignInRefused:
      let answer = Answer.page(again(refused), status: refused.retryAfter == nil ? 401 : 429)
      return refused.retryAfter.map { answer.header("Retry-After", String($0)) } ?? answer
    case is AccountFormRefused: return .page(again(refusal), status: 422)
    default: throw refusal
    }
  }
}
