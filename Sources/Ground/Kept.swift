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
    if let known = known(key, at: now) { return known }
    let value = try await make()
    keep(value, key, at: now)
    return value
  }

  /// The same where the value is made without waiting.
  public func value(_ key: Key, _ make: () throws -> Value) rethrows -> Value {
    let now = ContinuousClock.now
    if let known = known(key, at: now) { return known }
    let value = try make()
    keep(value, key, at: now)
    return value
  }

  private func known(_ key: Key, at now: ContinuousClock.Instant) -> Value? {
    entries.withLock { $0[key] }.flatMap { now < $0.until ? $0.value : nil }
  }

  private func keep(_ value: Value, _ key: Key, at now: ContinuousClock.Instant) {
    entries.withLock { entries in
      if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
      entries[key] = Entry(value: value, until: now.advanced(by: lifetime))
    }
  }
}
