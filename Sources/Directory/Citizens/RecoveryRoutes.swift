import Ground
import Web

/// A forgotten password: a letter, then a new one.
struct RecoveryRoutes: Sendable {
  let desk: CitizenDesk

  var endpoints: [Endpoint] { [ask, send, sent, open, reset] }

  private var ask: Endpoint {
    Endpoint(
      .get, "/quen-mat-khau", name: "recoveryPage", summary: "Trang quên mật khẩu", tag: "pages",
      access: .everyone, query: [QueryParameter("tiep", .string(max: 1000))],
      answers: SignUpRoutes.page
    ) { .page(RecoveryPage(state: FormState(), next: $0.query["tiep"] ?? "")) }
  }

  private var send: Endpoint {
    Endpoint(
      .post, "/quen-mat-khau", name: "askRecovery", summary: "Gửi liên kết đặt mật khẩu",
      tag: "pages", access: .everyone, body: .form, answers: SignUpRoutes.done,
      refusals: [.content, .tooMany]
    ) { call in
      let form = call.form
      return try await answered {
        let typed = normalised(form["username"])
        guard (1...254).contains(typed.utf8.count) else {
          throw AccountFormRefused(
            "username", "account.recovery", "Nhập thư điện tử hoặc tên đăng nhập của tài khoản.")
        }
        try await desk.askRecovery(of: typed, next: onward(form), address: call.address)
        return .redirect(AccountPaths.recoverySent)
      } again: {
        RecoveryPage(state: FormState(form, refused: $0), next: form["tiep"])
      }
    }
  }

  private var sent: Endpoint {
    Endpoint(
      .get, "/quen-mat-khau/da-gui", name: "recoverySentPage",
      summary: "Đã gửi liên kết đặt mật khẩu", tag: "pages", access: .everyone,
      answers: SignUpRoutes.page
    ) { _ in .page(LetterSentPage(kind: .recovery)) }
  }

  private var open: Endpoint {
    Endpoint(
      .get, "/dat-lai-mat-khau/{token}", name: "resetPage", summary: "Trang đặt mật khẩu mới",
      tag: "pages", access: .everyone, answers: SignUpRoutes.page, refusals: [.unknown]
    ) { call in
      let token = call.path["token"]
      guard try await desk.link(token, [.recovery]) != nil else { return spent(LinkSpent()) }
      return unshared(.page(ResetPage(token: token, state: FormState())))
    }
  }

  private var reset: Endpoint {
    Endpoint(
      .post, "/dat-lai-mat-khau/{token}", name: "resetPassword", summary: "Đặt mật khẩu mới",
      tag: "pages", access: .everyone, body: .form, answers: SignUpRoutes.done,
      refusals: [.unknown, .content, .tooMany]
    ) { call in
      let (form, token) = (call.form, call.path["token"])
      do {
        return unshared(
          try await answered {
            let next = try await desk.recover(token, password: form["password"])
            return .redirect(
              AccountPaths.signIn(next: next),
              notice: "Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu đó.")
          } again: {
            ResetPage(token: token, state: FormState(form, refused: $0))
          })
      } catch let refused as LinkSpent {
        return spent(refused)
      }
    }
  }
}
