import Ground
import Testing
import Web

/// Contract, "Order of checks": each request is wrong in two ways, and the earlier one answers.
@Suite struct EdgeOrderTests {
  @Test func aStrangerIsToldToSignInBeforeAnythingElse() async throws {
    let reply = try await House.act("{", id: "nothing", [House.json])
    #expect(reply.status == 401)
    #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
  }

  @Test func whatMayNotBeSeenIsNotThereBeforeItIsForbidden() async throws {
    let citizen = ("Authorization", "Bearer citizen")
    #expect(try await House.act("{", id: "nothing", [citizen, House.json]).status == 404)
    #expect(try await House.act("{", [citizen, House.json]).status == 403)
  }

  @Test func anActThatIsNeverAllowedIsForbiddenBeforeItsShapeIsLookedAt() async throws {
    #expect(try await House.act(#"{"act":"stamp","colour":1}"#).status == 403)
  }

  @Test func shapeIsCheckedBeforeTheVersion() async throws {
    let stale = ("If-Match", "\"2\"")
    let bad = try await House.act(#"{"act":"sing"}"#, [House.bearer, House.json, stale])
    #expect(bad.status == 400)
    #expect(
      try await House.act(#"{"act":"receive"}"#, [House.bearer, House.json, stale]).status == 412)
    #expect(
      try await House.act(#"{"act":"receive"}"#, [House.bearer, House.json, ("If-Match", "\"3\"")])
        .status == 200)
  }

  @Test(arguments: ["x", "\"0\"", "\"1\", \"2\""])
  func anUnreadableVersionIsAShape(_ value: String) async throws {
    let reply = try await House.act(
      #"{"act":"receive"}"#, [House.bearer, House.json, ("If-Match", value)])
    #expect(reply.status == 400)
    #expect(try reply.pointers == ["If-Match"])
  }

  @Test func anUnknownMethodNamesTheKnownOnes() async throws {
    let reply = try await House.send(.delete, "/api/v1/dossiers")
    #expect(reply.status == 405)
    #expect(reply.header("Allow") == "GET, HEAD")
    #expect(try reply.code == "edge.method-not-allowed")
  }

  @Test func anUnknownPathIsAProblemInTheAPIAndAPageElsewhere() async throws {
    let api = try await House.send(.get, "/api/v1/nothing")
    #expect(api.status == 404)
    #expect(api.header("Content-Type") == "application/problem+json")
    let page = try await House.send(.get, "/khong-co")
    #expect(page.status == 404)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    #expect(page.text.contains("<html lang=\"vi\""))
  }

  @Test func onlyJSONIsAnsweredAndOnlyJSONIsTaken() async throws {
    let accept = try await House.send(
      .get, "/api/v1/dossiers", [House.bearer, ("Accept", "application/pdf")])
    #expect(accept.status == 406)
    let star = try await House.send(
      .get, "/api/v1/dossiers", [House.bearer, ("Accept", "text/html, */*;q=0.1")])
    #expect(star.status == 200)
    let typed = try await House.act("{}", [House.bearer, ("Content-Type", "text/plain")])
    #expect(typed.status == 415)
  }

  @Test func malformedJSONIsNamedByItsByte() async throws {
    let reply = try await House.act(#"{"act" "receive"}"#)
    #expect(reply.status == 400)
    #expect(try reply.json["detail"]?.text?.contains("byte 7") == true)
  }

  @Test(arguments: [
    ("limit=0", "limit"), ("limit=ten", "limit"), ("limit=501", "limit"), ("limit=+5", "limit"),
    ("overdue=yes", "overdue"), ("dueBefore=2026-02-30", "dueBefore"), ("colour=red", "colour"),
    ("limit=1&limit=2", "limit"), ("after=!", "after"),
  ])
  func aParameterThatDoesNotFitIsNamed(_ query: String, _ name: String) async throws {
    let reply = try await House.send(.get, "/api/v1/dossiers?\(query)", [House.bearer])
    #expect(reply.status == 400)
    #expect(try reply.pointers == [name])
  }

  @Test func aCursorComesBackAsItWent() async throws {
    let first = try await House.send(.get, "/api/v1/dossiers?limit=20", [House.bearer])
    let cursor = try #require(try first.json["next"]?.text)
    let second = try await House.send(
      .get, "/api/v1/dossiers?limit=20&after=\(cursor)", [House.bearer])
    #expect(try second.json["next"]?.text.flatMap(Cursor.parts) == [40])
    let foreign = try await House.send(.get, "/api/v1/dossiers?after=abcd", [House.bearer])
    #expect(foreign.status == 400)
  }

  @Test(arguments: ["/api/v1/dossiers/%00/acts", "/api/v1/%zz", "/api/v1/dossiers/%ff/acts"])
  func anAddressThatCannotBeReadIsRefused(_ uri: String) async throws {
    #expect(try await House.send(.get, uri, [House.bearer]).status == 400)
  }

  @Test func anAddressWithoutEndIsRefused() async throws {
    let long = "/api/v1/dossiers?q=" + String(repeating: "a", count: 9000)
    #expect(try await House.send(.get, long, [House.bearer]).status == 400)
  }

  @Test func tooManyBytesAreRefusedWhetherAnnouncedOrNot() async throws {
    let type = ("Content-Type", "application/pdf")
    let reply = try await House.send(
      .post, "/api/v1/files", [type], body: String(repeating: "a", count: 1001))
    #expect(reply.status == 413)
    let fits = try await House.send(
      .post, "/api/v1/files", [type], body: String(repeating: "a", count: 1000))
    #expect(try fits.json["size"]?.int == 1000)
  }

  @Test func headIsGetWithoutItsBody() async throws {
    let reply = try await House.send(.head, "/health")
    #expect(reply.status == 200)
    #expect(reply.text.isEmpty)
    #expect(reply.header("Content-Length") == "2")
  }
}
