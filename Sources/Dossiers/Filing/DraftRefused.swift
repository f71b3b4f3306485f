public import Ground

/// Why a draft was not opened, kept or sent. Each case is one thing its owner can act on.
public enum DraftRefused: Refusal, Equatable {
  /// There is none, it was removed, or it is somebody else's.
  case unknown
  /// It became a dossier already; nothing of it changes any more.
  case sent
  /// The step was saved in another window since this one was opened.
  case changedElsewhere
  /// The procedure is not taken online at that agency any more.
  case closed(Phrase)
  /// What the agency or the law lays down changed while the draft lived.
  case termsChanged
  /// Something on the form is missing or wrong.
  case unfit([RefusedPlace])
  case tooManyDrafts(limit: Int)
  case tooManyFiles(limit: Int)

  public var code: String {
    switch self {
    case .unknown: "draft.unknown"
    case .sent: "draft.sent"
    case .changedElsewhere: "draft.changed-elsewhere"
    case .closed: "draft.closed"
    case .termsChanged: "draft.terms-changed"
    case .unfit: "draft.unfit"
    case .tooManyDrafts: "draft.too-many"
    case .tooManyFiles: "draft.too-many-files"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .unknown:
      """
      Không có bản nháp này, hoặc đã bị xóa vì quá hạn. Xem các bản nháp đang có tại trang “Hồ sơ của \
      tôi”, hoặc bắt đầu lại từ trang thủ tục.
      """
    case .sent: "Hồ sơ này đã được gửi, không sửa bản nháp được nữa. Xem hồ sơ đã gửi."
    case .changedElsewhere:
      """
      Bước này đã được lưu với nội dung khác ở một cửa sổ khác. Nội dung bạn vừa ghi vẫn còn dưới \
      đây, chưa được lưu; bấm lưu lần nữa nếu muốn dùng nội dung này.
      """
    case .closed(let why): why
    case .termsChanged:
      """
      Quy định của thủ tục này vừa thay đổi, hồ sơ chưa được gửi. Xem lại thời hạn, phí và giấy tờ \
      dưới đây rồi gửi lại.
      """
    case .unfit: "Có mục chưa đúng. Sửa các mục được nêu; nội dung đã ghi vẫn còn."
    case .tooManyDrafts(let limit):
      "Bạn đang có \(limit) bản nháp. Gửi hoặc xóa bớt tại trang “Hồ sơ của tôi” rồi bắt đầu lại."
    case .tooManyFiles(let limit):
      "Bản nháp đã có \(limit) tệp. Gỡ bớt tệp, hoặc gộp nhiều trang vào một tệp PDF."
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .unknown: .unknown
    case .sent, .closed: .outOfOrder
    case .changedElsewhere, .termsChanged: .stale
    case .unfit, .tooManyFiles, .tooManyDrafts: .content
    }
  }

  public var places: [RefusedPlace] {
    switch self {
    case .unfit(let places): places
    case .unknown, .sent, .changedElsewhere, .closed, .termsChanged, .tooManyDrafts,
      .tooManyFiles:
      []
    }
  }
}
