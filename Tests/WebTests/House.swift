import Ground
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing
import Web

/// A small house with one endpoint of each kind, and three people: a citizen, a receiver, nobody.
enum House {
  static let citizen = Caller(
    account: ID("A1"), name: "Lan", ownRoles: [.citizen], posts: [])
  static let receiver = Caller(
    account: ID("A2"), name: "Hùng", ownRoles: [],
    posts: [.init(id: ID("P1"), role: .receiver, agency: ID("H99.101"))])

  static func edge(
    _ endpoints: [Endpoint] = House.endpoints, publicURL: String = "http://localhost:8080",
    demonstration: (@Sendable () -> HTML)? = nil, settings: EdgeSettings? = nil,
    assets: Assets = Assets(),
    observe: (@Sendable (Finished) -> Void)? = nil
  ) -> Edge {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return Edge(
      endpoints: endpoints,
      settings: settings
        ?? EdgeSettings(
          publicURL: publicURL, demonstration: demonstration, provinceName: "Tỉnh Mẫu",
          formSecret: Array(repeating: 7, count: 32)),
      assets: assets, now: { Instant(Day(2026, 11, 20), minute: 960) }, chance: .system,
      logger: logger,
      authenticate: { credential in
        ["citizen": citizen, "receiver": receiver][credential.token]
      }, observe: observe)
  }

  static let dossier = Shape.named(
    "Dossier", .object([Field("id", .ulid), Field("version", .integer(min: 1))]))

  static let act = Shape.named(
    "Act",
    .tagged(
      by: "act",
      [
        Variant("receive"), Variant("refuse", [Field("reason", .string(min: 1, max: 20))]),
      ]))

  static let id = "01JDAWQ8M0000000000000000A"

  static let endpoints: [Endpoint] = [
    Endpoint(
      .post, "/api/v1/dossiers/{id}/acts", name: "actOnDossier", summary: "Làm", tag: "dossiers",
      access: .roles([.receiver, .handler]), headers: [.ifMatch], body: .json(act),
      answers: [AnswerShape(200, dossier, headers: ["ETag"])],
      refusals: [.unknown, .stale, .outOfOrder, .content],
      admit: { call in if call.path["id"] != id { throw EdgeRefused.noSuchPlace } },
      weigh: { call in if call.body["act"] == "stamp" { throw EdgeRefused.forbidden } },
      run: { call in
        if let version = call.ifMatch, version != 3 { throw Refused.stale }
        return Answer(200, ["id": .string(id), "version": 3]).version(3)
      }),
    Endpoint(
      .get, "/api/v1/dossiers", name: "listDossiers", summary: "Danh sách", access: .signedIn,
      query: [
        .limit, .after, QueryParameter("overdue", .boolean), QueryParameter("dueBefore", .day),
      ], answers: [AnswerShape(200, .list(of: dossier))]
    ) { call in
      let from = try call.query.after()?.first?.int ?? 0
      return Answer(
        200, .list([], next: Cursor.text([JSON(from + call.query.limit)])))
    },
    Endpoint(
      .post, "/api/v1/files", name: "addFile", summary: "Tệp", access: .everyone,
      headers: [.fileName], body: .bytes(limit: 1000),
      answers: [AnswerShape(201, .object([Field("size", .integer())]))]
    ) { call in
      var size = 0
      for try await chunk in call.stream { size += chunk.count }
      return Answer(201, ["size": JSON(size)])
    },
    Endpoint(
      .post, "/api/v1/sessions", name: "startSession", summary: "Đăng nhập", access: .everyone,
      body: .json(.object([Field("username", .string(max: 50))])), answers: [AnswerShape(201)],
      refusals: [.tooMany]
    ) { _ in throw RetryLater(Refused.tooMany, seconds: 30) },
    Endpoint(
      .get, "/api/v1/broken", name: "readBroken", summary: "Hỏng", access: .everyone,
      query: [QueryParameter("how", .string(max: 20))]
    ) { call in throw Broken(passing: Passing.allCases.first { "\($0)" == call.query["how"] }) },
    Endpoint(
      .get, "/ho-so", name: "showMine", summary: "Hồ sơ của tôi", access: .signedIn
    ) { call in .page(NamePage(values: FormState())) },
    Endpoint(
      .post, "/ho-so", name: "saveMine", summary: "Ghi", access: .signedIn, body: .form
    ) { call in
      guard call.form["applicant.name"].utf8.count > 5 else {
        return .page(
          NamePage(values: FormState(call.form, refused: Refused.nameShort)), status: 422)
      }
      return .redirect(Paths.mine, notice: "Đã ghi.")
    },
    Endpoint(
      .post, "/dang-xuat", name: "signOut", summary: "Đăng xuất", access: .signedIn
    ) { _ in .redirect(Paths.home).endingSession() },
    Endpoint(
      .post, "/tep", name: "saveFiles", summary: "Tệp", access: .signedIn,
      body: .multipart(limit: 4000)
    ) { call in
      let form = try await call.multipart { part in
        "\(part.field)=\(part.fileName):\(try await part.stream.collected(upTo: 2000).count)"
      }
      return .text(form.values["ghi-chu"] + "|" + form.files.map(\.file).joined(separator: ","))
    },
    Endpoint(
      .get, "/health", name: "readHealth", summary: "Sống", access: .everyone, face: .root
    ) { _ in .text("ok") },
    Endpoint(
      .get, "/xuat", name: "exportLines", summary: "Xuất", access: .everyone
    ) { _ in
      .stream("text/csv; charset=utf-8", fileName: "hồ sơ.csv") { writer in
        for line in 1...3 { try await writer.write("\(line)\n") }
      }
    },
  ]

  static func send(
    _ verb: Verb, _ uri: String, _ headers: [(String, String)] = [], body: String? = nil
  ) async throws -> Reply {
    try await send(House.edge(), verb, uri, headers, body: body)
  }

  static func send(
    _ edge: Edge, _ verb: Verb, _ uri: String, _ headers: [(String, String)] = [],
    body: String? = nil
  ) async throws -> Reply {
    var fields = HTTPFields()
    for (name, value) in headers {
      fields.append(.init(name: try #require(HTTPFields.Element.Name(name)), value: value))
    }
    let sent = fields
    let method = try #require(HTTPRequest.Method(rawValue: verb.rawValue))
    return try await Application(responder: edge).test(.router) { client in
      let response = try await client.execute(
        uri: uri, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
      return Reply(
        status: Int(response.status.code), text: String(buffer: response.body),
        headers: response.headers.map { ($0.name.rawName, $0.value) })
    }
  }

  static let bearer = ("Authorization", "Bearer receiver")
  static let json = ("Content-Type", "application/json")
  static let form = ("Content-Type", "application/x-www-form-urlencoded")

  static func act(
    _ body: String, id: String = House.id, _ headers: [(String, String)] = [bearer, json]
  ) async throws -> Reply {
    try await send(.post, "/api/v1/dossiers/\(id)/acts", headers, body: body)
  }
}

enum Verb: String {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case delete = "DELETE"
}

struct Reply: Sendable {
  let status: Int
  let text: String
  let headers: [(String, String)]

  func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }

  func all(_ name: String) -> [String] {
    headers.filter { $0.0.lowercased() == name.lowercased() }.map(\.1)
  }

  var json: JSON { get throws { try JSON(reading: Array(text.utf8)) } }
  var code: String? { get throws { try json["code"]?.text } }
  var pointers: [String] {
    get throws { try json["errors"]?.elements?.compactMap { $0["pointer"]?.text } ?? [] }
  }

  /// The token of the page's first form.
  var formToken: String? {
    text.split(separator: "name=\"_token\" value=\"").dropFirst().first?
      .prefix { $0 != "\"" }.description
  }
}

struct Broken: PassingFault { var passing: Passing? }

enum Refused: Refusal {
  case stale, tooMany, nameShort

  var code: String { "test.\(self)" }
  var explanation: Phrase { "Hãy ghi lại." }
  var kind: RefusalKind {
    switch self {
    case .stale: .stale
    case .tooMany: .tooMany
    case .nameShort: .content
    }
  }
  var places: [RefusedPlace] {
    switch self {
    case .nameShort:
      [RefusedPlace(pointer: "/applicant/name", code: "name.short", detail: "Tên quá ngắn.")]
    case .stale, .tooMany: []
    }
  }
}

struct NamePage: Page {
  let values: FormState
  var title: Phrase { "Tên" }
  var body: HTML {
    """
    <h1>Tên</h1>\(values.summary)
    \(HTML.form(to: Paths.mine, questions))
    """
  }

  private var questions: HTML {
    "\(HTML.input(values.entry("applicant.name", "Họ và tên")))\(HTML.button("Ghi"))"
  }
}
