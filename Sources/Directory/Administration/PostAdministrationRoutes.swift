import Ground
import Web

/// Screens on which administrators keep accounts and posts.
struct PostAdministrationRoutes: Sendable {
  let desk: DirectoryDesk
  let accounts: AccountDesk

  var endpoints: [Endpoint] { [grant, end, list, add] }

  private static let posts = AgencyAdministrationRoutes.root + "/{code}/chuc-trach"
  private static let root = "/quan-tri/tai-khoan"

  private var grant: Endpoint {
    Endpoint(
      .post, Self.posts, name: "grantPost", summary: "Giao chức trách", tag: "pages",
      access: AgencyAdministrationRoutes.access, face: .desk, body: .form,
      answers: AgencyAdministrationRoutes.done, refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await act(call, notice: "Đã giao chức trách.") { code, caller in
        let (username, role, to) = try AdministrationForm { call.form[$0] }.grant()
        guard let account = try await accounts.account(named: username) else {
          throw AccountRefused.accountUnknown
        }
        _ = try await accounts.grant(
          role, at: code, to: account.id, title: call.form["title"], to: to,
          reason: call.form["reason"], by: caller)
      }
    }
  }

  private var end: Endpoint {
    Endpoint(
      .post, Self.posts + "/{post}/ket-thuc", name: "endPost", summary: "Kết thúc chức trách",
      tag: "pages", access: AgencyAdministrationRoutes.access, face: .desk, body: .form,
      answers: AgencyAdministrationRoutes.done,
      refusals: [.unknown, .forbidden, .content, .outOfOrder]
    ) { call in
      try await act(call, notice: "Đã kết thúc chức trách.") { _, caller in
        try await accounts.end(call.path.id("post"), reason: call.form["reason"], by: caller)
      }
    }
  }

  private func act(
    _ call: Call, notice: String, _ body: (AgencyCode, Caller) async throws -> Void
  ) async throws -> Answer {
    let caller = try call.requireCaller()
    let sheet = try await desk.sheet(of: call.path.id("code"), for: caller)
    do {
      try await body(sheet.agency.code, caller)
      return .redirect(AdministrationPaths.agency(sheet.agency.code), notice: notice)
    } catch let refused as any Refusal {
      try rethrowUnlessContent(refused)
      let state = FormState(call.form, refused: refused)
      return .page(AgencyPage(sheet: sheet, state: state), status: 422)
    }
  }

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "administerAccountsPage", summary: "Tài khoản", tag: "pages",
      access: AgencyAdministrationRoutes.access, face: .desk,
      query: [QueryParameter("sau", .string(max: 64))], answers: AgencyAdministrationRoutes.shown
    ) { call in
      .page(try await page(call, FormState()))
    }
  }

  private var add: Endpoint {
    Endpoint(
      .post, Self.root, name: "addAccount", summary: "Thêm tài khoản", tag: "pages",
      access: AgencyAdministrationRoutes.access, face: .desk, body: .form,
      answers: AgencyAdministrationRoutes.done, refusals: [.content, .tooMany]
    ) { call in
      do {
        _ = try await accounts.add(
          username: call.form["username"], name: call.form["name"],
          kind: Account.Kind(rawValue: call.form["kind"]) ?? .officer,
          password: call.form["password"])
        return .redirect(AdministrationPaths.accounts, notice: "Đã thêm tài khoản.")
      } catch let refused as FieldUnfit {
        return .page(try await page(call, FormState(call.form, refused: refused)), status: 422)
      } catch let refused as AccountRefused {
        return .page(try await page(call, FormState(call.form, refused: refused)), status: 422)
      }
    }
  }

  private func page(_ call: Call, _ state: FormState) async throws -> AccountsPage {
    let found = try await accounts.list(after: call.query["sau"], limit: AccountsPage.size + 1)
    return AccountsPage(
      accounts: Array(found.prefix(AccountsPage.size)), hasMore: found.count > AccountsPage.size,
      state: state)
  }
}
