public import Ground
import Hummingbird

/// What an endpoint answers. The edge adds what every answer has: request id, security headers,
/// and for a page its layout.
public struct Answer: Sendable {
  enum Content: Sendable {
    case empty
    case json(JSON)
    case page(any Page)
    case bytes([UInt8])
    case stream(@Sendable (AnswerWriter) async throws -> Void)
  }

  enum SessionChange: Sendable, Equatable {
    case start(String)
    case end
  }

  public private(set) var status: Int
  private(set) var content: Content
  private(set) var type: String
  private(set) var headers: [(name: String, value: String)] = []
  private(set) var session: SessionChange?
  private(set) var notice: Phrase?
  private(set) var browser: String?

  init(status: Int, content: Content, type: String) {
    (self.status, self.content, self.type) = (status, content, type)
  }

  /// 200 with a JSON body.
  public init(_ json: JSON) { self.init(200, json) }

  public init(_ status: Int, _ json: JSON) {
    self.init(status: status, content: .json(json), type: "application/json")
  }

  public static func empty(_ status: Int = 204) -> Answer {
    Answer(status: status, content: .empty, type: "")
  }

  public static func page(_ page: some Page, status: Int = 200) -> Answer {
    Answer(status: status, content: .page(page), type: "text/html; charset=utf-8")
  }

  /// 303; `notice` is shown once, on the next page.
  public static func redirect(_ to: Path, notice: Phrase? = nil) -> Answer {
    var answer = Answer.empty(303).header("Location", to.text)
    answer.notice = notice
    return answer
  }

  /// A file; with a name it is offered for saving, never shown by the browser itself.
  public static func bytes(
    _ type: String, _ bytes: [UInt8], fileName: String? = nil, status: Int = 200
  ) -> Answer {
    Answer(status: status, content: .bytes(bytes), type: type).named(fileName)
  }

  public static func text(_ text: String, status: Int = 200) -> Answer {
    Answer(status: status, content: .bytes(Array(text.utf8)), type: "text/plain; charset=utf-8")
  }

  /// A file of unknown length, in constant memory.
  public static func stream(
    _ type: String, fileName: String? = nil,
    _ write: @escaping @Sendable (AnswerWriter) async throws -> Void
  ) -> Answer {
    Answer(status: 200, content: .stream(write), type: type).named(fileName)
  }

  /// The same answer with one more header.
  public func header(_ name: String, _ value: String) -> Answer {
    var answer = self
    answer.headers.append((name, value))
    return answer
  }

  public func version(_ version: Int) -> Answer { header("ETag", "\"\(version)\"") }
  /// The id of the fact that the act wrote.
  public func fact(_ id: String) -> Answer { header("Motcua-Fact", id) }
  public func location(_ path: Path) -> Answer { header("Location", path.text) }

  /// The browser keeps `token` as its session from now on.
  public func startingSession(_ token: String) -> Answer {
    var answer = self
    answer.session = .start(token)
    return answer
  }

  public func endingSession() -> Answer {
    var answer = self
    answer.session = .end
    return answer
  }

  /// The browser keeps its mark, so that what it hands in next is known to come from it too.
  public func keepingBrowser(_ mark: String?) -> Answer {
    var answer = self
    answer.browser = mark
    return answer
  }

  /// The JSON answered; `nil` for anything else.
  public var json: JSON? { if case .json(let json) = content { json } else { nil } }

  /// Source: RFC 6266 and RFC 8187, the form of the name.
  private func named(_ fileName: String?) -> Answer {
    guard let fileName else { return self }
    return header("Content-Disposition", "attachment; filename*=UTF-8''" + percentEncoded(fileName))
  }
}

extension Answer {
  /// A JSON or empty answer as bytes, to give it again for the same `Idempotency-Key`; `nil` for
  /// answers that are not kept.
  public var kept: [UInt8]? {
    let body: JSON?
    switch content {
    case .empty: body = nil
    case .json(let json): body = json
    case .page, .bytes, .stream: return nil
    }
    let headers = headers.map { JSON.array([.string($0.name), .string($0.value)]) }
    return JSON.present([
      "status": JSON(status), "headers": .array(headers), "body": body,
    ]).bytes
  }

  /// An answer that was kept; `nil` when the bytes are none.
  public init?(kept: [UInt8]) {
    // Bytes that are no kept answer make `nil`; the caller says what that means.
    guard let json = try? JSON(reading: kept), let status = json["status"]?.int,
      let headers = json["headers"]?.elements
    else { return nil }
    self = json["body"].map { Answer(status, $0) } ?? .empty(status)
    for pair in headers {
      guard let name = pair.elements?.first?.text, let value = pair.elements?.last?.text else {
        return nil
      }
      self = header(name, value)
    }
  }
}

/// Takes the bytes of a streamed answer, waiting while the reader is slow. A class, because it
/// guards the one place in the stream; it stays in the task that writes.
public final class AnswerWriter {
  private var writer: any ResponseBodyWriter
  /// Whether the reader went away.
  private(set) var isBroken = false

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  public func write(_ bytes: [UInt8]) async throws {
    do { try await writer.write(ByteBuffer(bytes: bytes)) } catch {
      isBroken = true
      throw error
    }
  }

  public func write(_ text: String) async throws { try await write(Array(text.utf8)) }

  func finish() async throws { try await writer.finish(nil) }
}

/// `text` with everything but RFC 3986's unreserved characters escaped.
func percentEncoded(_ text: String) -> String {
  var out: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      out.append(byte)
    default: out += [UInt8(ascii: "%")] + hex([byte]).uppercased().utf8
    }
  }
  return String(decoding: out, as: UTF8.self)
}
