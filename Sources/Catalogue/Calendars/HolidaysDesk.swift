public import Deadlines
import Directory
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
    let fresh = try await database.glance { tx -> Kept in
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
  ///
  /// `caller` is who acts, `nil` the command line.
  public func take(
    _ records: [CalendarRecord], by caller: Caller? = nil
  ) async throws -> ProceduresDesk.ImportCount {
    let (now, chance, shipped) = (now(), chance, shipped)
    let count = try await database.write { tx -> ProceduresDesk.ImportCount in
      try tx.lock("catalogue calendar")
      let store = HolidayStore(tx: tx)
      let standing = try store.records()
      let fresh = shipped.adding(standing).fresh(records).map {
        CalendarRecord(
          day: $0.day, kind: $0.kind, name: $0.name, decision: $0.decision, knownOn: now.day)
      }
      for (index, record) in fresh.enumerated() {
        try store.add(record, place: standing.count + index + 1)
      }
      if !fresh.isEmpty {
        var fact = Fact(
          id: chance.ulid(at: now), kind: .calendarChanged, at: now, recordedAt: now,
          subject: "calendar", seq: try JournalStore(tx: tx).nextSeq(ofSubject: "calendar"))
        fact.calendar = shipped.adding(standing + fresh).version
        fact.post = caller?.posts.first { $0.role == .administrator }?.id
        fact.data = [JSON.Member("days", .integer(Int64(fresh.count)))]
        try JournalStore(tx: tx).add(fact)
        let about = Set(fresh.map(\.decision)).sorted().joined(separator: "; ")
        let act = CalendarAct(
          at: now, account: caller?.account, days: fresh.count, about: String(about.prefix(500)))
        try store.add(act, fact: fact.id)
      }
      return ProceduresDesk.ImportCount(
        added: fresh.count, changed: 0, unchanged: records.count - fresh.count)
    }
    kept.withLock { $0 = nil }
    return count
  }

  /// Who took decisions here, newest first, with their names. Shape: at most 50.
  func acts() async throws -> [(act: CalendarAct, name: String?)] {
    try await database.read { tx in
      let acts = try HolidayStore(tx: tx).acts(limit: 50)
      let names = try Officers(tx: tx).names(of: Set(acts.compactMap(\.account)))
      return acts.map { act in (act, act.account.flatMap { names[$0] }) }
    }
  }
}

extension Fact.Kind {
  public static let calendarChanged = Fact.Kind(rawValue: "calendar.changed")
}
