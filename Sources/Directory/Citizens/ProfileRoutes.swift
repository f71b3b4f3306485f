import Ground
import Web

/// One's own account: what stands in it, its address, its password, its sessions.
struct ProfileRoutes: Sendable {
  let desk: CitizenDesk

  var endpoints: [Endpoint] {
    [read, details, save, email, askEmail, password, changePassword, endOthers]
  }

  private func page(
    _ path: String, _ name: String, _ summary: String,
    _ shown: @escaping @Sendable (OwnAccount) -> Answer
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: summary, tag: "pages", access: .signedIn,
      answers: SignUpRoutes.page
    ) { call in shown(try await own(call)) }
  }

  private func act(
    _ path: String, _ name: String, _ summary: String,
    _ run: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      .post, path, name: name, summary: summary, tag: "pages", access: .signedIn, body: .form,
      answers: SignUpRoutes.done, refusals: [.content, .tooMany], run: run)
  }

  private func own(_ call: Call) async throws -> OwnAccount {
    try await desk.own(
      try call.requireCaller(), token: call.credential?.token ?? "", requestID: call.requestID)
  }

  private var read: Endpoint {
    page("/tai-khoan", "ownAccountPage", "Tài khoản của tôi") { .page(ProfilePage(own: $0)) }
  }

  private var details: Endpoint {
    page("/tai-khoan/thong-tin", "ownDetailsPage", "Trang sửa thông tin của tôi") {
      .page(ProfileDetailsPage(own: $0, state: FormState()))
    }
  }

  private var save: Endpoint {
    act("/tai-khoan/thong-tin", "saveOwnDetails", "Sửa thông tin của tôi") { call in
      let (own, form) = (try await own(call), call.form)
      return try await answered {
        let typed = try ProfileForm {
          switch $0 {
          case "name" where own.account.kind == .officer: own.contact.name
          case "birthDate": form.dateText("birthDate")
          case _: form[$0]
          }
        }
        try await desk.save(typed, of: own.account.id)
        return .redirect(AccountPaths.own, notice: "Đã lưu thông tin.")
      } again: {
        ProfileDetailsPage(own: own, state: FormState(form, refused: $0))
      }
    }
  }

  private var email: Endpoint {
    page("/tai-khoan/thu-dien-tu", "changeEmailPage", "Trang đổi thư điện tử") {
      .page(ChangeEmailPage(own: $0, state: FormState()))
    }
  }

  private var askEmail: Endpoint {
    act("/tai-khoan/thu-dien-tu", "changeEmail", "Đổi thư điện tử") { call in
      let (own, form) = (try await own(call), call.form)
      return try await answered {
        try await desk.askEmail(
          form["email"], password: form["password"], of: try call.requireCaller(),
          address: call.address)
        return .redirect(
          AccountPaths.own,
          notice: "Đã gửi thư đến địa chỉ mới. Mở liên kết trong thư để hoàn tất việc đổi.")
      } again: {
        ChangeEmailPage(own: own, state: FormState(form, refused: $0))
      }
    }
  }

  private var password: Endpoint {
    page("/tai-khoan/mat-khau", "changePasswordPage", "Trang đổi mật khẩu") { _ in
      .page(ChangePasswordPage(state: FormState()))
    }
  }

  private var changePassword: Endpoint {
    act("/tai-khoan/mat-khau", "changePassword", "Đổi mật khẩu") { call in
      let form = call.form
      return try await answered {
        try await desk.changePassword(
          from: form["old"], to: form["new"], of: try call.requireCaller(),
          keeping: call.credential?.token ?? "")
        return .redirect(AccountPaths.own, notice: "Đã đổi mật khẩu.")
      } again: {
        ChangePasswordPage(state: FormState(form, refused: $0))
      }
    }
  }

  private var endOthers: Endpoint {
    act("/tai-khoan/cac-thiet-bi", "endOtherSessions", "Đăng xuất khỏi thiết bị khác") { call in
      try await desk.endOthers(
        of: try call.requireCaller(), keeping: call.credential?.token ?? "")
      return .redirect(AccountPaths.own, notice: "Đã đăng xuất khỏi các thiết bị khác.")
    }
  }
}
