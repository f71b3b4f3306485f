import Deadlines
import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: CAL-1, DOS-26; domain 1.4.
@Suite struct WorklistMomentsTests {
  private let practice = World.practices.practice(on: Day(2026, 3, 2))

  /// Standard hours: 07:00–11:30 and 13:30–17:00; 2 March 2026 is a Monday.
  @Test(
    arguments: [
      ("02/03/2026 08:00", "27/02/2026 08:00"), ("02/03/2026 17:00", "02/03/2026 07:00"),
      ("03/03/2026 07:00", "02/03/2026 07:00"), ("03/03/2026 11:30", "02/03/2026 11:30"),
      ("03/03/2026 13:00", "02/03/2026 11:30"), ("07/03/2026 12:00", "06/03/2026 07:00"),
    ])
  func eightWorkingHoursAgo(_ now: String, _ expected: String) throws {
    let moments = try DeskMoments(now: Instant(now), calendar: World.calendar, practice: practice)
    let minutes = try World.calendar.workingMinutes(
      from: moments.answerOverdue, to: Instant(now))
    #expect(minutes == 480)
    #expect(moments.answerOverdue >= Instant(expected))
    let between = try World.calendar.workingMinutes(
      from: Instant(expected), to: moments.answerOverdue)
    #expect(between == 0, "later by no working minute")
  }

  @Test func soonIsTheSecondWorkingDayAfterToday() throws {
    let friday = try DeskMoments(
      now: Instant("06/03/2026 09:00"), calendar: World.calendar, practice: practice)
    #expect(friday.endOfToday == Instant("07/03/2026 00:00"))
    #expect(friday.endOfSoon == Instant("11/03/2026 00:00"))
  }

  @Test(
    arguments: [
      (0, "0 phút làm việc"), (59, "59 phút làm việc"), (60, "1 giờ làm việc"),
      (479, "7 giờ làm việc"), (480, "1 ngày làm việc"), (660, "1 ngày 3 giờ làm việc"),
      (4800, "10 ngày làm việc"),
    ])
  func workingTimeIsSaidAsPeopleCountIt(_ minutes: Int, _ words: String) {
    #expect(Remaining.span(minutes).vietnamese == words)
  }

  private func clock(_ code: String = "3wd") throws -> LegalClock {
    try LegalClock(
      startedAt: World.monday, term: #require(Term(code: code)), policy: .hourly,
      calendar: World.calendar)
  }

  @Test func aRunningClockTellsWhatIsLeftAndWhatIsOver() throws {
    let clock = try clock()
    let cases: [(String, Remaining)] = [
      ("02/03/2026 08:00", .left(minutes: 1440)), ("04/03/2026 16:00", .left(minutes: 120)),
      ("05/03/2026 08:00", .left(minutes: 0)), ("05/03/2026 09:00", .late(minutes: 60)),
      ("09/03/2026 08:00", .late(minutes: 960)),
    ]
    for (now, expected) in cases {
      let found = try Remaining(clock, at: Instant(now), calendar: World.calendar)
      #expect(found == expected, "\(now)")
    }
  }

  @Test func aPausedClockDoesNotRun() throws {
    let paused = try clock().paused(for: .supplement, at: Instant("03/03/2026 08:00"))
    for moment in ["03/03/2026 09:00", "20/03/2026 09:00"] {
      let found = try Remaining(paused, at: Instant(moment), calendar: World.calendar)
      #expect(found == .paused(minutes: 960) && found.urgency == .still)
    }
  }

  @Test func anEndedClockSaysWhetherItWasInTime() throws {
    let early = try clock().ended(at: Instant("03/03/2026 08:00"))
    let late = try clock().ended(at: Instant("06/03/2026 08:00"))
    let now = Instant("20/03/2026 08:00")
    let found = try [early, late].map { try Remaining($0, at: now, calendar: World.calendar) }
    #expect(found == [.ended(late: false), .ended(late: true)])
  }
}
