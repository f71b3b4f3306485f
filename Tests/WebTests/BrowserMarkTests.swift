import Ground
import Testing

@testable import Web

/// A browser is known again by a mark of chance, and only where something was handed in.
/// Source: domain P5.
@Suite struct BrowserMarkTests {
  private static let handIn = Endpoint(
    .post, "/nop", name: "handIn", summary: "Nộp", access: .everyone, body: .form
  ) { call in
    Answer.redirect(Paths.home).header("Seen", call.browser ?? "-").keepingBrowser(call.browser)
  }
  private static let look = Endpoint(
    .post, "/xem", name: "look", summary: "Xem", access: .everyone, body: .form
  ) { call in Answer.redirect(Paths.home).header("Seen", call.browser ?? "-") }
  private static let page = Endpoint(
    .get, "/xem", name: "lookAt", summary: "Xem", access: .everyone
  ) { call in Answer.text(call.browser ?? "-") }
  private static let program = Endpoint(
    .post, "/api/v1/nop", name: "send", summary: "Nộp", access: .everyone
  ) { call in Answer.empty().header("Seen", call.browser ?? "-") }

  private func ask(
    _ verb: Verb, _ path: String, _ headers: [(String, String)] = [],
    at url: String = "http://localhost:8080"
  ) async throws -> Reply {
    let edge = House.edge([Self.handIn, Self.look, Self.page, Self.program], publicURL: url)
    let isForm = verb == .post && !path.hasPrefix("/api")
    return try await House.send(
      edge, verb, path, headers + (isForm ? [House.form] : []), body: isForm ? "a=b" : nil)
  }

  @Test func whoHandsInIsKnownAgain() async throws {
    let first = try await ask(.post, "/nop")
    let mark = try #require(first.header("Seen"))
    #expect(mark.count == 32)
    #expect(
      first.header("Set-Cookie")
        == "motcua-may=\(mark); Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000")
    let second = try await ask(.post, "/nop", [("Cookie", "motcua-may=\(mark)")])
    #expect(second.header("Seen") == mark)
    #expect(second.header("Set-Cookie") == nil, "its year is not begun anew")
    #expect(try await ask(.post, "/nop").header("Seen") != mark, "another browser")
  }

  @Test(arguments: [
    "", "x", "<script>alert(1)</script>aaaaaaaa", String(repeating: "ă", count: 32),
  ])
  func aMarkThatIsNotOursIsReplaced(_ sent: String) async throws {
    let reply = try await ask(.post, "/nop", [("Cookie", "motcua-may=\(sent)")])
    #expect(reply.header("Seen") != sent && reply.header("Seen")?.count == 32)
    #expect(reply.header("Set-Cookie")?.hasPrefix("motcua-may=") == true)
  }

  @Test func whoOnlyLooksGetsNoMarkAndProgramsHaveNone() async throws {
    #expect(try await ask(.get, "/xem").text == "-")
    for path in ["/xem", "/api/v1/nop"] {
      #expect(try await ask(.post, path).header("Set-Cookie") == nil)
    }
    let cookie = ("Cookie", "motcua-may=" + String(repeating: "a", count: 32))
    #expect(try await ask(.post, "/api/v1/nop", [cookie]).header("Seen") == "-")
  }

  @Test func aSecureHouseKeepsItToItself() async throws {
    let reply = try await ask(.post, "/nop", at: "https://motcua.example")
    #expect(reply.header("Set-Cookie")?.hasPrefix("__Host-motcua-may=") == true)
    #expect(reply.header("Set-Cookie")?.contains("; Secure") == true)
  }
}
