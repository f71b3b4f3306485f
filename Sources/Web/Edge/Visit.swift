import Crypto
import Ground
import Hummingbird
import Logging

/// One request on its way through the checks, in the contract's order: 405 and 406, then 401, then
/// what the endpoint admits (404, 403), role (403), shape (400, 413, 415), then the endpoint.
struct Visit: Sendable {
  let request: Request
  let address: String
  let now: Instant
  let requestID: String
  let source: BodySource
  let edge: Edge

  struct Outcome: Sendable {
    let response: Response
    let route: String?
  }

  /// The answer, in the language that the asker chose; programs are spoken to in Vietnamese.
  func answer() async -> Outcome {
    await AddressSeal.$current.withValue(edge.addressSeal) { await inLanguage() }
  }

  private func inLanguage() async -> Outcome {
    let isProgram = (request.head.path ?? "").hasPrefix("/api/")
    let fields = headerValues
    guard !isProgram, let english = edge.english,
      Preferences(cookie: cookie(Preferences.cookieName, fields) ?? "").language == .english
    else { return await spoken(fields) }
    return await Wording.$current.withValue(english) { await spoken(fields) }
  }

  private func spoken(_ fields: HeaderValues) async -> Outcome {
    var face = Face.portal
    var route: String?
    var asker = Asker.nobody
    do {
      if (request.head.path ?? "").hasPrefix("/api/") { face = .api }
      try slowDown(edge.addressPace, peer(address))
      let target = try Target(request)
      let (endpoint, path) = try find(target)
      (face, route) = (endpoint.face, endpoint.path)
      if face == .api, !endpoint.isAcceptable(fields.all("Accept")) {
        throw EdgeRefused.notAcceptable
      }
      asker = try await signedIn(endpoint, fields)
      if let account = asker.caller?.account { try slowDown(edge.accountPace, account.rawValue) }
      let answer = try await answer(endpoint, path, target, asker, fields)
      return Outcome(response: response(answer, face, asker, fields), route: route)
    } catch {
      return Outcome(response: response(to: error, face, asker, fields, route), route: route)
    }
  }

  /// Refuses: `EdgeRefused.tooOften`.
  private func slowDown(_ pace: RequestPace, _ who: String) throws(EdgeRefused) {
    guard !isThisMachine(address), let seconds = pace.take(who) else { return }
    throw .tooOften(seconds: seconds)
  }

  private func find(_ target: Target) throws(EdgeRefused) -> (Endpoint, PathValues) {
    switch edge.table.find(request.method.rawValue, target.path) {
    case .endpoint(let endpoint, let path): return (endpoint, path)
    case .otherMethods(let allowed): throw .methodNotAllowed(allowed: allowed)
    case .nothing: throw .noSuchPlace
    }
  }

  private func answer(
    _ endpoint: Endpoint, _ path: PathValues, _ target: Target, _ asker: Asker,
    _ fields: HeaderValues
  ) async throws -> Answer {
    if endpoint.access != .everyone, asker.caller == nil {
      guard endpoint.isPage, endpoint.method == .get else { throw EdgeRefused.signInNeeded }
      return .redirect(Paths.signIn(next: Path(returned: target.raw)))
    }
    let boundary = try? endpoint.requireType(fields["Content-Type"])  // Asked again, after 403.
    var call = Call(
      endpoint: endpoint, caller: asker.caller, credential: asker.credential, path: path,
      query: QueryValues(), body: .null, form: FormValues(),
      stream: ByteStream { [source] in try await source.next() }, bodyHash: "",
      requestID: requestID, now: now, address: address, browser: browser(endpoint, fields),
      fields: fields,
      tokens: FormTokens(secret: edge.settings.formSecret, session: asker.session),
      boundary: boundary.flatMap { $0 })
    // A repeated key may be answered with what was kept, so there its rights are asked first.
    if !endpoint.asksAgain || call.idempotencyKey != nil { try await endpoint.admit?(call) }
    do {
      try await prepare(&call, target)
    } catch {
      // What may not be seen is refused before what is wrong with the request.
      if endpoint.asksAgain { try await endpoint.admit?(call) }
      throw error
    }
    return try await endpoint.run(call)
  }

  /// The checks that need neither the dossier nor the desk.
  private func prepare(_ call: inout Call, _ target: Target) async throws {
    let endpoint = call.endpoint
    if case .roles(let roles) = endpoint.access, let caller = call.caller,
      roles.isDisjoint(with: caller.roles)
    {
      throw EdgeRefused.forbidden
    }
    if endpoint.isPage, endpoint.method != .get { try requireOwnSite(call.fields) }
    let query = try endpoint.opened(target.query)
    try endpoint.checkAddress(call.path, query, call.fields)
    call.query = QueryValues(query)
    try await readBody(&call)
  }

  private func readBody(_ call: inout Call) async throws {
    let fields = call.fields
    _ = try call.endpoint.requireType(fields["Content-Type"])
    let limit = edge.limit(of: call.endpoint)
    if let announced = fields["Content-Length"].flatMap({ Int($0) }), announced > limit,
      call.endpoint.takesBody
    {
      throw EdgeRefused.tooLarge(limit: limit)
    }
    await source.bound(to: limit)
    switch call.endpoint.body {
    case .json(let shape):
      let bytes = try await call.stream.collected(upTo: limit)
      call.bodyHash = hex(SHA256.hash(data: bytes))
      let json: JSON
      do throws(JSONUnreadable) { json = try JSON(reading: bytes) } catch {
        throw EdgeRefused.malformedJSON(offset: error.offset)
      }
      call.body = json
      let read = shape.read(json)
      let isAskedLater = call.endpoint.asksAgain && call.idempotencyKey == nil
      if !isAskedLater || !read.places.isEmpty { try await call.endpoint.weigh?(call) }
      guard read.places.isEmpty else { throw EdgeRefused.shape(read.places) }
      call.body = read.json
    case .form:
      let bytes = try await call.stream.collected(upTo: limit)
      call.bodyHash = hex(SHA256.hash(data: bytes))
      call.form = try FormValues(urlEncoded: bytes)
      if call.endpoint.isPage { try call.tokens.require(call.form[FormTokens.fieldName]) }
    case .none, .multipart, .bytes: return
    }
  }

  /// A form of ours is sent from a page of ours. Source: trust.md 3.5.
  private func requireOwnSite(_ fields: HeaderValues) throws(EdgeRefused) {
    if let site = fields["Sec-Fetch-Site"], site != "same-origin", site != "none" {
      throw .otherSite
    }
    guard let origin = fields["Origin"] else { return }
    let authority = (fields["Host"] ?? request.head.authority ?? "").lowercased()
    let host = origin.lowercased().split(separator: "/").dropFirst().first.map(String.init)
    let own = origin.lowercased() == edge.settings.origin || host == authority
    guard own else { throw .otherSite }
  }

  private var headerValues: HeaderValues {
    HeaderValues(request.headers.map { ($0.name.canonicalName, $0.value) })
  }
}

extension Endpoint {
  var isPage: Bool { face.isPage }

  var takesBody: Bool { if case .none = body { false } else { true } }

  /// Refuses: `EdgeRefused.shape`, naming every parameter and header that does not fit.
  func checkAddress(
    _ path: PathValues, _ pairs: [(name: String, value: String)], _ fields: HeaderValues
  ) throws(EdgeRefused) {
    var places: [RefusedPlace] = []
    for (name, value) in path.values where value.unicodeScalars.count > 200 {
      places.append(
        RefusedPlace(pointer: name, code: "shape.length", detail: "Nhiều nhất 200 ký tự."))
    }
    for name in Set(pairs.map(\.name)).sorted() {
      if let place = trouble(name, pairs.filter { $0.name == name }.map(\.value)) {
        places.append(place)
      }
    }
    for parameter in query where parameter.required {
      guard !pairs.contains(where: { $0.name == parameter.name }) else { continue }
      places.append(
        RefusedPlace(
          pointer: parameter.name, code: "shape.missing", detail: "Thiếu tham số này; hãy thêm vào."
        ))
    }
    places += headerTroubles(fields)
    guard places.isEmpty else { throw .shape(places) }
  }

  /// Pages overlook parameters that they do not know: links from elsewhere carry them.
  private func trouble(_ name: String, _ values: [String]) -> RefusedPlace? {
    guard let parameter = query.first(where: { $0.name == name }) else {
      guard face == .api else { return nil }
      return RefusedPlace(
        pointer: name, code: "shape.unknown",
        detail: "Không có tham số này; hãy bỏ đi hoặc sửa tên.")
    }
    guard values.count == 1 else {
      return RefusedPlace(
        pointer: name, code: "shape.repeated", detail: "Chỉ ghi tham số này một lần.")
    }
    return parameter.trouble(values[0])
  }

  private func headerTroubles(_ fields: HeaderValues) -> [RefusedPlace] {
    headers.compactMap { header in
      let values = fields.all(header.name)
      if values.isEmpty {
        return header.required
          ? RefusedPlace(
            pointer: header.name, code: "shape.missing", detail: "Thiếu tiêu đề này; hãy thêm vào.")
          : nil
      }
      let parameter = QueryParameter(header.name, header.shape)
      return values.count > 1
        ? RefusedPlace(
          pointer: header.name, code: "shape.repeated", detail: "Chỉ ghi tiêu đề này một lần.")
        : parameter.trouble(values[0])
    }
  }
}

extension Edge {
  func limit(of endpoint: Endpoint) -> Int {
    switch endpoint.body {
    case .none: 0
    case .json: settings.jsonLimit
    case .form: settings.formLimit
    case .multipart(let limit), .bytes(let limit, types: _): limit
    }
  }
}

extension EdgeSettings {
  /// Scheme and authority, as browsers write an `Origin`.
  var origin: String {
    publicURL.lowercased().split(separator: "/", omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/")
  }
}
