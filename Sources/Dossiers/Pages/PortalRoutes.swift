import Ground
import Web

/// Tracking, for anybody.
struct PortalRoutes: Sendable {
  let desk: DossierDesk
  let pace: LookupPace

  var endpoints: [Endpoint] { [lookUp] }

  private var lookUp: Endpoint {
    Endpoint(
      .get, "/tra-cuu", name: "lookupPage", summary: "Tra cứu hồ sơ theo mã", tag: "pages",
      access: .everyone,
      query: ["ma", "xac-thuc"].map { QueryParameter($0, .string(max: 2000)) },
      answers: DossierPages.answers, refusals: [.unknown, .tooMany]
    ) { call in
      // The address may hold a token, which no other site may learn of.
      try await answer(call).header("Referrer-Policy", "no-referrer")
    }
  }

  private func answer(_ call: Call) async throws -> Answer {
    let number = normalised(call.query["ma"] ?? "")
    let token = normalised(call.query["xac-thuc"] ?? "")
    let typed = FormValues([("ma", number), ("xac-thuc", token)])
    let now = desk.house.now()
    guard !number.isEmpty else {
      return .page(LookupPage(state: FormState(typed), found: nil, now: now))
    }
    do {
      try pace.require(call.address, at: call.now)
      let found = try await desk.lookUp(number: number, token: token.isEmpty ? nil : token)
      return .page(LookupPage(state: FormState(typed), found: found, now: now))
    } catch let refused as LookupUnknown {
      pace.missed(call.address, at: call.now)
      let place = RefusedPlace(pointer: "/ma", code: refused.code, detail: refused.explanation)
      return again(typed, FormRefused([place]), now, status: 404)
    } catch let refused as LookupTooOften {
      return again(typed, refused, now, status: 429)
        .header("Retry-After", String(refused.seconds))
    }
  }

  private func again(
    _ typed: FormValues, _ refused: any Refusal, _ now: Instant, status: Int
  ) -> Answer {
    let state = FormState(typed, refused: refused)
    return .page(LookupPage(state: state, found: nil, now: now), status: status)
  }
}
