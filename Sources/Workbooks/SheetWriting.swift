import CXlsx
import Foundation

/// A sheet that is to be written: rows of values under a head that stays in sight.
public struct SheetDraft: Sendable, Equatable {
  public let name: String
  public let head: [String]
  /// In characters, one for each column of the head.
  public let widths: [Int]
  public let rows: [[CellValue?]]

  public init(name: String, head: [String], widths: [Int], rows: [[CellValue?]]) {
    precondition(head.count == widths.count)
    (self.name, self.head, self.widths, self.rows) = (name, head, widths, rows)
  }

  /// As an Office Open XML spreadsheet of this one sheet.
  ///
  /// A text is written as text, whatever it begins with; no formula is ever written.
  public func written() throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("motcua-\(UUID().uuidString).xlsx")
    // What is left over is removed with the folder for temporary files.
    defer { try? FileManager.default.removeItem(at: file) }
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let book = workbook_new_opt(file.path, &options) else { throw SheetUnwritten(code: -1) }
    guard let sheet = workbook_add_worksheet(book, name) else {
      workbook_close(book)
      throw SheetUnwritten(code: -1)
    }
    let bold = workbook_add_format(book)
    format_set_bold(bold)
    for (column, text) in head.enumerated() {
      let (index, width) = (UInt16(column), Double(widths[column]))
      worksheet_set_column(sheet, index, index, width, nil)
      worksheet_write_string(sheet, 0, index, text, bold)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        write(value, to: sheet, UInt32(row + 1), UInt16(column))
      }
    }
    let fault = workbook_close(book)
    guard fault == LXW_NO_ERROR else { throw SheetUnwritten(code: Int(fault.rawValue)) }
    return Array(try Data(contentsOf: file))
  }

  private func write(
    _ value: CellValue?, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16
  ) {
    switch value {
    case nil: break
    case .text(let text), .fault(let text):
      worksheet_write_string(sheet, row, column, text, nil)
    case .number(let text):
      // More digits than a spreadsheet keeps stay whole as text.
      if let number = Double(text), shownNumber(text) == text {
        worksheet_write_number(sheet, row, column, number, nil)
      } else {
        worksheet_write_string(sheet, row, column, text, nil)
      }
    case .boolean(let isTrue):
      worksheet_write_boolean(sheet, row, column, isTrue ? 1 : 0, nil)
    }
  }
}

/// libxlsxwriter could not write a workbook: a fault of the disk or of the caller.
public struct SheetUnwritten: Error { let code: Int }
