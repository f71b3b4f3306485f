import Crypto
import Deadlines
import Ground
import Journal
import Storage

/// Keeps the findings: looks at sealed facts that it has not looked at yet, in transactions of its
/// own. Neither an act nor its sealing waits for it; whoever asks for findings looks first, and
/// housekeeping does every hour.
struct WatchDesk: Sendable {
  let database: any Database
  let rules: [IntegrityRule]
  let calendar: @Sendable () async throws -> WorkingCalendar
  let now: @Sendable () -> Instant
  let chance: Chance

  /// How many facts one transaction looks at.
  var together = 1000

  /// Looks at what was sealed since, at most `batches` times a thousand facts. When rules or
  /// calendar have changed it begins anew; what is then no longer found is gone, for that reason.
  ///
  /// Gives how many facts are left. Two processes may do it at once.
  @discardableResult
  func catchUp(batches: Int = .max) async throws -> Int {
    let calendar = try await calendar()
    let basis = WatchDesk.basis(rules, calendar)
    let state = try await database.glance { tx in
      (try WatchStore(tx: tx).mark(), try JournalStore(tx: tx).asOf()?.size ?? 0)
    }
    if state.0 == WatchStore.Mark(position: state.1, basis: basis, isSwept: true) { return 0 }
    let instant = now()
    for _ in 0..<batches {
      let left = try await database.write { tx in
        try look(tx, calendar, basis: basis, at: instant)
      }
      if left == 0 { return 0 }
    }
    return try await database.glance { tx in
      try (JournalStore(tx: tx).asOf()?.size ?? 0) - WatchStore(tx: tx).mark().position
    }
  }

  /// One batch; gives how many facts are left.
  private func look(
    _ tx: any Transaction, _ calendar: WorkingCalendar, basis: String, at instant: Instant
  ) throws -> Int {
    try tx.lock("indicators integrity")
    let store = WatchStore(tx: tx)
    if try store.mark().basis != basis { try store.forget(basis: basis) }
    let (mark, sealed) = (try store.mark(), try JournalStore(tx: tx).asOf()?.size ?? 0)
    var last = mark.position
    if last < sealed {
      let facts = try JournalStore(tx: tx).facts(
        from: last, to: sealed, limit: together)
      guard let end = facts.last else { throw FactsMissing(from: last, to: sealed) }
      var watch = Watch(rules: rules, calendar: calendar)
      try store.load(facts, into: &watch)
      for fact in facts { watch.take(fact) }
      try store.write(watch)
      let findings = FindingStore(tx: tx)
      for change in watch.changes {
        try findings.apply(change, basis: basis, found: found(change, at: instant, calendar))
      }
      last = end.position + 1
    }
    let isSwept = mark.isSwept || last >= sealed
    if isSwept, !mark.isSwept { try FindingStore(tx: tx).dropOthers(than: basis) }
    try store.mark(WatchStore.Mark(position: last, basis: basis, isSwept: isSwept))
    return max(0, sealed - last)
  }

  /// When it was found, and from which day on the head sees it.
  private func found(
    _ change: FindingChange, at instant: Instant, _ calendar: WorkingCalendar
  ) throws -> FindingStore.Found {
    var day = instant.day
    if case .found(let finding) = change,
      let rule = rules.rule(finding.key.rule, version: finding.version)
    {
      for _ in 0..<rule.officerDays {
        day = try calendar.workingDay(onOrAfter: day.adding(days: 1))
      }
    }
    return FindingStore.Found(id: chance.ulid(at: instant), at: instant, headOn: day)
  }

  /// Names rules and calendar: what is found depends on nothing else but facts.
  static func basis(_ rules: [IntegrityRule], _ calendar: WorkingCalendar) -> String {
    let text = JSON.array(rules.map(\.json)).serialised + calendar.version
    return hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }
}
