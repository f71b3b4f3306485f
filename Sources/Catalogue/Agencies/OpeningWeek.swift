import Deadlines
import Ground

/// When an office is open: today, this week, and the days off ahead. Pure.
///
/// The hours are those of a working day; which days are worked the calendar says. Source: CAL-1,
/// domain 6.1.
struct OpeningWeek: Sendable, Equatable {
  struct OpeningDay: Sendable, Equatable {
    let standing: DayStanding
    /// Empty when it is closed.
    let spans: [WorkingHours.Span]

    var isOpen: Bool { !spans.isEmpty }
  }

  let today: OpeningDay
  /// Whether someone who comes now finds it open.
  let isOpenNow: Bool
  /// When it opens next; `nil` while it is open.
  let opensAt: Instant?
  /// From Monday to Sunday of this week.
  let days: [OpeningDay]
  /// Days of the next 60 that are off though they would be worked, and rest days that are worked.
  let exceptions: [DayStanding]

  /// How far ahead exceptions are told.
  static let daysAhead = 60

  /// Refuses: `DueRefused` for a day outside the calendar.
  init(at instant: Instant, calendar: WorkingCalendar, hours: WorkingHours) throws(DueRefused) {
    let day = instant.day
    func opening(_ day: Day) throws(DueRefused) -> OpeningDay {
      let standing = try calendar.standing(of: day)
      return OpeningDay(standing: standing, spans: standing.isWorking ? hours.spans : [])
    }
    let monday = day.adding(days: 1 - day.weekday)
    var days: [OpeningDay] = []
    for offset in 0..<7 { days.append(try opening(monday.adding(days: offset))) }
    var exceptions: [DayStanding] = []
    for offset in 0...OpeningWeek.daysAhead {
      let standing = try calendar.standing(of: day.adding(days: offset))
      if !standing.name.isEmpty, standing.isWorking != (standing.day.weekday < 6) {
        exceptions.append(standing)
      }
    }
    let minute = instant.minuteOfDay
    (self.days, self.exceptions) = (days, exceptions)
    today = days[day.weekday - 1]
    isOpenNow = today.spans.contains { $0.opens <= minute && minute < $0.closes }
    guard !isOpenNow else {
      opensAt = nil
      return
    }
    if let later = today.spans.first(where: { $0.opens > minute }) {
      opensAt = Instant(day, minute: later.opens)
    } else {
      let next = try calendar.workingDay(onOrAfter: day.adding(days: 1))
      opensAt = Instant(next, minute: hours.opens)
    }
  }
}
