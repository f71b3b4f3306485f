import Ground
import Synchronization
import Testing
import Web

@Suite struct ProblemTests {
  @Test func aProblemSaysWhatWhereAndWhichRequest() async throws {
    let reply = try await House.act(#"{"act":"refuse","reason":"","colour":1}"#)
    #expect(reply.header("Content-Type") == "application/problem+json")
    let json = try reply.json
    #expect(json["status"]?.int == 400)
    #expect(json["code"]?.text == "edge.shape")
    #expect(json["title"]?.text?.isEmpty == false)
    #expect(try Set(reply.pointers) == ["/reason", "/colour"])
    #expect(json["requestId"]?.text == reply.header("X-Request-Id"))
  }

  @Test func aFaultApologisesAndKeepsItsMessageToItself() async throws {
    let reply = try await House.send(.get, "/api/v1/broken")
    #expect(reply.status == 500)
    #expect(!reply.text.contains("Broken"))
    #expect(try reply.json["requestId"]?.text?.utf8.count == 26)
  }

  @Test(arguments: Passing.allCases)
  func aFaultThatPassesSaysWhenToComeBackAndKeepsItsMessageToItself(_ passing: Passing) async throws
  {
    let reply = try await House.send(.get, "/api/v1/broken?how=\(passing)")
    #expect(reply.status == 503)
    #expect(reply.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
    #expect(try reply.code?.hasPrefix("storage.") == true)
    #expect(!reply.text.contains("Broken"))
  }

  @Test func tooOftenSaysWhenToComeBack() async throws {
    let reply = try await House.send(
      .post, "/api/v1/sessions", [House.json, ("Authorization", "Bearer old")],
      body: #"{"username":"lan"}"#)
    #expect(reply.status == 429)
    #expect(reply.header("Retry-After") == "30")
  }

  @Test func aTokenThatIsNoSessionIsToldSoEvenWhereNoneIsNeeded() async throws {
    let reply = try await House.send(
      .get, "/api/v1/openapi.json", [("Authorization", "Bearer old")])
    #expect(reply.status == 401)
    #expect(try reply.code == "session.ended")
  }

  @Test func theAPIIgnoresCookiesAndPagesIgnoreBearers() async throws {
    let cookie = try await House.send(.get, "/api/v1/dossiers", [("Cookie", "motcua=receiver")])
    #expect(cookie.status == 401)
    let page = try await House.send(.get, "/ho-so", [House.bearer])
    #expect(page.status == 303)
    #expect(page.header("Location") == "/dang-nhap?tiep=%2Fho-so")
  }

  @Test func neitherAPINorPagesAreKeptByAnyCache() async throws {
    let api = try await House.send(.get, "/api/v1/dossiers", [House.bearer])
    let page = try await House.send(.get, "/ho-so", [("Cookie", "motcua=citizen")])
    #expect(api.header("Cache-Control") == "no-store")
    #expect(page.header("Cache-Control") == "no-store")
    #expect(page.header("X-Content-Type-Options") == "nosniff")
    let policy = try #require(page.header("Content-Security-Policy"))
    #expect(policy.contains("default-src 'self'"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe-inline"))
  }

  @Test func aFinishedRequestIsCountedByRouteNotByAddress() async throws {
    let seen = Mutex<[Finished]>([])
    let edge = House.edge(observe: { finished in seen.withLock { $0.append(finished) } })
    _ = try await House.send(edge, .get, "/api/v1/dossiers?limit=7", [House.bearer])
    let finished = try #require(seen.withLock { $0.first })
    #expect(finished.route == "/api/v1/dossiers")
    #expect(finished.status == 200)
  }

  @Test func aStreamedFileIsOfferedForSavingUnderItsName() async throws {
    let reply = try await House.send(.get, "/xuat")
    #expect(reply.text == "1\n2\n3\n")
    #expect(
      reply.header("Content-Disposition") == "attachment; filename*=UTF-8''h%E1%BB%93%20s%C6%A1.csv"
    )
  }

  @Test func aKeptAnswerIsTheSameAgain() throws {
    let answer = Answer(201, ["id": "A"]).version(2).fact("F")
    let kept = try #require(answer.kept)
    let again = try #require(Answer(kept: kept))
    #expect(again.status == 201)
    #expect(again.json == ["id": "A"])
    #expect(again.kept == kept)
    #expect(Answer(kept: Array("x".utf8)) == nil)
  }
}
