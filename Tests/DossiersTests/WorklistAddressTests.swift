import Catalogue
import Ground
import TestKit
import Testing

@testable import Dossiers

@Suite struct WorklistAddressTests {
  private static let addresses: [[String: String]] = [
    [:], ["q": "lò thị"], ["viec": "qua-han", "sap-xep": "moi"],
    ["trang-thai": "received.processing", "tre-han": "khong", "phan-cong": "toi"],
    ["thu-tuc": "khai sinh", "hinh-thuc": "online", "co-quan": "H99.101"],
    ["han-tu": "1/2/2026", "han-den": "28022026", "mat-do": "gon", "cot": "thu-tuc.hen-tra"],
  ]

  @Test(arguments: addresses)
  func aFilterIsItsAddress(_ address: [String: String]) {
    let filter = WorkFilter { address[$0] }
    let pairs = Dictionary(
      filter.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    #expect(pairs == address)
    #expect(WorkFilter(kept: filter.kept) == filter)
  }

  @Test func whatIsUnknownInAnAddressIsNotThere() {
    let address = ["viec": "bay", "trang-thai": "x.y", "tre-han": "?", "mat-do": "xa", "cot": ""]
    #expect(WorkFilter { address[$0] } == WorkFilter())
    #expect(WorkFilter(kept: "không phải JSON") == WorkFilter())
  }

  @Test func tickedBoxesAreTheColumns() {
    let form = ["cot": "rieng", "cot-thu-tuc": "co", "cot-hen-tra": "co"]
    #expect(WorkFilter { form[$0] }.columns == [.procedure, .due])
    #expect(WorkFilter { ["cot": "rieng"][$0] }.columns.isEmpty)
  }

  @Test(
    arguments: [
      ("3/2/1990", "1990-02-03"), ("03021990", "1990-02-03"), ("03-02-1990", "1990-02-03"),
      ("3.2.1990", "1990-02-03"), (" 1990-02-03 ", "1990-02-03"), ("29/2/2024", "2024-02-29"),
      ("29/2/2023", nil), ("31041990", nil), ("1990", nil), ("2/1990", nil), ("3/2/90", nil),
      ("", nil), ("mai", nil), ("00021990", nil),
    ])
  func aDayIsReadAsOfficersTypeIt(_ typed: String, _ iso: String?) {
    #expect(Day(typed: typed)?.iso == iso)
  }

  /// A stage that a heap does not hold gives nothing rather than the heap without it.
  @Test func conditionsOnlyEverNarrow() throws {
    let moments = try DeskMoments(
      now: World.monday, calendar: World.calendar,
      practice: World.practices.practice(on: Day(2026, 3, 2)))
    let account = AccountID("01J0000000000000000000000A")
    var filter = WorkFilter(.toReceive)
    filter.stages = [.decided]
    let question = filter.question(limit: 1, moments, for: account, about: nil)
    #expect(question.about?.procedures.isEmpty == true && question.about?.sectors.isEmpty == true)
    var today = WorkFilter(.dueToday)
    today.dueTo = "1/1/2030"
    let narrowed = today.question(limit: 1, moments, for: account, about: nil)
    #expect(narrowed.dueBefore == moments.endOfToday && narrowed.dueFrom == moments.now)
  }
}
