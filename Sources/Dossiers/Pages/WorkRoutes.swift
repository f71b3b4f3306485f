import Directory
import Ground
import Web

/// The desk's pages.
struct WorkRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] {
    [list, read, act] + ActKind.allCases.filter(\.takesFiles).map(actWithFiles)
  }

  private let officers = Access.roles([.receiver, .handler, .approver, .clerk, .supervisor])
  /// Everybody with a post begins here; who sees no dossiers is led on.
  private let everyOfficer = Access.roles([
    .receiver, .handler, .approver, .clerk, .supervisor, .reporter, .administrator,
  ])
  private static let dossierPath = "/ban-lam-viec/ho-so/{id}"
  private var taking: ActTaking { ActTaking(desk: desk, files: files, readings: readings) }

  private var list: Endpoint {
    Endpoint(
      .get, "/ban-lam-viec", name: "deskPage", summary: "Bàn làm việc", tag: "pages",
      access: everyOfficer, face: .desk,
      query: ["q", "trang-thai", "tre-han", "sau"].map { QueryParameter($0, .string(max: 2000)) },
      answers: DossierPages.answers
    ) { call in
      let asked = WorklistPage.Asked(
        text: normalised(call.query["q"] ?? ""), stage: call.query["trang-thai"] ?? "",
        late: call.query["tre-han"] ?? "")
      let caller = try call.requireCaller()
      let work = Caller(
        account: caller.account, name: caller.name, ownRoles: [], posts: caller.posts)
      let (heaps, next) =
        asked.isBlank
        ? (try await heaps(for: work), nil)
        : try await filtered(asked, after: call.query["sau"], for: work)
      let named = heaps.filter(\.showsNames).flatMap(\.items)
      try await readings.note(named.map { call.reading(of: $0.dossier.subject, by: caller) })
      return .page(
        WorklistPage(
          asked: asked, heaps: heaps, next: next, roles: caller.roles,
          now: desk.house.now()))
    }
  }

  private func filtered(
    _ asked: WorklistPage.Asked, after cursor: String?, for caller: Caller
  ) async throws -> ([WorklistPage.Heap], String?) {
    var question = WorklistQuestion(limit: 50)
    question.text = asked.text.isEmpty ? nil : asked.text
    question.stage = Stage(rawValue: asked.stage)
    question.overdue = ["co": true, "khong": false][asked.late]
    let parts = cursor.flatMap { Cursor.parts($0) } ?? []
    if parts.count == 2, let order = parts[0].integer, let id = parts[1].text {
      question.after = (order, id)
    }
    let found = try await desk.list(question, for: caller)
    let heap = WorklistPage.Heap(
      title: "Hồ sơ tìm thấy", empty: "Không có hồ sơ nào khớp. Bỏ bớt điều kiện lọc.",
      items: found.items, more: [], showsNames: true)
    return ([heap], found.next.map { Cursor.text([.integer($0), .string($1)]) })
  }

  /// The desk without a filter. The queue of reception is shown whole, oldest first, as each of its
  /// dossiers is owed an answer within hours; names are left to the dossier's own page there.
  private func heaps(for caller: Caller) async throws -> [WorklistPage.Heap] {
    let waiting = try await items(in: .submitted, limit: 500, for: caller)
    let running = try await items(in: .received, limit: 50, for: caller).all(
      with: items(in: .processing, limit: 50, for: caller))
    let decided = try await items(in: .decided, limit: 20, for: caller)
    let paused = try await items(in: .awaitingSupplement, limit: 20, for: caller).all(
      with: items(in: .awaitingPayment, limit: 20, for: caller))
    return [
      .init(
        title: "Chờ tiếp nhận", empty: "Không có hồ sơ nào chờ tiếp nhận.", items: waiting,
        more: waiting.count == 500 ? [.submitted] : [], showsNames: false),
      .init(
        title: "Đang giải quyết, đến hạn trước xếp trước", empty: "Không có hồ sơ đang giải quyết.",
        items: Array(running.prefix(50)),
        more: running.count >= 50 ? [.received, .processing] : [],
        showsNames: true),
      .init(
        title: "Có kết quả, chờ trả", empty: "Không có kết quả nào chờ trả.", items: decided,
        more: decided.count == 20 ? [.decided] : [], showsNames: true),
      .init(
        title: "Tạm dừng: chờ bổ sung, chờ nộp tiền", empty: "Không có hồ sơ tạm dừng.",
        items: Array(paused.prefix(20)),
        more: paused.count >= 20 ? [.awaitingSupplement, .awaitingPayment] : [], showsNames: true),
    ]
  }

  private func items(
    in stage: Stage, limit: Int, for caller: Caller
  ) async throws -> [WorklistItem] {
    var question = WorklistQuestion(limit: limit)
    question.stage = stage
    return try await desk.list(question, for: caller).items
  }

  private var read: Endpoint {
    Endpoint(
      .get, WorkRoutes.dossierPath, name: "deskDossierPage", summary: "Một hồ sơ trên bàn làm việc",
      tag: "pages", access: officers, face: .desk, answers: DossierPages.answers,
      refusals: [.unknown]
    ) { call in
      let (file, around) = try await taking.opened(call)
      return .page(page(file, around, nil))
    }
  }

  private func page(
    _ file: DossierFile, _ around: Surroundings, _ again: ActTaking.Again?
  ) -> DeskDossierPage {
    let forms = ActForms(
      file: file, around: around, tried: again?.tried, state: again?.state ?? FormState(),
      files: again?.files ?? [:], key: desk.house.chance.token(),
      path: { Paths.deskAct($0, $1) })
    return DeskDossierPage(file: file, around: around, forms: forms, now: desk.house.now())
  }

  private var act: Endpoint {
    Endpoint(
      .post, WorkRoutes.dossierPath + "/{act}", name: "actFromDesk", summary: "Một bước xử lý",
      tag: "pages", access: officers, face: .desk, body: .form, answers: DossierPages.done,
      refusals: [.unknown, .forbidden, .stale, .outOfOrder, .content]
    ) { call in
      guard let kind = ActKind(slug: call.path["act"]) else { throw EdgeRefused.noSuchPlace }
      return try await take(kind, call)
    }
  }

  private func actWithFiles(_ kind: ActKind) -> Endpoint {
    Endpoint(
      .post, WorkRoutes.dossierPath + "/" + kind.slug, name: "\(kind.rawValue)FromDesk",
      summary: kind.vietnamese, tag: "pages", access: officers, face: .desk,
      body: .multipart(limit: Uploads.limit), answers: DossierPages.done,
      refusals: [.unknown, .forbidden, .stale, .outOfOrder, .content]
    ) { try await take(kind, $0) }
  }

  private func take(_ kind: ActKind, _ call: Call) async throws -> Answer {
    try await taking.take(
      kind, call, next: { Paths.deskDossier($0.rawValue) }, again: { try await shown($0, $1) })
  }

  private func shown(_ call: Call, _ again: ActTaking.Again) async throws -> Answer {
    let (file, around) = try await taking.opened(call)
    return .page(page(file, around, again), status: again.state.refusal?.formStatus ?? 422)
  }
}

extension [WorklistItem] {
  /// Both, soonest due first.
  fileprivate func all(with others: [WorklistItem]) -> [WorklistItem] {
    (self + others).sorted {
      ($0.dossier.dueOrder, $0.dossier.id) < ($1.dossier.dueOrder, $1.dossier.id)
    }
  }
}
