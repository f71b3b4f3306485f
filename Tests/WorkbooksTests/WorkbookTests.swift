import Ground
import Testing

@testable import Workbooks

private func cells(_ rows: String, strings: [String] = []) throws -> [Cell] {
  try Workbook(reading: StoredZip.sheet(rows, strings: strings).bytes).sheets[0].cells
}

private func cell(_ place: String, _ value: CellValue) throws -> Cell {
  Cell(try #require(CellAddress(place)), value)
}

@Suite struct CellAddressTests {
  @Test func lettersCountAsSpreadsheetsCount() {
    let known = [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
    for (column, letters) in known { #expect(CellAddress.letters(column) == letters) }
    for column in CellAddress.columns {
      let address = CellAddress(column: column, row: column)
      #expect(CellAddress(address.text) == address)
    }
  }

  @Test(arguments: [
    "", "C", "7", "7C", "$C$7", "c7", "C07", "C0", "XFE1", "A1048577", "A99999999999999", "A-1",
    "A1 ", "AAAAAAAAAAAA1", "Â1", "A１",
  ])
  func whatIsNoPlaceIsNone(_ text: String) { #expect(CellAddress(text) == nil) }
}

@Suite struct ShownNumberTests {
  @Test(
    arguments: [
      ("0.10000000000000001", "0.1"), ("78.379999999999995", "78.38"), ("3.0", "3"), ("-0", "0"),
      ("1E3", "1000"), ("1.5E-5", "0.000015"), ("-12.50", "-12.5"), ("999999999999999", nil),
      ("100000000000000", "100000000000000"), ("12e400", nil), ("nan", nil), ("0x10", nil),
      ("", nil), ("1e-16", nil), ("1e16", nil), ("1,5", nil),
    ] as [(String, String?)])
  func aNumberIsSaidAsItIsShown(_ stored: String, _ shown: String?) {
    #expect(shownNumber(stored) == (stored == "999999999999999" ? stored : shown))
  }
}

@Suite struct WorkbookReadingTests {
  @Test func everyKindOfCellIsReadWithItsPlace() throws {
    let found = try cells(
      """
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>0.10000000000000001</v></c>\
      <c r="D2" s="3"/><c r="E2" t="b"><v>1</v></c></row>
      <row r="7"><c r="C7" t="inlineStr"><is><r><t>mười </t></r><r><t>hai</t></r></is></c>\
      <c r="D7" t="str"><f>A1&amp;B1</f><v>a&lt;b_x0041_</v></c><c r="E7" t="e"><v>#DIV/0!</v></c>\
      <c r="F7" t="d"><v>2026-03-01</v></c><c r="G7"><f>1+1</f></c></row>
      <row><c t="n"><v>5</v></c></row>
      """, strings: ["không", "có  dấu"])
    #expect(
      found == [
        try cell("A2", .text("có  dấu")), try cell("C2", .number("0.1")),
        try cell("E2", .boolean(true)), try cell("C7", .text("mười hai")),
        try cell("D7", .text("a<bA")), try cell("E7", .fault("#DIV/0!")),
        try cell("F7", .text("2026-03-01")), try cell("A8", .number("5")),
      ])
  }

  @Test(arguments: [
    "<row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"9999999\"/>", "<row r=\"-1\"/>",
    "<row r=\"99999999999999999999\"/>", "<c r=\"A1\"><v>1</v></c>",
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>mười</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1e999</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>1</v></c></row>",
  ])
  func anAbsurdCellIsNamed(_ rows: String) throws {
    let refused = #expect(throws: WorkbookRefused.self) { try cells(rows) }
    #expect(refused?.code == "workbook.cell-unfit")
  }

  @Test func moreThanTheLimitsIsRefusedByName() throws {
    var limits = WorkbookLimits()
    (limits.rows, limits.columns, limits.textLength) = (10, 5, 20)
    func refusal(_ rows: String) -> WorkbookRefused? {
      #expect(throws: WorkbookRefused.self) {
        try Workbook(reading: StoredZip.sheet(rows).bytes, limits: limits)
      }
    }
    #expect(
      refusal("<row r=\"11\"><c r=\"A11\"><v>1</v></c></row>")
        == .tooManyRows(sheet: "Số liệu", limit: 10))
    #expect(
      refusal("<row r=\"1\"><c r=\"F1\"><v>1</v></c></row>")
        == .tooManyColumns(cell: CellAddress(column: 6, row: 1), limit: 5))
    let long = String(repeating: "ă", count: 21)
    for type in ["str", "e"] {
      #expect(
        refusal("<row r=\"1\"><c r=\"B1\" t=\"\(type)\"><v>\(long)</v></c></row>")
          == .textTooLong(CellAddress(column: 2, row: 1), limit: 20))
    }
    // Formats far out say nothing and are passed over.
    let styled = "<row r=\"11\"><c r=\"A11\" s=\"1\"/></row>"
    #expect(try Workbook(reading: StoredZip.sheet(styled).bytes, limits: limits).sheets.count == 1)
  }
}

@Suite struct WorkbookRoundTripTests {
  /// SplitMix64.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let letters = Array("aăâbcdđeêgh ươNGTƯỜI01&<>\"'=+-@_x \t\n_x0041_漢😀\u{1}\u{301}")

  private static func value(_ dice: inout Dice) -> CellValue? {
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return nil
    case 1: return .boolean(Bool.random(using: &dice))
    case 2...4:
      let digits = Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &dice)
      let shift = Int.random(in: 0...9, using: &dice)
      return shownNumber("\(digits)e-\(shift)").map { .number($0) }
    default:
      let count = Int.random(in: 1...40, using: &dice)
      return .text(String((0..<count).map { _ in letters.randomElement(using: &dice) ?? "a" }))
    }
  }

  /// What libxlsxwriter writes is what is read, cell by cell.
  @Test(arguments: 0..<60)
  func whatIsWrittenIsRead(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    let columns = Int.random(in: 1...12, using: &dice)
    let rows = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
      (0..<columns).map { _ in WorkbookRoundTripTests.value(&dice) }
    }
    let draft = SheetDraft(
      name: "Số liệu", head: (1...columns).map { "Cột \($0)" },
      widths: Array(repeating: 12, count: columns), rows: rows)
    let sheet = try #require(try Workbook(reading: draft.written()).sheets.first)
    #expect(sheet.name == "Số liệu")
    var expected: [Cell] = []
    for (row, values) in ([draft.head.map { .text($0) }] + rows).enumerated() {
      for (column, value) in values.enumerated() {
        if let value {
          expected.append(Cell(CellAddress(column: column + 1, row: row + 1), value))
        }
      }
    }
    #expect(sheet.cells.count == expected.count)
    for (found, wanted) in zip(sheet.cells, expected) where found != wanted {
      Issue.record("\(wanted.address.text): \(found) instead of \(wanted)")
    }
  }
}
