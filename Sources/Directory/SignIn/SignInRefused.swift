public import Ground

/// Why somebody was not signed in. Which of name and password was wrong is never said.
public enum SignInRefused: Refusal, Equatable {
  case refused
  /// Too many failures for this name or from this address; again after so many seconds.
  case tooMany(seconds: Int)
  /// Too many sign in at this moment.
  case busy

  public var kind: RefusalKind {
    switch self {
    case .refused: .unauthenticated
    case .tooMany, .busy: .tooMany
    }
  }

  public var code: String {
    switch self {
    case .refused: "session.refused"
    case .tooMany: "session.too-many"
    case .busy: "session.busy"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .refused:
      "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi đăng nhập lần nữa."
    case .tooMany(let seconds):
      "Đã nhập sai quá nhiều lần. Chờ \((seconds + 59) / 60) phút rồi thử lại."
    case .busy: "Đang có nhiều người đăng nhập cùng lúc. Chờ vài giây rồi thử lại."
    }
  }

  /// After how many seconds another try has a chance; `nil` when waiting changes nothing.
  public var retryAfter: Int? {
    switch self {
    case .refused: nil
    case .tooMany(let seconds): seconds
    case .busy: 5
    }
  }
}
