import Ground

/// Why something about a register is not done.
enum RegisterRefused: Refusal, Equatable {
  /// There is none, or nothing of it that the asker may see.
  case unknown
  case notYours
  /// Only administrators of the topmost agency define registers.
  case notDefiners
  case codeTaken(String)
  /// A definition begins where a period begins, after the one before.
  case beginningUnfit(after: Day)
  /// Reports stand under the definition before, from this day's period on.
  case periodTaken(from: Day)
  case nothingChanged
  /// A form that cannot be taken, field by field.
  case unfit([RefusedPlace])
  case periodUnknown
  case periodNotBegun(on: Day)
  case agencyNotAsked(String)
  case locked(since: Day)
  case reasonMissing(Need)
  /// Somebody reported since the form was opened.
  case movedOn
  case nothingReported

  /// Why a reason is asked for.
  enum Need: Equatable {
    case late(due: Day)
    case correction
  }

  var kind: RefusalKind {
    switch self {
    case .unknown: .unknown
    case .notYours, .notDefiners: .forbidden
    case .codeTaken, .periodTaken, .locked, .movedOn, .periodNotBegun: .outOfOrder
    case .beginningUnfit, .nothingChanged, .unfit, .periodUnknown, .agencyNotAsked,
      .reasonMissing, .nothingReported:
      .content
    }
  }

  var code: String {
    switch self {
    case .unknown: "register.unknown"
    case .notYours: "register.not-yours"
    case .notDefiners: "register.not-definers"
    case .codeTaken: "register.code-taken"
    case .beginningUnfit: "register.beginning-unfit"
    case .periodTaken: "register.period-taken"
    case .nothingChanged: "register.nothing-changed"
    case .unfit: "register.unfit"
    case .periodUnknown: "register.period-unknown"
    case .periodNotBegun: "register.period-not-begun"
    case .agencyNotAsked: "register.agency-not-asked"
    case .locked: "register.locked"
    case .reasonMissing: "register.reason-missing"
    case .movedOn: "register.moved-on"
    case .nothingReported: "register.nothing-reported"
    }
  }

  var explanation: Phrase {
    switch self {
    case .unknown: "Không có sổ số liệu hoặc kỳ báo cáo này. Xem danh sách sổ số liệu."
    case .notYours:
      "Chỉ người tổng hợp của cơ quan, hoặc của cơ quan cấp trên, được báo cáo vào sổ này."
    case .notDefiners: "Chỉ quản trị viên cấp tỉnh được lập và sửa sổ số liệu."
    case .codeTaken(let code): "Đã có sổ mang mã \(code). Chọn mã khác hoặc mở sổ đó để sửa."
    case .beginningUnfit(let day):
      "Ngày áp dụng phải là ngày đầu của một kỳ báo cáo, sau ngày \(day.vietnamese)."
    case .periodTaken(let day):
      """
      Kỳ bắt đầu ngày \(day.vietnamese) đã có báo cáo theo mẫu cũ. Chọn ngày áp dụng từ kỳ sau kỳ đó.
      """
    case .nothingChanged:
      "Chưa có gì thay đổi so với mẫu đang áp dụng. Sửa ít nhất một mục rồi lưu."
    case .unfit: "Chưa ghi nhận. Sửa các mục nêu dưới đây rồi gửi lại."
    case .periodUnknown: "Sổ này không có kỳ báo cáo đã nêu. Chọn một kỳ trong danh sách."
    case .periodNotBegun(let day):
      "Kỳ này bắt đầu ngày \(day.vietnamese). Báo cáo từ ngày đó."
    case .agencyNotAsked(let code):
      "Cơ quan \(code) không phải báo cáo sổ này trong kỳ. Chọn cơ quan trong danh sách của sổ."
    case .locked(let day):
      """
      Sổ đã khóa số liệu kỳ này từ ngày \(day.vietnamese). Gửi văn bản cho người tổng hợp của cơ \
      quan cấp trên để được ghi bổ sung.
      """
    case .reasonMissing(.late(let day)):
      "Hạn báo cáo là ngày \(day.vietnamese). Nêu lý do chậm, từ 5 đến 500 ký tự."
    case .reasonMissing(.correction):
      "Số liệu này đã được báo cáo. Nêu lý do sửa, từ 5 đến 500 ký tự; số cũ vẫn được giữ."
    case .movedOn:
      "Số liệu vừa được người khác báo cáo. Xem lại số đang có ở trên rồi gửi lại nếu vẫn cần."
    case .nothingReported: "Không có số liệu mới nào để ghi nhận. Nhập số liệu rồi gửi lại."
    }
  }

  var places: [RefusedPlace] {
    switch self {
    case .unfit(let places): places
    case .codeTaken: place("code")
    case .beginningUnfit, .periodTaken: place("from")
    case .nothingChanged: place("title")
    case .reasonMissing: place("ly-do")
    case .unknown, .notYours, .notDefiners, .periodUnknown, .periodNotBegun, .agencyNotAsked,
      .locked, .movedOn, .nothingReported:
      []
    }
  }

  private func place(_ field: String) -> [RefusedPlace] {
    [RefusedPlace(pointer: field, code: code, detail: explanation)]
  }
}
