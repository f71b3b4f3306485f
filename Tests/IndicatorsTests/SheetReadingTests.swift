import Ground
import TestKit
import Testing
import Workbooks

@testable import Directory
@testable import Indicators

private let communes = [("H99.101", "Xã An Bình"), ("H99.102", "Xã Bình Hòa")]

private func agency(_ code: String, _ name: String) -> Agency {
  Agency(
    id: AgencyID("A-" + code), code: AgencyCode(code), name: name, level: .commune, parent: nil,
    hours: nil, validFrom: Day(2015, 1, 1), validTo: nil)
}

/// The register of two communes, as their reporter sees it before anything is reported.
private func sheet() throws -> RegisterSheet {
  let post = Caller.Post(id: PostID("P"), role: .reporter, agency: AgencyCode("H99"))
  return RegisterSheet(
    versions: try #require(RegisterVersions([.phones])), register: .phones, period: firstQuarter,
    today: Day(2026, 3, 30),
    lines: communes.map {
      RegisterSheet.Line(agency: agency($0.0, $0.1), reports: [], reporter: post)
    }, mark: 0)
}

private let known: Set<AgencyCode> = [
  AgencyCode("H99"), AgencyCode("H99.101"), AgencyCode("H99.102"),
]

private func read(_ cells: [(String, CellValue)]) throws -> SheetReading {
  let placed = try cells.map { Workbooks.Cell(try #require(CellAddress($0.0)), $0.1) }
  let workbook = Workbook(sheets: [
    Sheet(name: "Q1", cells: placed.sorted { $0.address < $1.address })
  ])
  return SheetReading(workbook, for: try sheet(), known: known)
}

private let heads: [(String, CellValue)] = [
  ("A1", .text("Mã cơ quan")), ("B1", .text("Tên cơ quan")), ("C1", .text("Dân số (người)")),
  ("D1", .text("Có máy (người)")), ("E1", .text("Ghi chú")),
]

private func line(
  _ row: Int, _ code: String, _ people: CellValue?, _ phones: CellValue?
) -> [(String, CellValue)] {
  [("A\(row)", .text(code)), ("B\(row)", .text("Tên bất kỳ"))]
    + [("C\(row)", people), ("D\(row)", phones)].compactMap { cell in
      cell.1.map { (cell.0, $0) }
    }
}

private let good =
  heads + line(2, "H99.101", .number("1200"), .number("900"))
  + line(3, "h99.102", .number("800"), .number("800"))

private func cells(_ reading: SheetReading) -> [String] { reading.faults.map(\.cell.text) }

@Suite struct SheetReadingTests {
  @Test func aGoodSheetIsReadByAgency() throws {
    let reading = try read(good)
    #expect(reading.faults.isEmpty)
    #expect(
      reading.drafts == [
        RegisterDraft(agency: AgencyCode("H99.101"), values: told(1200, 900)),
        RegisterDraft(agency: AgencyCode("H99.102"), values: told(800, 800)),
      ])
  }

  /// Source: issue "figures", must show 11.
  @Test func aWrongColumnATextAnUnknownUnitAndADuplicateAreEachNamedByCell() throws {
    let wrong = try read(
      heads + [("F1", .text("Diện tích"))] + line(2, "H99.101", .number("1"), .number("1")))
    #expect(cells(wrong) == ["F1"])
    #expect(wrong.drafts.isEmpty)
    let text = try read(
      heads + line(2, "H99.101", .text("mười"), .number("1"))
        + line(3, "H99.102", .number("5"), .number("5")))
    #expect(cells(text) == ["C2"])
    #expect(text.drafts.isEmpty, "nothing is taken, not even the sound line")
    let unknown = try read(heads + line(2, "H99.999", .number("1"), .number("1")))
    #expect(cells(unknown) == ["A2"])
    #expect(unknown.faults[0].advice.vietnamese.contains("H99.999"))
    let twice = try read(good + line(4, "H99.101", .number("1"), .number("1")))
    #expect(cells(twice) == ["A4"])
    #expect(twice.faults[0].advice.vietnamese.contains("A2"))
    #expect(twice.drafts.isEmpty)
  }

  @Test func everyWrongCellIsNamedAtOnceInOrder() throws {
    let reading = try read(
      heads + line(2, "H99.101", .text("x"), .boolean(true))
        + line(3, "H98", .number("1.5"), .fault("#DIV/0!"))
        + [("C4", .number("7")), ("G3", .text("rác")), ("A5", .text("H99"))])
    #expect(cells(reading) == ["C2", "D2", "A3", "C3", "D3", "G3", "A4", "A5"])
  }

  @Test(arguments: [
    (1, "C2", CellValue.number("-1")), (2, "D2", .number("1300")), (3, "C2", .number("1e99")),
  ])
  func numbersBeyondTheirBoundsAreNamed(_ turn: Int, _ cell: String, _ value: CellValue) throws {
    var changed = good
    changed.removeAll { $0.0 == cell }
    #expect(cells(try read(changed + [(cell, value)])) == [cell])
  }

  @Test func aMissingColumnIsNamedWhereItShouldStand() throws {
    let reading = try read(good.filter { !$0.0.hasPrefix("D") && !$0.0.hasPrefix("E") })
    #expect(cells(reading) == ["D1", "E1"])
    #expect(cells(try read(heads + [("F1", .text("ghi chú"))])) == ["F1"], "twice")
    let bare = SheetReading(
      Workbook(sheets: [Sheet(name: "Q1", cells: [])]), for: try sheet(), known: known)
    #expect(cells(bare) == ["A1", "B1", "C1", "D1"])
  }

  @Test func aRequiredCellThatIsEmptyIsNamedButAnEmptyLineReportsNothing() throws {
    let reading = try read(heads + line(2, "H99.101", .number("1200"), nil))
    #expect(cells(reading) == ["D2"])
    let one = try read(
      heads + line(2, "H99.101", nil, nil) + line(3, "H99.102", .number("8"), .number("8")))
    #expect(one.faults.isEmpty)
    #expect(one.drafts.map(\.agency.rawValue) == ["H99.102"])
    #expect(cells(try read(heads + line(2, "H99.101", nil, nil))) == ["A2"], "nothing at all")
  }

  @Test func columnsMayStandInAnyOrderAndAnotherSheetIsNotPassedOver() throws {
    let turned = try read([
      ("A1", .text("có máy (người)")), ("B1", .text("Ghi chú")), ("C1", .text("Mã cơ quan")),
      ("D1", .text("Dân số (người)")), ("A2", .number("5")), ("B2", .number("12")),
      ("C2", .text("H99.101")), ("D2", .number("6")),
    ])
    #expect(turned.faults.isEmpty)
    #expect(turned.drafts.first?.values["ghi-chu"] == .text("12"))
    let second = Sheet(
      name: "Khác", cells: [Workbooks.Cell(try #require(CellAddress("B7")), .text("1"))])
    let reading = SheetReading(
      Workbook(sheets: [Sheet(name: "Q1", cells: []), second]), for: try sheet(), known: known)
    #expect(cells(reading).contains("B7"))
  }

  /// What is taken away empty comes back as it is asked for.
  @Test func theTemplateIsReadBack() throws {
    let empty = try Workbook(reading: try sheet().template.written())
    let codes = empty.sheets[0].cells.filter { $0.address.column == 1 }.map(\.value)
    #expect(codes == [.text("Mã cơ quan"), .text("H99.101"), .text("H99.102")])
    let reading = SheetReading(empty, for: try sheet(), known: known)
    #expect(cells(reading) == ["A2"], "nothing is reported yet, and nothing else is wrong")
  }
}
