import Ground

/// A filter that somebody keeps under a name. Source: issue 3, "Desk".
struct SavedView: Sendable, Equatable {
  let id: String
  let name: String
  let filter: WorkFilter
  /// The desk begins with it.
  let starts: Bool

  /// More than these nobody finds again.
  static let most = 30
  static let longestName = 60
}

/// Why a view is not kept.
enum SavedViewRefused: Refusal, Equatable {
  case nameMissing
  case nameTooLong
  case nameTaken(String)
  case tooMany
  case unknown

  var code: String {
    switch self {
    case .nameMissing: "view.name-missing"
    case .nameTooLong: "view.name-too-long"
    case .nameTaken: "view.name-taken"
    case .tooMany: "view.too-many"
    case .unknown: "view.unknown"
    }
  }

  var explanation: Phrase {
    switch self {
    case .nameMissing: "Đặt tên cho bộ lọc, ví dụ “Hộ tịch của tôi”."
    case .nameTooLong: "Tên bộ lọc dài nhất \(SavedView.longestName) ký tự. Rút ngắn lại."
    case .nameTaken(let name): "Đã có bộ lọc tên “\(name)”. Đặt tên khác, hoặc xóa bộ lọc cũ trước."
    case .tooMany: "Đã có \(SavedView.most) bộ lọc. Xóa bớt bộ lọc không dùng rồi lưu lại."
    case .unknown: "Không có bộ lọc này, hoặc đã bị xóa."
    }
  }

  var kind: RefusalKind {
    switch self {
    case .nameMissing, .nameTooLong, .nameTaken, .tooMany: .content
    case .unknown: .unknown
    }
  }

  var places: [RefusedPlace] {
    switch self {
    case .nameMissing, .nameTooLong, .nameTaken:
      [RefusedPlace(pointer: "/ten", code: code, detail: explanation)]
    case .tooMany, .unknown: []
    }
  }
}
