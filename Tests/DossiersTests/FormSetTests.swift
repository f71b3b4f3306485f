import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.8, "Form sets by date".
@Suite struct FormSetTests {
  @Test(
    arguments: [
      (FormKind.receipt, Day(2019, 1, 5), nil), (.receipt, Day(2019, 1, 6), "01"),
      (.receipt, Day(2026, 3, 2), "01"), (.apology, Day(2025, 9, 14), "04"),
      (.controlSlip, Day(2025, 9, 14), "05"), (.stop, Day(2025, 9, 14), nil),
      (.stop, Day(2025, 9, 15), "05"), (.controlSlip, Day(2025, 9, 15), "06"),
      (.register, Day(2024, 1, 1), "06"), (.register, Day(2026, 1, 1), "07"),
    ] as [(FormKind, Day, String?)])
  func theDayOfTheActChoosesTheForm(_ kind: FormKind, _ day: Day, _ number: String?) {
    #expect(World.forms.form(kind, on: day)?.number == number)
  }

  @Test func theFourthFormHasTwoTitles() {
    let titles = [Day(2024, 1, 2), Day(2026, 1, 2)].map {
      World.forms.form(.apology, on: $0)?.title
    }
    #expect(
      titles == [
        "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
      ])
  }

  @Test func aRegisterIsKeptInTheFormOfItsFirstDay() {
    #expect(World.forms.registerForm(of: 2025)?.number == "06")
    #expect(World.forms.registerForm(of: 2026)?.number == "07")
    #expect(World.forms.registerForm(of: 2019)?.number == "06", "the first that came into force")
    #expect(World.forms.registerForm(of: 2018) == nil)
  }

  @Test func aPackOfAnotherShapeIsRefused() throws {
    let form: JSON = [
      "kind": "receipt", "number": "01", "title": "Giấy", "valid_from": "2019-01-06",
      "legal_basis": "TT", "page": "a5", "wording": ["receiving_unit": "Bộ phận"],
    ]
    _ = try FormSets([form])
    #expect(throws: FormSetsUnreadable.self) { try FormSets([form, form]) }
    for name in ["number", "title", "valid_from", "legal_basis", "page", "wording", "kind"] {
      let without = (form.members ?? []).filter { $0.name != name }
      #expect(throws: FormSetsUnreadable.self, "\(name)") { try FormSets([.object(without)]) }
    }
  }

  @Test(
    arguments: [
      ("Ủy ban nhân dân Phường Sao Mai", "Sao Mai"), ("Ủy ban nhân dân tỉnh Sao Mai", "Sao Mai"),
      ("UBND xã Bến Mây", "Bến Mây"), ("Ủy ban nhân dân Phường 7", "Phường 7"),
      ("Sở Tư pháp", nil),
    ] as [(String, String?)])
  func theTownOfTheDateLineIsTheUnitsName(_ agency: String, _ town: String?) {
    #expect(LetterAgency(name: agency).town == town)
  }

  @Test(arguments: [
    (Day(2026, 2, 5), "ngày 05 tháng 02 năm 2026"), (Day(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    (Day(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
  ])
  func daysAreWrittenAsTheDecreeSays(_ day: Day, _ text: String) {
    #expect(day.inLetters == text)
  }
}
