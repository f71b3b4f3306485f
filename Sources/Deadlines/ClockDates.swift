import Ground

extension LegalClock {
  /// Where the two computations stand.
  struct Dates: Sendable, Equatable {
    let legal: Count.End
    let index: Count.End
  }

  /// Where both stand after `event`, which happened at the start of `count`. `pause` is the one
  /// that a resumption ends.
  func dates(
    after event: Event, _ count: Count, from dates: Dates, pause: Pause?
  ) throws(DueRefused) -> Dates {
    switch event {
    case .started:
      let end = try count.end()
      return Dates(legal: end, index: end)
    case .resumed(let restarted):
      guard let pause else { return dates }
      let isSupplement = pause.reason == .supplement
      return Dates(
        legal: try restarted ? count.end() : count.goingOn(to: dates.legal, since: pause.from),
        index: try isSupplement
          ? count.goingOn(to: dates.index, since: pause.from) : dates.index)
    case .extended(let newDue):
      let legal = Count.End(at: newDue, nominalOn: dates.legal.nominalOn.map { _ in newDue.day })
      guard dates.index != dates.legal else { return Dates(legal: legal, index: legal) }
      let more = try count.calendar.workingMinutes(
        from: dates.legal.at, to: newDue, hours: hours)
      let later = try count.calendar.adding(
        workingMinutes: more, to: dates.index.at, hours: hours)
      let index = Count.End(
        at: max(later, dates.index.at), nominalOn: dates.index.nominalOn.map { _ in later.day })
      return Dates(legal: legal, index: index)
    case .paused, .recounted, .ended:
      return dates
    }
  }
}

extension Count {
  /// Where a count that was to end at `due` ends, when it stood still from `paused` until the start
  /// of this one. What was left counts on: working minutes, for whole days up to the close of the
  /// last one; calendar days for terms in those. Nothing is left of a count that was over.
  ///
  /// Source: TIM-7; domain 1.4 (`PAUSED_FEE`).
  func goingOn(to due: End, since paused: Instant) throws(DueRefused) -> End {
    guard paused < due.at else { return due }
    if let nominal = due.nominalOn { return try goingOn(to: due, nominal, since: paused) }
    let left = try calendar.workingMinutes(from: paused, to: due.at, hours: hours)
    var at = try calendar.adding(workingMinutes: left, to: start, hours: hours)
    if case .wholeDays = term.counting(policy), due.at.minuteOfDay == hours.closes {
      at = Instant(at.day, minute: hours.closes)
    }
    return End(at: max(at, due.at), nominalOn: nil)
  }

  private func goingOn(
    to due: End, _ nominal: Day, since paused: Instant
  ) throws(DueRefused) -> End {
    let days = start.day.ordinal - paused.day.ordinal
    guard days > 0 else { return due }
    let shifted = nominal.adding(days: days)
    let last = try calendar.workingDay(onOrAfter: shifted)
    let at = Instant(last, minute: due.at.minuteOfDay)
    return End(at: max(at, due.at), nominalOn: shifted)
  }
}
