import Ground

/// The reasons that offices give most often, so that one is chosen and not typed. They are written
/// into the dossier as they stand, in Vietnamese; more can be added beside them.
enum Reasons {
  /// Those of `act`; empty where a reason is the officer's own.
  static func usual(_ act: ActKind) -> [String] {
    switch act {
    case .refuse:
      [
        "Thủ tục không thuộc thẩm quyền giải quyết của cơ quan này.",
        "Người nộp không thuộc đối tượng thực hiện thủ tục.",
        "Hồ sơ trùng với hồ sơ đã tiếp nhận trước đó.",
        "Giấy tờ có dấu hiệu tẩy xóa, giả mạo.",
      ]
    case .requestSupplement:
      [
        "Thiếu giấy tờ theo thành phần hồ sơ.", "Bản chụp không đọc được.",
        "Tờ khai chưa ghi đủ hoặc chưa ký.", "Thông tin trên các giấy tờ không khớp nhau.",
      ]
    case .requestPayment:
      ["Phí, lệ phí theo quy định của thủ tục.", "Nghĩa vụ tài chính về đất đai."]
    case .extend:
      [
        "Phải xác minh thêm thông tin.", "Chờ ý kiến của cơ quan phối hợp.",
        "Sự cố kỹ thuật của hệ thống thông tin.",
      ]
    case .withdraw: ["Người nộp không còn nhu cầu.", "Người nộp sẽ nộp lại hồ sơ khác."]
    case .stop:
      [
        "Quá thời hạn bổ sung mà người nộp không bổ sung.",
        "Người nộp không thực hiện nghĩa vụ tài chính.",
        "Có quyết định của cơ quan có thẩm quyền.",
      ]
    case .correct: ["Ghi nhầm khi nhập hồ sơ.", "Người nộp đề nghị sửa thông tin."]
    case .receive, .forward, .assign, .supply, .pay, .decide, .deliver, .approveCorrection, .rate:
      []
    }
  }

  /// The chosen reason and what was added to it, as one text.
  static func joined(_ chosen: String, _ added: String) -> String {
    [chosen, added].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension ActKind {
  /// What cannot be undone: it is shown once more before it is done.
  var isFinal: Bool {
    switch self {
    case .refuse, .withdraw, .stop, .decide, .deliver: true
    case .receive, .forward, .assign, .requestSupplement, .supply, .requestPayment, .pay, .extend,
      .correct, .approveCorrection, .rate:
      false
    }
  }
}
