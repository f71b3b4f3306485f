import Ground
import Web

/// The portal's overviews: the front page, sectors, life events.
struct PortalRoutes: Sendable {
  let desk: PortalDesk
  private let homes = SharedPages<HomeView.Key>(limit: 8)
  private let overviews = SharedPages<Overview>(limit: 100)

  /// One of the overviews, and what it depends on.
  private enum Overview: Hashable {
    case sectors(PortalMarks)
    case event(slug: String, PortalMarks)
  }

  init(desk: PortalDesk) { self.desk = desk }

  var endpoints: [Endpoint] { [home, sectors, event] }

  static let html = [AnswerShape(200, type: "text/html")]

  private var home: Endpoint {
    Endpoint(
      .get, "/", name: "homePage", summary: "Trang chủ", tag: "pages", access: .everyone,
      answers: PortalRoutes.html
    ) { _ in
      let view = try await desk.home()
      return .page(try await homes.page(view.key) { HomePage(view: view) })
    }
  }

  private var sectors: Endpoint {
    Endpoint(
      .get, "/thu-tuc/linh-vuc", name: "sectorsPage", summary: "Trang các lĩnh vực", tag: "pages",
      access: .everyone, answers: PortalRoutes.html
    ) { _ in
      let marks = try await desk.marks()
      return .page(
        try await overviews.page(.sectors(marks)) {
          SectorsPage(sectors: try await desk.shelf(marks).sectors)
        })
    }
  }

  private var event: Endpoint {
    Endpoint(
      .get, "/su-kien/{slug}", name: "lifeEventPage", summary: "Trang một sự kiện trong đời sống",
      tag: "pages", access: .everyone, answers: PortalRoutes.html, refusals: [.unknown]
    ) { call in
      let (slug, marks) = (call.path["slug"], try await desk.marks())
      return .page(
        try await overviews.page(.event(slug: slug, marks)) {
          try eventPage(slug, among: try await desk.shelf(marks).events)
        })
    }
  }

  private func eventPage(_ slug: String, among events: [ResolvedEvent]) throws -> LifeEventPage {
    guard let found = events.first(where: { $0.event.slug == slug }) else {
      throw LifeEventUnknown(slug: slug)
    }
    let others = events.map(\.event).filter { $0.slug != slug }
    return LifeEventPage(resolved: found, others: others)
  }
}
