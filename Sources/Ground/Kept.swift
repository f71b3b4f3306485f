import Synchronization

/// What was read or reckoned, kept for a while so that it is not done again for each page.
///
/// Guards the values. One that has had its time is made anew by the next who asks; two who ask at
/// the same moment may both make it. Whoever needs the truth of this moment puts into the key what
/// changes with it.
public final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let until: ContinuousClock.Instant
  }

  private let entries = Mutex<[Key: Entry]>([:])
  private let lifetime: Duration
  private let limit: Int

  /// At most `limit` values at a time; when they are full, all are let go.
  public init(for lifetime: Duration, limit: Int) {
    precondition(limit > 0, "nothing could be kept")
    (self.lifetime, self.limit) = (lifetime, limit)
  }

  /// The value kept under `key`, or a new one.
  public func value(
    _ key: Key, _ make: @Sendable () async throws -> Value
  ) async throws -> Value {
    let now = ContinuousClock.now
    let known = entries.withLock { $0[key] }
    if let known, now < known.until { return known.value }
    let value = try await make()
    entries.withLock { entries in
      if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
      entries[key] = Entry(value: value, until: now.advanced(by: lifetime))
    }
    return value
  }
}
