public import Ground

/// Why nothing is published.
public enum PublishingRefused: Refusal, Equatable {
  /// The days are no month, quarter, half-year, nine months or year.
  case periodUnfit
  /// The period has not ended.
  case periodOpen(until: Day)
  /// Somebody published it before; to put it right asks for a reason.
  case publishedBefore(String)
  case reasonMissing
  case unknown
  case notYours

  public var kind: RefusalKind {
    switch self {
    case .periodUnfit, .periodOpen, .reasonMissing: .content
    case .publishedBefore: .outOfOrder
    case .unknown: .unknown
    case .notYours: .forbidden
    }
  }

  public var code: String {
    switch self {
    case .periodUnfit: "publication.period-unfit"
    case .periodOpen: "publication.period-open"
    case .publishedBefore: "publication.published-before"
    case .reasonMissing: "publication.reason-missing"
    case .unknown: "publication.unknown"
    case .notYours: "publication.not-yours"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .periodUnfit:
      "Chọn trọn một tháng, quý, sáu tháng, chín tháng hoặc năm để công bố."
    case .periodOpen(let day):
      "Kỳ này kết thúc ngày \(day.vietnamese). Công bố từ ngày hôm sau."
    case .publishedBefore(let id):
      """
      Kỳ này của cơ quan đã được công bố (\(id)). Muốn công bố lại, hãy nêu lý do; lần công bố trước \
      vẫn được giữ.
      """
    case .reasonMissing: "Nêu lý do công bố lại, từ 5 đến 500 ký tự."
    case .unknown: "Không có lần công bố này. Xem danh sách các kỳ đã công bố."
    case .notYours: "Chỉ người tổng hợp của cơ quan hoặc của cơ quan cấp trên được công bố số liệu."
    }
  }

  public var places: [RefusedPlace] {
    let pointer: String? =
      switch self {
      case .periodUnfit, .periodOpen: "/to"
      case .reasonMissing, .publishedBefore: "/reason"
      case .unknown, .notYours: nil
      }
    return pointer.map { [RefusedPlace(pointer: $0, code: code, detail: explanation)] } ?? []
  }
}
