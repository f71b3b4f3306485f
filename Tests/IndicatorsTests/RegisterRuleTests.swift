import Directory
import Ground
import Rules
import TestKit
import Testing

@testable import Indicators

/// What is typed into a form that has these fields.
private func form(_ fields: [String: String]) -> RegisterForm { RegisterForm { fields[$0] ?? "" } }

private let typed = [
  "code": "dien-thoai", "title": "Điện thoại", "rhythm": "quarter", "dueDays": "10",
  "lockDays": "20", "who": "level", "level": "commune", "from": "01/04/2026",
  "reason": "Quyết định 12/QĐ-UBND", "cot.0.title": "Dân số", "cot.0.unit": "người",
  "cot.0.kind": "whole", "cot.0.required": "co", "cot.1.title": "Có 2 máy", "cot.1.kind": "whole",
  "cot.1.partOf": "dan-so",
]

private func faults(_ changes: [String: String]) -> [String] {
  var form = form(typed.merging(changes) { $1 })
  do throws(RegisterRefused) {
    _ = try form.definition()
    return []
  } catch { return error.places.map(\.pointer) }
}

@Suite struct RegisterRuleTests {
  /// Numbers as people here type them. Source: domain 6.4.
  @Test(arguments: [
    ("1.234.567", "1234567"), ("12,5", "12.5"), ("1.234,50", "1234.5"), ("0,1", "0.1"),
    ("-3", "-3"), ("1234", "1234"), ("999.999.999.999.999", "999999999999999"), ("1.5", nil),
    ("1,2,3", nil), ("12.34", nil), ("1e3", nil), ("", nil), ("một", nil), ("1,1234567", nil),
    ("9.999.999.999.999.999", nil),
  ])
  func aTypedNumberIsReadExactlyOrNotAtAll(_ text: String, _ number: String?) {
    #expect(DecimalNumber(typed: text)?.text == number)
  }

  @Test func partsOfPerCentAreRoundedHalfUpAtTheEnd() {
    #expect(DecimalNumber(166).percent(of: DecimalNumber(1937))?.text == "8.57")
    #expect(DecimalNumber(1).percent(of: DecimalNumber(800))?.text == "0.13")
    #expect(DecimalNumber(1).percent(of: .zero) == nil)
  }

  @Test(arguments: [
    ("2026-03", Day(2026, 3, 1), Day(2026, 3, 31)), ("2026-Q1", Day(2026, 1, 1), Day(2026, 3, 31)),
    ("2026-H2", Day(2026, 7, 1), Day(2026, 12, 31)), ("2026", Day(2026, 1, 1), Day(2026, 12, 31)),
  ])
  func aPeriodIsNamedAndReadBack(_ code: String, _ first: Day, _ last: Day) throws {
    let period = try #require(RegisterPeriod(code: code))
    #expect((period.code, period.first, period.last) == (code, first, last))
    #expect(period.next.previous == period)
  }

  @Test(arguments: ["2026-13", "2026-Q5", "2026-H0", "20260", "2026-", "1812", "2026-Q1-1", "x"])
  func nonsenseIsNoPeriod(_ code: String) { #expect(RegisterPeriod(code: code) == nil) }

  /// Open until its date, then with a reason, then only from above. Source: formats 9.3.
  @Test(arguments: [
    (Day(2025, 12, 31), RegisterPhase.notBegun), (Day(2026, 1, 1), .open),
    (Day(2026, 4, 10), .open), (Day(2026, 4, 11), .late), (Day(2026, 4, 30), .late),
    (Day(2026, 5, 1), .locked),
  ])
  func aPeriodIsOpenThenLateThenLocked(_ day: Day, _ phase: RegisterPhase) {
    #expect(ReportedRegister.phones.phase(firstQuarter, on: day) == phase)
  }

  @Test func aReasonIsAskedForWhatIsLateOrPutRight() throws {
    func reason(
      _ text: String, _ day: Day, again: Bool = false, above: Bool = false
    ) throws(RegisterRefused) -> String? {
      try ReportedRegister.phones.reason(
        text, firstQuarter, on: day, isCorrection: again, fromAbove: above)
    }
    let (open, late, locked) = (Day(2026, 4, 1), Day(2026, 4, 20), Day(2026, 6, 1))
    let (due, lock) = (Day(2026, 4, 10), Day(2026, 5, 1))
    #expect(try reason("", open) == nil)
    #expect(try reason("không cần", open) == nil)
    #expect(throws: RegisterRefused.reasonMissing(.correction)) {
      try reason("x", open, again: true)
    }
    #expect(throws: RegisterRefused.reasonMissing(.late(due: due))) { try reason("", late) }
    #expect(try reason("Mất điện", late) == "Mất điện")
    #expect(throws: RegisterRefused.locked(since: lock)) { try reason("Mất điện", locked) }
    #expect(throws: RegisterRefused.reasonMissing(.late(due: due))) {
      try reason("", locked, above: true)
    }
    #expect(try reason("Theo văn bản 5", locked, above: true) == "Theo văn bản 5")
    #expect(throws: RegisterRefused.periodNotBegun(on: Day(2026, 1, 1))) {
      try reason("", Day(2025, 12, 31))
    }
  }

  @Test func aPartIsNotMoreThanItsWhole() {
    let register = ReportedRegister.phones
    #expect(register.discord(told(10, 10)) == nil)
    #expect(register.discord(told(10, 11))?.column == "co-may")
    let sums = [told(100, 50), told(300, 50)]
    #expect(register.share(of: register.columns[1], over: sums)?.text == "25")
    #expect(register.share(of: register.columns[0], over: sums) == nil)
    #expect(register.share(of: register.columns[1], over: []) == nil)
  }

  @Test func onlyWholeNumbersGoIntoFacts() {
    var values = told(10, 9)
    values["ghi-chu"] = .text("Nguyễn Văn A")
    let members = ReportedRegister.phones.counted(values)
    #expect(members == [JSON.Member("dan-so", 10), JSON.Member("co-may", 9)])
  }

  @Test func theFormGivesTheDefinitionThatWasTyped() throws {
    var form = form(typed)
    let (register, reason) = try form.definition()
    #expect(register.columns.map(\.code) == ["dan-so", "co2-may"])
    #expect(register.columns.map(\.isRequired) == [true, false])
    #expect(register.columns[1].partOf == "dan-so")
    #expect(register.reporters == .level(.commune))
    #expect((register.from, reason) == (Day(2026, 4, 1), "Quyết định 12/QĐ-UBND"))
    #expect(try ReportedRegister(register.json, version: 1) == register)
  }

  @Test(arguments: [
    (["code": "Điện thoại"], "code"), (["code": "a-1"], "code"), (["title": ""], "title"),
    (["rhythm": "week"], "rhythm"), (["dueDays": "400"], "dueDays"),
    (["lockDays": "x"], "lockDays"),
    (["level": "x"], "level"), (["who": "list"], "agencies"), (["from": "31/02/2026"], "from"),
    (["reason": ""], "reason"), (["cot.0.kind": "money"], "cot.0.kind"),
    (["cot.1.code": "dan-so"], "cot.1.code"), (["cot.1.partOf": "khac"], "cot.1.partOf"),
    (["cot.1.partOf": "co2-may"], "cot.1.partOf"), (["cot.0.lower": "x"], "cot.0.lower"),
    (["cot.0.lower": "5", "cot.0.upper": "4"], "cot.0.upper"),
    (["cot.0.title": "Tên cơ quan", "cot.0.unit": ""], "cot.0.title"),
    (["cot.0.title": "", "cot.0.unit": "", "cot.1.title": ""], "cot.0.title"),
  ])
  func everyFaultOfTheFormIsNamedAtItsField(_ change: [String: String], _ field: String) {
    #expect(faults(change).contains(field))
  }

  @Test func aChangeBeginsWithAPeriodThatNobodyReportedFor() throws {
    let versions = try #require(RegisterVersions([.phones]))
    let next = ReportedRegister.phones.from(Day(2026, 4, 1)).reported(by: .level(.department))
    try versions.check(next, lastReported: Day(2026, 1, 1))
    #expect(throws: RegisterRefused.periodTaken(from: Day(2026, 4, 1))) {
      try versions.check(next, lastReported: Day(2026, 4, 1))
    }
    #expect(throws: RegisterRefused.beginningUnfit(after: Day(2026, 1, 1))) {
      try versions.check(next.from(Day(2026, 5, 1)), lastReported: nil)
    }
    #expect(throws: RegisterRefused.nothingChanged) {
      try versions.check(.phones.from(Day(2026, 4, 1)), lastReported: nil)
    }
    let both = try #require(RegisterVersions([.phones, next.numbered(2)]))
    #expect(both.definition(for: firstQuarter)?.version == 1)
    #expect(both.definition(for: firstQuarter.next)?.version == 2)
    #expect(both.definition(for: RegisterPeriod(.month, containing: Day(2026, 5, 1))) == nil)
    #expect(both.current(on: Day(2026, 5, 3)) == firstQuarter)
    #expect(both.current(on: Day(2026, 2, 3)) == firstQuarter)
  }

  /// Every register that ships can be laid down, and every reported indicator names columns of one.
  @Test func whatShipsFitsTogether() throws {
    let blueprints = try RegisterBlueprint.list(of: try World.packs.pack("registers"))
    #expect(blueprints.count == 7)
    var columns: [String: Set<String>] = [:]
    for register in blueprints.map(\.register) {
      columns[register.code] = Set(register.columns.filter { $0.kind == .whole }.map(\.code))
    }
    let reported = try shippedIndicators().compactMap(\.reported)
    #expect(reported.count == 12)
    for quotient in reported {
      for part in [quotient.numerator, quotient.denominator] {
        guard case .column(let code) = part else { continue }
        #expect(columns[quotient.register]?.contains(code) == true, "\(quotient.register) \(code)")
      }
    }
  }
}
