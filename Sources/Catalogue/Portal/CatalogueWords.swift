import Deadlines
public import Ground

// The catalogue's own words as pages say them, in the language of the moment.

extension Term {
  /// `5 ngày làm việc`.
  var words: Phrase {
    switch unit {
    case .minutes: "\(count) phút làm việc"
    case .hours: "\(count) giờ làm việc"
    case .workingDays: count == 0 ? "trong ngày làm việc" : "\(count) ngày làm việc"
    case .days: count == 0 ? "trong ngày" : "\(count) ngày"
    case .months: "\(count) tháng"
    }
  }
}

extension CaseTerm {
  /// The term, or honestly that none is laid down.
  public var termWords: Phrase { term?.words ?? "Chưa quy định" }
}

extension Fee {
  /// The amount, that there is none, or honestly that nobody says.
  public var words: Phrase {
    guard let amount else { return "Chưa quy định" }
    return amount.amount == 0 ? "Không thu" : Phrase(verbatim: amount.vietnamese)
  }
}

extension Channel {
  var words: Phrase { Phrase(key: vietnamese) }
  /// Within a sentence.
  var inSentence: Phrase {
    switch self {
    case .online: "trực tuyến"
    case .counter: "tại quầy"
    case .post: "qua bưu chính"
    }
  }
}

extension [Level] {
  var words: Phrase {
    Phrase(joining: map { Phrase(key: $0.vietnamese) }, separator: ", ")
  }
}

extension Day {
  /// `thứ Sáu 27/11/2026`.
  var withWeekday: Phrase { "\(weekdayWords) \(vietnamese)" }

  var weekdayWords: Phrase {
    switch weekday {
    case 1: "thứ Hai"
    case 2: "thứ Ba"
    case 3: "thứ Tư"
    case 4: "thứ Năm"
    case 5: "thứ Sáu"
    case 6: "thứ Bảy"
    default: "Chủ nhật"
    }
  }
}

extension Day {
  /// The weekday at the beginning of a line.
  var weekdayHead: Phrase {
    switch weekday {
    case 1: "Thứ Hai"
    case 2: "Thứ Ba"
    case 3: "Thứ Tư"
    case 4: "Thứ Năm"
    case 5: "Thứ Sáu"
    case 6: "Thứ Bảy"
    default: "Chủ nhật"
    }
  }
}

extension Instant {
  /// `17:00 thứ Sáu 27/11/2026`.
  var withWeekday: Phrase { "\(clockText(minuteOfDay)) \(day.withWeekday)" }
}

/// `07:05`: a minute of the day as people read it.
func clockText(_ minute: Int) -> String {
  "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
}
