import Ground
import Web

/// An agency's public page.
struct PublicAgencyRoutes: Sendable {
  let desk: PortalDesk
  private let pages = SharedPages<Question>(limit: 300)

  private struct Question: Hashable {
    let code: AgencyCode
    let moment: PortalMoment
  }

  init(desk: PortalDesk) { self.desk = desk }

  var endpoints: [Endpoint] { [page] }

  private var page: Endpoint {
    Endpoint(
      .get, "/co-quan/{code}", name: "agencyPage", summary: "Trang một cơ quan", tag: "pages",
      access: .everyone, answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      let question = Question(code: call.path.id("code"), moment: try await desk.moment())
      return .page(
        try await pages.page(question) {
          PublicAgencyPage(view: try await desk.agency(question.code))
        })
    }
  }
}
