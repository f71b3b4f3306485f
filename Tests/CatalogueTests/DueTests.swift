import Deadlines
import Ground
import Testing

@testable import Catalogue

@Suite struct DueTests {
  private func answer(
    _ record: ProcedureRecord, _ channel: Channel, agency: AgencyCode? = nil,
    case number: Int? = nil,
    at: Instant = monday
  ) throws -> DueAnswer {
    let procedure = Procedure(
      code: record.code, nationalCode: record.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: record)
    let question = DueQuestion(
      procedure: record.code, channel: channel, agency: agency, caseNumber: number, at: at)
    return try question.answer(
      DueGround(procedure: procedure, offered: nil, hours: .standard), calendar: WorkingCalendar())
  }

  @Test func theLongestCaseIsCountedAndTheOthersAreListed() throws {
    let answer = try answer(birth, .counter)
    #expect(answer.chosen?.caseNumber == 2)
    #expect(answer.others.map(\.caseNumber) == [1])
    #expect(answer.dueAt == Instant(Day(2026, 11, 30), minute: 17 * 60))
    #expect(try self.answer(birth, .counter, case: 1).chosen?.term?.code == "1wd")
  }

  @Test func withoutATermThereIsNoDateButAReason() throws {
    let answer = try answer(termless, .counter)
    #expect(answer.dueAt == nil)
    guard case .none(let why) = answer.outcome else {
      Issue.record("a date from nowhere")
      return
    }
    #expect(why.contains("phải đặt thời hạn"))
    #expect(answer.json(asked: monday)["dueAt"] == .null)
    #expect(answer.json(asked: monday)["explanation"]?.elements?.count == 1)
  }

  @Test func anAgencyThatDoesNotTakeItHasNoDate() throws {
    #expect(try answer(birth, .counter, agency: commune).dueAt == nil)
  }

  @Test func aChannelThatIsNotListedHasNoDate() throws {
    #expect(try answer(birth, .post).dueAt == nil)
  }

  @Test func aCaseThatIsNotThereIsRefused() {
    #expect(throws: CatalogueRefused.noSuchCase(.counter, count: 2)) {
      try answer(birth, .counter, case: 3)
    }
  }

  @Test(arguments: [birth, termless])
  func momentsOutsideTheKnownYearsAreRefused(_ record: ProcedureRecord) {
    #expect(throws: DueRefused.outsideCalendar(year: 9999)) {
      try answer(record, .counter, at: Instant(Day(9999, 1, 1), minute: 0))
    }
  }
}
