import Synchronization

/// What is under way at the edge at this moment. Guards its counts.
public final class EdgeLoad: Sendable {
  private let requests = Atomic(0)
  private let lines = Mutex<[String: Int]>([:])

  public init() {}

  /// Requests whose answer is being prepared.
  public var requestsUnderWay: Int { requests.load(ordering: .relaxed) }

  /// Connections that are open.
  public var connections: Int { lines.withLock { $0.values.reduce(0, +) } }

  func begin() { requests.add(1, ordering: .relaxed) }
  func end() { requests.subtract(1, ordering: .relaxed) }

  /// Counts a connection of `who`; `false`, and nothing counted, when it is one too many.
  func open(_ who: String, limit: Int) -> Bool {
    lines.withLock { lines in
      let standing = lines[who] ?? 0
      guard limit == 0 || standing < limit else { return false }
      lines[who] = standing + 1
      return true
    }
  }

  func close(_ who: String) {
    lines.withLock { lines in
      let left = (lines[who] ?? 0) - 1
      lines[who] = left > 0 ? left : nil
    }
  }
}
