import Hummingbird
import Synchronization
import Testing

@testable import Web

@Suite("Floods")
struct FloodTests {
  let start = ContinuousClock.now

  @Test func aQuarterOfAMinutesShareMayComeAtOnce() {
    let pace = RequestPace(perMinute: 60)
    for _ in 1...15 { #expect(pace.take("lan", at: start) == nil) }
    #expect(pace.take("lan", at: start) == 1)
    #expect(pace.take("hùng", at: start) == nil)
    #expect(pace.take("lan", at: start + .seconds(1)) == nil)
    #expect(pace.take("lan", at: start + .seconds(1)) == 1)
  }

  @Test func whoIsRefusedIsNotHeldLonger() {
    let pace = RequestPace(perMinute: 4)
    #expect(pace.take("lan", at: start) == nil)
    for _ in 1...100 { #expect(pace.take("lan", at: start) == 15) }
    #expect(pace.take("lan", at: start + .seconds(15)) == nil)
  }

  @Test func zeroIsNoLimit() {
    let pace = RequestPace(perMinute: 0)
    for _ in 1...10_000 { #expect(pace.take("lan", at: start) == nil) }
  }

  @Test func noMoreAskersAreRememberedThanThereIsRoomFor() {
    let pace = RequestPace(perMinute: 4)
    for number in 0...RequestPace.remembered { _ = pace.take("\(number)", at: start) }
    #expect(pace.take("0", at: start) == nil)
  }

  @Test func aCustomerOfIPv6IsOneAsker() {
    #expect(peer("2001:db8:1:2::1") == peer("2001:db8:1:2:ffff::9"))
    #expect(peer("2001:db8:1:2::1") != peer("2001:db8:1:3::1"))
    #expect(peer("203.0.113.7") != peer("203.0.113.8"))
    #expect(peer("::ffff:203.0.113.7") != peer("::ffff:203.0.113.8"))
  }

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("6.6.6.6, 203.0.113.7", "203.0.113.7"),
    ("2001:db8::1", "2001:db8::1"),
  ])
  func theProxysOwnWordIsTheLast(_ header: String, _ address: String) {
    #expect(forwardedAddress(header) == address)
  }

  @Test(arguments: ["", "unknown", "1.2.3", "x\r\ny", "203.0.113.7, <script>", "localhost"])
  func whatIsNoAddressIsNotBelieved(_ header: String) {
    #expect(forwardedAddress(header) == nil)
  }

  @Test func connectionsAreCountedByAddress() {
    let load = EdgeLoad()
    #expect(load.open("lan", limit: 2))
    #expect(load.open("lan", limit: 2))
    #expect(!load.open("lan", limit: 2))
    #expect(load.open("hùng", limit: 2))
    #expect(load.connections == 3)
    load.close("lan")
    #expect(load.open("lan", limit: 2))
    #expect(load.open("lan", limit: 0))
  }

  @Test func tooManyRequestsOfOneAddressAreRefusedWithATime() async throws {
    var settings = EdgeSettings(
      publicURL: "http://localhost", provinceName: "Tỉnh Mẫu",
      formSecret: Array(repeating: 7, count: 32), behindProxy: true)
    settings.rates.requestsPerMinutePerAddress = 8
    let edge = House.edge(settings: settings)
    let from = ("X-Forwarded-For", "203.0.113.7")
    for _ in 1...2 {
      #expect(try await House.send(edge, .get, "/health", [from]).status == 200)
    }
    let refused = try await House.send(edge, .get, "/api/v1/dossiers", [from, House.bearer])
    #expect(refused.status == 429)
    #expect(try refused.code == "edge.too-often")
    let wait = try #require(refused.header("Retry-After").flatMap { Int($0) })
    #expect((1...8).contains(wait), "the time until one more is taken")
    let other = ("X-Forwarded-For", "203.0.113.7, 203.0.113.8")
    #expect(try await House.send(edge, .get, "/health", [other]).status == 200)
    #expect(try await House.send(edge, .get, "/health").status == 200)
  }

  @Test func tooManyRequestsOfOneAccountAreRefusedFromWhereverTheyCome() async throws {
    var settings = EdgeSettings(
      publicURL: "http://localhost", provinceName: "Tỉnh Mẫu",
      formSecret: Array(repeating: 7, count: 32), behindProxy: true)
    settings.rates.requestsPerMinutePerAccount = 8
    let edge = House.edge(settings: settings)
    func ask(_ number: Int, _ token: String) async throws -> Int {
      try await House.send(
        edge, .get, "/api/v1/dossiers",
        [("X-Forwarded-For", "203.0.113.\(number)"), ("Authorization", "Bearer \(token)")]
      ).status
    }
    #expect(try await ask(1, "receiver") == 200)
    #expect(try await ask(2, "receiver") == 200)
    #expect(try await ask(3, "receiver") == 429)
    #expect(try await ask(3, "citizen") == 200)
  }

  @Test func aBodyThatBreaksIsNotWalkedAgain() async throws {
    let body = Breaking()
    let source = BodySource(RequestBody(asyncSequence: body), announced: nil, pace: BodyPace())
    await #expect(throws: EdgeRefused.tooSlow) { try await source.next() }
    #expect(await !source.drain(upTo: 1000))
    #expect(body.walks.load(ordering: .relaxed) == 1)
  }
}

/// A body whose chunks are none. Guards how often it was walked.
private final class Breaking: AsyncSequence, Sendable {
  let walks = Atomic(0)

  func makeAsyncIterator() -> Iterator {
    walks.add(1, ordering: .relaxed)
    return Iterator()
  }

  struct Iterator: AsyncIteratorProtocol {
    mutating func next() async throws -> ByteBuffer? { throw Broken() }
  }
}
