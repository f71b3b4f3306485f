public import Ground

/// Why a file was not taken.
public enum FileRefused: Refusal, Equatable {
  /// Its bytes are of another kind than its type says.
  case notWhatItClaims(String)
  case typeNotTaken(String)
  case empty
  case tooLarge(limit: Int64)
  case nameUnfit
  /// There is none, or the asker may not see it.
  case unknown

  public var code: String {
    switch self {
    case .notWhatItClaims: "file.not-what-it-claims"
    case .typeNotTaken: "file.type-not-taken"
    case .empty: "file.empty"
    case .tooLarge: "file.too-large"
    case .nameUnfit: "file.name-unfit"
    case .unknown: "file.unknown"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .notWhatItClaims(let type):
      "Nội dung tệp không đúng là \(type). Kiểm tra lại tệp, lưu lại đúng định dạng rồi tải lên."
    case .typeNotTaken(let type):
      "Chưa nhận loại tệp \(type). Nộp PDF, ảnh JPEG, PNG, TIFF, hoặc DOCX, XLSX, ODT."
    case .empty: "Tệp rỗng. Chọn tệp khác."
    case .tooLarge(let limit):
      "Tệp lớn hơn \(limit / 1_048_576) MB. Giảm dung lượng hoặc chia thành nhiều tệp."
    case .nameUnfit: "Tên tệp không hợp lệ. Đặt lại tên dài từ 1 đến 200 ký tự."
    case .unknown: "Không có tệp này."
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .notWhatItClaims, .empty, .nameUnfit: .content
    case .typeNotTaken: .unsupported
    case .tooLarge: .tooLarge
    case .unknown: .unknown
    }
  }
}
