import Deadlines
import Ground

/// The moments by which a desk sorts its work, all from one `now`. Pure.
struct DeskMoments: Sendable, Equatable {
  let now: Instant
  /// Midnight after today.
  let endOfToday: Instant
  /// Midnight after the second working day after today.
  let endOfSoon: Instant
  /// What was handed in before this has waited more than eight working hours for an answer.
  /// Source: DOS-26.
  let answerOverdue: Instant
  /// What was asked to be supplemented before this has waited long.
  let supplementOverdue: Instant

  /// Working hours in which what comes online is to be answered. Source: DOS-26.
  static let answerMinutes = 8 * 60

  /// Refuses: a moment outside the calendar.
  init(
    now: Instant, calendar: WorkingCalendar, practice: HousePractice,
    hours: WorkingHours = .standard
  ) throws(DueRefused) {
    self.now = now
    endOfToday = Instant(now.day.adding(days: 1), minute: 0)
    let first = try calendar.workingDay(onOrAfter: now.day.adding(days: 1))
    let second = try calendar.workingDay(onOrAfter: first.adding(days: 1))
    endOfSoon = Instant(second.adding(days: 1), minute: 0)
    answerOverdue = try calendar.moment(
      DeskMoments.answerMinutes, workingMinutesBefore: now, hours: hours)
    supplementOverdue = now.adding(seconds: -Int64(practice.supplementDays) * 86_400)
  }
}

extension WorkingCalendar {
  /// The latest moment from which `minutes` have been worked up to `end`.
  ///
  /// Refuses: a count that leaves the calendar.
  func moment(
    _ minutes: Int, workingMinutesBefore end: Instant, hours: WorkingHours
  ) throws(DueRefused) -> Instant {
    var day = end.day
    while try workingMinutes(from: Instant(day, minute: 0), to: end, hours: hours) < minutes {
      day = day.adding(days: -1)
    }
    // Within the day the count only falls: the last minute that still leaves enough.
    var (enough, tooLate) = (0, 1440)
    while tooLate - enough > 1 {
      let middle = (enough + tooLate) / 2
      let worked = try workingMinutes(from: Instant(day, minute: middle), to: end, hours: hours)
      if worked >= minutes { enough = middle } else { tooLate = middle }
    }
    return Instant(day, minute: enough)
  }
}
