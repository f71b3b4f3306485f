import Directory
import Ground
import Web

/// The portal's pages of one's own dossiers.
struct MyDossierRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] { [list, read, paper] + MyDossierPage.acts.map(act) }

  private static let pageSize = 50
  private var taking: ActTaking { ActTaking(desk: desk, files: files, readings: readings) }

  private var list: Endpoint {
    Endpoint(
      .get, "/ho-so", name: "myDossiersPage", summary: "Hồ sơ của tôi", tag: "pages",
      access: .signedIn, query: ["q", "sau"].map { QueryParameter($0, .string(max: 2000)) },
      answers: DossierPages.answers
    ) { call in
      let caller = try call.requireCaller()
      let text = normalised(call.query["q"] ?? "")
      let all = try await desk.everything(of: caller, matching: text)
      let after = call.query["sau"]
      let rest = all.filter { item in after.map { item.dossier.id.rawValue < $0 } ?? true }
      let page = Array(rest.prefix(MyDossierRoutes.pageSize))
      try await readings.note(page.map { call.reading(of: $0.dossier.subject, by: caller) })
      return .page(
        MyDossiersPage(
          text: text, items: page,
          next: rest.count > page.count ? page.last?.dossier.id.rawValue : nil,
          now: desk.house.now()))
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, "/ho-so/{id}", name: "myDossierPage", summary: "Một hồ sơ của tôi", tag: "pages",
      access: .signedIn, answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      let (file, around) = try await taking.opened(call)
      let dossier = file.view.dossier
      let isOfficer = dossier.account != (try call.requireCaller().account)
      guard !isOfficer, dossier.typedBy != .officer else {
        return .redirect(Paths.deskDossier(dossier.id.rawValue))
      }
      return .page(page(file, around, nil))
    }
  }

  private func page(
    _ file: DossierFile, _ around: Surroundings, _ again: ActTaking.Again?
  ) -> MyDossierPage {
    let forms = ActForms(
      file: file, around: around, tried: again?.tried, state: again?.state ?? FormState(),
      files: again?.files ?? [:], key: desk.house.chance.token(),
      path: { Paths.myAct($0, $1) })
    return MyDossierPage(file: file, around: around, forms: forms, now: desk.house.now())
  }

  private func act(_ kind: ActKind) -> Endpoint {
    Endpoint(
      .post, "/ho-so/{id}/\(kind.slug)", name: "\(kind.rawValue)FromPage", summary: kind.vietnamese,
      tag: "pages", access: .roles([.citizen, .helper]),
      body: kind.takesFiles ? .multipart(limit: Uploads.limit) : .form,
      answers: DossierPages.done, refusals: [.unknown, .forbidden, .stale, .outOfOrder, .content]
    ) { call in
      try await taking.take(
        kind, call, next: { Paths.dossier($0.rawValue) }, again: { try await shown($0, $1) })
    }
  }

  private func shown(_ call: Call, _ again: ActTaking.Again) async throws -> Answer {
    let (file, around) = try await taking.opened(call)
    return .page(page(file, around, again), status: again.state.refusal?.formStatus ?? 422)
  }

  private var paper: Endpoint {
    Endpoint(
      .get, "/ho-so/{id}/tep/{file}", name: "paperPage", summary: "Tải giấy tờ hoặc kết quả",
      tag: "pages", access: .signedIn,
      answers: [AnswerShape(200, nil, type: "application/octet-stream")], refusals: [.unknown]
    ) { try await files.answer($0, readings) }
  }
}
