import Deadlines
import Directory
import Foundation
import Ground
import Testing
import Web

@testable import Catalogue

@Suite struct PageTests {
  private func view(_ record: ProcedureRecord, online: Bool = true) -> ProcedureView {
    let procedure = Procedure(
      code: record.code, nationalCode: record.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: record)
    var conditions = OfferConditions()
    if !online { conditions.channels = [AcceptedChannel(.counter)] }
    let offer = Offer(
      id: "O1", agency: commune, procedure: record.code, validFrom: Day(2026, 2, 1), validTo: nil,
      citation: decision, conditions: conditions)
    return ProcedureView(
      procedure: procedure, offers: [offer], names: [commune: "UBND xã An Bình"])
  }

  private func page(
    _ record: ProcedureRecord, online: Bool = true, usual: UsualTime? = nil
  ) throws -> String {
    let view = view(record, online: online)
    let asked = view.settled(PromiseAsked())
    let question = DueQuestion(
      procedure: record.code, channel: asked.channel ?? .counter, agency: asked.agency, at: monday)
    let answer = try question.answer(
      DueGround(
        procedure: view.procedure, offered: view.takings.first?.offered, hours: .standard),
      calendar: WorkingCalendar())
    let promise = Promise(asked: asked, at: monday, outcome: .answered(answer))
    return ProcedurePage(view: view, promise: promise, usual: usual).body.text
  }

  @Test func theCitizenIsToldWhatIsMissing() throws {
    #expect(try page(termless, online: false).contains("Chưa quy định"))
    #expect(try page(termless, online: false).contains("Chưa hẹn được ngày trả kết quả"))
    #expect(try page(birth).contains("1 ngày làm việc"))
    #expect(try page(birth).contains("8.000 đ"))
    #expect(try page(birth).contains("/thu-tuc/1.001193/nop-ho-so"))
  }

  @Test func thePromiseComesFirstAndSaysWhy() throws {
    let text = try page(birth)
    #expect(text.contains("kết quả hẹn trả <strong>08:00 thứ Tư 25/11/2026</strong>"))
    #expect(text.contains("Vì sao là ngày này?"))
    let order = [
      "hẹn trả", "Cần chuẩn bị giấy tờ gì", "Thời hạn và phí", "Nộp ở đâu", "Ai được nộp",
      "Yêu cầu, điều kiện", ">Kết quả<", "Căn cứ pháp lý", "Trình tự thực hiện",
    ].map { text.range(of: $0)?.lowerBound }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
  }

  @Test func whoeverCannotFileOnlineIsToldWhyAndWhereElse() throws {
    let text = try page(birth, online: false)
    #expect(text.contains("<strong>UBND xã An Bình</strong> chưa nhận thủ tục này trực tuyến"))
    #expect(text.contains("href=\"#noi-nop\""))
    #expect(!text.contains("/thu-tuc/1.001193/nop-ho-so"))
  }

  @Test func theUsualTimeIsSaidOnlyWhenEnoughDossiersTell() throws {
    #expect(UsualTime(daysOfEach: Array(repeating: 1, count: 19)) == nil)
    let days = Array(repeating: 2, count: 18) + [9, 30]
    let usual = try #require(UsualTime(daysOfEach: days))
    #expect(usual == UsualTime(workingDays: 2, dossiers: 20))
    #expect(try page(birth, usual: usual).contains("9 trên 10 hồ sơ xong trong 2 ngày làm việc"))
    #expect(try !page(birth).contains("9 trên 10"))
  }

  @Test func papersStandByCaseAndCountInOrder() {
    var record = birth
    record.components = [
      .init(group: "* Giấy tờ phải nộp", name: "(2) Hai", originals: 1, copies: 0),
      .init(group: "* Giấy tờ phải nộp", name: "Lưu ý", originals: 0, copies: 0),
      .init(group: "* Giấy tờ phải nộp", name: "(1) Một", originals: 0, copies: 1),
      .init(name: "Tờ khai", originals: 1, copies: 0),
    ]
    let groups = PaperGroup.grouped(view(record).procedure.components)
    #expect(groups.map(\.title) == [nil, "Giấy tờ phải nộp"])
    #expect(groups[1].papers.map(\.name) == ["(1) Một", "(2) Hai", "Lưu ý"])
  }

  @Test func textFromTheListIsNeverMarkup() throws {
    var record = birth
    record.steps = "<script>alert(1)</script>"
    #expect(try page(record).contains("&lt;script&gt;"))
    #expect(try !page(record).contains("<script>"))
  }

  @Test func whatWasTypedIsKeptBesideItsError() {
    let procedure = Procedure(
      code: birth.code, nationalCode: birth.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: birth)
    let sheet = OfferSheet(
      agency: .init(code: commune, name: "UBND xã An Bình"), procedure: procedure, offer: nil,
      history: [])
    let typed = FormValues([("feeNote.counter.1", "phí <b>"), ("fee.counter.2", "nhiều")])
    let refused = #expect(throws: CatalogueRefused.self) {
      try OfferForm { typed[$0] }.filled(cases: sheet.cases)
    }
    let readiness = OfferReadiness(
      .init(
        procedure: procedure, conditions: OfferConditions(), checkedVersion: nil, hasHours: false,
        rolesHere: [], rolesThere: [], hasContact: false))
    let bench = OfferBench(
      sheet: sheet, draft: nil, check: OfferCheck(), readiness: readiness,
      competent: .init(code: commune, name: "UBND xã An Bình"), hours: nil)
    let state = FormState(typed, refused: refused)
    let text = OfferDraftFields(bench: bench, state: state).page.body.text
    #expect(text.contains("phí &lt;b&gt;"))
    #expect(text.contains("value=\"nhiều\""))
    #expect(text.contains("Hãy ghi số đồng"))
  }
}
