import Deadlines
import Ground

/// How a clock stands at a moment, in working time as people count it: days of eight working hours,
/// hours, minutes. Pure. Source: CAL-1; domain 1.4.
enum Remaining: Sendable, Equatable {
  /// So many working minutes are left.
  case left(minutes: Int)
  /// It was due so many working minutes ago; 0 when no working time has passed since.
  case late(minutes: Int)
  /// It stands still, with so many working minutes left.
  case paused(minutes: Int)
  case ended(late: Bool)
  /// No clock runs yet: it has waited so many working minutes for an answer. Source: DOS-26.
  case waiting(minutes: Int)

  /// Working minutes before the due date under which it is about to be late: two working days.
  static let nearMinutes = 2 * 480

  /// Refuses: a moment outside the calendar.
  init(
    _ clock: LegalClock, at now: Instant, calendar: WorkingCalendar
  ) throws(DueRefused) {
    switch clock.state {
    case .ended: self = .ended(late: clock.isOverdue(at: now))
    case .pausedSupplement, .pausedPayment:
      self = .paused(
        minutes: try calendar.workingMinutes(
          from: clock.lastAt, to: clock.dueAt, hours: clock.hours))
    case .running where now > clock.dueAt:
      self = .late(
        minutes: try calendar.workingMinutes(from: clock.dueAt, to: now, hours: clock.hours))
    case .running:
      self = .left(
        minutes: try calendar.workingMinutes(from: now, to: clock.dueAt, hours: clock.hours))
    }
  }

  /// How a dossier stands: by its clock, or by how long it has waited for reception; `nil` when it
  /// waits for its applicant or is over without ever having had a clock.
  ///
  /// Refuses: a moment outside the calendar.
  static func of(
    _ dossier: Dossier, at now: Instant, calendar: WorkingCalendar, hours: WorkingHours = .standard
  ) throws(DueRefused) -> Remaining? {
    if let clock = dossier.clock {
      return try Remaining(clock, at: now, calendar: calendar)
    }
    guard dossier.stage == .submitted else { return nil }
    let since =
      [
        dossier.submittedAt, dossier.supplements.last?.suppliedAt, dossier.fee.payments.last?.at,
      ].compactMap(\.self).max() ?? dossier.submittedAt
    return .waiting(minutes: try calendar.workingMinutes(from: since, to: now, hours: hours))
  }

  /// How urgent it looks.
  enum Urgency: String, Sendable { case late, soon, calm, still }

  var urgency: Urgency {
    switch self {
    case .late, .ended(late: true): .late
    case .left(let minutes): minutes <= Remaining.nearMinutes ? .soon : .calm
    case .paused: .still
    case .waiting(let minutes):
      minutes > DeskMoments.answerMinutes
        ? .late : minutes > DeskMoments.answerMinutes / 2 ? .soon : .calm
    case .ended(late: false): .calm
    }
  }

  var words: Phrase {
    switch self {
    case .left(let minutes): minutes == 0 ? "Đến hạn ngay" : "Còn \(Remaining.span(minutes))"
    case .late(let minutes):
      minutes == 0 ? "Vừa quá hạn" : "Quá hạn \(Remaining.span(minutes))"
    case .paused(let minutes):
      minutes == 0 ? "Đồng hồ đang dừng" : "Đồng hồ đang dừng, còn \(Remaining.span(minutes))"
    case .waiting(let minutes):
      minutes > DeskMoments.answerMinutes
        ? "Chờ trả lời đã \(Remaining.span(minutes))" : "Đã chờ \(Remaining.span(minutes))"
    case .ended(let late): late ? "Đã trễ hạn" : "Xong trong hạn"
    }
  }

  /// `1 ngày 3 giờ làm việc`; minutes are said only under a working hour.
  static func span(_ minutes: Int) -> Phrase {
    let (days, rest) = (minutes / 480, minutes % 480)
    let (hours, left) = (rest / 60, rest % 60)
    if days > 0, hours > 0 { return "\(days) ngày \(hours) giờ làm việc" }
    if days > 0 { return "\(days) ngày làm việc" }
    if hours > 0 { return "\(hours) giờ làm việc" }
    return "\(left) phút làm việc"
  }
}
