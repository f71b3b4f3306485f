import Ground
import Testing

@testable import Catalogue

@Suite struct SearchTests {
  private func index(_ names: [(String, String)]) throws -> SearchIndex {
    SearchIndex(
      try names.map { code, name in
        var record = birth
        (record.code, record.name, record.results) = (ProcedureCode(code), name, [])
        let summary = try ProcedureSummary(
          code: record.code, version: 1, name: name, stored: record.summaryJSON)
        return (summary: summary, folded: record.foldedForSearch)
      })
  }

  private func found(_ index: SearchIndex, _ text: String) -> [String] {
    index.ranked(text).map { index.documents[$0].summary.code.rawValue }
  }

  private let names = [
    ("1.000001", "Thủ tục đăng ký khai sinh"), ("1.000002", "Thủ tục đăng ký khai tử"),
    ("1.000003", "Đăng ký khai sinh có yếu tố nước ngoài"), ("1.000004", "Cấp hộ chiếu"),
    ("1.000005", "Hồ sơ khai thuế sinh hoạt"), ("1.000006", "Cấp lại hộ chiếu bị mất"),
  ]

  @Test func marksCaseAndDMakeNoDifference() throws {
    let index = try index(names)
    for text in [
      "đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "Đăng  ký, khai sinh",
    ] {
      #expect(found(index, text).prefix(2) == ["1.000001", "1.000003"], "\(text)")
    }
  }

  @Test func theCodeFindsItsProcedureAndItsBeginningThoseThatShareIt() throws {
    #expect(found(try index(names), "1.000004") == ["1.000004"])
    #expect(found(try index(names), "1.00000").count == names.count)
  }

  @Test func anExactlyMarkedPhraseStandsBeforeAFoldedOne() throws {
    let index = try index([("1.000001", "Khai tứ tung"), ("1.000002", "Đăng ký về việc khai tử")])
    #expect(found(index, "khai tử").first == "1.000002")
  }

  @Test func neighbouringWordsCountMoreThanScatteredOnes() throws {
    #expect(found(try index(names), "khai sinh").last == "1.000005")
  }

  @Test func aWordStillBeingTypedFindsWhatBeginsLikeIt() throws {
    #expect(found(try index(names), "hộ chi").prefix(2) == ["1.000004", "1.000006"])
  }

  @Test func nothingTypedGivesEverythingByCode() throws {
    #expect(found(try index(names), "  ") == names.map(\.0))
  }

  @Test func signsAloneFindNothing() throws {
    #expect(found(try index(names), "?!").isEmpty)
  }
}
