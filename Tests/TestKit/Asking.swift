import Catalogue
import Directory
import Dossiers
public import Ground
import Hummingbird
import HummingbirdTesting
import Journal
import Logging
public import Web

/// What came back over HTTP.
public struct Reply: Sendable {
  public let status: Int
  public let text: String
  public let headers: [(name: String, value: String)]

  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  public var json: JSON { get throws { try JSON(reading: Array(text.utf8)) } }
  /// The stable code of a problem; `nil` when it is none.
  public var code: String? { (try? json)?["code"]?.text }  // a page has no code
  public var pointers: [String] {
    get throws { try json["errors"]?.elements?.compactMap { $0["pointer"]?.text } ?? [] }
  }
}

/// One request, asked of an edge through its router: nothing goes over a wire.
public struct Asking: Sendable {
  public enum Verb: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  public var verb: Verb
  public var uri: String
  public var headers: [(name: String, value: String)]
  public var body: String?

  public init(
    _ verb: Verb, _ uri: String, headers: [(name: String, value: String)] = [],
    body: String? = nil
  ) {
    (self.verb, self.uri, self.headers, self.body) = (verb, uri, headers, body)
  }

  /// With a JSON body.
  public init(_ verb: Verb, _ uri: String, json: JSON) {
    self.init(
      verb, uri, headers: [("Content-Type", "application/json")], body: json.serialised)
  }

  /// With one more header.
  public func header(_ name: String, _ value: String) -> Asking {
    var asking = self
    asking.headers.append((name, value))
    return asking
  }

  /// As somebody whose session has this token: for the API.
  public func bearer(_ token: String) -> Asking { header("Authorization", "Bearer \(token)") }

  /// As somebody whose session has this token: for pages.
  public func cookie(_ token: String) -> Asking { header("Cookie", "motcua=\(token)") }

  public func ask(_ edge: Edge) async throws -> Reply {
    var fields = HTTPFields()
    for (name, value) in headers {
      guard let name = HTTPFields.Element.Name(name) else { throw NoSuchName(name: name) }
      fields.append(.init(name: name, value: value))
    }
    guard let method = HTTPRequest.Method(rawValue: verb.rawValue) else {
      throw NoSuchName(name: verb.rawValue)
    }
    let (uri, body, sent) = (uri, body, fields)
    return try await Application(responder: edge).test(.router) { client in
      let response = try await client.execute(
        uri: uri, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
      return Reply(
        status: Int(response.status.code), text: String(buffer: response.body),
        headers: response.headers.map { ($0.name.rawName, $0.value) })
    }
  }
}

/// A test writes a header or a method that HTTP does not know.
struct NoSuchName: Error { let name: String }

extension World {
  /// The edge over the slices of this world. What is served stands in `Server`; this one is for the
  /// slices' own tests.
  public var edge: Edge {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let (signIn, now) = (directory.signIn, { @Sendable [clock] in clock.now })
    return Edge(
      endpoints: directory.endpoints + catalogue.endpoints
        + catalogue.portal(events: []) + journal.endpoints
        + dossiers.endpoints,
      settings: EdgeSettings(
        publicURL: "http://localhost:8080", demonstration: nil, provinceName: "Tỉnh Thử Nghiệm",
        formSecret: Array(repeating: 7, count: 32)),
      assets: Assets(), now: now, chance: chance, logger: logger,
      authenticate: { try await signIn.authenticate(token: $0.token) })
  }

  /// Their session is over; the next asking begins another.
  public func endSession(of person: Person) { registry.forget(person) }

  /// The token of the person's session, which begins when it is first asked for.
  public func token(_ person: Person) async throws -> String {
    if let token = registry.token(person) { return token }
    let signedIn = try await directory.signIn.signIn(
      username: person.username, password: World.password, address: "127.0.0.1")
    registry.keep(signedIn.token, of: person)
    return signedIn.token
  }

  /// Asks the API of this world as `person`; as nobody when `nil`.
  public func ask(_ asking: Asking, as person: Person?) async throws -> Reply {
    guard let person else { return try await asking.ask(edge) }
    return try await asking.bearer(try await token(person)).ask(edge)
  }
}
