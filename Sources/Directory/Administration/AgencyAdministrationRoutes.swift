import Ground
import Web

/// Screens on which administrators keep agencies. Whether they may is asked by the desk.
struct AgencyAdministrationRoutes: Sendable {
  let desk: DirectoryDesk
  let agencies: AgencyDesk

  var endpoints: [Endpoint] { [list, add, sheet, change, end] }

  static let access = Access.roles([.administrator])
  static let shown = [AnswerShape(200, type: "text/html")]
  static let done = [AnswerShape(303)]
  static let root = "/quan-tri/co-quan"

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "administerAgenciesPage", summary: "Danh mục cơ quan", tag: "pages",
      access: Self.access, face: .desk, query: [QueryParameter("q", .string(max: 200))],
      answers: Self.shown
    ) { call in
      .page(try await page(call, FormState()))
    }
  }

  private var add: Endpoint {
    Endpoint(
      .post, Self.root, name: "establishAgency", summary: "Thêm cơ quan", tag: "pages",
      access: Self.access, face: .desk, body: .form, answers: Self.done,
      refusals: [.forbidden, .content]
    ) { call in
      do {
        let form = AdministrationForm { call.form[$0] }
        let agency = try await agencies.establish(
          try form.newAgency(), reason: call.form["reason"], by: try call.requireCaller())
        return .redirect(AdministrationPaths.agency(agency.code), notice: "Đã thêm cơ quan.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        return .page(try await page(call, FormState(call.form, refused: refused)), status: 422)
      }
    }
  }

  private func page(_ call: Call, _ state: FormState) async throws -> AgenciesPage {
    let caller = try call.requireCaller()
    let text = call.query["q"] ?? ""
    let agencies = try await desk.administered(by: caller, text: text)
    return AgenciesPage(agencies: agencies, text: text, state: state, today: call.now.day)
  }

  private var sheet: Endpoint {
    Endpoint(
      .get, Self.root + "/{code}", name: "administerAgencyPage", summary: "Một cơ quan",
      tag: "pages", access: Self.access, face: .desk, answers: Self.shown,
      refusals: [.unknown, .forbidden]
    ) { call in
      .page(AgencyPage(sheet: try await sheet(call), state: FormState()))
    }
  }

  private func sheet(_ call: Call) async throws -> AgencySheet {
    try await desk.sheet(of: call.path.id("code"), for: try call.requireCaller())
  }

  private var change: Endpoint {
    Endpoint(
      .post, Self.root + "/{code}/thay-doi", name: "changeAgency",
      summary: "Đổi tên, giờ làm việc", tag: "pages", access: Self.access, face: .desk,
      body: .form, answers: Self.done, refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await act(call, notice: "Đã ghi thay đổi.") { form, code, caller in
        let (change, from) = try form.change()
        _ = try await agencies.change(
          code, change, from: from, reason: call.form["reason"], by: caller)
      }
    }
  }

  private var end: Endpoint {
    Endpoint(
      .post, Self.root + "/{code}/ket-thuc", name: "endAgency", summary: "Kết thúc hoạt động",
      tag: "pages", access: Self.access, face: .desk, body: .form, answers: Self.done,
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await act(call, notice: "Đã ghi ngày kết thúc.") { form, code, caller in
        let (lastDay, successors) = try form.ending()
        _ = try await agencies.end(
          code, lastDay: lastDay, successors: successors, legalBasis: call.form["reason"],
          by: caller)
      }
    }
  }

  /// Does one act on the agency in the path; what is refused comes back on its page.
  private func act(
    _ call: Call, notice: String,
    _ body: (AdministrationForm, AgencyCode, Caller) async throws -> Void
  ) async throws -> Answer {
    let sheet = try await sheet(call)
    do {
      let form = AdministrationForm { call.form[$0] }
      try await body(form, sheet.agency.code, try call.requireCaller())
      return .redirect(AdministrationPaths.agency(sheet.agency.code), notice: notice)
    } catch let refused as any Refusal {
      try rethrowUnlessContent(refused)
      let state = FormState(call.form, refused: refused)
      return .page(AgencyPage(sheet: sheet, state: state), status: 422)
    }
  }
}

/// Only what the form's writer can mend goes back to the form.
func rethrowUnlessContent(_ refused: any Refusal) throws {
  guard refused.kind == .content || refused.kind == .outOfOrder else { throw refused }
}

/// Where the administration of the directory is.
enum AdministrationPaths {
  static let agencies = Path("quan-tri", "co-quan")

  static func agency(_ code: AgencyCode) -> Path { Path("quan-tri", "co-quan", code.rawValue) }
  static func change(_ code: AgencyCode) -> Path {
    Path("quan-tri", "co-quan", code.rawValue, "thay-doi")
  }
  static func end(_ code: AgencyCode) -> Path {
    Path("quan-tri", "co-quan", code.rawValue, "ket-thuc")
  }
  static func posts(_ code: AgencyCode) -> Path {
    Path("quan-tri", "co-quan", code.rawValue, "chuc-trach")
  }
  static func endPost(_ code: AgencyCode, _ post: PostID) -> Path {
    Path("quan-tri", "co-quan", code.rawValue, "chuc-trach", post.rawValue, "ket-thuc")
  }
  static let accounts = Path("quan-tri", "tai-khoan")
  static let procedures = Path("quan-tri", "thu-tuc")
}
