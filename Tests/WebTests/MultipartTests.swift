import Ground
import Testing

@testable import Web

@Suite struct MultipartTests {
  static let type = ("Content-Type", "multipart/form-data; boundary=XX")

  private func body(token: String, file: String, name: String = "a.pdf") -> String {
    """
    --XX\r
    Content-Disposition: form-data; name="_token"\r
    \r
    \(token)\r
    --XX\r
    Content-Disposition: form-data; name="ghi-chu"\r
    \r
    xin chào\r
    --XX\r
    Content-Disposition: form-data; name="giay-to"; filename="\(name)"\r
    Content-Type: application/pdf\r
    \r
    \(file)\r
    --XX--\r

    """
  }

  private func send(_ body: String) async throws -> Reply {
    try await House.send(.post, "/tep", [PageTests.cookie, Self.type], body: body)
  }

  private func token() async throws -> String {
    try #require(try await House.send(.get, "/ho-so", [PageTests.cookie]).formToken)
  }

  @Test func aFileArrivesWithItsFields() async throws {
    let reply = try await send(body(token: token(), file: "%PDF-\r\n--X no end"))
    #expect(reply.text == "xin chào|giay-to=a.pdf:17")
  }

  @Test func anEmptyFileInputIsNoFile() async throws {
    #expect(try await send(body(token: token(), file: "", name: "")).text == "xin chào|")
  }

  @Test func foldersInAFileNameAreLeftOut() async throws {
    let reply = try await send(body(token: token(), file: "x", name: "..\\..\\etc/pass%22wd"))
    #expect(reply.text == "xin chào|giay-to=pass\"wd:1")
  }

  @Test func withoutTheTokenNoFileIsTaken() async throws {
    #expect(try await send(body(token: "AAAA", file: "x")).status == 403)
  }

  @Test func tooManyBytesAreRefused() async throws {
    let reply = try await send(body(token: token(), file: String(repeating: "a", count: 5000)))
    #expect(reply.status == 413)
  }

  @Test(arguments: [
    "", "--XX", "no boundary at all", "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",
    "--XX\r\n\r\nx\r\n--XX--", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
  ])
  func aBrokenFormIsRefused(_ body: String) async throws {
    #expect(try await send(body).status == 400)
  }

  @Test(arguments: 1...40) func piecesOfAnySizeGiveTheSameParts(_ size: Int) {
    var scanner = MultipartScanner(boundary: "XX")
    let bytes = Array(body(token: "t", file: "\r\n--X\r\n-").utf8)
    var rest = bytes[...]
    var heads = 0
    var content: [UInt8] = []
    walk: while true {
      switch scanner.step() {
      case .hungry:
        guard !rest.isEmpty else { break walk }
        scanner.feed(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      case .headers: heads += 1
      case .body(let bytes): content += bytes
      case .partEnd: content += Array("|".utf8)
      case .end, .broken: break walk
      }
    }
    #expect(heads == 3)
    #expect(String(decoding: content, as: UTF8.self) == "t|xin chào|\r\n--X\r\n-|")
  }

  @Test func aDribblingBodyIsGivenUp() {
    let pace = BodyPace()
    #expect(pace.allows(0, in: .seconds(30)))
    #expect(!pace.allows(1000, in: .seconds(31)))
    #expect(pace.allows(1_000_000, in: .seconds(39)))
    #expect(!pace.allows(1_000_000, in: .seconds(41)))
  }
}
