public import Ground

/// Why an act on an agency was not taken.
public enum AgencyRefused: Refusal, Equatable {
  case unknown(AgencyCode)
  case codeUnfit(String)
  case codeTaken(AgencyCode)
  case nameMissing
  case parentUnknown(AgencyCode)
  /// Its parent would stand under it.
  case parentBelow(AgencyCode)
  case periodUnfit
  /// No end lies ahead that could be called off.
  case noEndAhead
  /// It still has agencies under it that exist after its last day.
  case stillAbove([AgencyCode])
  case successorUnknown(AgencyCode)
  case reasonMissing
  /// Who asks is no administrator there.
  case notYours

  public var kind: RefusalKind {
    switch self {
    case .notYours: .forbidden
    case .noEndAhead: .outOfOrder
    case .unknown, .codeUnfit, .codeTaken, .nameMissing, .parentUnknown, .parentBelow,
      .periodUnfit, .stillAbove, .successorUnknown, .reasonMissing:
      .content
    }
  }

  public var code: String {
    switch self {
    case .unknown: "agency.unknown"
    case .codeUnfit: "agency.code-unfit"
    case .codeTaken: "agency.code-taken"
    case .nameMissing: "agency.name-missing"
    case .parentUnknown: "agency.parent-unknown"
    case .parentBelow: "agency.parent-below"
    case .periodUnfit: "agency.period-unfit"
    case .noEndAhead: "agency.no-end-ahead"
    case .stillAbove: "agency.still-above"
    case .successorUnknown: "agency.successor-unknown"
    case .reasonMissing: "agency.reason-missing"
    case .notYours: "agency.not-yours"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .unknown(let code):
      "Không có cơ quan mang mã \(code.rawValue) vào ngày này. Chọn lại trong danh mục cơ quan."
    case .codeUnfit(let text):
      "“\(text)” không phải mã định danh cơ quan. Mã có dạng H99 hoặc H99.101, tối đa 35 ký tự."
    case .codeTaken(let code):
      "Mã \(code.rawValue) đang thuộc một cơ quan khác trong thời gian này. Chọn mã khác hoặc đổi ngày."
    case .nameMissing: "Ghi tên cơ quan, tối đa 300 ký tự."
    case .parentUnknown(let code):
      "Cơ quan cấp trên \(code.rawValue) không tồn tại vào ngày bắt đầu. Chọn cơ quan khác."
    case .parentBelow(let code):
      "\(code.rawValue) nằm dưới chính cơ quan này nên không thể là cấp trên. Chọn cơ quan khác."
    case .periodUnfit:
      "Ngày kết thúc phải từ ngày bắt đầu trở đi và trong thời gian cơ quan tồn tại."
    case .noEndAhead: "Cơ quan này không có ngày kết thúc sắp tới, nên không có gì để hủy."
    case .stillAbove(let codes):
      """
      Còn cơ quan trực thuộc sau ngày này: \(codes.map(\.rawValue).joined(separator: ", ")). Chuyển \
      hoặc kết thúc các cơ quan đó trước.
      """
    case .successorUnknown(let code):
      "Cơ quan kế thừa \(code.rawValue) không tồn tại vào ngày tiếp theo. Chọn cơ quan khác."
    case .reasonMissing: "Ghi căn cứ hoặc lý do: số quyết định, ngày, nội dung."
    case .notYours: "Chỉ quản trị viên của cơ quan này hoặc của cấp trên được làm việc này."
    }
  }

  /// The form field at fault, where there is one.
  public var places: [RefusedPlace] {
    let field: String? =
      switch self {
      case .unknown, .codeUnfit, .codeTaken: "code"
      case .nameMissing: "name"
      case .parentUnknown, .parentBelow: "parent"
      case .periodUnfit, .stillAbove: "validTo"
      case .successorUnknown: "successor"
      case .reasonMissing: "reason"
      case .notYours, .noEndAhead: nil
      }
    return field.map { [RefusedPlace(pointer: $0, code: code, detail: explanation)] } ?? []
  }
}
