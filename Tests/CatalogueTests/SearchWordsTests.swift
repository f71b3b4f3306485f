import Foundation
import Ground
import Rules
import Testing

@testable import Catalogue

/// The promises of search, each on a small catalogue of its own.
@Suite struct SearchWordsTests {
  private func words(_ records: String) throws -> EverydayWords {
    try EverydayWords(
      pack: RulePack(yaml: Array("pack: everyday-words\nrecords:\n\(records)".utf8)))
  }

  private func record(_ lines: String, from: String = "2020-01-01") -> String {
    "  - \(lines)\n    valid_from: \(from)\n    legal_basis: cách nói thông dụng\n"
  }

  private func index(_ names: [String], _ words: EverydayWords = .none) throws -> SearchIndex {
    SearchIndex(
      try names.enumerated().map { number, name in
        var record = birth
        record.code = ProcedureCode("1.0000" + padded(number + 1, 2))
        (record.name, record.results) = (name, [])
        let summary = try ProcedureSummary(
          code: record.code, version: 1, name: name, stored: record.summaryJSON)
        return (summary: summary, folded: record.foldedForSearch)
      }, words: words)
  }

  private func first(_ index: SearchIndex, _ text: String) -> String? {
    index.ranked(text).first.map { index.documents[$0].summary.name }
  }

  private let names = [
    "Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
    "Thủ tục đăng ký kết hôn", "Thủ tục đăng ký lại khai sinh", "Cấp thẻ căn cước",
    "Cấp lại thẻ căn cước", "Cấp Giấy chứng nhận quyền sử dụng đất", "Tách thửa đất",
    "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Đăng ký tạm trú", "Cấp hộ chiếu",
    "Thu hồi Giấy chứng nhận đã cấp", "Đăng ký thành lập hộ kinh doanh",
  ]

  @Test(arguments: [
    "dang ky ket hon", "đang ký kết hon", "ĐĂNG KÝ KẾT HÔN", "đăng kí kết hôn",
    "ddawng kys keets hoon",
    "d9a8ng ky1 ke61t ho6n", "dangkykethon", "đăng ký kếthôn", "đăng ký kêtt hôn",
    "dnag ky ket hon",
    "đăng ký kết hônn",
  ])
  func marksSlipsAndTypingAidsDoNotHideIt(_ text: String) throws {
    #expect(first(try index(names), text) == "Thủ tục đăng ký kết hôn")
  }

  @Test(arguments: [("tạm chú", "Đăng ký tạm trú"), ("hộ triếu", "Cấp hộ chiếu")])
  func whatIsWrittenAsItIsSpokenIsUnderstood(_ text: String, _ name: String) throws {
    #expect(first(try index(names), text) == name)
  }

  @Test func theMendedSpellingIsSaid() throws {
    let index = try index(names)
    #expect(index.ranking("đăng ký kêtt hôn").mended == "đăng ký kết hôn")
    #expect(index.ranking("đăng ký kết hôn").mended == nil)
  }

  @Test func theExactNameStandsFirstAndSoDoesTheCode() throws {
    let index = try index(names)
    for (number, name) in names.enumerated() {
      #expect(first(index, name) == name)
      #expect(first(index, "10000" + padded(number + 1, 2)) == name)
    }
  }

  @Test func thePlainProcedureStandsBeforeTheQualifiedOne() throws {
    let words = try words(record("qualifying: [có yếu tố nước ngoài, lại]\n    weight: 10"))
    let index = try index(names.reversed(), words)
    #expect(first(index, "khai sinh") == "Thủ tục đăng ký khai sinh")
    #expect(first(index, "căn cước") == "Cấp thẻ căn cước")
    #expect(first(index, "cấp lại căn cước") == "Cấp lại thẻ căn cước")
    let abroad = "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"
    #expect(first(index, "khai sinh nước ngoài") == abroad)
  }

  @Test func formalWordsDoNotDrownTheMeaning() throws {
    let words = try words(
      record("framing: [thủ tục, đăng ký, cấp, giấy chứng nhận, đã]\n    weight: 10")
        + record("framing: [tôi muốn, làm, xin, cần giấy tờ gì]\n    weight: 0"))
    let index = try index(names, words)
    let text = "tôi muốn xin làm thủ tục đăng ký cấp giấy chứng nhận tách thửa cần giấy tờ gì"
    #expect(first(index, text) == "Tách thửa đất")
    #expect(!index.ranked("thủ tục").isEmpty, "framing alone is still a question")
  }

  @Test func everydayWordsFindWhatNoNameSays() throws {
    let words = try words(
      record("words: [sổ đỏ, bìa đỏ]\n    means: giấy chứng nhận quyền sử dụng đất")
        + record("words: [\"sổ đỏ + thu hồi\"]\n    means: thu hồi giấy chứng nhận đã cấp")
        + record("words: [giấy độc thân]\n    means: [xác nhận tình trạng hôn nhân]"))
    let index = try index(names, words)
    let land = "Cấp Giấy chứng nhận quyền sử dụng đất"
    for text in ["sổ đỏ", "so do", "xổ đỏ", "bia do", "làm cái bìa đỏ"] {
      #expect(first(index, text) == land, "\(text)")
    }
    #expect(first(index, "thu hồi cái sổ đỏ") == "Thu hồi Giấy chứng nhận đã cấp")
    #expect(
      first(index, "giay doc than") == "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân")
  }

  @Test func aWordThatMeansNothingHereLeavesTheFieldToAShorterOne() throws {
    let words = try words(
      record("words: [mở tiệm]\n    means: đăng ký thành lập hộ kinh doanh")
        + record("words: [mở tiệm thuốc]\n    means: đủ điều kiện kinh doanh dược phẩm"))
    #expect(
      first(try index(names, words), "mở tiệm thuốc") == "Đăng ký thành lập hộ kinh doanh")
  }

  @Test func whatIsBeingTypedFindsWhatBeginsLikeIt() throws {
    let index = try index(names)
    let found = index.ranking("đăng ký tạm t", isTyping: true).places
    #expect(found.first.map { index.documents[$0].summary.name } == "Đăng ký tạm trú")
  }

  @Test func wordsHoldFromTheirDayOn() throws {
    let words = try words(record("words: [sổ đỏ]\n    means: tách thửa đất", from: "2026-07-01"))
    #expect(words.holding(on: Day(2026, 6, 30)).count == 0)
    #expect(words.holding(on: Day(2026, 7, 1)).count == 1)
  }

  @Test(arguments: [
    "words: [sổ đỏ]", "means: đất đai", "words: []\n    means: đất", "framing: [\"?\"]",
    "words: [a]\n    means: b\n    weight: 201", "words: [a]\n    means: b\n    framing: [c]",
    "words: [a]\n    means: b\n    weight: nhiều",
  ])
  func aBadRecordIsRefusedWithItsLine(_ lines: String) throws {
    let good = record("words: [sổ hồng]\n    means: đất đai")
    let refused = #expect(throws: RulePackUnreadable.self) { try words(good + record(lines)) }
    #expect(refused?.line == 7)
  }
}
