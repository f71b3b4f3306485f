import Ground
import Web

/// The addresses at which outsiders read the sealed journal. Source: C2SP tlog-tiles; contract,
/// `/journal/…`.
struct JournalRoutes: Sendable {
  let desk: JournalDesk
  let key: VerifierKey

  var endpoints: [Endpoint] { [checkpoint, verifierKey, tile, facts] }

  private var checkpoint: Endpoint {
    Endpoint(
      .get, "/api/v1/journal/checkpoint", name: "readCheckpoint",
      summary: "Điểm kiểm tra mới nhất của nhật ký, đã ký (C2SP tlog-checkpoint)", tag: "journal",
      access: .everyone,
      answers: [AnswerShape(200, type: "text/plain; charset=utf-8", "signed note")],
      refusals: [.unknown]
    ) { _ in
      guard let note = try await desk.checkpoint() else { throw JournalRefused.nothingSealed }
      return .text(note).header("Cache-Control", "no-cache")
    }
  }

  private var verifierKey: Endpoint {
    Endpoint(
      .get, "/api/v1/journal/key", name: "readJournalKey",
      summary: "Khóa công khai để kiểm chữ ký của nhật ký (C2SP signed-note)", tag: "journal",
      access: .everyone,
      answers: [AnswerShape(200, type: "text/plain; charset=utf-8", "name+hash+base64")]
    ) { _ in .text(key.text + "\n") }
  }

  private var tile: Endpoint {
    Endpoint(
      .get, "/api/v1/journal/tile/{rest...}", name: "readTile",
      summary: "Một khối băm của cây Merkle: <L>/<N>[.p/<W>] (C2SP tlog-tiles)", tag: "journal",
      access: .everyone,
      answers: [AnswerShape(200, type: "application/octet-stream", "1 to 256 hashes of 32 bytes")],
      refusals: [.unknown]
    ) { call in
      guard let (place, width) = TilePlace.reading(path: call.path["rest"]),
        let hashes = try await desk.tile(place, width: width)
      else { throw JournalRefused.noSuchTile }
      return .bytes("application/octet-stream", hashes)
        .header("Cache-Control", "public, max-age=31536000, immutable")
    }
  }

  /// Positions count from 0; both ends are in, and what is not sealed yet is left out.
  private var facts: Endpoint {
    Endpoint(
      .get, "/api/v1/journal/facts", name: "readFacts",
      summary: "Các sự kiện đã niêm phong từ vị trí này đến vị trí kia, mỗi dòng một sự kiện",
      tag: "journal", access: .roles([.supervisor]),
      query: [
        QueryParameter("from", .integer(), "first position, 0 when left out"),
        QueryParameter("to", .integer(), "last position, the last sealed when left out"),
      ],
      answers: [AnswerShape(200, type: "application/jsonl", "one line a fact, as it was hashed")],
      refusals: [.shape]
    ) { call in
      let from = call.query.int("from") ?? 0
      let to = call.query.int("to") ?? Int.max - 1
      guard from <= to else { throw JournalRefused.positionsBackwards }
      return .stream("application/jsonl") { writer in
        try await desk.eachPage(from: from, to: to + 1) { page in
          try await writer.write(page.flatMap { $0.line + [10] })
        }
      }
    }
  }
}
