import Directory
import Ground
import Web

/// The portal's pages of one's own dossiers.
struct MyDossierRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] {
    [list, list.asked, read, paper, supplyForm, withdrawalForm]
      + [ActKind.supply, .rate, .withdraw].map(act)
  }

  private static let pageSize = 20
  private var taking: ActTaking { ActTaking(desk: desk, files: files, readings: readings) }

  private var list: Endpoint {
    Endpoint(
      .get, "/ho-so", name: "myDossiersPage", summary: "Hồ sơ của tôi", tag: "pages",
      access: .signedIn,
      query: ["q", "nhom", "sau"].map {
        QueryParameter($0, .string(max: 2000), isPrivate: $0 == "q")
      },
      answers: DossierPages.answers
    ) { call in
      let caller = try call.requireCaller()
      let page = try await page(call, caller)
      try await readings.note(
        call.reading(of: (page.waiting + page.items).map(\.dossier.subject), by: caller))
      return .page(page)
    }
  }

  private func page(_ call: Call, _ caller: Caller) async throws -> MyDossiersPage {
    let own = Caller(
      account: caller.account, name: caller.name, ownRoles: caller.ownRoles, posts: [])
    let text = normalised(call.query["q"] ?? "")
    let group = call.query["nhom"].flatMap(MyDossierGroup.init)
    let after = call.query["sau"].flatMap { $0.isEmpty ? nil : $0 }
    var question = WorklistQuestion(limit: MyDossierRoutes.pageSize)
    (question.order, question.text) = (.newest, text.isEmpty ? nil : text)
    question.stages = group?.stages ?? []
    let count = try await desk.count(question, for: own)
    question.after = after.map { (0, $0) }
    let found = try await desk.list(question, for: own)
    let isFirst = text.isEmpty && group == nil && after == nil
    var urgent = WorklistQuestion(limit: MyDossierRoutes.pageSize)
    urgent.stages = MyDossierGroup.waiting.stages
    return MyDossiersPage(
      text: text, group: group, drafts: isFirst ? try await desk.drafts(of: caller) : [],
      waiting: isFirst ? try await desk.list(urgent, for: own).items : [], items: found.items,
      count: count, after: after, next: found.next?.id, now: desk.house.now())
  }

  private var read: Endpoint {
    Endpoint(
      .get, "/ho-so/{id}", name: "myDossierPage", summary: "Một hồ sơ của tôi", tag: "pages",
      access: .signedIn, answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      let (file, around) = try await taking.opened(call)
      let dossier = file.view.dossier
      guard isOwn(dossier, try call.requireCaller()) else {
        return .redirect(Paths.deskDossier(dossier.id.rawValue))
      }
      return .page(try await page(file, around, nil))
    }
  }

  private func isOwn(_ dossier: Dossier, _ caller: Caller) -> Bool {
    dossier.account == caller.account && dossier.typedBy != .officer
  }

  private func page(
    _ file: DossierFile, _ around: Surroundings, _ again: ActTaking.Again?
  ) async throws -> MyDossierPage {
    MyDossierPage(
      file: file, around: around, door: try await desk.door(of: file.view.dossier),
      letters: file.letters(desk.house.forms, for: .applicant), state: again?.state ?? FormState(),
      key: desk.house.chance.token(), now: desk.house.now())
  }

  private var supplyForm: Endpoint {
    form(.supply, "myDossierSupplyPage", "Trang nộp bổ sung") { file, _ in
      .page(supplyPage(file, nil))
    }
  }

  private var withdrawalForm: Endpoint {
    form(.withdraw, "myDossierWithdrawalPage", "Trang rút hồ sơ") { file, around in
      .page(withdrawalPage(file, around, nil))
    }
  }

  private func form(
    _ kind: ActKind, _ name: String, _ summary: String,
    _ shown: @escaping @Sendable (DossierFile, Surroundings) -> Answer
  ) -> Endpoint {
    Endpoint(
      .get, "/ho-so/{id}/\(kind.slug)", name: name, summary: summary, tag: "pages",
      access: .roles([.citizen, .helper]), answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      let (file, around) = try await taking.opened(call)
      guard isOwn(file.view.dossier, try call.requireCaller()) else { throw DossierUnknown() }
      return shown(file, around)
    }
  }

  private func supplyPage(_ file: DossierFile, _ again: ActTaking.Again?) -> SupplyPage {
    SupplyPage(
      file: file, state: again?.state ?? FormState(), files: again?.files ?? [:],
      key: desk.house.chance.token())
  }

  private func withdrawalPage(
    _ file: DossierFile, _ around: Surroundings, _ again: ActTaking.Again?
  ) -> WithdrawalPage {
    WithdrawalPage(
      file: file, around: around, state: again?.state ?? FormState(),
      key: desk.house.chance.token())
  }

  private func act(_ kind: ActKind) -> Endpoint {
    Endpoint(
      .post, "/ho-so/{id}/\(kind.slug)", name: "\(kind.rawValue)FromPage", summary: kind.vietnamese,
      tag: "pages", access: .roles([.citizen, .helper]),
      body: kind.takesFiles ? .multipart(limit: Uploads.limit) : .form,
      answers: DossierPages.done, refusals: [.unknown, .forbidden, .stale, .outOfOrder, .content]
    ) { call in
      guard kind == .supply else {
        return try await taking.take(
          kind, call, next: { Paths.dossier($0.rawValue) }, again: { try await shown($0, $1) })
      }
      return try await taking.take(
        kind, call, next: { Paths.dossier($0.rawValue) },
        confirm: { try await reviewed($0, $1) }, reviewing: true,
        again: { try await shown($0, $1) })
    }
  }

  private func reviewed(_ call: Call, _ pending: ActTaking.Pending) async throws -> Answer {
    let (file, _) = try await taking.opened(call)
    return .page(SupplyReviewPage(file: file, pending: pending))
  }

  private func shown(_ call: Call, _ again: ActTaking.Again) async throws -> Answer {
    let (file, around) = try await taking.opened(call)
    let status = again.state.refusal?.formStatus ?? 200
    switch again.tried {
    case .supply: return .page(supplyPage(file, again), status: status)
    case .withdraw: return .page(withdrawalPage(file, around, again), status: status)
    case .receive, .refuse, .forward, .assign, .requestSupplement, .requestPayment, .pay, .extend,
      .decide, .deliver, .stop, .correct, .approveCorrection, .rate:
      return .page(try await page(file, around, again), status: status)
    }
  }

  private var paper: Endpoint {
    Endpoint(
      .get, "/ho-so/{id}/tep/{file}", name: "paperPage", summary: "Tải giấy tờ hoặc kết quả",
      tag: "pages", access: .signedIn,
      answers: [AnswerShape(200, nil, type: "application/octet-stream")], refusals: [.unknown]
    ) { try await files.answer($0, readings) }
  }
}
