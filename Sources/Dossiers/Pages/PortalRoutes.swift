import Ground
import Web

/// The portal's pages for anybody.
struct PortalRoutes: Sendable {
  let desk: DossierDesk

  var endpoints: [Endpoint] { [home, lookUp] }

  private var home: Endpoint {
    Endpoint(
      .get, "/", name: "homePage", summary: "Trang chủ", tag: "pages", access: .everyone,
      answers: DossierPages.answers
    ) { _ in .page(HomePage()) }
  }

  private var lookUp: Endpoint {
    Endpoint(
      .get, "/tra-cuu", name: "lookupPage", summary: "Tra cứu hồ sơ theo mã", tag: "pages",
      access: .everyone,
      query: ["ma", "xac-thuc"].map { QueryParameter($0, .string(max: 2000)) },
      answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      let number = normalised(call.query["ma"] ?? "")
      let token = normalised(call.query["xac-thuc"] ?? "")
      let typed = FormValues([("ma", number), ("xac-thuc", token)])
      guard !number.isEmpty else {
        return .page(LookupPage(state: FormState(typed), found: nil))
      }
      do {
        let found = try await desk.lookUp(number: number, token: token.isEmpty ? nil : token)
        return .page(LookupPage(state: FormState(typed), found: found))
      } catch let refused as LookupUnknown {
        let place = RefusedPlace(
          pointer: "/ma", code: refused.code, detail: refused.explanation)
        let state = FormState(typed, refused: FormRefused([place]))
        return .page(LookupPage(state: state, found: nil), status: 404)
      }
    }
  }
}
