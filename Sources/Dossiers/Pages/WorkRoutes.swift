import Deadlines
import Directory
import Ground
import Web

/// One dossier on the desk, and the acts on it.
struct WorkRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] {
    [read, act] + ActKind.allCases.filter(\.takesFiles).map(actWithFiles)
  }

  private let officers = Access.roles(Role.desk)
  private static let dossierPath = "/ban-lam-viec/ho-so/{id}"
  private var taking: ActTaking { ActTaking(desk: desk, files: files, readings: readings) }

  private var read: Endpoint {
    Endpoint(
      .get, WorkRoutes.dossierPath, name: "deskDossierPage", summary: "Một hồ sơ trên bàn làm việc",
      tag: "pages", access: officers, face: .desk,
      query: [QueryParameter("ds", .string(max: 2000), isPrivate: true)],
      answers: DossierPages.answers,
      refusals: [.unknown]
    ) { call in
      let (file, around) = try await taking.opened(call)
      return .page(try await page(file, around, call, call.query["ds"], nil))
    }
  }

  private func page(
    _ file: DossierFile, _ around: Surroundings, _ call: Call, _ carried: String?,
    _ again: ActTaking.Again?
  ) async throws -> DeskDossierPage {
    let caller = try call.requireCaller().atWork
    let dossier = file.view.dossier
    let filter = WorkFilter(carried: carried) ?? dossier.stage.usualList
    let neighbours = try await neighbours(of: dossier, in: filter, for: caller)
    let outlook = try await desk.outlook(on: file, for: caller)
    let forms = ActForms(
      file: file, around: around, tried: again?.tried, state: again?.state ?? FormState(),
      files: again?.files ?? [:], key: desk.house.chance.token(),
      path: { Paths.deskAct($0, $1) }, outlook: outlook,
      carried: [("ds", Cursor.text([.string(filter.kept)]))])
    return DeskDossierPage(
      file: file, around: around, forms: forms, filter: filter, neighbours: neighbours,
      changes: changes(of: file, since: again), outlook: outlook,
      letters: file.letters(desk.house.forms, for: .officer))
  }

  private func neighbours(
    of dossier: Dossier, in filter: WorkFilter, for caller: Caller
  ) async throws -> DeskDossierPage.Neighbours {
    let question = try await question(filter, for: caller)
    let found = try await desk.neighbours(of: dossier, in: question, for: caller)
    return DeskDossierPage.Neighbours(previous: found.previous, next: found.next)
  }

  private func question(
    _ filter: WorkFilter, for caller: Caller
  ) async throws -> WorklistQuestion {
    let moments = try await desk.moments(for: caller)
    let about = try await desk.meaning(of: filter.about, for: caller)
    return filter.question(limit: 1, moments, for: caller.account, about: about)
  }

  /// What happened since the page was opened from which a refused act came.
  private func changes(
    of file: DossierFile, since again: ActTaking.Again?
  ) -> [TimelineItem] {
    guard let again, again.state.refusal?.kind == .stale,
      let version = Int(again.state.values["version"]), version > 0
    else { return [] }
    return Array(file.timeline.dropFirst(version))
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
    let carried = call.form["ds"]
    let filter = WorkFilter(carried: carried.isEmpty ? nil : carried)
    let next = try await following(call, in: filter)
    return try await taking.take(
      kind, call, next: { next ?? Paths.deskDossier($0, in: filter) },
      confirm: { try await confirmation($0, $1) }, again: { try await shown($0, $1) })
  }

  /// Where “and open the next one” leads: asked before the act takes the dossier out of its list.
  private func following(_ call: Call, in filter: WorkFilter?) async throws -> Path? {
    guard call.form["tiep"] == "co" else { return nil }
    let caller = try call.requireCaller().atWork
    let dossier = try await desk.read(call.path["id"], for: caller).view.dossier
    let list = filter ?? dossier.stage.usualList
    let next = try await neighbours(of: dossier, in: list, for: caller).next
    return next.map { Paths.deskDossier($0, in: list) } ?? Paths.desk(list)
  }

  private func confirmation(_ call: Call, _ pending: ActTaking.Pending) async throws -> Answer {
    let file = try await desk.read(pending.dossier.id.rawValue, for: try call.requireCaller())
    let outlook = try await desk.outlook(on: file, for: try call.requireCaller().atWork)
    return .page(ActConfirmationPage(pending: pending, file: file, outlook: outlook))
  }

  private func shown(_ call: Call, _ again: ActTaking.Again) async throws -> Answer {
    let (file, around) = try await taking.opened(call)
    let carried = again.state.values["ds"]
    let page = try await page(file, around, call, carried.isEmpty ? nil : carried, again)
    return .page(page, status: again.state.refusal?.formStatus ?? 200)
  }
}

extension Stage {
  /// The list in which a dossier of this stage is worked through.
  var usualList: WorkFilter {
    switch self {
    case .submitted: WorkFilter(.toReceive)
    case .received, .processing: WorkFilter(.running)
    case .awaitingSupplement, .awaitingPayment: WorkFilter(.paused)
    case .decided: WorkFilter(.toDeliver)
    case .refused, .withdrawn, .stopped, .delivered: WorkFilter(stage: self)
    }
  }
}

extension WorkFilter {
  /// Everything in one stage, what came last first.
  init(stage: Stage) {
    self.init()
    (stages, order) = ([stage], .newest)
  }
}
