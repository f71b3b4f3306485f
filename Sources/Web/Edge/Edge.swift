import Crypto
public import Ground
public import Hummingbird
public import Logging
import NIOCore

/// The edge: every request comes in here, and every answer leaves here. It knows HTTP and nothing
/// else; what a route does stands in its `Endpoint`.
public struct Edge: HTTPResponder {
  public typealias Context = EdgeContext

  let endpoints: [Endpoint]
  let table: RouteTable
  let settings: EdgeSettings
  let assets: Assets
  let now: @Sendable () -> Instant
  let chance: Chance
  let logger: Logger
  let addressSeal: AddressSeal
  /// The words of English pages; `nil`: pages are Vietnamese only.
  let english: Wording?
  let authenticate: @Sendable (Credential) async throws -> Caller?
  let observe: (@Sendable (Finished) -> Void)?
  let load: EdgeLoad
  let addressPace: RequestPace
  let accountPace: RequestPace
  /// The OpenAPI 3.1 document, served at `/api/v1/openapi.json`.
  public let openAPI: JSON

  public init(
    endpoints: [Endpoint], settings: EdgeSettings, assets: Assets,
    now: @escaping @Sendable () -> Instant, chance: Chance, logger: Logger,
    english: Wording? = nil, load: EdgeLoad = EdgeLoad(),
    authenticate: @escaping @Sendable (Credential) async throws -> Caller?,
    observe: (@Sendable (Finished) -> Void)? = nil
  ) {
    let described = endpoints + [OpenAPI.endpoint(.null)]
    let document = OpenAPI(endpoints: described, title: settings.apiTitle).document
    let own = [
      assets.endpoint, OpenAPI.endpoint(document),
      Edge.preferencesEndpoint(isSecure: settings.isSecure), Gallery.endpoint,
    ]
    self.endpoints = endpoints + own
    table = RouteTable(endpoints + own)
    (self.settings, self.assets, self.now, self.chance) = (settings, assets, now, chance)
    (self.logger, self.authenticate, self.observe) = (logger, authenticate, observe)
    (self.english, self.load) = (english, load)
    addressSeal = AddressSeal(secret: settings.formSecret)
    addressPace = RequestPace(perMinute: settings.rates.requestsPerMinutePerAddress)
    accountPace = RequestPace(perMinute: settings.rates.requestsPerMinutePerAccount)
    openAPI = document
  }

  /// The permission table: one line an endpoint.
  public var permissions: [Permission] {
    endpoints.map {
      Permission(
        method: $0.method, path: $0.path, name: $0.name, face: $0.face, access: $0.access)
    }
  }

  public func respond(to request: Request, context: EdgeContext) async throws -> Response {
    let start = ContinuousClock.now
    load.begin()
    defer { load.end() }
    let visit = Visit(
      request: request, address: address(request, context), now: now(),
      requestID: chance.ulid(at: now()),
      source: BodySource(
        request.body, announced: announcedLength(request), pace: settings.bodyPace), edge: self)
    let outcome = await visit.answer()
    var response = outcome.response
    if request.method == .head {
      let length = response.headers[HTTPFields.Element.Name.contentLength]
      response.body = ResponseBody()
      response.headers[HTTPFields.Element.Name.contentLength] = length
    }
    if await !visit.source.ended, await !visit.source.drain(upTo: 4 << 20) {
      response = closing(response, context.channel)
    }
    report(outcome, request, visit, start.duration(to: .now))
    return response
  }

  private func report(
    _ outcome: Visit.Outcome, _ request: Request, _ visit: Visit, _ elapsed: Duration
  ) {
    let milliseconds = Int(elapsed / .milliseconds(1))
    let status = outcome.response.status.code
    logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(outcome.route ?? "-")",
        "status": "\(status)", "ms": "\(milliseconds)", "id": "\(visit.requestID)",
      ])
    observe?(
      Finished(
        method: request.method.rawValue, route: outcome.route, status: status,
        elapsed: elapsed, requestID: visit.requestID))
  }

  /// A body that does not end is not read to its end: the line is closed after the answer.
  private func closing(_ response: Response, _ channel: any Channel) -> Response {
    var response = response
    response.headers[HTTPFields.Element.Name.connection] = "close"
    let body = response.body
    response.body = ResponseBody(contentLength: body.contentLength) { writer in
      try await body.write(writer)
      // The answer is out; whether the line closes cleanly is of no more interest.
      try? await channel.close()
    }
    return response
  }

  private func announcedLength(_ request: Request) -> Int? {
    request.headers[HTTPFields.Element.Name.contentLength].flatMap { Int($0) }
  }

  private func address(_ request: Request, _ context: EdgeContext) -> String {
    guard settings.behindProxy, let name = HTTPFields.Element.Name("X-Forwarded-For") else {
      return context.address
    }
    return forwardedAddress(request.headers[name]) ?? context.address
  }

  /// A server around the edge: bounded connections, an idle timeout of 15 s. Source: trust.md 4.6.
  ///
  /// Headers may be larger than an address that we take, so that we, not the parser, refuse it.
  public func application(
    host: String, port: Int,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) -> Application<Edge> {
    Application(
      responder: self,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            ConnectionGate(load, limit: settings.rates.connectionsPerAddress)
          ],
          idleTimeout: .seconds(15),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 65_536, maxHeaderListSize: 81_920, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: settings.rates.connections > 0
          ? .maximum(settings.rates.connections, logger: logger) : nil),
      onServerRunning: onServerRunning, logger: logger)
  }
}

extension Assets {
  /// Serves what is in `Public/`; a name never changes its content.
  var endpoint: Endpoint {
    Endpoint(
      .get, "/cong-khai/{name}", name: "readAsset", summary: "Tệp giao diện", access: .everyone,
      face: .root
    ) { call in
      guard let asset = asset(call.path["name"]) else { throw EdgeRefused.noSuchPlace }
      let packed = Packing.isAccepted(call.fields["Accept-Encoding"]) ? asset.packed : nil
      let answer = Answer.bytes(asset.type, packed ?? asset.bytes)
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .header("Vary", "Accept-Encoding")
      return packed == nil ? answer : answer.header("Content-Encoding", "gzip")
    }
  }
}
