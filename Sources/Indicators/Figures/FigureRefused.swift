public import Ground

/// Why a figure is not shown.
public enum FigureRefused: Refusal, Equatable {
  case periodReversed(from: Day, to: Day)
  case periodOutside
  case agencyUnknown(String)
  /// The asker holds no post there or above.
  case agencyNotYours
  case indicatorUnknown(String)
  /// The indicator is not defined for the end of the period.
  case notInForce(String, on: Day)
  /// A heading was named without saying of which breakdown it is.
  case keyWithoutBreakdown
  /// The journal has fewer facts, or was never sealed there.
  case positionUnknown(Int)
  case factUnknown
  /// No dossier stands behind it: agencies reported it to that register.
  case reported(String)

  public var kind: RefusalKind {
    switch self {
    case .indicatorUnknown, .factUnknown: .unknown
    case .agencyNotYours: .forbidden
    case .periodReversed, .periodOutside, .agencyUnknown, .notInForce, .keyWithoutBreakdown,
      .positionUnknown, .reported:
      .content
    }
  }

  public var code: String {
    switch self {
    case .periodReversed: "figures.period-reversed"
    case .periodOutside: "figures.period-outside"
    case .agencyUnknown: "agency.unknown"
    case .agencyNotYours: "figures.agency-not-yours"
    case .indicatorUnknown: "indicator.unknown"
    case .notInForce: "indicator.not-in-force"
    case .keyWithoutBreakdown: "figures.key-without-by"
    case .positionUnknown: "figures.position-unknown"
    case .factUnknown: "figures.fact-unknown"
    case .reported: "figures.reported"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .periodReversed(let from, let to):
      """
      Kỳ báo cáo bắt đầu \(from.vietnamese) sau ngày kết thúc \(to.vietnamese). Đổi lại hai ngày.
      """
    case .periodOutside: "Chọn kỳ báo cáo trong khoảng 01/01/2000 đến 31/12/2098."
    case .agencyUnknown(let code):
      "Không có cơ quan nào mang mã \(code). Chọn cơ quan trong danh sách."
    case .agencyNotYours:
      "Tài khoản này chỉ xem được số liệu của cơ quan mình và các cơ quan trực thuộc."
    case .indicatorUnknown(let code):
      "Không có chỉ số \(code). Xem danh sách chỉ số tại /api/v1/indicators."
    case .notInForce(let code, let day):
      """
      Chỉ số \(code) chưa có hoặc không còn định nghĩa vào ngày \(day.vietnamese). Chọn kỳ báo cáo \
      khác.
      """
    case .keyWithoutBreakdown: "Nêu by cùng với key: key là một dòng của cách chia đó."
    case .positionUnknown(let position):
      """
      Nhật ký chưa niêm phong đến vị trí \(position). Chọn vị trí của một điểm kiểm tra đã công bố.
      """
    case .factUnknown:
      "Không có sự kiện này trong nhật ký. Dùng mã trong tiêu đề Motcua-Fact của việc vừa làm."
    case .reported(let register):
      """
      Chỉ số này do đơn vị báo cáo, không đếm từ hồ sơ. Xem báo cáo của từng đơn vị tại \
      /api/v1/registers/\(register)/reports.
      """
    }
  }

  public var places: [RefusedPlace] {
    let pointer: String? =
      switch self {
      case .periodReversed: "to"
      case .periodOutside: "from"
      case .agencyUnknown: "agency"
      case .keyWithoutBreakdown: "by"
      case .notInForce: "to"
      case .positionUnknown: "asOf"
      case .agencyNotYours, .indicatorUnknown, .factUnknown, .reported: nil
      }
    return pointer.map { [RefusedPlace(pointer: $0, code: code, detail: explanation)] } ?? []
  }
}
