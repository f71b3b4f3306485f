import Deadlines
import Ground
import Testing

@Suite struct PausedClockTests {
  /// Received Monday 2/11/2026 08:00, waited from Wednesday 4/11 10:00 until Monday 9/11 09:00.
  static let table = rows(
    """
    Limit | Policy | Waited for | Anew | Due before       | Legal due        | Index due        | Rule
    5wd   | hourly | supplement | yes  | 09/11/2026 08:00 | 16/11/2026 09:00 | 11/11/2026 17:00 | TIM-1, TIM-7
    5wd   | hourly | supplement | no   | 09/11/2026 08:00 | 11/11/2026 17:00 | 11/11/2026 17:00 | pause
    5wd   | hourly | payment    | no   | 09/11/2026 08:00 | 11/11/2026 17:00 | 09/11/2026 08:00 | PAUSED_FEE
    5wd   | hourly | payment    | yes  | 09/11/2026 08:00 | 11/11/2026 17:00 | 09/11/2026 08:00 | a payment never restarts
    5wd   | civil  | supplement | yes  | 09/11/2026 17:00 | 16/11/2026 17:00 | 12/11/2026 17:00 | TIM-1, TIM-7
    5wd   | civil  | supplement | no   | 09/11/2026 17:00 | 12/11/2026 17:00 | 12/11/2026 17:00 | pause
    40h   | civil  | supplement | no   | 09/11/2026 08:00 | 11/11/2026 17:00 | 11/11/2026 17:00 | hours under civil
    15d   | hourly | supplement | no   | 17/11/2026 17:00 | 23/11/2026 17:00 | 23/11/2026 17:00 | 22/11 is a Sunday
    15d   | civil  | supplement | yes  | 17/11/2026 17:00 | 25/11/2026 17:00 | 23/11/2026 17:00 | 24/11 is a holiday
    1m    | civil  | payment    | no   | 02/12/2026 17:00 | 07/12/2026 17:00 | 02/12/2026 17:00 | calendar days shift
    1wd   | hourly | supplement | no   | 03/11/2026 08:00 | 03/11/2026 08:00 | 03/11/2026 08:00 | late stays late
    1wd   | hourly | supplement | yes  | 03/11/2026 08:00 | 10/11/2026 09:00 | 03/11/2026 08:00 | anew, the index stays late
    """)

  @Test(arguments: table)
  func whatWasLeftCountsOnOrTheTermCountsAnew(_ row: [String]) throws {
    let policy = try #require(CountingPolicy(rawValue: row[1]))
    let reason = try #require(Pause.Reason(rawValue: row[2]))
    let started = try clock(row[0], policy)
    #expect(started.dueAt == moment(row[4]))
    #expect(started.indexDueAt == moment(row[4]))
    let resumed = try started.waits(
      for: reason, "04/11/2026 10:00", "09/11/2026 09:00", restarting: row[3] == "yes")
    #expect(resumed.dueAt == moment(row[5]), "\(row[7])")
    #expect(resumed.indexDueAt == moment(row[6]), "\(row[7])")
    #expect(resumed.state == .running)
  }

  @Test func calendarDaysShiftFromTheDayTheyWouldHaveEndedOnNotFromTheWorkingDayAfter() throws {
    let twice = try clock("15d").waits(for: .payment, "04/11/2026 10:00", "09/11/2026 09:00")
      .waits(for: .payment, "10/11/2026 10:00", "11/11/2026 09:00")
    #expect(twice.dueAt == moment("23/11/2026 17:00"))
  }

  @Test func aPausedClockDoesNotRun() throws {
    let paused = try clock().paused(for: .supplement, at: moment("04/11/2026 10:00"))
    #expect(paused.state == .pausedSupplement)
    #expect(paused.dueAt == moment("09/11/2026 08:00"))
    #expect(!paused.isOverdue(at: moment("31/12/2026")))
    let calendar = try shippedCalendar()
    let worked = try paused.workedMinutes(asOf: moment("31/12/2026"), calendar: calendar)
    #expect(worked == (7 + 8 + 3) * 60, "Monday from 08:00, Tuesday, Wednesday until 10:00")
    #expect(try paused.pausedMinutes(asOf: moment("04/11/2026 17:00"), calendar: calendar) == 300)
  }

  @Test func aClockPausedTooLateIsLateWhileItWaits() throws {
    let paused = try clock("1wd").paused(for: .payment, at: moment("04/11/2026 10:00"))
    #expect(paused.state == .pausedPayment)
    #expect(paused.isOverdue(at: moment("05/11/2026")))
  }

  @Test func everyPauseIsKept() throws {
    let calendar = try shippedCalendar()
    let twice = try clock().waits(
      for: .supplement, "04/11/2026 10:00", "05/11/2026 10:00", restarting: true
    ).paused(for: .payment, at: moment("06/11/2026 10:00"))
    #expect(twice.pauses.map(\.reason) == [.supplement, .payment])
    #expect(twice.pauses.map(\.to) == [moment("05/11/2026 10:00"), nil])
    #expect(twice.pauses.map(\.restarted) == [true, false])
    #expect(twice.runs.map(\.to) == [moment("04/11/2026 10:00"), moment("06/11/2026 10:00")])
    #expect(
      twice.pauses[1].json.serialised
        == #"{"reason":"payment","from":"2026-11-06T03:00:00Z","restarted":false}"#)
    #expect(try twice.pausedMinutes(asOf: moment("06/11/2026 11:00"), calendar: calendar) == 540)
  }

  @Test func everyDueDateIsKeptWithItsReason() throws {
    let calendar = try shippedCalendar()
    let moved = try clock().waits(
      for: .supplement, "04/11/2026 10:00", "09/11/2026 09:00", restarting: true
    ).extended(
      to: moment("20/11/2026 17:00"), at: moment("12/11/2026 10:00"), calendar: calendar)
    #expect(moved.dueDateChanges.map(\.reason) == [.started, .restarted, .extended])
    #expect(
      moved.dueDateChanges.map(\.old) == [
        nil, moment("09/11/2026 08:00"), moment("16/11/2026 09:00"),
      ])
    #expect(
      moved.dueDateChanges.map(\.new) == [
        moment("09/11/2026 08:00"), moment("16/11/2026 09:00"), moment("20/11/2026 17:00"),
      ])
    #expect(moved.dueDateChanges[2].at == moment("12/11/2026 10:00"))
    #expect(try moved.explanation(calendar: calendar).last?.text.text.contains("Gia hạn") == true)
    #expect(
      moved.dueDateChanges[0].json.serialised
        == #"{"new":"2026-11-09T01:00:00Z","reason":"started","at":"2026-11-02T01:00:00Z"}"#)
  }
}

@Suite struct OverdueTests {
  @Test func theDueMomentItselfIsOnTime() throws {
    let clock = try clock()
    #expect(!clock.isOverdue(at: clock.dueAt))
    #expect(clock.isOverdue(at: clock.dueAt.adding(milliseconds: 1)))
    #expect(!clock.isOverdue(at: clock.startedAt.adding(seconds: -1)))
  }

  @Test func anEndedClockIsJudgedByWhenItEnded() throws {
    let early = try clock().ended(at: moment("06/11/2026 16:00"))
    #expect(
      !early.isOverdue(at: moment("31/12/2026")) && !early.isIndexOverdue(at: moment("31/12/2026")))
    let late = try clock().ended(at: moment("09/11/2026 08:01"))
    #expect(
      late.isOverdue(at: moment("31/12/2026")) && late.isIndexOverdue(at: moment("31/12/2026")))
    #expect(!late.isOverdue(at: moment("06/11/2026")), "judged as of a day before it was late")
    #expect(late.state == .ended && late.endedAt == moment("09/11/2026 08:01"))
  }

  @Test func whileASupplementIsWaitedForTheRequestIsTheFinish() throws {
    let onTime = try clock().paused(for: .supplement, at: moment("04/11/2026 10:00"))
    #expect(!onTime.isIndexOverdue(at: moment("31/12/2026")))
    let late = try clock().paused(for: .supplement, at: moment("09/11/2026 10:00"))
    #expect(late.isIndexOverdue(at: moment("31/12/2026")))
    let withdrawn = try onTime.ended(at: moment("10/12/2026"))
    #expect(!withdrawn.isIndexOverdue(at: moment("31/12/2026")))
    #expect(!withdrawn.isOverdue(at: moment("31/12/2026")))
  }

  @Test func waitingForPaymentIsNotSubtractedFromTheIndex() throws {
    let waiting = try clock().paused(for: .payment, at: moment("04/11/2026 10:00"))
    #expect(!waiting.isIndexOverdue(at: moment("06/11/2026")))
    #expect(waiting.isIndexOverdue(at: moment("10/11/2026")))
    #expect(!waiting.isOverdue(at: moment("10/11/2026")))
  }

  @Test func aSecondSupplementRequestIsLateInTheIndex() throws {
    let once = try clock().waits(for: .supplement, "03/11/2026 10:00", "04/11/2026 10:00")
    #expect(!once.isIndexOverdue(at: moment("05/11/2026")) && once.supplementRequests == 1)
    let twice = try once.paused(for: .supplement, at: moment("05/11/2026 10:00"))
    #expect(twice.isIndexOverdue(at: moment("05/11/2026 10:00")) && twice.supplementRequests == 2)
    #expect(!twice.isIndexOverdue(at: moment("05/11/2026 09:59")), "not before it was asked")
    #expect(!twice.isOverdue(at: moment("06/11/2026")))
  }

  @Test func aRequestBeforeReceptionCountsToo() throws {
    let twice = try clock(supplementsBefore: 1).paused(
      for: .supplement, at: moment("04/11/2026 10:00"))
    #expect(twice.supplementRequests == 2 && twice.isIndexOverdue(at: moment("05/11/2026")))
  }

  @Test func aDossierStillOpenIsComparedWithTheEndOfThePeriod() throws {
    let clock = try clock()
    #expect(!clock.isIndexOverdue(at: moment("08/11/2026 23:59")))
    #expect(clock.isIndexOverdue(at: moment("30/11/2026 23:59")))
  }
}
