import Deadlines
import Ground

/// Within how much working time an online dossier is to be answered. Source: DOS-26.
enum ReceptionPromise {
  static let workingMinutes = 8 * 60

  /// The moment before which a dossier must have come in to wait too long at `instant`: more than
  /// eight working hours. Shape: a whole minute, at most 60 days before `instant`.
  ///
  /// The end of the promise never moves back when the submission moves forward, so the moment can
  /// be found by halving.
  static func waitingSince(
    at instant: Instant, calendar: WorkingCalendar
  ) throws(DueRefused) -> Instant {
    let last = Instant(instant.day, minute: instant.minuteOfDay)
    var (tooLong, inTime) = (-60 * 24 * 60, 1)
    while inTime - tooLong > 1 {
      let middle = (tooLong + inTime) / 2
      let end = try calendar.adding(
        workingMinutes: workingMinutes, to: last.adding(seconds: Int64(middle) * 60))
      if end < instant { tooLong = middle } else { inTime = middle }
    }
    return last.adding(seconds: Int64(inTime) * 60)
  }
}
