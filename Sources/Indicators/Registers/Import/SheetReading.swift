import Directory
import Ground
import Workbooks

/// What stands wrong in one cell, in words for whoever wrote it.
struct SheetFault: Sendable, Equatable {
  let cell: CellAddress
  let advice: Phrase
}

/// A spreadsheet as one period of a register: values by agency, or every cell that is wrong. Pure.
///
/// Source: issue "figures", "nothing taken if anything is wrong".
struct SheetReading: Sendable {
  private(set) var drafts: [RegisterDraft] = []
  /// In order of cells.
  private(set) var faults: [SheetFault] = []

  static let agencyHeading = "Mã cơ quan"
  static let nameHeading = "Tên cơ quan"

  private var headings: [Int: SheetHeading] = [:]
  private var places: [AgencyCode: CellAddress] = [:]

  /// `known` are the codes of all agencies, so that one which does not report is told from one that
  /// is not there.
  init(_ workbook: Workbook, for register: RegisterSheet, known: Set<AgencyCode>) {
    guard let sheet = workbook.sheets.first else { return }
    for other in workbook.sheets.dropFirst() {
      guard let cell = other.cells.first else { continue }
      fail(
        cell.address,
        "Trang tính “\(other.name)” cũng có số liệu. Chỉ để một trang tính như tệp mẫu.")
    }
    let rows = sheet.rows
    readHeadings(rows.first { $0.number == 1 }?.cells ?? [], register.register)
    // Values under wrong headings would only be wrong a second time.
    if faults.isEmpty {
      for row in rows where row.number > 1 { read(row.number, row.cells, register, known) }
    }
    if faults.isEmpty, drafts.isEmpty {
      fail(CellAddress(column: 1, row: 2), "Tệp không có số liệu nào. Nhập số liệu từ dòng 2.")
    }
    faults.sort { $0.cell < $1.cell }
    if !faults.isEmpty { drafts = [] }
  }

  private mutating func fail(_ cell: CellAddress, _ advice: Phrase) {
    faults.append(SheetFault(cell: cell, advice: advice))
  }

  private mutating func readHeadings(_ cells: [Workbooks.Cell], _ register: ReportedRegister) {
    var wanted = register.columns
    for cell in cells {
      let text = cell.value.said
      guard !text.isEmpty else { continue }
      let seen = headings.values.map(\.text)
      if seen.contains(where: { isSame($0, text) }) {
        fail(cell.address, "Cột “\(text)” có hai lần. Xóa một cột.")
      } else if isSame(text, SheetReading.agencyHeading) {
        headings[cell.address.column] = .agency
      } else if isSame(text, SheetReading.nameHeading) {
        headings[cell.address.column] = .name
      } else if let index = wanted.firstIndex(where: { isSame($0.heading, text) }) {
        headings[cell.address.column] = .column(wanted.remove(at: index))
      } else {
        fail(cell.address, "Sổ không có cột “\(text)”. Dùng đúng tên cột của tệp mẫu.")
      }
    }
    let next = (cells.last?.address.column ?? 0) + 1
    let missing =
      (headings.values.contains { $0.isAgency } ? [] : [SheetReading.agencyHeading])
      + wanted.map(\.heading)
    for (index, heading) in missing.enumerated()
    where CellAddress.columns.contains(next + index) {
      fail(
        CellAddress(column: next + index, row: 1),
        "Thiếu cột “\(heading)”. Thêm cột này như trong tệp mẫu.")
    }
  }

  private mutating func read(
    _ number: Int, _ cells: [Workbooks.Cell], _ register: RegisterSheet, _ known: Set<AgencyCode>
  ) {
    var agency: (code: AgencyCode, cell: CellAddress)?
    var found: [String: Workbooks.Cell] = [:]
    let filled = cells.filter { !$0.value.isEmpty }
    for cell in filled {
      switch headings[cell.address.column] {
      case .agency: agency = (AgencyCode(cell.value.said.uppercased()), cell.address)
      case .name: break
      case .column(let column): found[column.code] = cell
      case nil: fail(cell.address, "Ô nằm ngoài các cột của sổ. Xóa nội dung ô này.")
      }
    }
    guard let agency else {
      if !filled.isEmpty { fail(place(number) { $0.isAgency }, "Dòng này thiếu mã cơ quan.") }
      return
    }
    check(agency.code, agency.cell, register, known)
    // A line of the template that was left empty reports nothing.
    guard !found.isEmpty else { return }
    let values = values(found, number, register.register)
    drafts.append(RegisterDraft(agency: agency.code, values: values))
  }

  private mutating func check(
    _ code: AgencyCode, _ cell: CellAddress, _ register: RegisterSheet, _ known: Set<AgencyCode>
  ) {
    if let before = places[code] {
      fail(cell, "Cơ quan \(code.rawValue) đã có ở ô \(before.text). Giữ lại một dòng.")
    } else if !known.contains(code) {
      fail(cell, "Không có cơ quan mang mã “\(code.rawValue)”. Ghi mã như trong tệp mẫu.")
    } else if !(register.line(of: code)?.mayReport ?? false) {
      fail(
        cell,
        "Cơ quan \(code.rawValue) không thuộc danh sách ông/bà được báo cáo. Xóa dòng này.")
    }
    places[code] = places[code] ?? cell
  }

  private mutating func values(
    _ cells: [String: Workbooks.Cell], _ number: Int, _ register: ReportedRegister
  ) -> RegisterValues {
    var values: RegisterValues = [:]
    for column in register.columns {
      let cell = cells[column.code]
      do throws(ValueUnfit) { values[column.code] = try column.value(of: cell?.value) } catch {
        fail(cell?.address ?? place(number) { $0.isColumn(column.code) }, error.advice)
      }
    }
    if let discord = register.discord(values), let cell = cells[discord.column] {
      fail(cell.address, discord.advice)
    }
    return values
  }

  /// The cell of that row under the heading.
  private func place(_ row: Int, under isMeant: (SheetHeading) -> Bool) -> CellAddress {
    let column = headings.first { isMeant($0.value) }?.key ?? 1
    return CellAddress(column: column, row: row)
  }
}

/// What stands in one column of the sheet.
private enum SheetHeading {
  case agency, name
  case column(RegisterColumn)

  var text: String {
    switch self {
    case .agency: SheetReading.agencyHeading
    case .name: SheetReading.nameHeading
    case .column(let column): column.heading
    }
  }

  var isAgency: Bool { if case .agency = self { true } else { false } }

  func isColumn(_ code: String) -> Bool {
    if case .column(let column) = self { column.code == code } else { false }
  }
}

/// Headings are compared without regard to case.
private func isSame(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }

extension CellValue {
  /// As it is quoted in advice, and as a heading or a code is read.
  fileprivate var said: String {
    switch self {
    case .text(let text), .number(let text), .fault(let text): String(normalised(text).prefix(100))
    case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
    }
  }

  fileprivate var isEmpty: Bool { said.isEmpty }
}
