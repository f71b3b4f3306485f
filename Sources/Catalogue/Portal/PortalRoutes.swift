import Ground
import Web

/// The portal's overviews: the front page, sectors, life events.
struct PortalRoutes: Sendable {
  let desk: PortalDesk

  var endpoints: [Endpoint] { [home, sectors, event] }

  static let html = [AnswerShape(200, type: "text/html")]

  private var home: Endpoint {
    Endpoint(
      .get, "/", name: "homePage", summary: "Trang chủ", tag: "pages", access: .everyone,
      answers: PortalRoutes.html
    ) { _ in .page(HomePage(view: try await desk.home())) }
  }

  private var sectors: Endpoint {
    Endpoint(
      .get, "/thu-tuc/linh-vuc", name: "sectorsPage", summary: "Trang các lĩnh vực", tag: "pages",
      access: .everyone, answers: PortalRoutes.html
    ) { _ in .page(SectorsPage(sectors: try await desk.shelf().sectors)) }
  }

  private var event: Endpoint {
    Endpoint(
      .get, "/su-kien/{slug}", name: "lifeEventPage", summary: "Trang một sự kiện trong đời sống",
      tag: "pages", access: .everyone, answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      let (slug, events) = (call.path["slug"], try await desk.shelf().events)
      guard let found = events.first(where: { $0.event.slug == slug }) else {
        throw LifeEventUnknown(slug: slug)
      }
      let others = events.map(\.event).filter { $0.slug != slug }
      return .page(LifeEventPage(resolved: found, others: others))
    }
  }
}
