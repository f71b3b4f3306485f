import Ground

/// Why nothing was said to a finding, or why it is not shown.
enum FindingRefused: Refusal, Equatable {
  /// There is none, or the asker may not know of it.
  case unknown
  /// Only the officer explains.
  case notYourPost
  /// Only a head of that agency or above, and not of what is about the own post.
  case notTheHead
  case notItsTurn
  case gone
  case textMissing

  var kind: RefusalKind {
    switch self {
    case .unknown: .unknown
    case .notYourPost, .notTheHead: .forbidden
    case .notItsTurn, .gone: .outOfOrder
    case .textMissing: .content
    }
  }

  var code: String {
    switch self {
    case .unknown: "finding.unknown"
    case .notYourPost: "finding.not-your-post"
    case .notTheHead: "finding.not-the-head"
    case .notItsTurn: "finding.not-its-turn"
    case .gone: "finding.gone"
    case .textMissing: "finding.text-missing"
    }
  }

  var explanation: Phrase {
    switch self {
    case .unknown: "Không có dấu hiệu này, hoặc ông/bà không được xem."
    case .notYourPost: "Chỉ người giữ vị trí được nêu mới giải trình. Chuyển cho người đó."
    case .notTheHead:
      """
      Chỉ lãnh đạo của cơ quan đó hoặc cấp trên được xác nhận, và không xác nhận việc của chính \
      mình. Đề nghị lãnh đạo khác xem.
      """
    case .notItsTurn: "Dấu hiệu này đã được giải trình hoặc xác nhận. Tải lại trang để xem."
    case .gone:
      "Dấu hiệu này không còn: một đính chính hoặc quy tắc mới đã thay đổi. Không cần làm gì."
    case .textMissing: "Ghi nội dung, tối đa 2.000 ký tự."
    }
  }

  var places: [RefusedPlace] {
    guard self == .textMissing else { return [] }
    return [RefusedPlace(pointer: "/noi-dung", code: code, detail: explanation)]
  }
}
