public import Ground

/// What text may be made of.
public enum TextFormat: Sendable, Equatable {
  /// Anything but NUL.
  case any
  /// One line, without control characters.
  case line
  /// One line in which something stands besides spaces.
  case filled
  /// Exactly this pattern; `says` tells a person what to write.
  case pattern(TextPattern, says: Phrase)

  var pattern: TextPattern {
    switch self {
    case .any: TextFormat.anyPattern
    case .line: TextFormat.linePattern
    case .filled: TextFormat.filledPattern
    case .pattern(let pattern, says: _): pattern
    }
  }

  var advice: Phrase {
    switch self {
    case .any: "Có ký tự không nhận (NUL); hãy bỏ ký tự đó."
    case .line: "Chỉ nhận một dòng chữ; hãy bỏ ký tự xuống dòng và ký tự điều khiển."
    case .filled: "Hãy ghi nội dung trên một dòng, không để trống."
    case .pattern(_, let says): says
    }
  }

  private static let anyPattern = TextPattern(#"[^\u0000]*"#)
  private static let linePattern = TextPattern(#"[^\u0000-\u001F\u007F]*"#)
  private static let filledPattern = TextPattern(
    #" *[^\u0000-\u0020\u007F][^\u0000-\u001F\u007F]*"#)
}

extension TextFormat {
  /// Số định danh cá nhân, twelve digits.
  public static let personalNumber = TextFormat.pattern(
    TextPattern("[0-9]{12}"), says: "Số định danh cá nhân gồm 12 chữ số; hãy ghi đủ 12 chữ số.")

  /// Mã số thuế: ten digits, three more for a branch, or a person's twelve.
  public static let taxNumber = TextFormat.pattern(
    TextPattern("[0-9]{10}(-[0-9]{3})?|[0-9]{12}"),
    says: "Mã số thuế gồm 10 chữ số (thêm -001 cho chi nhánh) hoặc 12 chữ số.")

  public static let phone = TextFormat.pattern(
    TextPattern(#"\+?[0-9][0-9 .-]{6,18}[0-9]"#),
    says: "Hãy ghi số điện thoại bằng chữ số, ví dụ 0912 345 678.")

  public static let email = TextFormat.pattern(
    TextPattern(#"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}"#),
    says: "Hãy ghi thư điện tử dạng ten@noi.vn.")

  /// Mã thủ tục, as `1.001193` or `2.000815.000.00.00.H01`.
  public static let procedureCode = TextFormat.pattern(
    TextPattern(#"[0-9A-Z]{1,10}(\.[0-9A-Z]{1,10}){0,8}"#),
    says: "Mã thủ tục có dạng 1.001193; hãy ghi theo quyết định công bố.")

  /// Mã định danh cơ quan, as `H99.101`.
  public static let agencyCode = TextFormat.pattern(
    TextPattern(#"[0-9A-Z]{1,10}(\.[0-9A-Z]{1,10}){0,8}"#),
    says: "Mã cơ quan có dạng H99.101; hãy chọn trong danh mục cơ quan.")

  public static let digits = TextFormat.pattern(
    TextPattern("[0-9]*"), says: "Chỉ ghi chữ số.")
}
