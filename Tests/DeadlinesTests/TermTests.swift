import Deadlines
import Ground
import Testing

@Suite struct TermTests {
  @Test(arguments: [
    ("30min", 30, Term.Unit.minutes), ("8h", 8, .hours), ("3wd", 3, .workingDays),
    ("15d", 15, .days), ("2m", 2, .months), ("0d", 0, .days),
  ])
  func aTermIsWrittenAsItIsRead(_ code: String, _ count: Int, _ unit: Term.Unit) throws {
    let term = try #require(Term(code: code))
    #expect(term == Term(count, unit))
    #expect(term.code == code)
  }

  @Test(arguments: [
    "", "3", "wd", "-3wd", "+3wd", "3.5h", "3 wd", " 3wd", "3WD", "3w", "٣wd", "100001d",
    "99999999999999999999d", "3wd ",
  ])
  func anythingElseIsNoTerm(_ code: String) { #expect(Term(code: code) == nil) }

  @Test func unitsAreTheCatalogues() {
    #expect(
      Term.Unit.allCases.map(\.rawValue) == ["minutes", "hours", "workingDays", "days", "months"])
    #expect(CountingPolicy.allCases.map(\.rawValue) == ["hourly", "civil"])
    #expect(Term(-1, .days) == nil)
    #expect(Term(3, .workingDays)?.vietnamese == "3 ngày làm việc")
  }
}

@Suite struct WorkingHoursTests {
  @Test func theDefaultIsEightHours() throws {
    #expect(WorkingHours.standard.code == "07:00-11:30,13:30-17:00")
    #expect(WorkingHours.standard.minutesPerDay == 480)
    #expect(try WorkingHours(code: WorkingHours.standard.code) == .standard)
    #expect(WorkingHours.standard.opens == 420 && WorkingHours.standard.closes == 1020)
  }

  @Test(arguments: ["08:00-16:00", "00:00-24:00", "07:00-11:00,11:00-12:00"])
  func hoursAreWrittenAsTheyAreRead(_ code: String) throws {
    #expect(try WorkingHours(code: code).code == code)
  }

  @Test(arguments: [
    ("", WorkingHoursRefused.empty),
    ("07:00-11:30,", .notASpan("")),
    ("7:00-11:30", .notASpan("7:00-11:30")),
    ("07:00", .notASpan("07:00")),
    ("07:00-11:30-12:00", .notASpan("07:00-11:30-12:00")),
    ("07:60-11:30", .notASpan("07:60-11:30")),
    ("07:00-25:00", .notASpan("07:00-25:00")),
    ("11:30-07:00", .notASpan("11:30-07:00")),
    ("07:00-07:00", .notASpan("07:00-07:00")),
    ("07:00-12:00,11:30-17:00", .overlapping("11:30-17:00")),
    ("13:30-17:00,07:00-11:30", .overlapping("07:00-11:30")),
  ])
  func whatAreNoHoursIsRefused(_ code: String, _ refused: WorkingHoursRefused) {
    #expect(throws: refused) { try WorkingHours(code: code) }
    #expect(refused.kind == .content && !refused.explanation.isEmpty && !refused.english.isEmpty)
  }

  @Test func hoursWithoutASpanAreRefused() {
    #expect(throws: WorkingHoursRefused.empty) { try WorkingHours([]) }
    #expect(throws: WorkingHoursRefused.notASpan("-1:00-01:00")) {
      try WorkingHours([.init(opens: -60, closes: 60)])
    }
  }
}

@Suite struct WorkingTimeTests {
  @Test func theSameStretchBothWays() throws {
    let calendar = try shippedCalendar()
    let (from, to) = (moment("20/11/2026 16:00"), moment("23/11/2026 16:00"))
    #expect(try calendar.workingMinutes(from: from, to: to) == 480)
    #expect(try calendar.adding(workingMinutes: 480, to: from) == to)
  }

  @Test func nothingIsWorkedOutsideHours() throws {
    let calendar = try shippedCalendar()
    let cases = [
      ("20/11/2026 11:30", "20/11/2026 13:30"), ("20/11/2026 17:00", "23/11/2026 07:00"),
      ("14/02/2026", "23/02/2026"),
    ]
    for (from, to) in cases {
      #expect(try calendar.workingMinutes(from: moment(from), to: moment(to)) == 0)
    }
  }

  @Test func noWorkAddedIsTheNextWorkingMoment() throws {
    let calendar = try shippedCalendar()
    #expect(
      try calendar.adding(workingMinutes: 0, to: moment("20/11/2026 12:00"))
        == moment("20/11/2026 13:30"))
    #expect(
      try calendar.adding(workingMinutes: 0, to: moment("20/11/2026 17:00"))
        == moment("23/11/2026 07:00"))
    #expect(
      try calendar.adding(workingMinutes: 0, to: moment("20/11/2026 09:10"))
        == moment("20/11/2026 09:10"))
  }
}
