import Ground
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"),
    ("2026-11-20T16:00:00+07:00", "2026-11-20T09:00:00Z"),
    ("2026-11-20T16:00+07:00", "2026-11-20T09:00:00Z"),
    ("2026-11-20T16:00Z", "2026-11-20T16:00:00Z"),
    ("2026-01-01T00:30:00+07:00", "2025-12-31T17:30:00Z"),
    ("2026-11-20T09:00:00.5Z", "2026-11-20T09:00:00.500Z"),
    ("2026-11-20T09:00:00.05Z", "2026-11-20T09:00:00.050Z"),
    ("2026-11-20T09:00:00.123456789Z", "2026-11-20T09:00:00.123Z"),
    ("2026-11-20T09:00:00.000Z", "2026-11-20T09:00:00Z"),
    ("2026-11-19T23:15:00-03:30", "2026-11-20T02:45:00Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
  ])
  func aMomentIsReadWithItsZoneAndWrittenInUTC(_ text: String, _ written: String) throws {
    let instant = try #require(Instant(rfc3339: text))
    #expect(instant.rfc3339 == written)
    #expect(Instant(rfc3339: written) == instant)
  }

  @Test(arguments: [
    "2026-11-20T16:00", "2026-11-20T16:00:00", "2026-11-20 16:00:00Z", "2026-11-20t16:00:00Z",
    "2026-02-30T16:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T16:60:00Z",
    "2026-11-20T16:00:60Z", "2026-11-20T16:00:00.Z", "2026-11-20T16:00:00.1234567890Z",
    "2026-11-20T16:00:00+0700", "2026-11-20T16:00:00+24:00", "2026-11-20T16:00:00z", "2026-11-20",
    "", "2026-11-20T16:00:00ZZ", "2026-11-20T1६:00:00Z",
  ])
  func whatIsNoMomentIsNotRead(_ text: String) { #expect(Instant(rfc3339: text) == nil) }

  @Test func aMomentStandsOnTheVietnameseDay() {
    let lateEvening = Instant(Day(2026, 11, 20), minute: 23 * 60 + 59)
    #expect(lateEvening.rfc3339 == "2026-11-20T16:59:00Z")
    #expect(lateEvening.day == Day(2026, 11, 20) && lateEvening.minuteOfDay == 1439)
    let midnight = lateEvening.adding(seconds: 60)
    #expect(midnight.day == Day(2026, 11, 21) && midnight.minuteOfDay == 0)
    #expect(midnight.adding(milliseconds: -1).day == Day(2026, 11, 20))
  }

  @Test func momentsBefore1970StandOnTheirOwnDay() {
    let instant = Instant(milliseconds: -7 * 3_600_000 - 1)
    #expect(instant.day == Day(1969, 12, 31) && instant.minuteOfDay == 1439)
    #expect(Instant(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
  }

  @Test func aMomentIsWrittenForPeopleAndForTheTerminal() {
    let instant = Instant(Day(2026, 11, 3), minute: 7 * 60 + 5)
    #expect(instant.vietnamese == "07:05 03/11/2026")
    #expect(instant.local == "2026-11-03T07:05+07:00")
  }

  @Test func everyMinuteComesBack() {
    for ordinal in stride(from: -40_000, to: 60_000, by: 997) {
      for minute in stride(from: 0, to: 1440, by: 61) {
        let instant = Instant(Day(ordinal: ordinal), minute: minute)
        guard instant.day.ordinal == ordinal, instant.minuteOfDay == minute,
          Instant(rfc3339: instant.rfc3339) == instant, Instant(rfc3339: instant.local) == instant
        else {
          Issue.record("\(instant.rfc3339)")
          return
        }
      }
    }
  }
}
