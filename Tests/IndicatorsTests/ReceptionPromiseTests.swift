import Deadlines
import Ground
import Testing

@testable import Indicators

@Suite struct ReceptionPromiseTests {
  /// When it came in, when it is judged, whether it waits too long: more than eight working hours
  /// of 07:00–11:30 and 13:30–17:00. Source: DOS-26.
  @Test(arguments: [
    ("2026-11-16T01:00:00Z", "2026-11-17T01:00:00Z", false),  // Monday 08:00, Tuesday 08:00
    ("2026-11-16T01:00:00Z", "2026-11-17T01:00:01Z", true),
    ("2026-11-16T01:00:59Z", "2026-11-17T01:01:00Z", true),
    ("2026-11-16T01:01:00Z", "2026-11-17T01:01:00Z", false),
    ("2026-11-13T09:00:00Z", "2026-11-16T07:00:00Z", false),  // Friday 16:00, Monday 14:00
    ("2026-11-13T09:00:00Z", "2026-11-16T09:00:00Z", false),
    ("2026-11-13T09:00:00Z", "2026-11-16T09:30:00Z", true),
    ("2026-11-14T03:00:00Z", "2026-11-16T10:00:00Z", false),  // Saturday
    ("2026-11-14T03:00:00Z", "2026-11-16T11:00:00Z", true),
  ])
  func moreThanEightWorkingHoursIsTooLong(
    _ submitted: String, _ judged: String, _ isLong: Bool
  ) throws {
    let came = try #require(Instant(rfc3339: submitted))
    let at = try #require(Instant(rfc3339: judged))
    #expect(try (came < ReceptionPromise.waitingSince(at: at, calendar: calendar)) == isLong)
  }

  /// The halving gives what asking for every dossier gives.
  @Test func itIsTheSameForEveryMinuteOfAFortnight() throws {
    let at = Instant(Day(2026, 2, 25), minute: 9 * 60 + 31)
    let since = try ReceptionPromise.waitingSince(at: at, calendar: calendar)
    for minute in stride(from: 0, to: 14 * 1440, by: 7) {
      let came = at.adding(seconds: Int64(-minute * 60))
      let isLong = try calendar.adding(workingMinutes: 480, to: came) < at
      #expect((came < since) == isLong)
    }
  }
}
