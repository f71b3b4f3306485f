import Ground
import HTTPTypes
import Hummingbird

@testable import Web

/// What a request may hold: address, headers, cookies, forms, parts with files, cursors.
let webTargets = [
  FuzzTarget(name: "address") { bytes in
    guard let text = text(bytes) else { return }
    let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: text)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    guard let target = try? Target(request) else { return }
    _ = RouteTable(Endpoint.samples).find("GET", target.path)
    for endpoint in Endpoint.samples {
      try? endpoint.checkAddress(PathValues(values: [:]), target.query, HeaderValues([]))
    }
    _ = Path(returned: text)
    _ = try? QueryValues(target.query).after()
  },
  FuzzTarget(name: "headers") { bytes in
    guard let text = text(bytes) else { return }
    let fields = HeaderValues([("Cookie", text), ("Authorization", text), ("Accept", text)])
    for endpoint in Endpoint.samples {
      _ = endpoint.isAcceptable([text])
      _ = try? endpoint.requireType(text)
      try? endpoint.checkAddress(
        PathValues(values: [:]), [], HeaderValues(endpoint.headers.map { ($0.name, text) }))
    }
    _ = Packing.isAccepted(text)
    _ = cookieValue("motcua", fields)
    _ = Preferences(cookie: text)
    _ = NoticeSeal(secret: [7]).opened(text)
    try? FormTokens(secret: [7], session: "x").require(text)
  },
  FuzzTarget(name: "form") { bytes in
    guard let form = try? FormValues(urlEncoded: bytes) else { return }
    for name in form.names { _ = form.all(name) }
  },
  FuzzTarget(name: "multipart") { bytes in
    // The first byte says in which pieces the rest arrives: however it is cut, the same comes out.
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let (whole, cut) = (parts(rest, rest.count), parts(rest, Int(first) + 1))
    promise(whole == cut, "a form reads otherwise when it arrives in pieces")
  },
  FuzzTarget(name: "cursor") { bytes in
    guard let text = text(bytes), let parts = Cursor.parts(text) else { return }
    promise(Cursor.parts(Cursor.text(parts)) == parts, "a cursor changes when written")
  },
  FuzzTarget(name: "shape") { bytes in
    guard let json = try? JSON(reading: bytes) else { return }
    for endpoint in Endpoint.samples {
      guard case .json(let shape) = endpoint.body else { continue }
      _ = shape.read(json)
    }
  },
]

private struct Read: Equatable {
  var heads: [PartHead?] = []
  var bodies: [[UInt8]] = []
  var end: MultipartScanner.Step?
}

private func parts(_ bytes: [UInt8], _ step: Int) -> Read {
  var scanner = MultipartScanner(boundary: "X")
  var (read, at) = (Read(), 0)
  while true {
    switch scanner.step() {
    case .hungry:
      guard at < bytes.count else { return read }
      scanner.feed(Array(bytes[at..<min(at + step, bytes.count)]))
      at += step
    case .headers(let lines):
      read.heads.append(PartHead(lines: lines))
      read.bodies.append([])
    case .body(let chunk): read.bodies[read.bodies.count - 1] += chunk
    case .partEnd: continue
    case .end, .broken: return read
    }
  }
}

extension Endpoint {
  /// One endpoint of each kind of body, with every kind of parameter.
  fileprivate static let samples: [Endpoint] = [
    Endpoint(
      .get, "/api/v1/a/{id}", name: "a", summary: "", access: .everyone,
      query: [
        .limit, .after, QueryParameter("d", .day), QueryParameter("t", .instant),
        QueryParameter("b", .boolean), QueryParameter("n", .integer(min: 0, max: 9)),
        QueryParameter("m", .money), QueryParameter("u", .ulid),
      ], headers: [.ifMatch, .purpose, .fileName]
    ) { _ in .empty() },
    Endpoint(
      .post, "/api/v1/b", name: "b", summary: "", access: .everyone,
      body: .json(
        .tagged(
          by: "act",
          [
            Variant(
              "one",
              [
                Field("day", .nullable(.day)), Field("at", .instant), Field("money", .money),
                Field("list", .array(of: .string(min: 1, max: 5), max: 3)),
                Field("birth", .partialDate, .optional),
              ]),
            Variant("two", [Field("rest", .anyObject())]),
          ]))
    ) { _ in .empty() },
    Endpoint(.post, "/c/{rest...}", name: "c", summary: "", access: .everyone, body: .form) { _ in
      .empty()
    },
    Endpoint(
      .post, "/d/{code}.pdf", name: "d", summary: "", access: .everyone,
      body: .multipart(limit: 10)
    ) { _ in .empty() },
    Endpoint(
      .post, "/api/v1/e", name: "e", summary: "", access: .everyone, body: .bytes(limit: 9)
    ) { _ in .empty() },
  ]
}
