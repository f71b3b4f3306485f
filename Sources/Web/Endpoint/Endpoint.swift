public import Ground

/// One route as a value: router, permission table and OpenAPI are read from the same list, so that
/// none of them can differ from what is served. Source: architecture, "Targets".
public struct Endpoint: Sendable {
  /// The methods we serve; HEAD is answered as GET without its body.
  public enum Method: String, Sendable, CaseIterable { case get, post, put, patch, delete }

  public let method: Method
  /// The path as published, as `/api/v1/dossiers/{id}`.
  public let path: String
  /// The operation's name, unique in the house.
  public let name: String
  public let summary: String
  public let tag: String
  public let access: Access
  public let face: Face
  public let query: [QueryParameter]
  public let headers: [HeaderParameter]
  public let body: BodyShape
  public let answers: [AnswerShape]
  public let refusals: Set<RefusalKind>
  let admit: (@Sendable (Call) async throws -> Void)?
  let weigh: (@Sendable (Call) async throws -> Void)?
  let asksAgain: Bool
  let run: @Sendable (Call) async throws -> Answer

  /// `face` is taken from the path when left out: `/api/…` is `.api`, all else `.portal`. `admit`
  /// refuses with 404 or 403 before the body's shape is looked at (contract, "Order of checks");
  /// it sees path, headers and caller only. `weigh` does the same for a JSON body whose content
  /// says what is asked for: it sees the body before its shape is checked. Where `run` refuses the
  /// same in the same order, `asksAgain` spares a sound request both: they are asked only to put
  /// the refusals of an unsound one in order. An API POST takes an
  /// `Idempotency-Key`, but not `/sessions`. A page that changes something always takes a form:
  /// the form carries the token that proves where it came from.
  public init(
    _ method: Method, _ path: String, name: String, summary: String, tag: String = "",
    access: Access, face: Face? = nil, query: [QueryParameter] = [],
    headers: [HeaderParameter] = [], body: BodyShape = .none, answers: [AnswerShape] = [],
    refusals: Set<RefusalKind> = [],
    admit: (@Sendable (Call) async throws -> Void)? = nil,
    weigh: (@Sendable (Call) async throws -> Void)? = nil,
    asksAgain: Bool = false,
    run: @escaping @Sendable (Call) async throws -> Answer
  ) {
    (self.method, self.path, self.name, self.summary) = (method, path, name, summary)
    (self.tag, self.access, self.query) = (tag, access, query)
    (self.answers, self.refusals) = (answers, refusals)
    (self.admit, self.weigh, self.asksAgain, self.run) = (admit, weigh, asksAgain, run)
    let face = face ?? (path.hasPrefix("/api/") ? .api : .portal)
    self.face = face
    if case .none = body, face.isPage, method != .get {
      self.body = .form
    } else {
      self.body = body
    }
    let takesKey = face == .api && method == .post && !path.hasSuffix("/sessions")
    let known = headers.contains { $0.name == HeaderParameter.idempotencyKey.name }
    self.headers = headers + (takesKey && !known ? [.idempotencyKey] : [])
  }
}

/// Which door a request comes in by.
public enum Face: Sendable {
  /// The JSON API: bearer tokens only, cookies are not looked at.
  case api
  /// Pages for everybody: cookie session only.
  case portal
  /// Pages for officers: cookie session only.
  case desk
  /// A screen on a wall, read from afar.
  case wall
  /// `/health` and its like: nobody is anybody.
  case root

  /// Shown by a browser, with a cookie session.
  var isPage: Bool {
    switch self {
    case .portal, .desk, .wall: true
    case .api, .root: false
    }
  }
}

/// Who may call. What depends on the dossier (its agency, its assignment) is asked by the desk.
public enum Access: Sendable, Equatable {
  case everyone
  case signedIn
  /// Somebody who holds one of these roles now.
  case roles(Set<Role>)
}

/// What a request carries besides its address.
public enum BodyShape: Sendable {
  case none
  case json(Shape)
  /// `application/x-www-form-urlencoded`, from a page.
  case form
  /// `multipart/form-data`, from a page with files; `limit` bytes in all.
  case multipart(limit: Int)
  /// The bytes of one file, streamed; `types` empty means any media type.
  case bytes(limit: Int, types: [String] = [])
}

/// One answer that an endpoint may give, besides its problems.
public struct AnswerShape: Sendable {
  public let status: Int
  public let shape: Shape?
  public let type: String
  public let headers: [String]
  public let about: String

  public init(
    _ status: Int, _ shape: Shape? = nil, type: String = "application/json",
    headers: [String] = [], _ about: String = ""
  ) {
    (self.status, self.shape, self.type) = (status, shape, type)
    (self.headers, self.about) = (headers, about)
  }
}

/// One line of the permission table.
public struct Permission: Sendable {
  public let method: Endpoint.Method
  public let path: String
  public let name: String
  public let face: Face
  public let access: Access
}
