import Ground
import Web

/// One procedure's page, with the promise for what the visitor chose.
struct ProcedurePageRoutes: Sendable {
  let desk: PortalDesk
  private let pages = SharedPages<Question>(limit: 300)

  /// What the page depends on; how long it usually takes is as of some minutes ago anyway.
  private struct Question: Hashable {
    let code: ProcedureCode
    let asked: PromiseAsked
    let moment: PortalMoment
  }

  init(desk: PortalDesk) { self.desk = desk }

  var endpoints: [Endpoint] { [page] }

  private var page: Endpoint {
    Endpoint(
      .get, "/thu-tuc/{code}", name: "procedurePage", summary: "Trang một thủ tục", tag: "pages",
      access: .everyone,
      query: ["co-quan", "kenh", "truong-hop"].map { QueryParameter($0, .string(max: 100)) },
      answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      let asked = PromiseAsked(
        agency: call.query["co-quan"].flatMap { $0.isEmpty ? nil : AgencyCode($0) },
        channel: call.query["kenh"].flatMap { Channel(rawValue: $0) },
        caseNumber: call.query["truong-hop"].flatMap { Int($0) })
      let question = Question(
        code: call.path.id("code"), asked: asked, moment: try await desk.moment())
      return .page(
        try await pages.page(question) {
          let view = try await desk.view(question.code)
          return ProcedurePage(
            view: view, promise: try await desk.promise(view, asked),
            usual: try await desk.usualTime(view.procedure.code))
        })
    }
  }
}
