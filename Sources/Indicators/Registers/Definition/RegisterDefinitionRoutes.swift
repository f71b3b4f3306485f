import Directory
import Ground
import Web

/// Screens on which the province's administrators lay down registers.
struct RegisterDefinitionRoutes: Sendable {
  let desk: RegisterDesk

  var endpoints: [Endpoint] { [newPage, lay, changePage, change] }

  private static let access = Access.roles([.administrator])
  private static let page = [AnswerShape(200, type: "text/html")]

  private func start(_ call: Call) async throws {
    try await desk.requireDefiner(try call.requireCaller())
  }

  private var newPage: Endpoint {
    Endpoint(
      .get, "/quan-tri/them-so", name: "newRegisterPage", summary: "Lập sổ số liệu", tag: "pages",
      access: Self.access, face: .desk,
      query: [QueryParameter("mau", .string(max: 40, format: .line))], answers: Self.page,
      refusals: [.forbidden]
    ) { call in
      try await start(call)
      let blueprint = desk.blueprints.first { $0.register.code == call.query["mau"] }
      return .page(blank(blueprint?.register, FormState()))
    }
  }

  /// An empty form, or one with a proposal in it.
  private func blank(_ shown: ReportedRegister?, _ state: FormState) -> RegisterDefinitionPage {
    let today = desk.now().day
    let period = RegisterPeriod(shown?.rhythm ?? .year, containing: today)
    return RegisterDefinitionPage(
      shown: shown, code: nil, history: [], from: period.first, state: state)
  }

  private var lay: Endpoint {
    Endpoint(
      .post, "/quan-tri/them-so", name: "layRegister", summary: "Lập sổ số liệu", tag: "pages",
      access: Self.access, face: .desk, body: .form,
      answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.forbidden, .content, .outOfOrder]
    ) { call in
      try await start(call)
      if call.form.has(RegisterDefinitionPage.more) {
        return .page(blank(nil, FormState(call.form)))
      }
      do {
        var form = RegisterForm(call.form.dateText)
        let (register, reason) = try form.definition()
        try await desk.define(
          register, isNew: true, reason: reason, by: try call.requireCaller())
        return .redirect(Paths.register(register.code), notice: "Đã lập sổ.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        return .page(
          blank(nil, FormState(call.form, refused: refused)), status: formStatus(refused))
      }
    }
  }

  private var changePage: Endpoint {
    Endpoint(
      .get, "/quan-tri/so/{code}", name: "changeRegisterPage", summary: "Sửa mẫu sổ", tag: "pages",
      access: Self.access, face: .desk, answers: Self.page, refusals: [.unknown, .forbidden]
    ) { call in
      try await start(call)
      return .page(try await page(call.path["code"], FormState()))
    }
  }

  private func page(_ code: String, _ state: FormState) async throws -> RegisterDefinitionPage {
    let history = try await desk.history(code)
    guard let latest = history.last?.laid.definition else { throw RegisterRefused.unknown }
    let today = desk.now().day
    let next = RegisterPeriod(latest.rhythm, containing: max(today, latest.from)).next
    return RegisterDefinitionPage(
      shown: latest, code: code, history: history, from: next.first, state: state)
  }

  private var change: Endpoint {
    Endpoint(
      .post, "/quan-tri/so/{code}", name: "changeRegister", summary: "Sửa mẫu sổ", tag: "pages",
      access: Self.access, face: .desk, body: .form,
      answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.unknown, .forbidden, .content, .outOfOrder]
    ) { call in
      try await start(call)
      let code = call.path["code"]
      let before = try await page(code, FormState(call.form))
      if call.form.has(RegisterDefinitionPage.more) { return .page(before) }
      do {
        var form = RegisterForm(call.form.dateText)
        let (register, reason) = try form.definition(code: code)
        try await desk.define(
          register, isNew: false, reason: reason, by: try call.requireCaller())
        return .redirect(
          Paths.register(code), notice: "Đã lưu mẫu mới, áp dụng từ \(register.from.vietnamese).")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(try await page(code, state), status: formStatus(refused))
      }
    }
  }
}
