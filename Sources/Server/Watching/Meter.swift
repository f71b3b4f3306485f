import Synchronization
import Web

/// Counts answered requests by route, method and status, and how long they took. Guards the counts.
final class Meter: Sendable {
  private let counts = Mutex<[Line: Int]>([:])
  private let times = Mutex<[Timed: Times]>([:])

  /// Upper bounds of a duration's class, in milliseconds; longer ones are counted in none.
  static let bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

  private struct Timed: Hashable {
    let route: String
    let method: String

    var labels: String { #"route="\#(route)",method="\#(method)""# }
  }

  private struct Line: Hashable {
    let timed: Timed
    let status: Int

    var labels: String { timed.labels + #",status="\#(status)""# }
  }

  private struct Times {
    var classes = Array(repeating: 0, count: Meter.bounds.count)
    var count = 0
    var sum = Duration.zero

    mutating func add(_ elapsed: Duration) {
      let place = Meter.bounds.firstIndex { elapsed <= .milliseconds($0) }
      if let place { classes[place] += 1 }
      (count, sum) = (count + 1, sum + elapsed)
    }
  }

  func count(_ finished: Finished) {
    let timed = Timed(route: finished.route ?? "none", method: finished.method)
    let line = Line(timed: timed, status: finished.status)
    counts.withLock { $0[line, default: 0] += 1 }
    times.withLock { $0[timed, default: Times()].add(finished.elapsed) }
  }

  /// The two families in the text form of Prometheus; a route is a template, so nothing in it tells
  /// of anybody.
  var lines: [String] {
    let counts = counts.withLock { $0 }.map { ($0.key.labels, $0.value) }.sorted { $0.0 < $1.0 }
    let times = times.withLock { $0 }.map { ($0.key.labels, $0.value) }.sorted { $0.0 < $1.0 }
    return ["# TYPE motcua_requests_total counter"]
      + counts.map { "motcua_requests_total{\($0.0)} \($0.1)" }
      + ["# TYPE motcua_request_seconds histogram"] + times.flatMap { histogram($0.0, $0.1) }
  }

  private func histogram(_ labels: String, _ times: Times) -> [String] {
    let name = "motcua_request_seconds"
    var (lines, total) = ([String](), 0)
    for (bound, count) in zip(Meter.bounds, times.classes) {
      total += count
      lines.append(#"\#(name)_bucket{\#(labels),le="\#(Double(bound) / 1000)"} \#(total)"#)
    }
    return lines + [
      #"\#(name)_bucket{\#(labels),le="+Inf"} \#(times.count)"#,
      "\(name)_sum{\(labels)} \(times.sum / .seconds(1))",
      "\(name)_count{\(labels)} \(times.count)",
    ]
  }
}
