public import Ground

/// One request as an endpoint sees it: who asks, and what was sent, already of the asked shape.
public struct Call: Sendable {
  public let endpoint: Endpoint
  /// Who asks; `nil` when nobody is signed in.
  public var caller: Caller?
  /// What was presented to prove it; to end a session.
  public let credential: Credential?
  public let path: PathValues
  public internal(set) var query: QueryValues
  /// The JSON body, checked against the endpoint's shape; `.null` without one.
  public internal(set) var body: JSON
  /// The fields of a form; empty without one.
  public internal(set) var form: FormValues
  /// The bytes of a `.bytes` body. Throws `EdgeRefused.tooLarge` past the limit.
  public let stream: ByteStream
  /// Hexadecimal SHA-256 of a JSON or form body as it was sent; empty for streams.
  public internal(set) var bodyHash: String
  public let requestID: String
  public let now: Instant
  /// The asker's network address; for throttling, never for a log line.
  public let address: String
  /// A mark that chance gave to the asker's browser; `nil` for programs. It is forgotten again
  /// unless the answer keeps it.
  public let browser: String?
  let fields: HeaderValues
  let tokens: FormTokens
  let boundary: String?

  /// Who asks. Refuses: `EdgeRefused.signInNeeded`.
  public func requireCaller() throws(EdgeRefused) -> Caller {
    guard let caller else { throw .signInNeeded }
    return caller
  }

  /// A request header; `nil` when it is not there or stands more than once.
  public func header(_ name: String) -> String? { fields[name] }

  /// The version that the asker read; `nil` when any will do.
  public var ifMatch: Int? {
    guard let text = fields["If-Match"] else { return nil }
    return Int(text.filter { $0.isASCII && $0.isNumber })
  }

  public var idempotencyKey: String? { fields["Idempotency-Key"] }

  /// Why personal data are read, as the header says it.
  public var purpose: String? { fields["Motcua-Purpose"].flatMap { percentDecoded($0) } }
}

/// What somebody shows to prove who they are.
public enum Credential: Sendable, Equatable {
  case bearer(String)
  case cookie(String)

  public var token: String {
    switch self {
    case .bearer(let token), .cookie(let token): token
    }
  }
}

/// Request headers by name, without regard to case.
struct HeaderValues: Sendable {
  /// Names in lower case. A request has a dozen: to walk them is cheaper than a table of them.
  private let pairs: [(name: String, value: String)]

  init(_ pairs: [(String, String)]) { self.pairs = pairs.map { ($0.0.lowercased(), $0.1) } }

  func all(_ name: String) -> [String] {
    let wanted = name.lowercased()
    return pairs.filter { $0.name == wanted }.map(\.value)
  }

  subscript(name: String) -> String? {
    let found = all(name)
    return found.count == 1 ? found[0] : nil
  }
}

/// The named parts of a path, percent-decoded.
public struct PathValues: Sendable {
  let values: [String: String]

  /// The part called `name`. An unknown name is a programmer's mistake and stops the program.
  public subscript(name: String) -> String {
    guard let value = values[name] else { preconditionFailure("no {\(name)} in this path") }
    return value
  }

  /// The part called `name` as an id.
  public func id<Of>(_ name: String) -> ID<Of> { ID(rawValue: self[name]) }
}
