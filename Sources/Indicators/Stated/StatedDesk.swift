import Deadlines
import Ground
import Storage

/// States by facts on what figures rest: each definition of an indicator and each calendar when it
/// is first used or has changed, and definitions that are no longer there.
///
/// Source: domain 5.1, KPI-1; a changed definition is found by whoever verifies a figure.
struct StatedDesk: Sendable {
  let database: any Database
  let chance: Chance
  let now: @Sendable () -> Instant

  /// States what is not stated yet. May be called again, and by several processes at once.
  func state(_ indicators: [Indicator], _ calendar: WorkingCalendar) async throws {
    let texts = try indicators.map { StatedText($0) } + [StatedText(calendar)]
    let (instant, chance) = (now(), chance)
    let isKnown = try await database.read { tx in
      let stored = try StatedStore(tx: tx).all()
      return StatedDesk.changes(texts, stored).isEmpty
    }
    guard !isKnown else { return }
    try await database.write { tx in
      try tx.lock("indicators stated")
      let store = StatedStore(tx: tx)
      for change in StatedDesk.changes(texts, try store.all()) {
        try store.put(change, fact: chance.ulid(at: instant), at: instant, chance: chance)
      }
    }
  }

  enum Change: Equatable {
    case stated(StatedText)
    case withdrawn(StatedStore.Key)
  }

  static func changes(
    _ texts: [StatedText], _ stored: [StatedStore.Key: StatedStore.Known]
  ) -> [Change] {
    let keys = Set(texts.map { StatedStore.Key($0) })
    let fresh = texts.filter { stored[StatedStore.Key($0)]?.sha256 != $0.sha256 }
    // Calendars of the past stay: facts cite them.
    let gone = stored.keys.filter { $0.kind == "indicator" && !keys.contains($0) }
      .sorted { ($0.code, $0.from) < ($1.code, $1.from) }
    return fresh.map { .stated($0) }
      + gone.filter { stored[$0]?.sha256 != "" }.map { .withdrawn($0) }
  }
}
