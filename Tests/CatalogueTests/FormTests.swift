import Deadlines
import Ground
import Testing

@testable import Catalogue

@Suite struct FormTests {
  private let complete = [
    "term.counter.1": "3", "unit.counter.1": "workingDays", "fee.counter.1": "25.000",
    "eligible": "co", "policy": "civil", "supplementRule": "pause", "legacyLevel": "4",
    "returnAgencies": "H99, H99.101", "competentAgency": "h99",
  ]

  private func filled(_ changes: [String: String]) throws -> OfferConditions {
    let typed = complete.merging(changes) { $1 }
    return try OfferForm { typed[$0] ?? "" }.filled(cases: [.counter: 2])
  }

  @Test func whatIsTypedBecomesConditions() throws {
    let conditions = try filled([:])
    #expect(conditions.overrides.map { $0.term?.code } == ["3wd"])
    #expect(conditions.overrides[0].fee == Dong(25000))
    #expect(conditions.eligible && !conditions.integrated)
    #expect(conditions.policy == .civil)
    #expect(conditions.channels == nil)
    #expect(conditions.returnAgencies.count == 2)
    #expect(conditions.competentAgency == AgencyCode("H99"))
  }

  @Test(arguments: [
    ("term.counter.1", "ba"), ("term.counter.1", "99999999999999999999"),
    ("unit.counter.1", ""), ("unit.counter.1", "năm"), ("fee.counter.1", "nhiều"),
    ("fee.counter.1", "-5"), ("fee.counter.1", "9999999999999999999999"),
    ("feeNote.counter.1", String(repeating: "a", count: 401)), ("feeNote.counter.1", "a\nb"),
    ("legacyLevel", "5"), ("proactiveLevel", "không"), ("policy", "lunar"), ("hours", "7-11"),
    ("deliveryMode", "x"),
  ])
  func theFieldAtFaultIsNamed(_ field: String, _ text: String) {
    let refused = #expect(throws: CatalogueRefused.self) { try filled([field: text]) }
    #expect(
      refused?.places.contains { $0.pointer == field } == true, "\(String(describing: refused))")
  }

  @Test(arguments: [
    ("decision", ""), ("decision", String(repeating: "a", count: 201)), ("decision", "a\nb"),
    ("decidedOn", "30/2/2026"), ("decidedOn", "1/1/1899"), ("from", ""), ("from", "mai"),
  ])
  func aDecisionAndItsDaysAreNeeded(_ field: String, _ text: String) {
    var typed = ["decision": "12/QĐ-UBND", "decidedOn": "5/1/2026", "from": "2026-02-01"]
    typed[field] = text
    let refused = #expect(throws: CatalogueRefused.self) {
      try CitedForm { typed[$0] ?? "" }.publishing()
    }
    #expect(refused?.places.map(\.pointer) == [field])
  }

  @Test func anExemptionSaysForWhom() throws {
    let channels = [
      "channel.online": "all", "channel.counter": "exempted", "channel.post": "closed",
    ]
    let refused = #expect(throws: CatalogueRefused.self) { try filled(channels) }
    #expect(refused?.places.map(\.pointer) == ["exemption.counter"])
    let told = channels.merging(["exemption.counter": "người cao tuổi"]) { $1 }
    #expect(
      try filled(told).channels == [
        AcceptedChannel(.online), AcceptedChannel(.counter, exemption: "người cao tuổi"),
      ])
  }

  @Test func somebodyMustBeAbleToComeBySomeChannel() {
    let closed = [
      "channel.online": "closed", "channel.counter": "closed", "channel.post": "closed",
    ]
    #expect(throws: CatalogueRefused.self) { try filled(closed) }
  }

  @Test func aLocalProcedureIsTyped() throws {
    let typed = [
      "code": "dp.h99.000001", "name": "Hỗ trợ học phí", "sector": "Giáo dục", "decision": "1/QĐ",
      "level.commune": "co", "channel.counter": "co", "term.counter": "5", "unit.counter": "days",
      "fee.counter": "0", "steps": "Nộp đơn.", "components": "Đơn đề nghị\nGiấy khai sinh | 0 | 1",
      "results": "Quyết định hỗ trợ", "nationalCode": "1.001193",
    ]
    let filled = try ProcedureForm { typed[$0] ?? "" }.filled()
    #expect(filled.record.code == ProcedureCode("DP.H99.000001"))
    #expect(filled.record.components.map(\.originals) == [1, 0])
    #expect(filled.record.components.map(\.copies) == [0, 1])
    #expect(filled.record.terms(.counter).map { $0.term?.code } == ["5d"])
    #expect(filled.nationalCode == ProcedureCode("1.001193"))
    let wrong = typed.merging(["code": "1.001193", "components": "Đơn | x"]) { $1 }
    let refused = #expect(throws: CatalogueRefused.self) {
      try ProcedureForm { wrong[$0] ?? "" }.filled()
    }
    #expect(refused?.places.map(\.pointer) == ["code", "components"])
  }
}
