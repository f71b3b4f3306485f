import Exchange
import Journal
import Storage
import Web

/// `/health`, `/ready`, `/metrics`: for machines that watch, at the root. Source: contract,
/// "Pages".
struct RootRoutes: Sendable {
  let database: any Database
  let journal: JournalDesk
  let mail: MailDesk
  let readiness: Readiness
  let meter: Meter
  let load: EdgeLoad

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
      let (troubles, remarks) = await readiness.verdict()
      let lines = (troubles.isEmpty ? ["ready"] : troubles) + remarks
      return .text(
        lines.map { $0 + "\n" }.joined(), status: troubles.isEmpty ? 200 : 503)
    }
  }

  private var metrics: Endpoint {
    Endpoint(
      .get, "/metrics", name: "metrics", summary: "Số đo cho Prometheus", access: .everyone,
      face: .root
    ) { _ in
      let lines = try await meter.lines + now() + stored() + (ProcessFigures()?.lines ?? [])
      return .bytes("text/plain; version=0.0.4", Array((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  private func now() -> [String] {
    gauge("motcua_requests_under_way", load.requestsUnderWay)
      + gauge("motcua_connections", load.connections)
      + (readiness.freeBytes.map { gauge("motcua_disk_free_bytes", $0) } ?? [])
  }

  private func stored() async throws -> [String] {
    let sealed = try await journal.asOf()?.size ?? 0
    let backlog = try await journal.backlog()
    let figures = database.figures
    return gauge("motcua_sealed_facts", sealed) + gauge("motcua_unsealed_facts", backlog.facts)
      + gauge("motcua_letters_waiting", try await mail.waiting())
      + (figures.map { figures in
        counter("motcua_commits_total", figures.commits)
          + counter("motcua_committed_writes_total", figures.bodies)
          + gauge("motcua_writes_waiting", figures.waiting)
      } ?? [])
  }

  private func gauge(_ name: String, _ value: Int) -> [String] {
    ["# TYPE \(name) gauge", "\(name) \(value)"]
  }

  private func counter(_ name: String, _ value: Int) -> [String] {
    ["# TYPE \(name) counter", "\(name) \(value)"]
  }
}
