import Ground
import Testing
import Web

@testable import Catalogue

@Suite struct PageTests {
  private func page(_ record: ProcedureRecord) -> String {
    let procedure = Procedure(
      code: record.code, nationalCode: record.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: record)
    let view = ProcedureView(procedure: procedure, agencies: [], agencyCount: 0)
    return ProcedurePage(view: view).body.text
  }

  @Test func theCitizenIsToldWhatIsMissing() {
    #expect(page(termless).contains("Chưa quy định"))
    #expect(page(birth).contains("1 ngày làm việc"))
    #expect(page(birth).contains("8.000 đ"))
    #expect(page(birth).contains("/thu-tuc/1.001193/nop-ho-so"))
  }

  @Test func textFromTheListIsNeverMarkup() {
    var record = birth
    record.steps = "<script>alert(1)</script>"
    #expect(page(record).contains("&lt;script&gt;"))
    #expect(!page(record).contains("<script>"))
  }

  @Test func whatWasTypedIsKeptBesideItsError() {
    let procedure = Procedure(
      code: birth.code, nationalCode: birth.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: birth)
    let sheet = OfferSheet(
      agency: .init(code: commune, name: "UBND xã An Bình"), procedure: procedure, offer: nil,
      history: [])
    let typed = FormValues([("decision", "12/QĐ <b>"), ("fee.counter.2", "nhiều")])
    let refused = #expect(throws: CatalogueRefused.self) {
      try OfferForm { typed[$0] }.filled(cases: sheet.cases)
    }
    let state = FormState(typed, refused: refused)
    let text = OfferPage(sheet: sheet, state: state, today: monday.day).body.text
    #expect(text.contains("12/QĐ &lt;b&gt;"))
    #expect(text.contains("value=\"nhiều\""))
    #expect(text.contains("Hãy ghi số đồng"))
  }
}
