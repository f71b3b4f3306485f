public import Ground

/// Why a request with an `Idempotency-Key` was not taken.
public enum IdempotencyRefused: Refusal, Equatable {
  /// The key was used with another request.
  case otherBody
  case keyUnfit

  public var kind: RefusalKind {
    switch self {
    case .otherBody: .content
    case .keyUnfit: .shape
    }
  }

  public var code: String {
    switch self {
    case .otherBody: "idempotency.other-body"
    case .keyUnfit: "idempotency.key-unfit"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .otherBody:
      "Khóa Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác. Dùng khóa mới."
    case .keyUnfit:
      "Idempotency-Key gồm 1 đến 200 ký tự ASCII nhìn thấy được. Sửa khóa rồi gửi lại."
    }
  }
}

/// An answer that can be given again.
public struct StoredAnswer: Sendable, Equatable {
  /// One header field.
  public struct Header: Sendable, Equatable {
    public let name: String
    public let value: String
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  public let status: Int
  public let headers: [Header]
  public let body: [UInt8]

  public init(status: Int, headers: [Header] = [], body: [UInt8]) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}
