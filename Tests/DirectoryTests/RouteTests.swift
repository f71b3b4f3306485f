import Directory
import Foundation
import Ground
import Hummingbird
import HummingbirdTesting
import Logging
import Storage
import TestKit
import Testing
import Web

/// The directory through the front door.
struct Door: Sendable {
  let world: World
  let edge: Edge

  struct Reply: Sendable {
    let status: Int
    let text: String
    let headers: HTTPFields

    var json: JSON { get throws { try JSON(reading: Array(text.utf8)) } }

    func header(_ name: String) -> String? {
      headers.first { $0.name.rawName.lowercased() == name.lowercased() }?.value
    }

    /// The value of a cookie that was set, as a browser sends it back.
    var cookie: String? { header("Set-Cookie")?.split(separator: ";").first.map(String.init) }

    func formToken(_ index: Int = 0) throws -> String {
      let parts = text.components(separatedBy: "name=\"_token\" value=\"").dropFirst()
      return try #require(Array(parts)[index].split(separator: "\"").first.map(String.init))
    }
  }

  init(_ world: World) {
    let clock = world.clock
    let desk = world.slice.signIn
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    self.world = world
    edge = Edge(
      endpoints: world.slice.endpoints,
      settings: EdgeSettings(
        publicURL: "http://localhost:8080", provinceName: "Tỉnh Mẫu",
        formSecret: Array(repeating: 7, count: 32)),
      assets: Assets(), now: { clock.now }, chance: .system, logger: logger,
      authenticate: { try await desk.authenticate(token: $0.token) })
  }

  func send(
    _ method: HTTPRequest.Method, _ uri: String, bearer: String? = nil, cookie: String? = nil,
    json: JSON? = nil, form: String? = nil
  ) async throws -> Reply {
    var fields = HTTPFields()
    if let bearer { fields[.authorization] = "Bearer \(bearer)" }
    if let cookie { fields[.cookie] = cookie }
    if json != nil { fields[.contentType] = "application/json" }
    if form != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
    let body = (json?.serialised ?? form).map { ByteBuffer(string: $0) }
    let sent = fields
    return try await Application(responder: edge).test(.router) { client in
      let response = try await client.execute(uri: uri, method: method, headers: sent, body: body)
      return Reply(
        status: Int(response.status.code), text: String(buffer: response.body),
        headers: response.headers)
    }
  }

  func token(_ username: String) async throws -> String {
    try await world.slice.signIn.signIn(
      username: username, password: "mat-khau-1", address: "10.0.0.1"
    ).token
  }
}

/// Runs `body` before the front door of a province that has its agencies and an administrator.
func atTheDoor(_ body: (Door) async throws -> Void) async throws {
  try await Engine.sqlite.with(World.migrations) { database in
    let world = World(database)
    try await world.found()
    _ = try await world.officer("quantri", .administrator, at: "H99")
    _ = try await world.officer("tiepnhan", .receiver, at: "H99.101")
    _ = try await world.account("congdan", kind: .citizen)
    try await body(Door(world))
  }
}

struct SessionRouteTests {
  @Test func aSessionIsBegunAndEnded() async throws {
    try await atTheDoor { door in
      let begun = try await door.send(
        .post, "/api/v1/sessions", json: ["username": "tiepnhan", "password": "mat-khau-1"])
      #expect(begun.status == 201)
      let token = try #require(try begun.json["token"]?.text)
      #expect(try begun.json["expiresAt"]?.text == "2026-11-16T13:00:00Z")
      #expect(try begun.json["user"]?["roles"] == ["receiver"])
      #expect(try begun.json["user"]?["agency"] == "H99.101")
      let officers = "/api/v1/officers?agency=H99.101"
      #expect(try await door.send(.get, officers, bearer: token).status == 200)
      let ended = try await door.send(.delete, "/api/v1/sessions/current", bearer: token)
      #expect(ended.status == 204)
      #expect(try await door.send(.get, officers, bearer: token).status == 401)
    }
  }

  @Test func aFailureSaysNeitherWhichNorMore() async throws {
    try await atTheDoor { door in
      for username in ["tiepnhan", "khong-co-ai"] {
        let refused = try await door.send(
          .post, "/api/v1/sessions", json: ["username": .string(username), "password": "sai"])
        #expect(refused.status == 401)
        #expect(try refused.json["code"] == "session.refused")
      }
      for _ in 0..<9 {
        _ = try await door.send(
          .post, "/api/v1/sessions", json: ["username": "tiepnhan", "password": "sai"])
      }
      let shut = try await door.send(
        .post, "/api/v1/sessions", json: ["username": "tiepnhan", "password": "mat-khau-1"])
      #expect(shut.status == 429)
      #expect(shut.header("Retry-After") == "900")
    }
  }

  @Test func aCitizenSignsInByPageAndGoesWhereItWantedToGo() async throws {
    try await atTheDoor { door in
      let page = try await door.send(.get, "/dang-nhap?tiep=/tra-cuu")
      let form = "_token=\(try page.formToken())&tiep=%2Ftra-cuu&username=congdan&password="
      let refused = try await door.send(
        .post, "/dang-nhap", cookie: page.cookie, form: form + "sai-mat-khau")
      #expect(refused.status == 422)
      #expect(refused.text.contains("Tên đăng nhập hoặc mật khẩu không đúng"))
      #expect(refused.text.contains("value=\"congdan\""))
      #expect(!refused.text.contains("sai-mat-khau"))
      let begun = try await door.send(
        .post, "/dang-nhap", cookie: page.cookie, form: form + "mat-khau-1")
      #expect(begun.status == 303)
      #expect(begun.header("Location") == "/tra-cuu")
      #expect(begun.cookie != nil)
    }
  }

  @Test func signingInNeverLeadsToAnotherSite() async throws {
    try await atTheDoor { door in
      let page = try await door.send(.get, "/dang-nhap?tiep=//evil.example")
      let form = "_token=\(try page.formToken())&tiep=%2F%2Fevil.example&username=congdan"
      let begun = try await door.send(
        .post, "/dang-nhap", cookie: page.cookie, form: form + "&password=mat-khau-1")
      #expect(begun.header("Location") == "/ho-so")
    }
  }
}

struct DirectoryRouteTests {
  @Test func agenciesAreListedPageByPage() async throws {
    try await atTheDoor { door in
      let first = try await door.send(.get, "/api/v1/agencies?limit=3")
      #expect(first.status == 200)
      #expect(
        try first.json["items"]?.elements?.first == [
          "code": "H99", "name": "Ủy ban nhân dân tỉnh", "level": "province", "parent": .null,
          "validFrom": "2025-07-01", "validTo": .null,
        ])
      let next = try #require(try first.json["next"]?.text)
      let second = try await door.send(.get, "/api/v1/agencies?limit=3&after=\(next)")
      #expect(try second.json["items"]?.elements?.map { $0["code"] } == ["H99.102"])
      #expect(try second.json["next"] == .null)
      let offering = try await door.send(.get, "/api/v1/agencies?procedure=1.001193")
      #expect(try offering.json["items"]?.elements?.map { $0["code"] } == ["H99.101"])
      #expect(try await door.send(.get, "/api/v1/agencies?level=ward").status == 400)
    }
  }

  @Test func officersAreListedForOfficersOnly() async throws {
    try await atTheDoor { door in
      let uri = "/api/v1/officers"
      #expect(try await door.send(.get, uri).status == 401)
      #expect(try await door.send(.get, uri, bearer: try await door.token("congdan")).status == 403)
      let own = try await door.send(.get, uri, bearer: try await door.token("tiepnhan"))
      #expect(try own.json["items"]?.elements?.map { $0["roles"] } == [["receiver"]])
      #expect(try own.json["items"]?.elements?.map { $0["name"] } == ["Nguyễn Thị Lan"])
    }
  }
}
