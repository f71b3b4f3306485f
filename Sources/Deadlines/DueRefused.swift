public import Ground

/// Why no date is given.
public enum DueRefused: Refusal, Equatable {
  /// The count leaves the years whose holidays can be known.
  case outsideCalendar(year: Int)

  public var code: String {
    switch self {
    case .outsideCalendar: "deadline.outside-calendar"
    }
  }

  public var kind: RefusalKind { .content }

  public var explanation: Phrase {
    switch self {
    case .outsideCalendar(let year):
      "Năm \(year) nằm ngoài lịch làm việc 1900–2099. Hãy kiểm tra lại ngày và thời hạn đã nhập."
    }
  }

  /// The same for the commands, which speak English.
  public var english: String {
    switch self {
    case .outsideCalendar(let year):
      "the year \(year) lies outside the calendar, 1900-2099; check the day and the term"
    }
  }
}
