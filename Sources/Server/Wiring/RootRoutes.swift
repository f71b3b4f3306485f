import Ground
import Journal
import Storage
import Synchronization
import Web

/// `/health`, `/ready`, `/metrics`: for machines that watch, at the root. Source: contract,
/// "Pages".
struct RootRoutes: Sendable {
  let database: any Database
  let journal: JournalDesk
  let meter: Meter
  /// What `/ready` adds, in a line of its own, though it is ready.
  var remark: String?

  var endpoints: [Endpoint] { [health, ready, metrics] }

  private var health: Endpoint {
    Endpoint(
      .get, "/health", name: "health", summary: "Tiến trình đang chạy", access: .everyone,
      face: .root
    ) { _ in .text("ok\n") }
  }

  private var ready: Endpoint {
    Endpoint(
      .get, "/ready", name: "ready", summary: "Sẵn sàng phục vụ", access: .everyone, face: .root
    ) { _ in
      do {
        try await database.read { tx in _ = try tx.rows("SELECT 1") }
        return .text("ready\n" + (remark.map { $0 + "\n" } ?? ""))
      } catch {
        return .text("the database does not answer\n", status: 503)
      }
    }
  }

  private var metrics: Endpoint {
    Endpoint(
      .get, "/metrics", name: "metrics", summary: "Số đo cho Prometheus", access: .everyone,
      face: .root
    ) { _ in
      let sealed = try await journal.asOf()?.size ?? 0
      return .bytes("text/plain; version=0.0.4", Array(meter.text(sealedFacts: sealed).utf8))
    }
  }
}

/// Counts answered requests by route and status. Guards the counts.
final class Meter: Sendable {
  private let counts = Mutex<[Line: (requests: Int, milliseconds: Int)]>([:])

  private struct Line: Hashable, Comparable {
    let route: String
    let method: String
    let status: Int

    static func < (a: Line, b: Line) -> Bool {
      (a.route, a.method, a.status) < (b.route, b.method, b.status)
    }
  }

  func count(_ finished: Finished) {
    let line = Line(
      route: finished.route ?? "none", method: finished.method, status: finished.status)
    counts.withLock {
      let standing = $0[line] ?? (0, 0)
      $0[line] = (standing.requests + 1, standing.milliseconds + finished.milliseconds)
    }
  }

  /// The text form of Prometheus; nothing in it tells of anybody.
  func text(sealedFacts: Int) -> String {
    let lines = counts.withLock { $0 }.sorted { $0.key < $1.key }
    func rows(_ name: String, _ value: ((requests: Int, milliseconds: Int)) -> Int) -> [String] {
      lines.map { line, counted in
        let labels =
          #"route="\#(line.route)",method="\#(line.method)",status="\#(line.status)""#
        return "\(name){\(labels)} \(value(counted))"
      }
    }
    return
      (["# TYPE motcua_requests_total counter"] + rows("motcua_requests_total", \.requests)
      + ["# TYPE motcua_request_milliseconds_total counter"]
      + rows("motcua_request_milliseconds_total", \.milliseconds)
      + ["# TYPE motcua_sealed_facts gauge", "motcua_sealed_facts \(sealedFacts)"])
      .joined(separator: "\n") + "\n"
  }
}
