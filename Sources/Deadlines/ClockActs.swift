public import Ground

extension LegalClock {
  /// Stops for a supplement or a payment. Source: domain 1.6 (statuses 5 and 6).
  ///
  /// Refuses: a clock that does not run, an act before the last one.
  public func paused(
    for reason: Pause.Reason, at moment: Instant
  ) throws(ClockRefused) -> LegalClock {
    try mustRun(at: moment)
    return following(.paused(reason), at: moment, latest.dates)
  }

  /// Runs again. After a supplement with `restarting` the term counts anew (TIM-1); without, and
  /// always after a payment, what was left of it counts on. A clock that was late when it was
  /// paused stays late unless it counts anew. The index subtracts the waiting for a supplement and
  /// nothing else (TIM-7).
  ///
  /// Refuses: a clock that is not paused, an act before the last one, a date outside the calendar.
  public func resumed(
    at moment: Instant, restarting: Bool, calendar: WorkingCalendar
  ) throws(ClockRefused) -> LegalClock {
    try mustGoOn(at: moment)
    guard let pause = openPause else { throw .notPaused }
    let event = Event.resumed(restarted: restarting && pause.reason == .supplement)
    do throws(DueRefused) {
      let dates = try dates(
        after: event, count(from: moment, calendar), from: latest.dates, pause: pause)
      return following(event, at: moment, dates, calendar: calendar)
    } catch {
      throw ClockRefused(error)
    }
  }

  /// Appoints a later day, once. The index is given as much more working time as the law.
  ///
  /// Refuses: a clock that does not run, a second extension, one after the last working day before
  /// the due date, a date that is not later. Source: TIM-4, ND 61/2018 Điều 19(9).
  public func extended(
    to newDue: Instant, at moment: Instant, calendar: WorkingCalendar
  ) throws(ExtensionRefused) -> LegalClock {
    do throws(ClockRefused) { try mustRun(at: moment) } catch { throw .clock(error) }
    guard !isExtended else { throw .alreadyExtended }
    let lastDay: Day
    do throws(DueRefused) {
      lastDay = try lastDayToExtend(calendar: calendar)
    } catch { throw .clock(ClockRefused(error)) }
    guard moment.day <= lastDay else { throw .tooLate(lastDay: lastDay) }
    guard newDue > dueAt else { throw .notLater(than: dueAt) }
    do throws(DueRefused) {
      let event = Event.extended(to: newDue)
      let dates = try dates(
        after: event, count(from: moment, calendar), from: latest.dates, pause: nil)
      return following(event, at: moment, dates, calendar: calendar)
    } catch { throw .clock(ClockRefused(error)) }
  }

  /// Computes every date again from the acts, after the calendar or the term was corrected. A date
  /// that was appointed by an extension stays as it was promised. Source: domain 0.2 and 6.1 (a due
  /// date moves only by an explicit act).
  ///
  /// Refuses: an ended clock, an act before the last one, a date outside the calendar.
  public func recounted(
    at moment: Instant, term: Term? = nil, calendar: WorkingCalendar
  ) throws(ClockRefused) -> LegalClock {
    try mustGoOn(at: moment)
    let term = term ?? self.term
    do throws(DueRefused) {
      let dates = try replayed(term: term, calendar: calendar)
      return following(.recounted, at: moment, dates, term: term, calendar: calendar)
    } catch {
      throw ClockRefused(error)
    }
  }

  /// Stops for ever: decided, withdrawn or stopped. Source: TIM-9.
  ///
  /// Refuses: an ended clock, an act before the last one.
  public func ended(at moment: Instant) throws(ClockRefused) -> LegalClock {
    try mustGoOn(at: moment)
    return following(.ended, at: moment, latest.dates)
  }

  /// The dates that the acts of this clock lead to under `term` and `calendar`.
  func replayed(term: Term, calendar: WorkingCalendar) throws(DueRefused) -> Dates {
    var result = entries[0].dates
    var pause: Pause?
    for entry in entries {
      if case .paused(let reason) = entry.event {
        pause = Pause(reason: reason, from: entry.at, to: nil, restarted: false)
      }
      let count = count(from: entry.at, term: term, calendar)
      result = try dates(after: entry.event, count, from: result, pause: pause)
    }
    return result
  }

  private func count(
    from moment: Instant, term: Term? = nil, _ calendar: WorkingCalendar
  ) -> Count {
    Count(
      start: moment, term: term ?? self.term, policy: policy, calendar: calendar, hours: hours)
  }

  private func following(
    _ event: Event, at moment: Instant, _ dates: Dates, term: Term? = nil,
    calendar: WorkingCalendar? = nil
  ) -> LegalClock {
    let entry = Entry(
      event: event, at: moment, term: term ?? self.term, dates: dates,
      calendar: calendar?.version ?? calendarVersion)
    return LegalClock(
      policy: policy, hours: hours, supplementsBefore: supplementsBefore,
      entries: entries + [entry])
  }

  private func mustGoOn(at moment: Instant) throws(ClockRefused) {
    guard endedAt == nil else { throw .ended }
    guard moment >= lastAt else { throw .beforeLast(lastAt) }
  }

  private func mustRun(at moment: Instant) throws(ClockRefused) {
    try mustGoOn(at: moment)
    guard openPause == nil else { throw .notRunning }
  }
}
