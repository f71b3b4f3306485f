import Ground
import Web

/// An agency's public page.
struct PublicAgencyRoutes: Sendable {
  let desk: PortalDesk

  var endpoints: [Endpoint] { [page] }

  private var page: Endpoint {
    Endpoint(
      .get, "/co-quan/{code}", name: "agencyPage", summary: "Trang một cơ quan", tag: "pages",
      access: .everyone, answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      .page(PublicAgencyPage(view: try await desk.agency(call.path.id("code"))))
    }
  }
}
