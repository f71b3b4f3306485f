import Deadlines
import Ground

/// One year of the working calendar as administrators see it.
struct CalendarYear: Sendable {
  let year: Int
  /// Every day that is off or worked other than its weekday says, in order.
  let days: [DayStanding]
  let workingDays: Int
  /// Whether the yearly decision on Tết is not known yet.
  let isProjected: Bool
}

/// A decision on one day that was taken here.
struct TakenDay: Sendable, Equatable {
  let record: CalendarRecord
  let place: Int
}

/// Who took decisions into the calendar, and when.
struct CalendarAct: Sendable, Equatable {
  let at: Instant
  let account: AccountID?
  let days: Int
  let about: String
}

/// What a change of the calendar would do, before it is done.
struct CalendarChange: Sendable {
  /// Those that say something new.
  let fresh: [CalendarRecord]
  let unchanged: Int
  /// Open dossiers that were looked at, and those of them that would be due at another time.
  let open: Int
  let moved: Int
}

extension WorkingCalendar {
  func year(_ year: Int) throws(DueRefused) -> CalendarYear {
    let first = Day(year, 1, 1)
    var days: [DayStanding] = []
    for offset in 0..<(Day.isLeap(year) ? 366 : 365) {
      let standing = try standing(of: first.adding(days: offset))
      switch standing.kind {
      case .holiday, .compensation, .swapped, .makeUpWork: days.append(standing)
      case .workday, .weekend: if !standing.name.isEmpty { days.append(standing) }
      }
    }
    return CalendarYear(
      year: year, days: days, workingDays: try workingDays(in: year).count,
      isProjected: isProjected(year: year))
  }

  /// The rows that say something else than what holds.
  func fresh(_ records: [CalendarRecord]) -> [CalendarRecord] {
    records.filter { record in
      let last = self.records.last { $0.day == record.day }
      return last.map {
        $0.kind != record.kind || $0.name != record.name || $0.decision != record.decision
      } ?? true
    }
  }
}
