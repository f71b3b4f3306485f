import Deadlines
import Ground
import Testing

@Suite struct ExtensionTests {
  /// The clock of five working days falls due on Monday 9/11/2026 08:00.
  static let table = rows(
    """
    Extended at      | To               | Answer
    06/11/2026 23:59 | 10/11/2026 17:00 | extended
    02/11/2026 08:00 | 09/11/2026 08:01 | extended
    07/11/2026 08:00 | 10/11/2026 17:00 | extension.too-late
    09/11/2026 07:00 | 10/11/2026 17:00 | extension.too-late
    10/11/2026 07:00 | 11/11/2026 17:00 | extension.too-late
    05/11/2026 08:00 | 09/11/2026 08:00 | extension.not-later
    05/11/2026 08:00 | 06/11/2026 08:00 | extension.not-later
    01/11/2026 08:00 | 10/11/2026 17:00 | clock.before-last
    """)

  private func answer(_ clock: LegalClock, at: String, to: String) throws -> String {
    do throws(ExtensionRefused) {
      let extended = try clock.extended(
        to: moment(to), at: moment(at), calendar: WorkingCalendar())
      #expect(extended.dueAt == moment(to) && extended.isExtended)
      return "extended"
    } catch {
      #expect(!error.explanation.isEmpty)
      return error.code
    }
  }

  @Test(arguments: table)
  func itIsDoneByTheLastWorkingDayBefore(_ row: [String]) throws {
    #expect(try answer(clock(), at: row[0], to: row[1]) == row[2])
  }

  @Test func theLastDayIsBeforeTheWholeTetBreak() throws {
    let clock = try clock("1wd", .civil, at: "13/02/2026 08:00")
    #expect(clock.dueAt == moment("23/02/2026 17:00"))
    #expect(try clock.lastDayToExtend(calendar: shippedCalendar()) == Day(2026, 2, 13))
  }

  @Test func itIsDoneOnceEver() throws {
    let calendar = try shippedCalendar()
    let extended = try clock().extended(
      to: moment("13/11/2026 17:00"), at: moment("05/11/2026"), calendar: calendar)
    #expect(throws: ExtensionRefused.alreadyExtended) {
      try extended.extended(
        to: moment("20/11/2026 17:00"), at: moment("06/11/2026"), calendar: calendar)
    }
    let anew = try extended.waits(
      for: .supplement, "09/11/2026 10:00", "10/11/2026 10:00", restarting: true)
    #expect(throws: ExtensionRefused.alreadyExtended) {
      try anew.extended(
        to: moment("30/11/2026 17:00"), at: moment("11/11/2026"), calendar: calendar)
    }
  }

  @Test func kindsAreAsTheContractSays() {
    #expect(ExtensionRefused.alreadyExtended.kind == .outOfOrder)
    #expect(ExtensionRefused.alreadyExtended.code == "extension.already")
    #expect(ExtensionRefused.tooLate(lastDay: Day(2026, 11, 6)).kind == .content)
    #expect(ExtensionRefused.notLater(than: moment("06/11/2026")).kind == .content)
    #expect(ExtensionRefused.clock(.notRunning).kind == .outOfOrder)
  }

  @Test func aPausedClockIsNotExtended() throws {
    let paused = try clock().paused(for: .payment, at: moment("04/11/2026"))
    #expect(try answer(paused, at: "05/11/2026", to: "20/11/2026 17:00") == "clock.not-running")
  }

  @Test func theIndexIsGivenAsMuchMoreWorkingTime() throws {
    let plain = try clock().extended(
      to: moment("11/11/2026 08:00"), at: moment("05/11/2026"), calendar: shippedCalendar())
    #expect(plain.indexDueAt == plain.dueAt)
    let waited = try clock().waits(for: .payment, "03/11/2026 08:00", "04/11/2026 08:00").extended(
      to: moment("12/11/2026 08:00"), at: moment("05/11/2026"), calendar: shippedCalendar())
    #expect(waited.indexDueAt == moment("11/11/2026 08:00"), "two working days more than 9/11")
  }

  @Test func whatIsLeftOfAnExtendedTermCountsOnAfterAPause() throws {
    let extended = try clock().extended(
      to: moment("13/11/2026 17:00"), at: moment("05/11/2026"), calendar: shippedCalendar())
    let resumed = try extended.waits(for: .payment, "12/11/2026 08:00", "16/11/2026 08:00")
    #expect(resumed.dueAt == moment("17/11/2026 17:00"))
  }
}

@Suite struct ClockRefusalTests {
  @Test func whatTheStateDoesNotAllowIsRefused() throws {
    let (running, calendar) = (try clock(), try shippedCalendar())
    let paused = try running.paused(for: .payment, at: moment("04/11/2026"))
    let ended = try running.ended(at: moment("04/11/2026"))
    let later = moment("05/11/2026")
    #expect(throws: ClockRefused.notRunning) { try paused.paused(for: .supplement, at: later) }
    #expect(throws: ClockRefused.notPaused) {
      try running.resumed(at: later, restarting: true, calendar: calendar)
    }
    #expect(throws: ClockRefused.ended) { try ended.ended(at: later) }
    #expect(throws: ClockRefused.ended) { try ended.paused(for: .payment, at: later) }
    #expect(throws: ClockRefused.ended) {
      try ended.resumed(at: later, restarting: true, calendar: calendar)
    }
    #expect(throws: ClockRefused.ended) { try ended.recounted(at: later, calendar: calendar) }
    #expect(throws: ClockRefused.beforeLast(moment("04/11/2026"))) {
      try paused.ended(at: moment("03/11/2026"))
    }
    #expect(throws: ClockRefused.outsideCalendar(year: 2100)) {
      try paused.resumed(at: moment("01/01/2100"), restarting: false, calendar: calendar)
    }
  }

  @Test(arguments: [
    (ClockRefused.notRunning, "clock.not-running", RefusalKind.outOfOrder),
    (.notPaused, "clock.not-paused", .outOfOrder), (.ended, "clock.ended", .outOfOrder),
    (.beforeLast(Instant(milliseconds: 0)), "clock.before-last", .outOfOrder),
    (.outsideCalendar(year: 2100), "deadline.outside-calendar", .content),
  ])
  func refusalsHaveStableCodes(_ refused: ClockRefused, _ code: String, _ kind: RefusalKind) {
    #expect(refused.code == code && refused.kind == kind && !refused.explanation.isEmpty)
  }

  @Test func aTermThatLeavesTheCalendarDoesNotStart() {
    #expect(throws: DueRefused.self) { try clock("100000wd") }
  }
}

@Suite struct RecountTests {
  private let swap = [
    CalendarRecord(day: Day(2026, 11, 6), kind: .off, name: "hoán đổi", decision: "Văn bản 1")
  ]

  @Test func aNewCalendarMovesNothingByItself() throws {
    let (running, calendar) = (try clock(), try shippedCalendar().adding(swap))
    let moved = try running.recounted(at: moment("03/11/2026"), calendar: calendar)
    #expect(running.dueAt == moment("09/11/2026 08:00"))
    #expect(moved.dueAt == moment("10/11/2026 08:00") && moved.indexDueAt == moved.dueAt)
    #expect(
      moved.calendarVersion == calendar.version && running.calendarVersion != calendar.version)
    #expect(moved.dueDateChanges.map(\.reason) == [.started, .recounted])
    #expect(moved.state == .running)
  }

  @Test func anotherTermIsCountedFromTheSameStartWithTheSamePauses() throws {
    let waited = try clock().waits(for: .payment, "03/11/2026 08:00", "04/11/2026 08:00")
    let moved = try waited.recounted(
      at: moment("05/11/2026"), term: term("3wd"), calendar: shippedCalendar())
    #expect(moved.dueAt == moment("06/11/2026 08:00"))
    #expect(moved.term == term("3wd") && waited.term == term("5wd"))
    #expect(moved.indexDueAt == moment("05/11/2026 08:00"))
  }

  @Test func aPromisedExtensionStays() throws {
    let extended = try clock().extended(
      to: moment("20/11/2026 17:00"), at: moment("03/11/2026"), calendar: shippedCalendar())
    let moved = try extended.recounted(
      at: moment("04/11/2026"), term: term("2wd"), calendar: shippedCalendar())
    #expect(moved.dueAt == moment("20/11/2026 17:00"))
  }
}
