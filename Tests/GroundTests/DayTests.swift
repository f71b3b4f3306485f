import Ground
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-20", 20_777, 5),
    ("1969-12-31", -1, 3), ("1900-03-01", -25_508, 4), ("0001-01-01", -719_162, 1),
    ("9999-12-31", 2_932_896, 5),
  ])
  func aDayIsAnOrdinalAndAWeekday(_ iso: String, _ ordinal: Int, _ weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.ordinal == ordinal)
    #expect(day.weekday == weekday)
    #expect(day.iso == iso)
    #expect(Day(ordinal: ordinal) == day)
  }

  @Test func everyDayOfFourCenturiesComesBackAndFollowsTheOneBefore() {
    var before = Day(1899, 12, 31)
    for ordinal in (before.ordinal + 1)...Day(2300, 1, 1).ordinal {
      let day = Day(ordinal: ordinal)
      let isNext =
        (day.year, day.month, day.day) == (before.year, before.month, before.day + 1)
        || (day.day == 1 && before.day == Day.length(ofMonth: before.month, year: before.year))
      guard Day(iso: day.iso) == day, isNext, day.weekday == before.weekday % 7 + 1 else {
        Issue.record("\(day.iso) after \(before.iso)")
        return
      }
      before = day
    }
  }

  @Test(arguments: [
    "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-01", "20261120",
    "2026-11-20T", " 2026-11-2", "2026/11/20", "٢٠٢٦-11-20", "0000-01-01", "-026-01-01", "",
  ])
  func whatIsNoDayIsNotRead(_ text: String) { #expect(Day(iso: text) == nil) }

  @Test func februaryHas29DaysInLeapYears() {
    #expect(Day(year: 2024, month: 2, day: 29) != nil)
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(year: 2026, month: 2, day: 0) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test(arguments: [
    ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-10-31", 1, "2026-11-30"), ("2026-11-20", 2, "2027-01-20"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-01-15", -1, "2025-12-15"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-12-31", 12, "2027-12-31"),
    ("2026-12-31", 0, "2026-12-31"),
  ])
  func monthsKeepTheDayWhereTheyCan(_ from: String, _ months: Int, _ to: String) {
    #expect(Day(iso: from)?.adding(months: months).iso == to)
  }

  @Test func aDayIsWrittenAsPeopleAndNumbersNeedIt() {
    let day = Day(2026, 1, 5)
    #expect(day.vietnamese == "05/01/2026")
    #expect(day.compact == "260105")
    #expect(day.adding(days: -5).iso == "2025-12-31")
    #expect(day < day.adding(days: 1))
  }
}
