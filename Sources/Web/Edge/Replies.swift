import Ground
import Hummingbird
import Logging

extension Visit {
  /// An answer as bytes and headers, with what every answer of its face carries.
  func response(
    _ answer: Answer, _ face: Face, _ asker: Asker, _ fields: HeaderValues
  ) -> Response {
    var headers = HeaderList()
    for (name, value) in answer.headers { headers.add(name, value) }
    var showsPage = false
    let body: ResponseBody
    switch answer.content {
    case .empty: body = ResponseBody()
    case .json(let json): body = ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes))
    case .bytes(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .page(let page):
      showsPage = true
      let (bytes, isPacked) = sent(page, answer.status, asker, fields)
      headers.add("Vary", "Accept-Encoding, Cookie")
      if isPacked { headers.add("Content-Encoding", "gzip") }
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .stream(let write): body = streamed(write)
    }
    if !answer.type.isEmpty { headers.add("Content-Type", answer.type) }
    addSafety(&headers, face, showsPage: showsPage)
    addCookies(&headers, answer, asker, fields, showsPage: showsPage)
    return Response(
      status: .init(code: answer.status), headers: headers.fields, body: body)
  }

  /// The answer to something thrown: a refusal in words, a fault with an apology
  /// or, when it passes, with the time to come back.
  func response(
    to error: any Error, _ face: Face, _ asker: Asker, _ fields: HeaderValues, _ route: String?
  ) -> Response {
    let problem: Problem
    if let refusal = error as? any Refusal {
      problem = Problem(refusal)
    } else {
      problem = (error as? any PassingFault)?.passing.map(Problem.init) ?? .fault
      edge.logger.error(
        "fault",
        metadata: [
          "id": "\(requestID)", "method": "\(request.method.rawValue)",
          "route": "\(route ?? "-")", "error": "\(String(reflecting: error))",
        ])
    }
    var answer: Answer
    switch face {
    case .api, .root:
      answer = Answer(
        status: problem.status, content: .json(problem.json(requestID: requestID)),
        type: Problem.mediaType)
    case .portal, .desk, .wall:
      answer = .page(
        RefusedPage(problem: problem, face: face, requestID: requestID), status: problem.status)
    }
    for (name, value) in problem.headers { answer = answer.header(name, value) }
    return response(answer, face, asker, fields)
  }

  private func streamed(
    _ write: @escaping @Sendable (AnswerWriter) async throws -> Void
  ) -> ResponseBody {
    ResponseBody { [logger = edge.logger, requestID] writer in
      let own = AnswerWriter(writer)
      do { try await write(own) } catch {
        // The status is out already; the line breaks off, and the log says why.
        if !own.isBroken {
          logger.error(
            "fault", metadata: ["id": "\(requestID)", "error": "\(String(reflecting: error))"])
        }
        throw error
      }
      try await own.finish()
    }
  }

  /// A page as it goes out, packed where the asker takes that.
  private func sent(
    _ page: any Page, _ status: Int, _ asker: Asker, _ fields: HeaderValues
  ) -> (bytes: [UInt8], isPacked: Bool) {
    let layout = layout(page, status, asker, fields)
    let tokens = FormTokens(secret: edge.settings.formSecret, session: asker.session)
    let mask = edge.chance.bytes(32)
    let (token, mark) = (tokens.masked(with: mask), hex(mask.prefix(3)))
    func filled(_ html: HTML) -> [UInt8] { html.rendered(token: token, freshMark: mark) }
    let mayPack = Packing.isAccepted(fields["Accept-Encoding"])
    if mayPack, let packed = (page as? SharedPage)?.shared.packed {
      let (before, after) = layout.frame(page)
      return (Packing.packed(filled(before), packed, filled(after)), true)
    }
    let bytes = filled(layout.html(page))
    guard mayPack, bytes.count >= Packing.least, let packed = Packing.packed(bytes, level: 1)
    else { return (bytes, false) }
    return (packed, true)
  }

  private func layout(
    _ page: any Page, _ status: Int, _ asker: Asker, _ fields: HeaderValues
  ) -> Layout {
    let carried = cookie(edge.settings.noticeCookieName, fields)
      .flatMap { NoticeSeal(secret: edge.settings.formSecret).opened($0) }
    return Layout(
      settings: edge.settings, assets: edge.assets, caller: asker.caller,
      notices: (carried.map { [Notice(.done, Phrase(verbatim: $0))] } ?? []) + page.notices,
      preferences: Preferences(cookie: cookie(Preferences.cookieName, fields) ?? ""),
      address: request.method == .get ? Path(returned: request.head.path ?? "/") : nil,
      isRefused: [409, 412, 422].contains(status))
  }

  /// Source: trust.md 3.5.
  private func addSafety(_ headers: inout HeaderList, _ face: Face, showsPage: Bool) {
    headers.add("X-Request-Id", requestID)
    headers.add("X-Content-Type-Options", "nosniff")
    headers.add("Referrer-Policy", "same-origin")
    headers.add("Cross-Origin-Resource-Policy", "same-origin")
    headers.addUnlessThere("Cache-Control", "no-store")
    if showsPage {
      headers.add("Content-Security-Policy", Self.pagePolicy)
      headers.add("X-Frame-Options", "DENY")
      headers.add("Cross-Origin-Opener-Policy", "same-origin")
      headers.add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
    } else {
      headers.add(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
    }
    if edge.settings.isSecure {
      headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    }
  }

  private static let pagePolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    + "frame-ancestors 'none'"

  private func addCookies(
    _ headers: inout HeaderList, _ answer: Answer, _ asker: Asker, _ fields: HeaderValues,
    showsPage: Bool
  ) {
    let settings = edge.settings
    let tail = "; Path=/; HttpOnly; SameSite=Lax" + (settings.isSecure ? "; Secure" : "")
    switch answer.session {
    case .start(let token):
      headers.add("Set-Cookie", "\(settings.cookieName)=\(token)\(tail)")
    case .end: headers.add("Set-Cookie", "\(settings.cookieName)=\(tail); Max-Age=0")
    case nil:
      if asker.staleCookie {
        headers.add("Set-Cookie", "\(settings.cookieName)=\(tail); Max-Age=0")
      }
    }
    if let mark = answer.browser,
      mark != BrowserMark.sent(fields, named: settings.browserCookieName)
    {
      headers.add(
        "Set-Cookie",
        "\(settings.browserCookieName)=\(mark)\(tail); Max-Age=\(BrowserMark.seconds)")
    }
    if let notice = answer.notice {
      let sealed = NoticeSeal(secret: settings.formSecret).sealed(notice.text)
      headers.add("Set-Cookie", "\(settings.noticeCookieName)=\(sealed)\(tail); Max-Age=60")
    } else if showsPage, cookie(settings.noticeCookieName, fields) != nil {
      headers.add("Set-Cookie", "\(settings.noticeCookieName)=\(tail); Max-Age=0")
    }
  }
}

/// Headers while they are gathered; what HTTP cannot carry is left out rather than sent broken.
struct HeaderList {
  private(set) var fields = HTTPFields()

  mutating func add(_ name: String, _ value: String) {
    guard let name = HTTPFields.Element.Name(name) else { return }
    fields.append(HTTPFields.Element(name: name, value: value))
  }

  mutating func addUnlessThere(_ name: String, _ value: String) {
    guard let field = HTTPFields.Element.Name(name), fields[field] == nil else { return }
    add(name, value)
  }
}
