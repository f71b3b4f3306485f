import Ground
import Web

/// One procedure's page, with the promise for what the visitor chose.
struct ProcedurePageRoutes: Sendable {
  let desk: PortalDesk

  var endpoints: [Endpoint] { [page] }

  private var page: Endpoint {
    Endpoint(
      .get, "/thu-tuc/{code}", name: "procedurePage", summary: "Trang một thủ tục", tag: "pages",
      access: .everyone,
      query: ["co-quan", "kenh", "truong-hop"].map { QueryParameter($0, .string(max: 100)) },
      answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      let view = try await desk.view(call.path.id("code"))
      let asked = PromiseAsked(
        agency: call.query["co-quan"].flatMap { $0.isEmpty ? nil : AgencyCode($0) },
        channel: call.query["kenh"].flatMap { Channel(rawValue: $0) },
        caseNumber: call.query["truong-hop"].flatMap { Int($0) })
      return .page(
        ProcedurePage(
          view: view, promise: try await desk.promise(view, asked),
          usual: try await desk.usualTime(view.procedure.code)))
    }
  }
}
