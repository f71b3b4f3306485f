public import Deadlines
public import Ground
public import Journal
public import Storage
import Synchronization

/// The working calendar in force: the shipped decisions, and above them what was imported here.
///
/// Guards the calendar it read last; another process may add decisions, so it looks again when a
/// second has passed.
public final class HolidaysDesk: Sendable {
  private let database: any Database
  private let chance: Chance
  private let now: @Sendable () -> Instant
  private let shipped: WorkingCalendar
  private let kept = Mutex<Kept?>(nil)

  private struct Kept {
    let calendar: WorkingCalendar
    let count: Int
    let readAt: ContinuousClock.Instant
  }

  public init(
    database: any Database, chance: Chance, now: @escaping @Sendable () -> Instant,
    shipped: WorkingCalendar
  ) {
    (self.database, self.chance, self.now, self.shipped) = (database, chance, now, shipped)
  }

  /// The calendar as it is known now.
  public func calendar() async throws -> WorkingCalendar {
    let known = kept.withLock { $0 }
    if let known, ContinuousClock.now - known.readAt < .seconds(1) { return known.calendar }
    let (shipped, read) = (shipped, ContinuousClock.now)
    let fresh = try await database.read { tx -> Kept in
      let store = HolidayStore(tx: tx)
      let count = try store.count()
      if let known, known.count == count {
        return Kept(calendar: known.calendar, count: count, readAt: read)
      }
      let calendar = count == 0 ? shipped : shipped.adding(try store.records())
      return Kept(calendar: calendar, count: count, readAt: read)
    }
    kept.withLock { $0 = fresh }
    return fresh.calendar
  }

  /// Takes the rows of a decision, all or none; rows that say what holds already change nothing.
  /// Open dossiers keep their dates: moving them is an act of its own. Source: domain 6.1.
  public func take(_ records: [CalendarRecord]) async throws -> ProceduresDesk.ImportCount {
    let (now, chance, shipped) = (now(), chance, shipped)
    let count = try await database.write { tx -> ProceduresDesk.ImportCount in
      let store = HolidayStore(tx: tx)
      let standing = try store.records()
      let dated = records.map {
        CalendarRecord(
          day: $0.day, kind: $0.kind, name: $0.name, decision: $0.decision, knownOn: now.day)
      }
      let fresh = dated.filter { record in
        let last = (shipped.records + standing).last { $0.day == record.day }
        return last.map {
          $0.kind != record.kind || $0.name != record.name
            || $0.decision != record.decision
        } ?? true
      }
      for (index, record) in fresh.enumerated() {
        try store.add(record, place: standing.count + index + 1)
      }
      if !fresh.isEmpty {
        var fact = Fact(
          id: chance.ulid(at: now), kind: .calendarChanged, at: now, recordedAt: now,
          subject: "calendar", seq: try JournalStore(tx: tx).nextSeq(ofSubject: "calendar"))
        fact.calendar = shipped.adding(standing + fresh).version
        fact.data = [JSON.Member("days", .integer(Int64(fresh.count)))]
        try JournalStore(tx: tx).add(fact)
      }
      return ProceduresDesk.ImportCount(
        added: fresh.count, changed: 0, unchanged: records.count - fresh.count)
    }
    kept.withLock { $0 = nil }
    return count
  }
}

extension Fact.Kind {
  public static let calendarChanged = Fact.Kind(rawValue: "calendar.changed")
}
