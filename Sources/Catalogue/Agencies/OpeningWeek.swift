import Deadlines
import Ground

/// When an office is open: today, the next days, and the days off ahead. Pure.
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

  /// Whether someone who comes now finds it open.
  let isOpenNow: Bool
  /// When it opens next; `nil` while it is open.
  let opensAt: Instant?
  /// Today and the six days after it.
  let days: [OpeningDay]
  /// Days of the next 60 that are off though they would be worked, and rest days that are worked.
  let exceptions: [DayStanding]

  /// How far ahead exceptions are told.
  static let daysAhead = 60

  var today: OpeningDay { days[0] }

  /// Refuses: `DueRefused` for a day outside the calendar.
  init(at instant: Instant, calendar: WorkingCalendar, hours: WorkingHours) throws(DueRefused) {
    let day = instant.day
    func opening(_ day: Day) throws(DueRefused) -> OpeningDay {
      let standing = try calendar.standing(of: day)
      return OpeningDay(standing: standing, spans: standing.isWorking ? hours.spans : [])
    }
    var days: [OpeningDay] = []
    for offset in 0..<7 { days.append(try opening(day.adding(days: offset))) }
    var exceptions: [DayStanding] = []
    for offset in 0...OpeningWeek.daysAhead {
      let standing = try calendar.standing(of: day.adding(days: offset))
      if !standing.name.isEmpty, standing.isWorking != (standing.day.weekday < 6) {
        exceptions.append(standing)
      }
    }
    let minute = instant.minuteOfDay
    (self.days, self.exceptions) = (days, exceptions)
    let spans = days[0].spans
    isOpenNow = spans.contains { $0.opens <= minute && minute < $0.closes }
    guard !isOpenNow else {
      opensAt = nil
      return
    }
    if let later = spans.first(where: { $0.opens > minute }) {
      opensAt = Instant(day, minute: later.opens)
    } else {
      let next = try calendar.workingDay(onOrAfter: day.adding(days: 1))
      opensAt = Instant(next, minute: hours.opens)
    }
  }
}
