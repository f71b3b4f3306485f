/// Where a cell stands: `C7` is column 3, row 7. Source: ECMA-376 Part 1, 18.18.7.
public struct CellAddress: Sendable, Hashable, Comparable {
  /// Counts from 1.
  public let column: Int
  /// Counts from 1.
  public let row: Int

  /// What a sheet can hold. Source: ECMA-376, as Excel bounds it.
  public static let columns = 1...16_384
  public static let rows = 1...1_048_576

  /// A place that a sheet has; anything else is a programmer's mistake and stops the program.
  public init(column: Int, row: Int) {
    precondition(CellAddress.columns.contains(column) && CellAddress.rows.contains(row))
    (self.column, self.row) = (column, row)
  }

  /// Reads `C7`; `nil` for anything else, as for `$C$7`, `c7`, `C07` and places no sheet has.
  public init?(_ text: some StringProtocol) {
    var (column, row, isRow) = (0, 0, false)
    guard (2...10).contains(text.utf8.count) else { return nil }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard !isRow else { return nil }
        column = column * 26 + Int(byte) - 64
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard isRow || byte != UInt8(ascii: "0") else { return nil }
        isRow = true
        row = row * 10 + Int(byte) - 48
      default: return nil
      }
    }
    guard CellAddress.columns.contains(column), CellAddress.rows.contains(row) else { return nil }
    (self.column, self.row) = (column, row)
  }

  public var text: String { CellAddress.letters(column) + String(row) }

  /// `A` for 1, `AA` for 27.
  public static func letters(_ column: Int) -> String {
    var (rest, letters) = (column, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// Row after row, in each from left to right.
  public static func < (a: CellAddress, b: CellAddress) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}
