public import Ground

/// Why something typed into one field is not taken. Each case is one thing its writer can mend.
public enum FieldUnfit: Refusal, Equatable, CaseIterable {
  case personalNumber
  case taxNumberForm
  /// Ten digits whose last one does not follow from the first nine. Source: domain 7.6.
  case taxNumberCheckDigit
  case phone
  case email
  case personName
  case partialDay
  case username
  case password
  case hours

  public var kind: RefusalKind { .content }

  public var code: String {
    switch self {
    case .personalNumber: "field.personal-number"
    case .taxNumberForm: "field.tax-number"
    case .taxNumberCheckDigit: "field.tax-number-check-digit"
    case .phone: "field.phone"
    case .email: "field.email"
    case .personName: "field.name"
    case .partialDay: "field.birth-date"
    case .username: "field.username"
    case .password: "field.password"
    case .hours: "field.hours"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .personalNumber:
      "Số định danh cá nhân gồm đúng 12 chữ số. Xem lại số ghi trên thẻ căn cước."
    case .taxNumberForm:
      "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số, dấu gạch ngang và 3 chữ số của đơn vị phụ thuộc."
    case .taxNumberCheckDigit:
      "Mã số thuế này có một chữ số sai. Đối chiếu lại với giấy chứng nhận đăng ký."
    case .phone:
      "Số điện thoại gồm 10 hoặc 11 chữ số và bắt đầu bằng 0, ví dụ 0912 345 678."
    case .email: "Thư điện tử có dạng ten@noi-cung-cap, ví dụ lan@example.vn."
    case .personName: "Ghi họ và tên từ 1 đến 100 ký tự, có ít nhất một chữ cái."
    case .partialDay:
      "Ngày sinh ghi năm, hoặc năm và tháng, hoặc đủ ngày: 1990, 1990-02 hoặc 1990-02-03."
    case .username:
      "Tên đăng nhập gồm 3 đến 64 chữ cái không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới hoặc @."
    case .password: "Mật khẩu cần từ 8 đến 200 ký tự."
    case .hours:
      "Giờ làm việc ghi từng buổi, buổi sau nối buổi trước, ví dụ 07:00-11:30,13:30-17:00."
    }
  }

  /// The form field at fault, where forms of this slice ask for it.
  public var places: [RefusedPlace] {
    let field: String? =
      switch self {
      case .username: "username"
      case .password: "password"
      case .personName: "name"
      case .hours: "hours"
      case .personalNumber, .taxNumberForm, .taxNumberCheckDigit, .phone, .email, .partialDay: nil
      }
    return field.map { [RefusedPlace(pointer: $0, code: code, detail: explanation)] } ?? []
  }
}
