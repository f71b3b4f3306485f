import Catalogue
import Directory
import Ground
import Web

/// The portal's form in steps. A draft is begun by POST, kept at every step, and sent once.
struct FilingRoutes: Sendable {
  let desk: DraftDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] {
    [form, begin, goOn] + FilingStep.allCases.flatMap { [show($0), save($0)] }
      + [review, send, sent, askDeletion, delete, file]
  }

  /// Who files at the portal: for oneself, or helping somebody. Officers have the counter.
  static let filers = Access.roles([.citizen, .helper])

  private var form: Endpoint {
    Endpoint(
      .get, FilingPaths.start, name: "submissionPage", summary: "Nộp hồ sơ: cần gì, bao lâu",
      tag: "pages", access: .roles([.citizen, .helper, .receiver]),
      query: [QueryParameter("co-quan", .string(max: 100))], answers: DossierPages.answers,
      refusals: [.unknown]
    ) { call in
      let caller = try call.requireCaller()
      guard !caller.ownRoles.isEmpty else {
        return .redirect(Paths.reception(call.path["code"]))
      }
      let typed = FormValues(call.query["co-quan"].map { [("agency", $0)] } ?? [])
      return .page(try await startPage(call, FormState(typed)))
    }
  }

  private var begin: Endpoint {
    Endpoint(
      .post, FilingPaths.start, name: "beginFiling", summary: "Bắt đầu bản nháp", tag: "pages",
      access: FilingRoutes.filers, body: .form, answers: DossierPages.done,
      refusals: [.unknown, .content, .outOfOrder]
    ) { call in
      let caller = try call.requireCaller()
      let (code, key): (ProcedureCode, String) = (call.path.id("code"), call.form["key"])
      do {
        let agency = normalised(call.form["agency"])
        guard !agency.isEmpty else {
          throw DraftRefused.unfit([missing("/agency", "Chọn cơ quan tiếp nhận hồ sơ.")])
        }
        let id = try await desk.start(
          code, at: AgencyCode(agency), by: caller, key: key.isEmpty ? nil : key)
        return .redirect(Paths.draft(code, id))
      } catch let refused as any Refusal where refused.keepsForm {
        return .page(
          try await startPage(call, FormState(call.form, refused: refused)),
          status: refused.formStatus)
      }
    }
  }

  private func startPage(_ call: Call, _ state: FormState) async throws -> FilingStartPage {
    let caller = try call.requireCaller()
    let start = try await desk.starting(call.path.id("code"), by: caller)
    return FilingStartPage(
      start: start, state: state, days: desk.house.practice.draftDays)
  }

  /// Goes on where the draft was left.
  private var goOn: Endpoint {
    Endpoint(
      .get, FilingPaths.draft, name: "continueFiling", summary: "Tiếp tục bản nháp", tag: "pages",
      access: FilingRoutes.filers, answers: [AnswerShape(303)], refusals: [.unknown]
    ) { call in
      switch try await opening(call) {
      case .open(let opened): .redirect(opened.next)
      case .sent(let draft): .redirect(Paths.draftSent(draft.procedure, draft.id))
      case .closed(let draft, let why): .page(FilingClosedPage(draft: draft, why: why), status: 409)
      }
    }
  }

  private func show(_ step: FilingStep) -> Endpoint {
    Endpoint(
      .get, "\(FilingPaths.draft)/\(step.rawValue)", name: "\(step)Page",
      summary: step.title.vietnamese, tag: "pages", access: FilingRoutes.filers,
      query: [QueryParameter("tu", .string(max: 100))], answers: DossierPages.answers,
      refusals: [.unknown, .outOfOrder]
    ) { call in
      try await opened(call) { opened in
        guard opened.mayOpen(step) else { return .redirect(opened.next) }
        let isFromReview = call.query["tu"] == FilingPaths.review
        let values = FormValues(opened.draft.screens[step]?.values)
        let troubles =
          isFromReview
          ? opened.form.troubles(of: step, on: desk.house.now().day) : []
        let state = FormState(
          values, refused: troubles.isEmpty ? nil : DraftRefused.unfit(troubles))
        return .page(try await stepPage(call, step, opened, state, isFromReview: isFromReview))
      }
    }
  }

  func stepPage(
    _ call: Call, _ step: FilingStep, _ opened: OpenedDraft, _ state: FormState,
    isFromReview: Bool, elsewhere: DraftValues? = nil
  ) async throws -> FilingStepPage {
    FilingStepPage(
      opened: opened, step: step, state: state,
      version: opened.draft.screens[step]?.version ?? 0, isFromReview: isFromReview,
      elsewhere: elsewhere, known: try await known(call, step, opened))
  }

  /// What the account told of itself fills in the first step, once; a helper's own data never do.
  private func known(
    _ call: Call, _ step: FilingStep, _ opened: OpenedDraft
  ) async throws -> ContactDefaults? {
    guard step == .applicant, opened.form.helper == nil else { return nil }
    let caller = try call.requireCaller()
    guard opened.draft.screens[step] == nil else { return ContactDefaults(name: caller.name) }
    let contact = try await desk.contact(of: caller)
    try await readings.note(call.reading(of: [caller.account.rawValue], by: caller))
    return contact
  }

  func opening(_ call: Call) async throws -> DraftDesk.Opening {
    let caller = try call.requireCaller()
    let opening = try await desk.opened(ID(call.path["draft"]), of: caller)
    let draft =
      switch opening {
      case .open(let opened): opened.draft
      case .sent(let draft), .closed(let draft, _): draft
      }
    guard draft.procedure.rawValue == call.path["code"] else { throw DraftRefused.unknown }
    return opening
  }

  /// Does `body` with an open draft; a sent one shows its confirmation, a closed one says why.
  func opened(
    _ call: Call, _ body: (OpenedDraft) async throws -> Answer
  ) async throws -> Answer {
    switch try await opening(call) {
    case .open(let opened): return try await body(opened)
    case .sent(let draft): return .redirect(Paths.draftSent(draft.procedure, draft.id))
    case .closed(let draft, let why):
      return .page(FilingClosedPage(draft: draft, why: why), status: 409)
    }
  }
}

extension OpenedDraft {
  /// The first step that was never saved; the review when all were.
  var next: Path {
    plan.steps.first { draft.screens[$0] == nil }.map { Paths.draftStep(draft, $0) }
      ?? Paths.draftReview(draft)
  }

  /// Whether every step before it was saved: the order is guided, and any earlier step is open.
  func mayOpen(_ step: FilingStep) -> Bool {
    plan.steps.contains(step)
      && plan.steps.prefix { $0 != step }.allSatisfy { draft.screens[$0] != nil }
  }

  var isWholeSaved: Bool { plan.steps.allSatisfy { draft.screens[$0] != nil } }
}

extension FormValues {
  /// What was saved of a step; empty when it was not.
  init(_ values: DraftValues?) { self.init((values?.pairs ?? []).map { ($0.name, $0.value) }) }
}
