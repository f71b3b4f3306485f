import Ground
import Web

/// Screens on which administrators keep people and their posts. Whom they may see and manage is
/// asked by the desk.
struct PeopleRoutes: Sendable {
  let desk: DirectoryDesk
  let accounts: AccountDesk

  var endpoints: [Endpoint] {
    [list, list.asked, blank, add, sheet]
      + PersonForms.Ask.allCases.flatMap { [asking($0), taking($0)] }
      + PostRoutes(people: self).endpoints
  }

  static let root = "/quan-tri/tai-khoan"
  private static let access = AgencyAdministrationRoutes.access
  private static let shown = AgencyAdministrationRoutes.shown
  static let refusals: Set<RefusalKind> = [.unknown, .forbidden, .content, .outOfOrder, .tooMany]

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "administerPeoplePage", summary: "Người dùng và chức trách",
      tag: "pages", access: Self.access, face: .desk,
      query: ["q", "tinh-trang", "vai-tro", "co-quan", "xep", "trang"].map {
        QueryParameter($0, .string(max: 200), isPrivate: $0 == "q")
      }, answers: Self.shown
    ) { call in
      var query = PeopleQuery()
      query.text = call.query["q"] ?? ""
      query.state = call.query["tinh-trang"].flatMap(PeopleQuery.State.init) ?? .all
      query.role = call.query["vai-tro"].flatMap(Role.init)
      let agency = normalised(call.query["co-quan"] ?? "")
      query.agency = agency.isEmpty ? nil : AgencyCode(agency.uppercased())
      query.order = call.query["xep"].flatMap(PeopleQuery.Order.init) ?? .username
      query.page = pageNumber(call.query["trang"])
      let found = try await accounts.people(query, for: try call.requireCaller())
      return .page(PeoplePage(query: query, found: found, at: call.now))
    }
  }

  private var blank: Endpoint {
    Endpoint(
      .get, Self.root + "/them", name: "newPersonPage", summary: "Thêm người dùng", tag: "pages",
      access: Self.access, face: .desk, answers: Self.shown
    ) { _ in .page(PersonForms.adding(FormState())) }
  }

  private var add: Endpoint {
    Endpoint(
      .post, Self.root + "/them", name: "addPerson", summary: "Thêm người dùng", tag: "pages",
      access: Self.access, face: .desk, body: .form, answers: Self.shown, refusals: Self.refusals
    ) { call in
      do {
        var form = PersonForm(call.form.dateText)
        let new = try form.newPerson()
        let made = try await accounts.invite(
          username: new.username, name: new.name, kind: new.kind, reason: new.reason,
          by: try call.requireCaller())
        return link(made.token, name: new.name, made.account, call)
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let page = PersonForms.adding(FormState(call.form, refused: refused))
        return .page(page, status: formStatus(refused))
      }
    }
  }

  /// The link as the browser that asked for it calls us: the edge has checked its `Origin`.
  private func link(
    _ token: String, name: String, _ account: AccountID, _ call: Call
  ) -> Answer {
    let site = call.header("Origin").flatMap { $0.hasPrefix("http") ? $0 : nil } ?? ""
    let address = site + AdministrationPaths.password(token).text
    return .page(PasswordLinkPage(name: name, account: account, address: address))
  }

  private var sheet: Endpoint {
    Endpoint(
      .get, Self.root + "/{id}", name: "personPage", summary: "Một người dùng", tag: "pages",
      access: Self.access, face: .desk, answers: Self.shown, refusals: [.unknown, .forbidden]
    ) { call in .page(PersonPage(sheet: try await sheet(call))) }
  }

  func sheet(_ call: Call) async throws -> PersonSheet {
    try await accounts.sheet(of: call.path.id("id"), for: try call.requireCaller())
  }

  /// The same, for whoever may change the account. Refuses: `AgencyRefused.notYours`.
  private func managed(_ call: Call) async throws -> PersonSheet {
    let sheet = try await sheet(call)
    guard sheet.isManaged else { throw AgencyRefused.notYours }
    return sheet
  }

  private func asking(_ ask: PersonForms.Ask) -> Endpoint {
    Endpoint(
      .get, Self.root + "/{id}/" + ask.rawValue, name: ask.name + "Page",
      summary: ask.title.vietnamese, tag: "pages", access: Self.access, face: .desk,
      answers: Self.shown, refusals: [.unknown, .forbidden]
    ) { call in .page(PersonForms.asking(ask, try await managed(call), FormState())) }
  }

  private func taking(_ ask: PersonForms.Ask) -> Endpoint {
    Endpoint(
      .post, Self.root + "/{id}/" + ask.rawValue, name: ask.name, summary: ask.title.vietnamese,
      tag: "pages", access: Self.access, face: .desk, body: .form,
      answers: [AnswerShape(303), AnswerShape(200, type: "text/html")], refusals: Self.refusals
    ) { call in
      let sheet = try await managed(call)
      do {
        return try await take(ask, call, sheet, by: try call.requireCaller())
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(PersonForms.asking(ask, sheet, state), status: formStatus(refused))
      }
    }
  }

  private func take(
    _ ask: PersonForms.Ask, _ call: Call, _ sheet: PersonSheet, by caller: Caller
  ) async throws -> Answer {
    let account = sheet.person.account
    var form = PersonForm(call.form.dateText)
    let there = AdministrationPaths.person(account.id)
    switch ask {
    case .link:
      let token = try await accounts.makeLink(
        for: account.id, reason: try form.onlyReason(), by: caller)
      return link(token, name: account.name, account.id, call)
    case .lock:
      try await accounts.lock(account.id, reason: try form.onlyReason(), by: caller)
      return .redirect(there, notice: "Đã khóa tài khoản.")
    case .unlock:
      try await accounts.unlock(account.id, reason: try form.onlyReason(), by: caller)
      return .redirect(there, notice: "Đã mở khóa tài khoản.")
    case .rename:
      let (name, reason) = try form.renaming()
      try await accounts.rename(account.id, to: name, reason: reason, by: caller)
      return .redirect(there, notice: "Đã sửa họ tên.")
    }
  }
}

extension PersonForms.Ask {
  fileprivate var name: String {
    switch self {
    case .link: "givePasswordLink"
    case .lock: "lockAccount"
    case .unlock: "unlockAccount"
    case .rename: "renamePerson"
    }
  }
}
