public import Ground

/// Why a legal clock does not take an act.
public enum ClockRefused: Refusal, Equatable {
  case notRunning
  case notPaused
  case ended
  /// The last act happened then; nothing can happen before it.
  case beforeLast(Instant)
  case outsideCalendar(year: Int)

  init(_ refused: DueRefused) {
    switch refused {
    case .outsideCalendar(let year): self = .outsideCalendar(year: year)
    }
  }

  public var code: String {
    switch self {
    case .notRunning: "clock.not-running"
    case .notPaused: "clock.not-paused"
    case .ended: "clock.ended"
    case .beforeLast: "clock.before-last"
    case .outsideCalendar: "deadline.outside-calendar"
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .notRunning, .notPaused, .ended, .beforeLast: .outOfOrder
    case .outsideCalendar: .content
    }
  }

  public var explanation: Phrase {
    switch self {
    case .notRunning: "Hồ sơ đang tạm dừng tính thời hạn. Hãy đợi bổ sung hoặc nộp tiền xong."
    case .notPaused: "Hồ sơ không ở trạng thái tạm dừng nên không thể tính tiếp."
    case .ended: "Thời hạn của hồ sơ đã kết thúc, không thể thay đổi nữa."
    case .beforeLast(let last):
      "Việc gần nhất được ghi lúc \(last.vietnamese). Hãy ghi thời điểm không sớm hơn."
    case .outsideCalendar(let year): DueRefused.outsideCalendar(year: year).explanation
    }
  }
}

/// Why a due date is not extended. Source: TIM-4, ND 61/2018 Điều 19(9).
public enum ExtensionRefused: Refusal, Equatable {
  /// It had to be done on `lastDay`, the last working day before the due date, or earlier.
  case tooLate(lastDay: Day)
  case notLater(than: Instant)
  case alreadyExtended
  /// The clock itself does not take the act.
  case clock(ClockRefused)

  public var code: String {
    switch self {
    case .tooLate: "extension.too-late"
    case .notLater: "extension.not-later"
    case .alreadyExtended: "extension.already"
    case .clock(let refused): refused.code
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .tooLate, .notLater: .content
    case .alreadyExtended: .outOfOrder
    case .clock(let refused): refused.kind
    }
  }

  public var explanation: Phrase {
    switch self {
    case .tooLate(let lastDay):
      """
      Đã quá ngày được gia hạn (\(lastDay.vietnamese), ngày làm việc liền trước ngày hẹn trả). \
      Hãy giải quyết và trả kết quả sớm nhất có thể.
      """
    case .notLater(let due):
      "Ngày hẹn mới phải sau hạn hiện nay (\(due.vietnamese)). Hãy chọn thời điểm muộn hơn."
    case .alreadyExtended:
      "Hồ sơ đã được gia hạn một lần, không được hẹn lại lần nữa. Hãy giải quyết theo ngày đã hẹn."
    case .clock(let refused): refused.explanation
    }
  }
}
