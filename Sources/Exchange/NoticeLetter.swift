import Ground

/// What a letter by mail says of a notice: that there is one, which dossier it is about and where
/// to read it. Mail is read by many machines, so the notice itself stays here. Source: domain 7.2.
struct NoticeLetter {
  let notice: Notice

  /// A letter that comes later than a week tells nothing new.
  static let seconds: Int64 = 7 * 24 * 3600

  func mail(to recipient: String) -> Mail {
    let named = notice.label.map { "Hồ sơ \($0)" } ?? "Hồ sơ của bạn"
    let text = [
      "Chào bạn,", "\(named) có thông báo mới: \(headline).",
      "Mở liên kết dưới đây, đăng nhập và xem việc cần làm.",
    ]
    return Mail(
      id: notice.id, at: notice.at, recipient: recipient, subject: "\(named): \(headline)",
      text: text.joined(separator: "\n\n"), link: "/ho-so/\(notice.subject)",
      expiresAt: notice.at.adding(seconds: NoticeLetter.seconds))
  }

  /// By the notice's code; a code that is new here is still a notice.
  private var headline: String {
    NoticeLetter.headlines[notice.code] ?? "có cập nhật"
  }

  private static let headlines = [
    "dossier.submitted": "đã nộp", "dossier.received": "đã được tiếp nhận",
    "dossier.refused": "không được tiếp nhận", "dossier.forwarded": "đã chuyển cơ quan giải quyết",
    "supplement.requested": "cần bạn bổ sung giấy tờ",
    "supplement.supplied": "đã nhận giấy tờ bổ sung", "payment.requested": "cần nộp phí, lệ phí",
    "payment.received": "đã nhận tiền", "dossier.extended": "được hẹn lại ngày trả kết quả",
    "dossier.decided": "đã có kết quả", "dossier.delivered": "đã trả kết quả",
    "dossier.withdrawn": "đã được rút", "dossier.stopped": "đã dừng giải quyết",
    "dossier.corrected": "đã được đính chính",
  ]
}
