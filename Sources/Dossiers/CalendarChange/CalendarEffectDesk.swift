public import Deadlines
public import Ground
import Storage

extension DossierDesk {
  /// How many open dossiers would have another due date if the calendar were `calendar`: said
  /// before a change of it. Nothing moves by itself. Source: domain 0.2, 6.1.
  ///
  /// Shape: `open` are the dossiers whose clock runs or stands and that are due on `first` or
  /// later; only the first 5,000 by due date are counted anew, so `moved` is then at least that.
  public func moved(
    from old: WorkingCalendar, to calendar: WorkingCalendar, since first: Day
  ) async throws -> (open: Int, moved: Int) {
    let start = Instant(first, minute: 0)
    let clocks = try await database.read { tx in
      try CalendarEffectStore(tx: tx).openClocks(dueFrom: start, limit: 5001)
    }
    let moved = clocks.prefix(5000).count { clock in
      clock.dueAt(calendar) != clock.dueAt(old)
    }
    return (clocks.count, moved)
  }
}

extension LegalClock {
  /// The due date that every act so far would lead to; the one that stands where the calendar ends
  /// before it.
  fileprivate func dueAt(_ calendar: WorkingCalendar) -> Instant {
    // A date outside the calendar's years stays as it is: nothing could be promised instead.
    (try? recounted(at: lastAt, calendar: calendar).dueAt) ?? dueAt
  }
}
