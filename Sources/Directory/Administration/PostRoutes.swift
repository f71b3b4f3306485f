import Ground
import Web

/// Screens on which posts are given, corrected and ended, and where a password is set by a link.
struct PostRoutes: Sendable {
  let people: PeopleRoutes

  var endpoints: [Endpoint] {
    [
      grantPage, grant, grantHerePage, grantHere, cardPage, setCard, endPage, end, passwordPage,
      setPassword,
    ]
  }

  private var accounts: AccountDesk { people.accounts }
  private static let access = AgencyAdministrationRoutes.access
  private static let shown = AgencyAdministrationRoutes.shown
  private static let person = PeopleRoutes.root + "/{id}/chuc-trach"
  private static let here = AgencyAdministrationRoutes.root + "/{code}/chuc-trach"

  private func asking(
    _ path: String, _ name: String, _ summary: String,
    _ page: @escaping @Sendable (Call, FormState) async throws -> AdministrationActPage
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: summary, tag: "pages", access: Self.access, face: .desk,
      answers: Self.shown, refusals: [.unknown, .forbidden]
    ) { call in .page(try await page(call, FormState())) }
  }

  private func taking(
    _ path: String, _ name: String, _ summary: String,
    _ page: @escaping @Sendable (Call, FormState) async throws -> AdministrationActPage,
    _ body: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      .post, path, name: name, summary: summary, tag: "pages", access: Self.access, face: .desk,
      body: .form, answers: [AnswerShape(303)], refusals: PeopleRoutes.refusals
    ) { call in
      do { return try await body(call) } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(try await page(call, state), status: formStatus(refused))
      }
    }
  }

  private var grantPage: Endpoint {
    asking(Self.person, "grantPostPage", "Giao chức trách", granting)
  }

  private var grant: Endpoint {
    taking(Self.person, "grantPost", "Giao chức trách", granting) { call in
      let sheet = try await people.sheet(call)
      try await grant(call, to: sheet.person.account.id)
      return .redirect(
        AdministrationPaths.person(sheet.person.account.id), notice: "Đã giao chức trách.")
    }
  }

  private func granting(_ call: Call, _ state: FormState) async throws -> AdministrationActPage {
    let sheet = try await people.sheet(call)
    let id = sheet.person.account.id
    return PersonForms.granting(
      PersonForms.trail(sheet), state, to: AdministrationPaths.person(id, "chuc-trach"),
      agency: nil, asksPerson: false, today: call.now.day)
  }

  private func grant(_ call: Call, to account: AccountID) async throws {
    var form = AdministrationForm(call.form.dateText)
    let asked = try form.grant(today: call.now.day)
    _ = try await accounts.grant(
      asked.role, at: asked.agency, to: account, title: asked.title, phone: asked.phone,
      from: asked.from, to: asked.to, reason: asked.reason, by: try call.requireCaller())
  }

  private var grantHerePage: Endpoint {
    asking(Self.here, "grantPostHerePage", "Giao chức trách tại cơ quan", grantingHere)
  }

  private var grantHere: Endpoint {
    taking(Self.here, "grantPostHere", "Giao chức trách tại cơ quan", grantingHere) { call in
      let username = call.form["username"]
      guard let account = try await accounts.account(named: username) else {
        throw AccountRefused.accountUnknown
      }
      try await grant(call, to: account.id)
      return .redirect(
        AdministrationPaths.agency(call.path.id("code")), notice: "Đã giao chức trách.")
    }
  }

  private func grantingHere(_ call: Call, _ state: FormState) async throws -> AdministrationActPage
  {
    let sheet = try await people.desk.sheet(
      of: call.path.id("code"), for: try call.requireCaller())
    return PersonForms.granting(
      AgencyForms.trail(sheet), state,
      to: AdministrationPaths.agency(sheet.agency.code, "chuc-trach"), agency: sheet.agency.code,
      asksPerson: true, today: call.now.day)
  }

  /// The post in the path, of the person in the path. Refuses: `AccountUnseen`.
  private func post(_ call: Call) async throws -> (PersonSheet, Post) {
    let sheet = try await people.sheet(call)
    let id: PostID = call.path.id("post")
    guard let post = sheet.person.posts.first(where: { $0.id == id }) else {
      throw AccountUnseen()
    }
    return (sheet, post)
  }

  private func card(_ call: Call, _ state: FormState) async throws -> AdministrationActPage {
    let (sheet, post) = try await post(call)
    return PersonForms.card(sheet, post, state)
  }

  private var cardPage: Endpoint {
    asking(Self.person + "/{post}", "postCardPage", "Chức danh và điện thoại", card)
  }

  private var setCard: Endpoint {
    taking(Self.person + "/{post}", "setPostCard", "Chức danh và điện thoại", card) { call in
      let (_, post) = try await post(call)
      try await accounts.setCard(
        of: post.id, title: call.form["title"], phone: call.form["phone"],
        by: try call.requireCaller())
      return .redirect(
        AdministrationPaths.person(post.account), notice: "Đã lưu chức danh và điện thoại.")
    }
  }

  private func ending(_ call: Call, _ state: FormState) async throws -> AdministrationActPage {
    let (sheet, post) = try await post(call)
    return PersonForms.ending(sheet, post, state)
  }

  private var endPage: Endpoint {
    asking(Self.person + "/{post}/ket-thuc", "endPostPage", "Kết thúc chức trách", ending)
  }

  private var end: Endpoint {
    taking(Self.person + "/{post}/ket-thuc", "endPost", "Kết thúc chức trách", ending) { call in
      let (_, post) = try await post(call)
      var form = PersonForm(call.form.dateText)
      try await accounts.end(
        post.id, reason: try form.onlyReason(), by: try call.requireCaller())
      return .redirect(
        AdministrationPaths.person(post.account), notice: "Đã kết thúc chức trách.")
    }
  }

  private var passwordPage: Endpoint {
    Endpoint(
      .get, "/dat-mat-khau/{token}", name: "passwordLinkPage", summary: "Đặt mật khẩu",
      tag: "pages", access: .everyone, answers: Self.shown, refusals: [.unknown]
    ) { call in
      let token = call.path["token"]
      guard let account = try await accounts.linked(token) else { throw PasswordLinkSpent() }
      return .page(NewPasswordPage(account: account, token: token, state: FormState()))
        .header("Referrer-Policy", "no-referrer")
    }
  }

  private var setPassword: Endpoint {
    Endpoint(
      .post, "/dat-mat-khau/{token}", name: "setPasswordByLink", summary: "Đặt mật khẩu",
      tag: "pages", access: .everyone, body: .form, answers: [AnswerShape(303)],
      refusals: [.unknown, .content, .tooMany]
    ) { call in
      let token = call.path["token"]
      guard let account = try await accounts.linked(token) else { throw PasswordLinkSpent() }
      do {
        try await accounts.setPassword(
          call.form["password"], again: call.form["again"], link: token)
        return .redirect(
          Paths.signIn(), notice: "Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(NewPasswordPage(account: account, token: token, state: state), status: 422)
      }
    }
  }
}
