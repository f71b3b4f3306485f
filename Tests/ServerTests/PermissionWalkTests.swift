import Ground
import Storage
import TestKit
import Testing
import Web

@testable import Server

/// Default deny by route and role: every endpoint of the house, asked by nobody and by one of every
/// role. Source: issue 2, must show 4.
@Suite struct PermissionWalkTests {
  /// One person of every role.
  private static let people: [Person] = [
    .citizen, .helper, .receiver, .handler, .approver, .clerk, .reporter, .supervisor,
    .administrator,
  ]

  @Test func everyRoleIsAsked() {
    #expect(Set(Self.people.map(\.role)) == Set(Role.allCases))
  }

  @Test func nobodyGetsInWithoutSigningIn() async throws {
    try await House.with(.sqlite) { house in
      for permission in house.edge.permissions where permission.access != .everyone {
        let reply = try await permission.asking.ask(house.edge)
        let isPage = permission.face != .api && permission.method == .get
        #expect(reply.status == (isPage ? 303 : 401), "\(permission.line)")
        if isPage {
          #expect(reply.header("Location")?.hasPrefix("/dang-nhap") == true, "\(permission.line)")
        }
        let stranger = try await permission.asking(as: "no-such-token").ask(house.edge)
        #expect(stranger.status == reply.status, "\(permission.line)")
      }
    }
  }

  /// Whoever holds none of the roles is refused before anything is read; nobody meets a fault.
  @Test(arguments: people)
  func aRoleThatIsNotNamedIsRefused(_ person: Person) async throws {
    try await House.with(.sqlite) { house in
      let before = try await house.facts()
      for permission in house.edge.permissions {
        // A session that is ended would be nobody from here on.
        guard !["endSession", "signOut"].contains(permission.name) else { continue }
        let token = try await house.token(person)
        let reply = try await permission.asking(as: token).ask(house.edge)
        #expect(reply.status < 500, "\(permission.line) \(reply.text)")
        switch permission.access {
        case .everyone: break
        case .signedIn: #expect(reply.status != 401, "\(permission.line)")
        case .roles(let roles) where roles.contains(person.role):
          #expect(reply.status != 401, "\(permission.line)")
        case .roles:
          #expect([403, 404].contains(reply.status), "\(permission.line): \(reply.status)")
        }
      }
      #expect(try await house.facts() == before, "a walk with empty hands changes nothing")
    }
  }

  /// The two doors do not open with each other's key.
  @Test func aCookieIsNothingToTheAPIAndABearerNothingToAPage() async throws {
    try await House.with(.sqlite) { house in
      let token = try await house.token(.administrator)
      for permission in house.edge.permissions where permission.access != .everyone {
        let wrong =
          permission.face == .api
          ? permission.asking.cookie(token) : permission.asking.bearer(token)
        let reply = try await wrong.ask(house.edge)
        #expect([401, 303].contains(reply.status), "\(permission.line)")
      }
    }
  }

  /// A page that changes something is refused without the form's token.
  @Test func noPageTakesAPostFromElsewhere() async throws {
    try await House.with(.sqlite) { house in
      let token = try await house.token(.administrator)
      for permission in house.edge.permissions
      where permission.method == .post && permission.face != .api {
        var asking = permission.asking(as: token)
        asking.body = "username=a&password=b"
        let reply = try await asking.ask(house.edge)
        #expect([400, 403, 404].contains(reply.status), "\(permission.line): \(reply.status)")
      }
    }
  }
}

extension House {
  fileprivate func facts() async throws -> Int {
    try await world.database.read { tx in
      try tx.row("SELECT count(*) FROM fact")?.int(0) ?? 0
    }
  }
}

extension Permission {
  var line: String { "\(method.rawValue.uppercased()) \(path) (\(name))" }

  /// The endpoint with plausible values in its path and nothing in its hands.
  var asking: Asking {
    let filled = path.split(separator: "/").map { piece -> String in
      guard let open = piece.firstIndex(of: "{"), let close = piece.firstIndex(of: "}") else {
        return String(piece)
      }
      let name = piece[piece.index(after: open)..<close]
      let value =
        switch name {
        case "id", "file", "post", "account": "01JDAWQ8M0000000000000000A"
        case "code", "procedure": "9.100001"
        case "agency": "H99.101"
        case "area": "00001"
        case let other where other.hasSuffix("..."): "0/000"
        case _: "x"
        }
      return piece[..<open] + value + piece[piece.index(after: close)...]
    }
    let verb = Asking.Verb(rawValue: method.rawValue.uppercased()) ?? .get
    let uri = "/" + filled.joined(separator: "/")
    guard method != .get, method != .delete else { return Asking(verb, uri) }
    let type = face == .api ? "application/json" : "application/x-www-form-urlencoded"
    return Asking(
      verb, uri, headers: [("Content-Type", type)], body: face == .api ? "{}" : "a=b")
  }

  func asking(as token: String) -> Asking {
    face == .api ? asking.bearer(token) : asking.cookie(token)
  }
}
