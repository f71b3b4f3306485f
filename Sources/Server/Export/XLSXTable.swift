import CXlsx
import Foundation
import Ground

/// A workbook of one sheet, through libxlsxwriter in its constant-memory mode.
final class XLSXTable: ExportTable {
  private let file: ExportFile
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private var rows: UInt32 = 0
  private var isClosed = false

  /// What a sheet can hold. Source: ECMA-376, as Excel bounds it.
  private static let rowLimit: UInt32 = 1_048_576

  init(columns: [String], file: ExportFile) throws {
    self.file = file
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(file.draft, &options),
      let sheet = workbook_add_worksheet(workbook, nil)
    else { throw CommandRefused("\(file.draft) cannot be written; choose another --out") }
    (self.workbook, self.sheet) = (workbook, sheet)
    try write(columns.map { .string($0) })
  }

  deinit { if !isClosed { _ = workbook_close(workbook) } }

  func write(_ row: [JSON]) throws {
    guard rows < XLSXTable.rowLimit else {
      throw CommandRefused("a sheet holds \(XLSXTable.rowLimit) rows; use --format csv")
    }
    for (index, value) in row.enumerated() {
      let column = UInt16(index)
      switch value {
      case .null: continue
      // A sheet keeps 15 digits of a number; longer ones stay whole as text.
      case .integer(let number) where number.magnitude < 1_000_000_000_000_000:
        _ = worksheet_write_number(sheet, rows, column, Double(number), nil)
      case .bool(let bool): _ = worksheet_write_boolean(sheet, rows, column, bool ? 1 : 0, nil)
      case .string(let text): _ = worksheet_write_string(sheet, rows, column, text, nil)
      case .integer, .number, .array, .object:
        _ = worksheet_write_string(sheet, rows, column, value.serialised, nil)
      }
    }
    rows += 1
    file.tell("\(rows - 1) rows")
  }

  func finish() throws {
    isClosed = true
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      throw CommandRefused(
        "the workbook cannot be written: \(String(cString: lxw_strerror(error)))")
    }
    try file.finish("\(rows - 1) rows written")
  }
}
