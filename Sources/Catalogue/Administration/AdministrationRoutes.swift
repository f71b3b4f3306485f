import Ground
import Web

/// Screens on which administrators complete and add procedures.
struct AdministrationRoutes: Sendable {
  let procedures: ProceduresDesk
  let offers: OffersDesk
  let search: ProcedureSearch

  var endpoints: [Endpoint] { [overview, sheet, save, end, blank, add] }

  private let admin = Access.roles([.administrator])
  private let page = [AnswerShape(200, type: "text/html")]

  private var overview: Endpoint {
    Endpoint(
      .get, "/quan-tri/thu-tuc", name: "administerProceduresPage",
      summary: "Danh mục thủ tục của cơ quan", tag: "pages", access: admin, face: .desk,
      query: ["co-quan", "loc", "q", "sau"].map { QueryParameter($0, .string(max: 400)) },
      answers: page, refusals: [.forbidden]
    ) { call in
      let asked = OverviewAsked(
        agency: call.query["co-quan"] ?? "", text: call.query["q"] ?? "",
        filter: OfferFilter(rawValue: call.query["loc"] ?? "") ?? .all)
      let isSearch = asked.filter == .notOffered || asked.text.contains { !$0.isWhitespace }
      let wanted = isSearch ? try await search.find(.init(text: asked.text, limit: 500)).items : nil
      let overview = try await offers.overview(
        asked.agency.isEmpty ? nil : AgencyCode(asked.agency), asked.filter, wanted: wanted,
        after: call.query["sau"].map { ProcedureCode($0) }, caller: try call.requireCaller())
      return .page(OverviewPage(asked: asked, overview: overview))
    }
  }

  private static let sheetPath = "/quan-tri/thu-tuc/{agency}/{code}"

  private var sheet: Endpoint {
    Endpoint(
      .get, AdministrationRoutes.sheetPath, name: "offerPage", summary: "Một thủ tục tại cơ quan",
      tag: "pages", access: admin, face: .desk, answers: page, refusals: [.unknown, .forbidden]
    ) { call in
      let (agency, code) = place(call)
      _ = try await offers.administration(of: agency, by: try call.requireCaller())
      let sheet = try await offers.sheet(agency, code)
      return .page(OfferPage(sheet: sheet, state: FormState(), today: call.now.day))
    }
  }

  private var save: Endpoint {
    Endpoint(
      .post, AdministrationRoutes.sheetPath, name: "saveOffer",
      summary: "Mở hoặc sửa việc tiếp nhận thủ tục", tag: "pages", access: admin, face: .desk,
      body: .form, answers: [AnswerShape(303)], refusals: [.unknown, .forbidden]
    ) { call in
      let (agency, code) = place(call)
      let post = try await offers.administration(of: agency, by: try call.requireCaller())
      let sheet = try await offers.sheet(agency, code)
      do {
        let form = OfferForm { call.form[$0] }
        try await save(try form.filled(cases: sheet.cases), sheet, post)
        return .redirect(
          AdministrationPaths.overview(agency), notice: "Đã lưu thủ tục \(code.rawValue).")
      } catch let refused as CatalogueRefused {
        let state = FormState(call.form, refused: refused)
        return .page(OfferPage(sheet: sheet, state: state, today: call.now.day), status: 422)
      }
    }
  }

  private func save(_ filled: OfferForm.Filled, _ sheet: OfferSheet, _ post: PostID) async throws {
    let (agency, code) = (sheet.agency.code, sheet.procedure.code)
    if sheet.offer == nil {
      let draft = OfferDraft(
        agency: agency, procedure: code, from: filled.from, citation: filled.citation,
        conditions: filled.conditions)
      _ = try await offers.openOffer(draft, by: post)
    } else {
      _ = try await offers.changeOffer(
        agency, code, to: filled.conditions, citing: filled.citation, from: filled.from, by: post)
    }
  }

  private var end: Endpoint {
    Endpoint(
      .post, AdministrationRoutes.sheetPath + "/ngung", name: "endOffer",
      summary: "Ngừng tiếp nhận thủ tục", tag: "pages", access: admin, face: .desk, body: .form,
      answers: [AnswerShape(303)], refusals: [.unknown, .forbidden]
    ) { call in
      let (agency, code) = place(call)
      let post = try await offers.administration(of: agency, by: try call.requireCaller())
      let sheet = try await offers.sheet(agency, code)
      do {
        let ending = try EndForm { call.form[$0] }.filled()
        try await offers.endOffer(
          agency, code, on: ending.lastDay, citing: ending.citation, by: post)
        return .redirect(
          AdministrationPaths.overview(agency), notice: "Đã ngừng tiếp nhận \(code.rawValue).")
      } catch let refused as CatalogueRefused {
        let state = FormState(call.form, refused: refused)
        return .page(OfferPage(sheet: sheet, state: state, today: call.now.day), status: 422)
      }
    }
  }

  private func place(_ call: Call) -> (AgencyCode, ProcedureCode) {
    (call.path.id("agency"), call.path.id("code"))
  }

  private var blank: Endpoint {
    Endpoint(
      .get, "/quan-tri/thu-tuc/them", name: "newProcedurePage",
      summary: "Thêm thủ tục của địa phương", tag: "pages", access: admin, face: .desk,
      answers: page
    ) { _ in .page(NewProcedurePage(state: FormState())) }
  }

  private var add: Endpoint {
    Endpoint(
      .post, "/quan-tri/thu-tuc/them", name: "addProcedure",
      summary: "Thêm thủ tục của địa phương", tag: "pages", access: admin, face: .desk, body: .form,
      answers: [AnswerShape(303)]
    ) { call in
      let post = try call.requireCaller().posts.first { $0.role == .administrator }
      do {
        let filled = try ProcedureForm { call.form[$0] }.filled()
        let added = try await procedures.addProcedure(
          filled.record, nationalCode: filled.nationalCode, by: post?.id)
        return .redirect(
          Paths.procedure(added.code.rawValue), notice: "Đã thêm thủ tục \(added.code.rawValue).")
      } catch let refused as CatalogueRefused {
        return .page(NewProcedurePage(state: FormState(call.form, refused: refused)), status: 422)
      }
    }
  }
}

/// The addresses of these screens.
enum AdministrationPaths {
  static func overview(_ agency: AgencyCode) -> Path {
    Path("quan-tri", "thu-tuc").asking("co-quan", agency.rawValue)
  }
  static let list = Path("quan-tri", "thu-tuc")
  static let new = Path("quan-tri", "thu-tuc", "them")
  static func offer(_ agency: AgencyCode, _ code: ProcedureCode) -> Path {
    Path("quan-tri", "thu-tuc", agency.rawValue, code.rawValue)
  }
  static func end(_ agency: AgencyCode, _ code: ProcedureCode) -> Path {
    Path("quan-tri", "thu-tuc", agency.rawValue, code.rawValue, "ngung")
  }
}
