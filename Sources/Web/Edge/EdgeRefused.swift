public import Ground

/// What the edge itself refuses, before or around an endpoint.
public enum EdgeRefused: Refusal, Equatable {
  case signInNeeded
  /// A token was shown that is not, or is no longer, a session.
  case sessionEnded
  case noSuchPlace
  case forbidden
  /// What was sent is not of the asked shape, here.
  case shape([RefusedPlace])
  case malformedJSON(offset: Int)
  /// The form's token is missing or not of this session.
  case formTokenWrong
  /// The request was sent by another site.
  case otherSite
  case tooLarge(limit: Int)
  case unsupported(expected: String)
  case notAcceptable
  case methodNotAllowed(allowed: [String])
  /// The body comes more slowly than a working line brings it, or stops short.
  case tooSlow
  /// More requests than one address or one account may send; again after so many seconds.
  case tooOften(seconds: Int)

  public var code: String {
    switch self {
    case .signInNeeded: "session.needed"
    case .sessionEnded: "session.ended"
    case .noSuchPlace: "edge.no-such-place"
    case .forbidden: "edge.forbidden"
    case .shape: "edge.shape"
    case .malformedJSON: "edge.malformed-json"
    case .formTokenWrong: "edge.form-token"
    case .otherSite: "edge.other-site"
    case .tooLarge: "edge.too-large"
    case .unsupported: "edge.unsupported-media-type"
    case .notAcceptable: "edge.not-acceptable"
    case .methodNotAllowed: "edge.method-not-allowed"
    case .tooSlow: "edge.too-slow"
    case .tooOften: "edge.too-often"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .signInNeeded: "Hãy đăng nhập rồi thử lại."
    case .sessionEnded: "Phiên làm việc đã hết hạn; hãy đăng nhập lại."
    case .noSuchPlace: "Không có địa chỉ này; hãy kiểm tra lại đường dẫn."
    case .forbidden: "Tài khoản này không có quyền làm việc đó; hãy dùng tài khoản khác."
    case .shape: "Nội dung gửi lên chưa đúng dạng; hãy sửa các mục nêu trong errors."
    case .malformedJSON(let offset):
      "Không đọc được JSON tại byte \(offset); hãy sửa từ vị trí đó và gửi lại."
    case .formTokenWrong: "Biểu mẫu đã cũ; hãy tải lại trang, điền và gửi lại."
    case .otherSite: "Yêu cầu đến từ trang khác; hãy mở lại trang của chúng tôi và gửi từ đó."
    case .tooLarge(let limit): "Nội dung quá lớn; chỉ nhận tối đa \(limit) byte, hãy gửi ít hơn."
    case .unsupported(let expected): "Hãy gửi nội dung dạng \(expected)."
    case .notAcceptable: "Địa chỉ này không trả dạng mà Accept yêu cầu; hãy bỏ hoặc nới Accept."
    case .methodNotAllowed(let allowed):
      "Địa chỉ này chỉ nhận \(allowed.joined(separator: ", "))."
    case .tooSlow: "Nội dung đến quá chậm hoặc bị ngắt; hãy thử lại khi đường truyền tốt hơn."
    case .tooOften(let seconds): "Quá nhiều yêu cầu cùng lúc; hãy chờ \(seconds) giây rồi thử lại."
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .signInNeeded, .sessionEnded: .unauthenticated
    case .noSuchPlace: .unknown
    case .forbidden, .formTokenWrong, .otherSite: .forbidden
    case .shape, .malformedJSON, .notAcceptable, .methodNotAllowed, .tooSlow: .shape
    case .tooLarge: .tooLarge
    case .unsupported: .unsupported
    case .tooOften: .tooMany
    }
  }

  public var places: [RefusedPlace] {
    switch self {
    case .shape(let places): places
    case .signInNeeded, .sessionEnded, .noSuchPlace, .forbidden, .malformedJSON, .formTokenWrong,
      .otherSite, .tooLarge, .unsupported, .notAcceptable, .methodNotAllowed, .tooSlow,
      .tooOften:
      []
    }
  }
}

/// A refusal that may be tried again after some seconds; the edge answers with `Retry-After`.
public struct RetryLater: Refusal {
  public let refusal: any Refusal
  public let seconds: Int

  public init(_ refusal: any Refusal, seconds: Int) {
    (self.refusal, self.seconds) = (refusal, seconds)
  }

  public var code: String { refusal.code }
  public var explanation: Phrase { refusal.explanation }
  public var kind: RefusalKind { refusal.kind }
  public var places: [RefusedPlace] { refusal.places }
}
