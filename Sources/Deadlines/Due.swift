public import Ground

/// When a dossier falls due, and why then.
public struct DueDate: Sendable, Equatable {
  public let at: Instant
  /// In order of days; bounded, see `explanation`.
  public let explanation: [ExplainedDay]
  /// The count touched a year whose decision on days off is not known.
  public let isProjected: Bool
}

/// The moment by which a dossier received at `start` must be settled.
///
/// `hourly`: a working day is 8 working hours, added from the moment of receipt (CAL-1); a receipt
/// outside hours counts from the next working moment. `civil`: the day of receipt is not counted,
/// the term ends at the close of hours of the last working day (CAL-2). Hours and minutes are
/// working time under both. Days and months are calendar time under both: they end at the close of
/// hours, from the 31st on the last day of a shorter month, and a rest day at the end moves on
/// (CAL-4). 0 working days, days or months is "at once": the same day, or the next working day when
/// received after 15:00 (CAL-5). A moment counts from the start of its minute.
///
/// Refuses: a count that leaves 1900…2099.
/// Source: CAL-1 … CAL-6; Bộ luật Dân sự 2015 Điều 147, 148.
public func due(
  from start: Instant, term: Term, policy: CountingPolicy, calendar: WorkingCalendar,
  hours: WorkingHours = .standard
) throws(DueRefused) -> DueDate {
  let count = Count(start: start, term: term, policy: policy, calendar: calendar, hours: hours)
  let end = try count.end()
  return DueDate(
    at: end.at, explanation: try count.explanation(of: end),
    isProjected: count.projectedYears(until: end.at.day).isEmpty == false)
}

/// One count of one term.
struct Count {
  let start: Instant
  let term: Term
  let policy: CountingPolicy
  let calendar: WorkingCalendar
  let hours: WorkingHours

  /// Where a count ends.
  struct End: Equatable {
    let at: Instant
    /// The last day before a rest day moved it on; only for terms in calendar days and months.
    let nominalOn: Day?
  }

  func end() throws(DueRefused) -> End {
    let year = start.day.year
    guard WorkingCalendar.years.contains(year) else { throw .outsideCalendar(year: year) }
    switch term.counting(policy) {
    case .workingTime(let minutes) where minutes > 0 || term.unit != .workingDays:
      return End(
        at: try calendar.adding(workingMinutes: minutes, to: start, hours: hours), nominalOn: nil)
    case .workingTime, .wholeDays:
      let last = try term.count == 0 ? atOnce() : lastWholeDay()
      return End(at: Instant(last, minute: hours.closes), nominalOn: nil)
    case .calendar:
      let nominal = try term.count == 0 ? atOnce() : lastCalendarDay()
      let last = try calendar.workingDay(onOrAfter: nominal)
      return End(at: Instant(last, minute: hours.closes), nominalOn: nominal)
    }
  }

  private func lastWholeDay() throws(DueRefused) -> Day {
    var day = start.day
    for _ in 0..<term.count { day = try calendar.workingDay(onOrAfter: day.adding(days: 1)) }
    return day
  }

  private func lastCalendarDay() throws(DueRefused) -> Day {
    guard term.unit == .months else { return start.day.adding(days: term.count) }
    let year = start.day.year + term.count / 12
    guard WorkingCalendar.years.contains(year) else { throw .outsideCalendar(year: year) }
    return start.day.adding(months: term.count)
  }

  /// Source: CAL-5. An office that closes by 15:00 has its last moment at the close.
  private func atOnce() throws(DueRefused) -> Day {
    let latest = min(Count.lastMinuteAtOnce, hours.closes - 1)
    let isLate = start.minuteOfDay > latest
    return try calendar.workingDay(onOrAfter: isLate ? start.day.adding(days: 1) : start.day)
  }

  private static let lastMinuteAtOnce = 15 * 60

  /// The years that the count touched and whose days off are still computed, in order.
  func projectedYears(until last: Day) -> [Int] {
    guard start.day <= last else { return [] }
    return (start.day.year...last.year).filter(calendar.isProjected)
  }
}
