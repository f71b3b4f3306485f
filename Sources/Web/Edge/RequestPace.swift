import Synchronization

/// Counts requests by who asks: so many a minute, a quarter of them at once. Guards from when on
/// each would be free of what they asked for so far.
///
/// Source: the generic cell rate algorithm; one instant for each asker says it all.
final class RequestPace: Sendable {
  private let perMinute: Int
  private let known = Mutex<[String: ContinuousClock.Instant]>([:])

  /// Askers that are remembered; when there are more, the count begins anew for all of them.
  static let remembered = 50_000

  init(perMinute: Int) { self.perMinute = perMinute }

  /// Counts one request of `who`: after how many seconds to come again if there were too many, in
  /// which case it is not counted; `nil` when it may go on.
  func take(_ who: String, at now: ContinuousClock.Instant = .now) -> Int? {
    guard perMinute > 0 else { return nil }
    let gap = Duration.seconds(60) / perMinute
    let slack = gap * max(1, perMinute / 4)
    return known.withLock { known in
      let free = max(known[who] ?? now, now)
      let wait = now.duration(to: free) + gap - slack
      guard wait <= .zero else { return Int((wait / .seconds(1)).rounded(.up)) }
      if known[who] == nil, known.count >= RequestPace.remembered {
        known = known.filter { $0.value > now }
        if known.count >= RequestPace.remembered { known = [:] }
      }
      known[who] = free + gap
      return nil
    }
  }
}
