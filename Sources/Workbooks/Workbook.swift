/// A spreadsheet file as values: its sheets with the cells that hold something.
public struct Workbook: Sendable, Equatable {
  public let sheets: [Sheet]

  public init(sheets: [Sheet]) { self.sheets = sheets }
}

/// One sheet. Cells stand row after row, in each from left to right, none twice.
public struct Sheet: Sendable, Equatable {
  public let name: String
  public let cells: [Cell]

  public init(name: String, cells: [Cell]) { (self.name, self.cells) = (name, cells) }

  /// The cells by row, in order; rows without any are left out.
  public var rows: [(number: Int, cells: [Cell])] {
    var rows: [(number: Int, cells: [Cell])] = []
    for cell in cells {
      if rows.last?.number == cell.address.row {
        rows[rows.count - 1].cells.append(cell)
      } else {
        rows.append((cell.address.row, [cell]))
      }
    }
    return rows
  }
}

/// One cell that holds something.
public struct Cell: Sendable, Equatable {
  public let address: CellAddress
  public let value: CellValue

  public init(_ address: CellAddress, _ value: CellValue) {
    (self.address, self.value) = (address, value)
  }
}

/// What a cell holds. Of a formula it is what the spreadsheet calculated last.
public enum CellValue: Sendable, Equatable {
  /// As typed; a day typed as text is text.
  case text(String)
  /// In the decimal system, to the 15 digits that a spreadsheet shows: `-12.5`. A day typed as a
  /// day is the count of days that the spreadsheet keeps.
  case number(String)
  case boolean(Bool)
  /// An error such as `#DIV/0!`.
  case fault(String)
}
