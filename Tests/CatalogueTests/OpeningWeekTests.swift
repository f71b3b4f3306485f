import Deadlines
import Ground
import Testing

@testable import Catalogue

private let holiday = CalendarRecord(
  day: Day(2026, 11, 11), kind: .off, name: "Ngày nghỉ thử", decision: "QĐ thử")
private let makeUp = CalendarRecord(
  day: Day(2026, 11, 14), kind: .work, name: "làm bù", decision: "QĐ thử")
private let calendar = WorkingCalendar(records: [holiday, makeUp])

private func week(_ day: Day, _ hour: Int, _ minute: Int = 0) throws -> OpeningWeek {
  try OpeningWeek(
    at: Instant(day, minute: hour * 60 + minute), calendar: calendar, hours: .standard)
}

@Suite struct OpeningWeekTests {
  /// Day of November 2026, hour, minute; when it opens next, `nil` while it is open.
  @Test(arguments: [
    (9, 7, 0, nil), (9, 11, 29, nil), (9, 11, 30, Instant(Day(2026, 11, 9), minute: 810)),
    (9, 6, 59, Instant(Day(2026, 11, 9), minute: 420)),
    (9, 17, 0, Instant(Day(2026, 11, 10), minute: 420)),
    (10, 20, 0, Instant(Day(2026, 11, 12), minute: 420)),
    (11, 9, 0, Instant(Day(2026, 11, 12), minute: 420)), (14, 9, 0, nil),
    (15, 9, 0, Instant(Day(2026, 11, 16), minute: 420)),
  ])
  func itSaysWhenTheDoorIsOpen(_ day: Int, _ hour: Int, _ minute: Int, _ opens: Instant?) throws {
    let week = try week(Day(2026, 11, day), hour, minute)
    #expect(week.opensAt == opens)
    #expect(week.isOpenNow == (opens == nil))
  }

  @Test func sevenDaysAreShownFromTodayOn() throws {
    let week = try week(Day(2026, 11, 10), 9)
    #expect(week.days.map(\.standing.day.day) == [10, 11, 12, 13, 14, 15, 16])
    #expect(week.days.map(\.isOpen) == [true, false, true, true, true, false, true])
    #expect(week.days[1].standing.name == "Ngày nghỉ thử")
    #expect(week.today.standing.day == Day(2026, 11, 10))
  }

  @Test func whatIsUnusualAheadIsTold() throws {
    let names = try week(Day(2026, 11, 9), 9).exceptions.map(\.name)
    #expect(names.prefix(2) == ["Ngày nghỉ thử", "làm bù"])
    #expect(names.contains { $0.contains("Tết Dương lịch") || $0.contains("Dương") })
  }
}
