/// `xl/worksheets/…`: the cells of one sheet, in order.
struct SheetCells: PartReader {
  static let root = "worksheet"

  let sheet: String
  let strings: [String]
  let limits: WorkbookLimits
  private(set) var cells: [Cell] = []

  private var isInData = false
  private var row = 0
  private var open: (address: CellAddress, type: String)?
  /// The column of the last cell in this row.
  private var column = 0
  private var content = ""
  private var hasContent = false
  private var isTaken = false
  private var isReading = false

  init(sheet: String, strings: [String], limits: WorkbookLimits) {
    (self.sheet, self.strings, self.limits) = (sheet, strings, limits)
  }

  mutating func begin(
    _ name: String, _ attributes: [String: String]
  ) throws(WorkbookRefused) {
    switch name {
    case "sheetData": isInData = true
    case "row": if isInData { try beginRow(attributes["r"]) }
    case "c": if isInData { try beginCell(attributes) }
    case "v": isTaken = open != nil && open?.type != "inlineStr"
    case "rPh": isReading = true
    case "t": isTaken = open?.type == "inlineStr" && !isReading
    default: break
    }
    if isTaken { hasContent = true }
  }

  mutating func take(_ text: String) { if isTaken { content += text } }

  mutating func end(_ name: String) throws(WorkbookRefused) {
    switch name {
    case "sheetData": isInData = false
    case "v", "t": isTaken = false
    case "rPh": isReading = false
    case "c": try endCell()
    default: break
    }
  }

  private mutating func beginRow(_ name: String?) throws(WorkbookRefused) {
    let number = name.map { Int($0) } ?? row + 1
    guard let number, CellAddress.rows.contains(number), number > row else {
      throw .cellUnfit(String((name ?? "").prefix(12)))
    }
    (row, column) = (number, 0)
  }

  private mutating func beginCell(_ attributes: [String: String]) throws(WorkbookRefused) {
    let name = attributes["r"]
    let address: CellAddress?
    if let name {
      address = CellAddress(name)
    } else {
      let isThere = row > 0 && column < CellAddress.columns.upperBound
      address = isThere ? CellAddress(column: column + 1, row: row) : nil
    }
    guard let address, address.row == row, address.column > column, open == nil else {
      throw .cellUnfit(String((name ?? "").prefix(12)))
    }
    column = address.column
    (open, content, hasContent) = ((address, attributes["t"] ?? "n"), "", false)
  }

  private mutating func endCell() throws(WorkbookRefused) {
    guard let (address, type) = open else { return }
    open = nil
    guard hasContent, let value = try value(type, at: address) else { return }
    if case .text(let text) = value, text.isEmpty { return }
    guard address.row <= limits.rows else {
      throw .tooManyRows(sheet: sheet, limit: limits.rows)
    }
    guard address.column <= limits.columns else {
      throw .tooManyColumns(cell: address, limit: limits.columns)
    }
    cells.append(Cell(address, value))
  }

  /// `nil` where nothing stands.
  private func value(
    _ type: String, at address: CellAddress
  ) throws(WorkbookRefused) -> CellValue? {
    let plain = content.filter { !$0.isWhitespace }
    switch type {
    case "s":
      guard let index = Int(plain), strings.indices.contains(index) else {
        throw .cellUnfit(address.text)
      }
      return .text(try fit(strings[index], at: address))
    // An error's text is as long as its writer likes, so it is bound like any other.
    case "e": return .fault(try fit(content, at: address))
    case "str", "inlineStr", "d": return .text(try fit(unescaped(content), at: address))
    case "b":
      guard ["0", "1"].contains(plain) else { throw .cellUnfit(address.text) }
      return .boolean(plain == "1")
    case "n":
      if plain.isEmpty { return nil }
      guard let number = shownNumber(plain) else { throw .cellUnfit(address.text) }
      return .number(number)
    default: throw .cellUnfit(address.text)
    }
  }

  private func fit(_ text: String, at address: CellAddress) throws(WorkbookRefused) -> String {
    guard text.unicodeScalars.count <= limits.textLength else {
      throw .textTooLong(address, limit: limits.textLength)
    }
    return text
  }
}
