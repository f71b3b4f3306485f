import Ground

/// Who stands at the edge, and what was shown to prove it.
struct Asker: Sendable {
  let caller: Caller?
  let credential: Credential?
  /// A session cookie was sent that is none any more; the answer takes it away.
  var staleCookie = false

  static let nobody = Asker(caller: nil, credential: nil)

  /// The cookie session's token; empty for nobody and for bearers.
  var session: String {
    guard caller != nil, case .cookie(let token) = credential else { return "" }
    return token
  }
}

extension Visit {
  /// Who asks. The API looks at bearer tokens only, pages at cookies only. Source: contract,
  /// "Pages". Refuses: `EdgeRefused.sessionEnded` for a bearer token that is no session.
  func signedIn(_ endpoint: Endpoint, _ fields: HeaderValues) async throws -> Asker {
    switch endpoint.face {
    case .root: return .nobody
    case .api:
      guard !endpoint.startsSession, !fields.all("Authorization").isEmpty else { return .nobody }
      guard let token = bearer(fields), let caller = try await edge.authenticate(.bearer(token))
      else { throw EdgeRefused.sessionEnded }
      return Asker(caller: caller, credential: .bearer(token))
    case .portal, .desk, .wall:
      guard let token = cookie(edge.settings.cookieName, fields), !token.isEmpty else {
        return .nobody
      }
      guard let caller = try await edge.authenticate(.cookie(token)) else {
        return Asker(caller: nil, credential: nil, staleCookie: true)
      }
      return Asker(caller: caller, credential: .cookie(token))
    }
  }

  private func bearer(_ fields: HeaderValues) -> String? {
    guard let value = fields["Authorization"], value.utf8.count <= 1000 else { return nil }
    let halves = value.split(separator: " ", maxSplits: 1)
    guard halves.count == 2, halves[0].lowercased() == "bearer" else { return nil }
    return String(halves[1])
  }

  func cookie(_ name: String, _ fields: HeaderValues) -> String? { cookieValue(name, fields) }
}

func cookieValue(_ name: String, _ fields: HeaderValues) -> String? {
  for line in fields.all("Cookie") {
    for piece in line.split(separator: ";") {
      let halves = piece.split(separator: "=", maxSplits: 1)
      if halves.count == 2, halves[0].filter({ $0 != " " }) == name { return String(halves[1]) }
    }
  }
  return nil
}

extension Endpoint {
  /// Signing in does not look at an old token: it is what replaces it.
  var startsSession: Bool { method == .post && path.hasSuffix("/sessions") }
}
