import Deadlines
import Directory
import Ground
import Web

/// Screens on which administrators begin, and keep what their agencies take.
struct AdministrationRoutes: Sendable {
  let procedures: ProceduresDesk
  let offers: OffersDesk
  let search: ProcedureSearch
  let calendar: @Sendable () async throws -> WorkingCalendar

  var endpoints: [Endpoint] {
    [start, overview, blank, add] + OfferRoutes(offers: offers).endpoints
  }

  static let admin = Access.roles([.administrator])
  static let page = [AnswerShape(200, type: "text/html")]

  private var start: Endpoint {
    Endpoint(
      .get, "/quan-tri", name: "administrationPage", summary: "Quản trị", tag: "pages",
      access: Self.admin, face: .desk, answers: Self.page, refusals: [.forbidden]
    ) { call in
      let attention = try await offers.attention(
        for: try call.requireCaller(), calendar: try await calendar())
      return .page(StartPage(attention: attention))
    }
  }

  private var overview: Endpoint {
    Endpoint(
      .get, "/quan-tri/thu-tuc", name: "administerProceduresPage",
      summary: "Danh mục thủ tục của cơ quan", tag: "pages", access: Self.admin, face: .desk,
      query: ["co-quan", "loc", "q", "xep", "trang"].map { QueryParameter($0, .string(max: 400)) },
      answers: Self.page, refusals: [.forbidden]
    ) { call in
      let caller = try call.requireCaller()
      let query = overviewQuery(call)
      guard let agency = query.agency else {
        let gaps = try await offers.gaps(for: caller)
        guard gaps.agencies.count == 1 else {
          return .page(GapsPage(found: gaps, filter: query.filter))
        }
        return try await overview(query, of: gaps.agencies[0].place.code, caller)
      }
      return try await overview(query, of: agency, caller)
    }
  }

  private func overviewQuery(_ call: Call) -> OverviewQuery {
    var query = OverviewQuery()
    let agency = normalised(call.query["co-quan"] ?? "")
    query.agency = agency.isEmpty ? nil : AgencyCode(agency.uppercased())
    query.text = call.query["q"] ?? ""
    query.filter = OfferFilter(rawValue: call.query["loc"] ?? "") ?? .all
    query.order = OverviewQuery.Order(rawValue: call.query["xep"] ?? "") ?? .code
    let page = call.query["trang"].flatMap { Int($0) } ?? 1
    query.page = (1...100_000).contains(page) ? page : 1
    return query
  }

  private func overview(
    _ query: OverviewQuery, of agency: AgencyCode, _ caller: Caller
  ) async throws -> Answer {
    let isSearch = query.filter == .notOffered || query.text.contains { !$0.isWhitespace }
    let wanted = isSearch ? try await search.find(.init(text: query.text, limit: 500)).items : nil
    let found = try await offers.overview(query, of: agency, wanted: wanted, caller: caller)
    return .page(OverviewPage(query: query, overview: found))
  }

  private var blank: Endpoint {
    Endpoint(
      .get, "/quan-tri/thu-tuc/them", name: "newProcedurePage",
      summary: "Thêm thủ tục của địa phương", tag: "pages", access: Self.admin, face: .desk,
      answers: Self.page
    ) { _ in .page(NewProcedurePage(state: FormState())) }
  }

  private var add: Endpoint {
    Endpoint(
      .post, "/quan-tri/thu-tuc/them", name: "addProcedure",
      summary: "Thêm thủ tục của địa phương", tag: "pages", access: Self.admin, face: .desk,
      body: .form, answers: [AnswerShape(303)], refusals: [.content, .outOfOrder]
    ) { call in
      let post = try call.requireCaller().posts.first { $0.role == .administrator }
      do {
        let filled = try ProcedureForm { call.form[$0] }.filled()
        let added = try await procedures.addProcedure(
          filled.record, nationalCode: filled.nationalCode, by: post?.id)
        return .redirect(
          Paths.procedure(added.code.rawValue), notice: "Đã thêm thủ tục \(added.code.rawValue).")
      } catch let refused as CatalogueRefused {
        let state = FormState(call.form, refused: refused.inForm)
        return .page(NewProcedurePage(state: state), status: 422)
      }
    }
  }
}

extension CatalogueRefused {
  /// The same for the form that adds a procedure: a national code that is not known is its field's
  /// fault.
  fileprivate var inForm: CatalogueRefused {
    guard case .procedureUnknown = self else { return self }
    return .unfit([
      fault("nationalCode", "Không có thủ tục quốc gia mang mã này. Kiểm tra lại mã.")
    ])
  }
}
