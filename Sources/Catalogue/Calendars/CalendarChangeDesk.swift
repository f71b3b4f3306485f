import Deadlines
import Directory
import Ground
import Storage

extension HolidaysDesk {
  /// What taking `records` would do, without doing it.
  func change(
    _ records: [CalendarRecord], effect: CalendarEffect
  ) async throws -> CalendarChange {
    let calendar = try await calendar()
    let fresh = calendar.fresh(records)
    let first = fresh.map(\.day).min()
    let found = try await first.asyncMap { try await effect(calendar, calendar.adding(fresh), $0) }
    return CalendarChange(
      fresh: fresh, unchanged: records.count - fresh.count, open: found?.open ?? 0,
      moved: found?.moved ?? 0)
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
    guard let self else { return nil }
    return try await body(self)
  }
}

extension OffersDesk {
  /// Whether `caller` administers an agency that stands under no other: the whole province.
  func administersTop(_ caller: Caller) async throws -> Bool {
    let (cache, today) = (cache, now().day)
    let agencies = caller.posts.filter { $0.role == .administrator }.map(\.agency)
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      return agencies.contains { tree.ancestors(of: $0, on: today).isEmpty }
    }
  }
}
