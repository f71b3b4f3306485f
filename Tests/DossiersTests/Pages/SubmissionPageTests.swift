import Directory
import Ground
import Testing
import Web

@testable import Catalogue
@testable import Dossiers

@Suite struct SubmissionPageTests {
  static let procedure = Procedure(
    code: ProcedureCode("9.200001"), nationalCode: nil, localCode: nil, version: 1,
    validFrom: Instant(milliseconds: 0), validTo: nil,
    record: ProcedureRecord(
      code: ProcedureCode("9.200001"), name: "Đăng ký <thử> & kiểm", sector: "Hộ tịch",
      levels: [.commune],
      channels: [
        .init(channel: .online, time: 3, timeUnit: .workingDays, feeVND: 50_000, note: "Thường"),
        .init(channel: .online, time: 10, timeUnit: .workingDays, feeVND: 0, note: "Phải xác minh"),
        .init(channel: .counter, time: 5, timeUnit: .workingDays),
      ],
      components: [
        .init(name: "Tờ khai", form: "TK-01", originals: 1, copies: 0),
        .init(name: "Chỉ nộp khi có thay đổi", originals: 0, copies: 0),
        .init(name: "Giấy tờ tùy thân", originals: 0, copies: 1),
      ]))

  static func place(_ code: String, _ name: String) -> SubmissionSheet.Place {
    SubmissionSheet.Place(
      offered: OfferedProcedure(
        procedure: procedure,
        offer: Offer(
          id: code, agency: AgencyCode(code), procedure: procedure.code,
          validFrom: Day(2025, 7, 1), validTo: nil,
          citation: Citation(decision: "1/QĐ", decidedOn: Day(2025, 7, 1)),
          conditions: OfferConditions()), agencyName: name))
  }

  static let file = UploadedFile(
    id: "01J0000000000000000000000A", account: AccountID("a"), sha256: "ab", size: 2048,
    mediaType: "application/pdf", name: "<tờ khai>.pdf", scan: .unchecked,
    at: Instant(milliseconds: 0))

  private func page(
    _ values: [(String, String)] = [], refused: (any Refusal)? = nil, door: Door = .portal,
    places: [SubmissionSheet.Place] = [place("H99.101", "Xã A"), place("H99.102", "Xã B")]
  ) -> String {
    let body = SubmissionPage(
      sheet: SubmissionSheet(procedure: Self.procedure, places: places, names: [:]), door: door,
      state: FormState(FormValues(values), refused: refused), files: [Self.file.id: Self.file],
      key: "key-1", name: "Lò Thị Sao Mai"
    ).body.text
    expectSound(body)
    return body
  }

  @Test func theFormAsksForNothingThatTheRecordDoesNotAsk() {
    let html = page()
    #expect(html.contains("Đăng ký &lt;thử&gt; &amp; kiểm"))
    #expect(html.contains("1. Tờ khai") && html.contains("3. Giấy tờ tùy thân"))
    #expect(html.contains("name=\"paper.1\"") && html.contains("name=\"paper.3\""))
    #expect(!html.contains("name=\"paper.2\""), "a note asks for no file")
    #expect(!html.contains("required"))
    #expect(html.contains("name=\"key\" value=\"key-1\""))
    #expect(html.contains("value=\"Lò Thị Sao Mai\""))
  }

  @Test func everyCaseSaysItsTermAndItsFee() {
    let html = page()
    #expect(html.contains("Thường. Thời hạn: 3 ngày làm việc. Phí, lệ phí: 50.000 đ."))
    #expect(html.contains("Phải xác minh. Thời hạn: 10 ngày làm việc. Phí, lệ phí: Không thu."))
    #expect(html.contains("name=\"case.online\"") && !html.contains("name=\"case.counter\""))
  }

  @Test func theAgencyIsChosenAndNotGuessed() {
    #expect(page().contains("<option value=\"\" selected>Chọn cơ quan</option>"))
    let alone = page(places: [Self.place("H99.101", "Xã A")])
    #expect(alone.contains("<option value=\"H99.101\" selected>"))
  }

  @Test func whatWasTypedIsKeptAndHarmless() {
    let refused = FormRefused([
      RefusedPlace(pointer: "/applicant/personalNumber", code: "x", detail: "Cần 12 chữ số.")
    ])
    let html = page(
      [
        ("agency", "H99.102"), ("applicant.name", "<b>Lan</b> & 'con'"),
        ("applicant.personalNumber", "123"), ("owner.name", "Ông Chủ"), ("case.online", "2"),
      ], refused: refused)
    #expect(!html.contains("<b>Lan") && html.contains("&lt;b&gt;Lan&lt;/b&gt; &amp; &#39;con&#39;"))
    #expect(html.contains("value=\"123\"") && html.contains("value=\"Ông Chủ\""))
    #expect(html.contains("<option value=\"H99.102\" selected>"))
    #expect(html.contains("role=\"alert\"") && html.contains("aria-invalid=\"true\""))
    #expect(html.contains("href=\"#o-applicant.personalNumber\">Cần 12 chữ số."))
    #expect(html.contains("<details open>"), "what was typed is in view")
  }

  @Test func aFileThatWasTakenIsNotAskedForAgain() {
    let html = page([("kept.paper.1", Self.file.id), ("kept.paper.3", "unknown")])
    #expect(html.contains("&lt;tờ khai&gt;.pdf (2 KB)"))
    #expect(html.contains("name=\"kept.paper.1\" value=\"\(Self.file.id)\""))
    #expect(!html.contains("unknown"), "somebody else's file is not shown")
  }

  @Test func atTheCounterOneSaysHowItCame() {
    let html = page(door: .counter)
    #expect(html.contains("name=\"channel\" value=\"counter\" checked"))
    #expect(html.contains("Tiếp nhận hồ sơ"))
  }

  @Test func whereNobodyTakesItThePageSaysSo() {
    let html = page(places: [])
    #expect(!html.contains("<form") && html.contains("không có cơ quan nào nhận"))
  }
}
