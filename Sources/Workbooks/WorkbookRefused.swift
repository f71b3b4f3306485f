public import Ground

/// Why a file is not read as a spreadsheet. Each names what its sender can change.
public enum WorkbookRefused: Refusal, Equatable {
  /// No spreadsheet in the form of Office Open XML, or one that is cut off or damaged.
  case notAWorkbook
  case tooManyParts(limit: Int)
  /// More unpacked bytes than are taken, or more than a spreadsheet ever has for its size.
  case tooLargeUnpacked
  /// A file inside has a name that no spreadsheet gives.
  case partNameUnfit
  /// It carries programs (macros).
  case macros
  /// It carries other files.
  case filesInside
  /// A part is no XML that a spreadsheet has: broken, not in UTF-8, or with a document type.
  case partUnfit(String)
  case tooManySheets(limit: Int)
  case tooManyRows(sheet: String, limit: Int)
  case tooManyColumns(cell: CellAddress, limit: Int)
  /// A cell whose place or content cannot be read.
  case cellUnfit(String)
  case textTooLong(CellAddress, limit: Int)

  public var kind: RefusalKind { .content }

  public var code: String {
    switch self {
    case .notAWorkbook: "workbook.unreadable"
    case .tooManyParts: "workbook.too-many-parts"
    case .tooLargeUnpacked: "workbook.too-large-unpacked"
    case .partNameUnfit: "workbook.part-name-unfit"
    case .macros: "workbook.macros"
    case .filesInside: "workbook.files-inside"
    case .partUnfit: "workbook.part-unfit"
    case .tooManySheets: "workbook.too-many-sheets"
    case .tooManyRows: "workbook.too-many-rows"
    case .tooManyColumns: "workbook.too-many-columns"
    case .cellUnfit: "workbook.cell-unfit"
    case .textTooLong: "workbook.text-too-long"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .notAWorkbook:
      "Không đọc được tệp này như bảng tính. Lưu lại ở dạng Excel (.xlsx) rồi chọn lại tệp."
    case .tooManyParts(let limit):
      "Tệp có quá \(limit) phần bên trong. Chép số liệu sang tệp mẫu vừa tải rồi gửi lại."
    case .tooLargeUnpacked:
      "Tệp quá lớn khi giải nén. Chép số liệu sang tệp mẫu vừa tải rồi gửi lại."
    case .partNameUnfit:
      "Tệp có phần bên trong mang tên không hợp lệ. Lưu lại ở dạng Excel (.xlsx) rồi gửi lại."
    case .macros:
      "Tệp có chứa chương trình (macro). Lưu lại ở dạng Excel (.xlsx) không có macro rồi gửi lại."
    case .filesInside:
      "Tệp có chứa tệp khác bên trong. Bỏ các tệp đính kèm trong bảng tính rồi gửi lại."
    case .partUnfit(let part):
      "Phần \(part) của tệp bị hỏng hoặc không hợp lệ. Chép số liệu sang tệp mẫu rồi gửi lại."
    case .tooManySheets(let limit):
      "Tệp có quá \(limit) trang tính. Xóa các trang tính không dùng rồi gửi lại."
    case .tooManyRows(let sheet, let limit):
      "Trang tính “\(sheet)” có số liệu sau dòng \(limit). Xóa các dòng thừa rồi gửi lại."
    case .tooManyColumns(let cell, let limit):
      "Ô \(cell.text) nằm ngoài \(limit) cột được nhận. Xóa các cột thừa rồi gửi lại."
    case .cellUnfit(let cell):
      "Không đọc được ô \(cell). Nhập lại ô này, hoặc chép số liệu sang tệp mẫu rồi gửi lại."
    case .textTooLong(let cell, let limit):
      "Ô \(cell.text) dài quá \(limit) ký tự. Rút ngắn rồi gửi lại."
    }
  }
}
