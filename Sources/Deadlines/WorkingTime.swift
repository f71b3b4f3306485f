public import Ground

extension WorkingCalendar {
  /// Whole working minutes between two moments; 0 when `end` is not after `start`.
  ///
  /// Both ends count from the start of their minute, so that adjoining stretches add up exactly.
  ///
  /// Refuses: a stretch that leaves 1900…2099. Source: CAL-1, CAL-6.
  public func workingMinutes(
    from start: Instant, to end: Instant, hours: WorkingHours = .standard
  ) throws(DueRefused) -> Int {
    guard start < end else { return 0 }
    let (first, last) = (start.day, end.day)
    guard first < last else {
      return try worked(first, from: start.minuteOfDay, to: end.minuteOfDay, hours)
    }
    let between = try workingDays(from: first.adding(days: 1), before: last)
    return try worked(first, from: start.minuteOfDay, to: 1440, hours)
      + between * hours.minutes(from: 0, to: 1440)
      + worked(last, from: 0, to: end.minuteOfDay, hours)
  }

  /// Working minutes of one day between two of its minutes.
  private func worked(
    _ day: Day, from start: Int, to end: Int, _ hours: WorkingHours
  ) throws(DueRefused) -> Int {
    try isWorking(day) ? hours.minutes(from: start, to: end) : 0
  }

  /// The moment at which `workingMinutes` have been worked since `start`: the earliest one, so the
  /// close of a stretch, not the opening of the next. 0 gives the first working moment from
  /// `start`.
  ///
  /// Refuses: a count that leaves 1900…2099. Source: CAL-1, CAL-6, DOS-26.
  public func adding(
    workingMinutes: Int, to start: Instant, hours: WorkingHours = .standard
  ) throws(DueRefused) -> Instant {
    var rest = max(0, workingMinutes)
    var (day, minute) = (start.day, start.minuteOfDay)
    while true {
      if try isWorking(day) {
        let end =
          rest == 0 ? hours.firstMinute(from: minute) : hours.end(of: rest, from: minute)
        if let end { return Instant(day, minute: end) }
        rest -= hours.minutes(from: minute, to: 1440)
      }
      (day, minute) = (day.adding(days: 1), 0)
    }
  }
}
