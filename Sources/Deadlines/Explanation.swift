public import Ground

/// One day of a count and what it was for it.
public struct ExplainedDay: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case start, worked, weekend, holiday, compensation, swapped, makeUpWork, due
  }

  public let day: Day
  public let kind: Kind
  /// For the person who asks why; cites the decision.
  public let text: Phrase

  public init(day: Day, kind: Kind, text: Phrase) {
    (self.day, self.kind, self.text) = (day, kind, text)
  }

  /// `{day, kind, text}`, as the API gives it, in Vietnamese.
  public var json: JSON {
    ["day": JSON(day), "kind": .string(kind.rawValue), "text": .string(text.vietnamese)]
  }
}

extension Count {
  /// Why the count ends where it does: the start, each day that was skipped or worked, the due
  /// date.
  ///
  /// Shape: in order of days. Beyond 45 days, ordinary working days and weekends are one entry each
  /// with their number; every other day off and every make-up day still has its own.
  func explanation(of end: End) throws(DueRefused) -> [ExplainedDay] {
    let isLong = end.at.day.ordinal - start.day.ordinal > Count.longDays
    var days = [try startEntry()]
    var left = (worked: 0, weekend: 0)
    var workingDays = 0
    var day = end.nominalOn ?? start.day
    while day <= end.at.day {
      let standing = try calendar.standing(of: day)
      if standing.isWorking, day > start.day { workingDays += 1 }
      if let entry = entry(standing, end, workingDays) {
        switch entry.kind {
        case .worked where isLong: left.worked += 1
        case .weekend where isLong: left.weekend += 1
        case .start, .worked, .weekend, .holiday, .compensation, .swapped, .makeUpWork, .due:
          days.append(entry)
        }
      }
      day = day.adding(days: 1)
    }
    days.insert(contentsOf: summary(left.worked, left.weekend), at: 1)
    return days + [dueEntry(end)]
  }

  private static let longDays = 45

  /// `nil` for a day that needs no line of its own: ordinary first and last days, which `start` and
  /// `due` speak for.
  private func entry(_ standing: DayStanding, _ end: End, _ workingDays: Int) -> ExplainedDay? {
    let day = standing.day
    switch standing.kind {
    case .workday where day == start.day || day == end.at.day: return nil
    case .makeUpWork where day == start.day: return nil
    case .workday:
      return line(day, .worked, "ngày làm việc, \(counted(day, end, workingDays))")
    case .makeUpWork:
      let text: Phrase = "ngày làm bù: \(cited(standing)), \(counted(day, end, workingDays))"
      return line(day, .makeUpWork, text)
    case .weekend: return line(day, .weekend, "nghỉ hằng tuần, không tính")
    case .holiday: return line(day, .holiday, "nghỉ lễ: \(cited(standing)), không tính")
    case .compensation: return line(day, .compensation, "\(cited(standing)), không tính")
    case .swapped: return line(day, .swapped, "\(cited(standing)), không tính")
    }
  }

  private func line(_ day: Day, _ kind: ExplainedDay.Kind, _ text: Phrase) -> ExplainedDay {
    ExplainedDay(day: day, kind: kind, text: "\(named(day)): \(text)")
  }

  private func counted(_ day: Day, _ end: End, _ workingDays: Int) -> Phrase {
    switch term.counting(policy) {
    case .workingTime:
      "tính \(duration(hours.minutes(from: 0, to: day == end.at.day ? end.at.minuteOfDay : 1440)))"
    case .wholeDays: "là ngày thứ \(workingDays)"
    case .calendar: "nhận được việc nên không dời tiếp"
    }
  }

  private func summary(_ worked: Int, _ weekends: Int) -> [ExplainedDay] {
    var days: [ExplainedDay] = []
    if worked > 0 {
      let text: Phrase = "\(worked) ngày làm việc thường ở giữa, tính đủ"
      days.append(ExplainedDay(day: start.day, kind: .worked, text: text))
    }
    if weekends > 0 {
      let text: Phrase = "\(weekends) ngày nghỉ hằng tuần, không tính"
      days.append(ExplainedDay(day: start.day, kind: .weekend, text: text))
    }
    return days
  }

  private func cited(_ standing: DayStanding) -> Phrase {
    standing.isProjected
      ? "\(standing.name) (\(standing.decision); dự kiến, chưa có quyết định của năm)"
      : "\(standing.name) (\(standing.decision))"
  }
}

extension Count {
  private func startEntry() throws(DueRefused) -> ExplainedDay {
    let received: Phrase = "Tính từ \(clock(start.minuteOfDay)) \(named(start.day)), \(term.words)"
    return ExplainedDay(day: start.day, kind: .start, text: "\(received): \(try startRule())")
  }

  private func startRule() throws(DueRefused) -> Phrase {
    if term.count == 0, term.unit != .hours, term.unit != .minutes {
      return "giải quyết ngay trong ngày, nhận sau 15:00 thì trong ngày làm việc kế tiếp"
    }
    switch term.counting(policy) {
    case .wholeDays:
      return "không tính ngày nhận, hết hạn khi kết thúc giờ làm việc của ngày cuối"
    case .calendar:
      return "tính cả ngày nghỉ, hết hạn khi kết thúc giờ làm việc của ngày cuối"
    case .workingTime:
      let left =
        try calendar.isWorking(start.day)
        ? hours.minutes(from: start.minuteOfDay, to: 1440) : 0
      return left == 0
        ? "ngoài giờ làm việc, tính từ buổi làm việc kế tiếp"
        : "trong ngày còn \(duration(left)) làm việc; 1 ngày làm việc là 8 giờ"
    }
  }

  private func dueEntry(_ end: End) -> ExplainedDay {
    var parts: [Phrase] = ["Hạn: \(clock(end.at.minuteOfDay)) \(named(end.at.day))"]
    if let nominal = end.nominalOn, nominal < end.at.day {
      parts.append("ngày cuối là \(named(nominal)), ngày nghỉ, nên dời sang ngày làm việc kế tiếp")
    }
    let years = projectedYears(until: end.at.day)
    if let first = years.first, let last = years.last {
      let named = first == last ? "\(first)" : "\(first)–\(last)"
      parts.append("dự kiến, vì chưa có quyết định ngày nghỉ của năm \(named)")
    }
    return ExplainedDay(
      day: end.at.day, kind: .due, text: Phrase(joining: parts, separator: "; "))
  }
}

/// `thứ Sáu 20/11/2026`.
func named(_ day: Day) -> Phrase {
  let names: [Phrase] = [
    "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
  ]
  return "\(names[day.weekday - 1]) \(day.vietnamese)"
}

/// `7 giờ 30 phút`.
func duration(_ minutes: Int) -> Phrase {
  let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
  if hours == 0 { return "\(rest) phút" }
  return rest == 0 ? "\(hours) giờ" : "\(hours) giờ \(rest) phút"
}
