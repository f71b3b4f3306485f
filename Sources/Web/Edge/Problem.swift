import Ground

/// A refusal or a fault as others read it: status, headers and an RFC 9457 document.
struct Problem: Sendable {
  let status: Int
  let code: String
  let title: Phrase
  let detail: Phrase
  let places: [RefusedPlace]
  var headers: [(name: String, value: String)] = []

  static let mediaType = "application/problem+json"

  init(_ refusal: any Refusal) {
    (code, detail, places) = (refusal.code, refusal.explanation, refusal.places)
    status = refusalStatus(refusal)
    title = problemTitle(status)
    switch refusal {
    case EdgeRefused.methodNotAllowed(let allowed):
      headers.append(("Allow", allowed.joined(separator: ", ")))
    case EdgeRefused.tooOften(let seconds): headers.append(("Retry-After", String(seconds)))
    case let later as RetryLater: headers.append(("Retry-After", String(later.seconds)))
    default:
      if refusal.kind == .tooMany { headers.append(("Retry-After", "60")) }
    }
    if status == 401 { headers.append(("WWW-Authenticate", "Bearer realm=\"motcua\"")) }
  }

  /// A fault: people see an apology and the request's id, never the message.
  static let fault = Problem(
    status: 500, code: "edge.fault", title: problemTitle(500),
    detail: """
      Hệ thống gặp lỗi và đã ghi lại; xin thử lại sau ít phút. Nếu vẫn lỗi, hãy báo mã yêu cầu này \
      cho bộ phận hỗ trợ.
      """)

  /// A fault that passes. Source: trust.md 4.2: an answer that says when, never a spinner.
  init(_ passing: Passing) {
    let (code, detail, seconds) = passingWords(passing)
    self.init(status: 503, code: code, title: problemTitle(503), detail: detail)
    headers.append(("Retry-After", String(seconds)))
  }

  private init(status: Int, code: String, title: Phrase, detail: Phrase) {
    (self.status, self.code, self.title, self.detail) = (status, code, title, detail)
    places = []
  }

  func json(requestID: String) -> JSON {
    [
      "type": .string("urn:motcua:problem:" + code), "title": .string(title.vietnamese),
      "status": JSON(status), "detail": .string(detail.vietnamese), "code": .string(code),
      "errors": .array(
        places.map {
          [
            "pointer": .string($0.pointer), "code": .string($0.code),
            "detail": .string($0.detail.vietnamese),
          ]
        }),
      "requestId": .string(requestID),
    ]
  }

  /// Source: contract, "Errors".
  static let shape = Shape.named(
    "Problem",
    .object([
      Field("type", .string(max: 200)), Field("title", .string(max: 200)),
      Field("status", .integer(min: 400, max: 599)), Field("detail", .string(max: 4000)),
      Field("code", .string(max: 200), "mã ổn định, dành cho máy"),
      Field(
        "errors",
        .array(
          of: .object([
            Field("pointer", .string(max: 500), "con trỏ JSON, hoặc tên tham số"),
            Field("code", .string(max: 200)), Field("detail", .string(max: 4000)),
          ]), max: 500)),
      Field("requestId", .string(max: 40)),
    ]))
}

private func passingWords(_ passing: Passing) -> (code: String, detail: Phrase, seconds: Int) {
  switch passing {
  case .full:
    (
      "storage.full",
      """
      Máy chủ hết chỗ lưu nên tạm thời chưa nhận thêm; những gì đã nhận vẫn còn và vẫn xem được. \
      Xin thử lại sau ít phút.
      """, 60
    )
  case .unreachable:
    (
      "storage.unreachable",
      "Cơ sở dữ liệu chưa trả lời; chưa có gì được ghi. Xin thử lại sau ít giây.", 5
    )
  case .busy:
    (
      "storage.busy",
      "Hệ thống đang có quá nhiều việc; chưa có gì được ghi. Xin thử lại sau ít giây.", 2
    )
  case .outcomeUnknown:
    (
      "storage.outcome-unknown",
      """
      Mất liên lạc với cơ sở dữ liệu đúng lúc đang ghi nên chưa biết đã ghi được hay chưa. Hãy xem \
      lại trước khi gửi lần nữa; chương trình thì gửi lại với cùng Idempotency-Key.
      """, 5
    )
  }
}

private func refusalStatus(_ refusal: any Refusal) -> Int {
  switch refusal {
  case EdgeRefused.methodNotAllowed: return 405
  case EdgeRefused.notAcceptable: return 406
  case EdgeRefused.tooSlow: return 408
  default: return status(of: refusal.kind)
  }
}

/// The one place where a kind of refusal becomes a status. Source: contract, "Order of checks".
func status(of kind: RefusalKind) -> Int {
  switch kind {
  case .unauthenticated: 401
  case .unknown: 404
  case .forbidden: 403
  case .shape: 400
  case .stale: 412
  case .outOfOrder: 409
  case .content: 422
  case .tooMany: 429
  case .tooLarge: 413
  case .unsupported: 415
  }
}

func problemTitle(_ status: Int) -> Phrase {
  let titles: [Int: Phrase] = [
    400: "Nội dung chưa đúng dạng", 401: "Cần đăng nhập", 403: "Không có quyền",
    404: "Không tìm thấy", 405: "Phương thức không được nhận", 406: "Không có dạng được yêu cầu",
    408: "Gửi quá chậm", 409: "Chưa làm được ở bước này", 412: "Nội dung đã thay đổi",
    413: "Nội dung quá lớn", 415: "Dạng nội dung không được nhận", 422: "Chưa đủ điều kiện",
    429: "Thử quá nhiều lần", 500: "Hệ thống gặp lỗi", 503: "Tạm thời chưa phục vụ được",
  ]
  return titles[status] ?? "Không thực hiện được"
}
