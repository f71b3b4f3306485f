import Deadlines
import Ground
import Testing

@testable import Catalogue

private let holiday = CalendarRecord(
  day: Day(2026, 11, 25), kind: .off, name: "Ngày nghỉ thử", decision: "QĐ thử")
private let makeUp = CalendarRecord(
  day: Day(2026, 11, 28), kind: .work, name: "làm bù", decision: "QĐ thử")
private let calendar = WorkingCalendar(records: [holiday, makeUp])

private func week(_ day: Day, _ hour: Int, _ minute: Int = 0) throws -> OpeningWeek {
  try OpeningWeek(
    at: Instant(day, minute: hour * 60 + minute), calendar: calendar, hours: .standard)
}

@Suite struct OpeningWeekTests {
  /// Day of November 2026, hour, minute; when it opens next, `nil` while it is open.
  @Test(arguments: [
    (23, 7, 0, nil), (23, 11, 29, nil), (23, 11, 30, Instant(Day(2026, 11, 23), minute: 810)),
    (23, 6, 59, Instant(Day(2026, 11, 23), minute: 420)),
    (23, 17, 0, Instant(Day(2026, 11, 24), minute: 420)),
    (24, 20, 0, Instant(Day(2026, 11, 26), minute: 420)),
    (25, 9, 0, Instant(Day(2026, 11, 26), minute: 420)), (28, 9, 0, nil),
    (29, 9, 0, Instant(Day(2026, 11, 30), minute: 420)),
  ])
  func itSaysWhenTheDoorIsOpen(_ day: Int, _ hour: Int, _ minute: Int, _ opens: Instant?) throws {
    let week = try week(Day(2026, 11, day), hour, minute)
    #expect(week.opensAt == opens)
    #expect(week.isOpenNow == (opens == nil))
  }

  @Test func sevenDaysAreShownFromTodayOn() throws {
    let week = try week(Day(2026, 11, 24), 9)
    #expect(week.days.map(\.standing.day.day) == [24, 25, 26, 27, 28, 29, 30])
    #expect(week.days.map(\.isOpen) == [true, false, true, true, true, false, true])
    #expect(week.days[1].standing.name == "Ngày nghỉ thử")
    #expect(week.today.standing.day == Day(2026, 11, 24))
  }

  @Test func whatIsUnusualAheadIsTold() throws {
    let names = try week(Day(2026, 11, 23), 9).exceptions.map(\.name)
    #expect(names.prefix(2) == ["Ngày nghỉ thử", "làm bù"])
    #expect(names.contains { $0.contains("Tết Dương lịch") || $0.contains("Dương") })
  }
}
