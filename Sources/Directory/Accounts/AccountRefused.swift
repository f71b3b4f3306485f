public import Ground

/// Why an act on accounts and posts was not taken.
public enum AccountRefused: Refusal, Equatable {
  case usernameTaken(String)
  case accountUnknown
  case postUnknown
  /// The role needs no post, as citizen.
  case roleWithoutPost(Role)
  /// Posts are for officers' accounts.
  case notAnOfficer
  case alreadyHeld
  case alreadyEnded
  case periodUnfit
  case reasonMissing
  case locked
  case notLocked
  /// Nobody locks themselves out.
  case ownAccount

  public var kind: RefusalKind {
    switch self {
    case .alreadyEnded, .locked, .notLocked: .outOfOrder
    case .usernameTaken, .accountUnknown, .postUnknown, .roleWithoutPost, .notAnOfficer,
      .alreadyHeld, .periodUnfit, .reasonMissing, .ownAccount:
      .content
    }
  }

  public var code: String {
    switch self {
    case .usernameTaken: "account.username-taken"
    case .accountUnknown: "account.unknown"
    case .postUnknown: "post.unknown"
    case .roleWithoutPost: "post.role-without-post"
    case .notAnOfficer: "post.not-an-officer"
    case .alreadyHeld: "post.already-held"
    case .alreadyEnded: "post.already-ended"
    case .periodUnfit: "post.period-unfit"
    case .reasonMissing: "post.reason-missing"
    case .locked: "account.locked"
    case .notLocked: "account.not-locked"
    case .ownAccount: "account.own"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .usernameTaken(let name): "Tên đăng nhập “\(name)” đã có người dùng. Chọn tên khác."
    case .accountUnknown: "Không có tài khoản này. Kiểm tra lại tên đăng nhập."
    case .postUnknown: "Không có chức trách này. Tải lại danh sách rồi chọn lại."
    case .roleWithoutPost(let role):
      "Vai trò \(role.rawValue) không gắn với cơ quan nên không giao được. Chọn vai trò khác."
    case .notAnOfficer:
      "Tài khoản này không phải của cán bộ, công chức. Tạo tài khoản công vụ rồi giao việc."
    case .alreadyHeld: "Người này đang giữ vai trò đó tại cơ quan này. Không cần giao lại."
    case .alreadyEnded: "Chức trách này đã kết thúc. Muốn làm tiếp thì giao chức trách mới."
    case .periodUnfit:
      "Thời gian giữ chức trách phải nằm trong thời gian cơ quan tồn tại và kết thúc sau khi bắt đầu."
    case .reasonMissing: "Ghi căn cứ hoặc lý do, ví dụ số và ngày của quyết định."
    case .locked: "Tài khoản đang bị khóa. Mở khóa trước rồi làm lại."
    case .notLocked: "Tài khoản này không bị khóa. Tải lại trang để xem tình trạng mới nhất."
    case .ownAccount: "Bạn không thể khóa tài khoản của chính mình. Nhờ quản trị viên khác."
    }
  }

  /// The form field at fault, where there is one.
  public var places: [RefusedPlace] {
    let field: String? =
      switch self {
      case .usernameTaken, .accountUnknown, .notAnOfficer: "username"
      case .roleWithoutPost, .alreadyHeld: "role"
      case .periodUnfit: "to"
      case .reasonMissing: "reason"
      case .postUnknown, .alreadyEnded, .locked, .notLocked, .ownAccount: nil
      }
    return field.map { [RefusedPlace(pointer: $0, code: code, detail: explanation)] } ?? []
  }
}
