import Ground
import Testing

@testable import Deadlines

@Suite struct LunarTests {
  /// Domain 6.3. Year, Tết, Hùng Kings.
  static let feasts = rows(
    """
    Year | Tết  | Hùng Kings
    2018 | 16/2 | 25/4
    2019 | 5/2  | 14/4
    2020 | 25/1 | 2/4
    2021 | 12/2 | 21/4
    2022 | 1/2  | 10/4
    2023 | 22/1 | 29/4
    2024 | 10/2 | 18/4
    2025 | 29/1 | 7/4
    2026 | 17/2 | 26/4
    2027 | 6/2  | 16/4
    2028 | 26/1 | 4/4
    2029 | 13/2 | 23/4
    2030 | 2/2  | 12/4
    2031 | 23/1 | 1/4
    2032 | 11/2 | 19/4
    2033 | 31/1 | 9/4
    """)

  @Test(arguments: feasts)
  func tetAndHungKings(_ row: [String]) throws {
    let year = try #require(Int(row[0]))
    #expect(LunarCalendar.newYear(year) == day("\(row[1])/\(year)"))
    #expect(LunarCalendar.hungKings(year) == day("\(row[2])/\(year)"))
    let feasts = try LunarCalendar.feasts(of: year)
    #expect(feasts.contains { $0.name == "Tết Nguyên đán" && $0.day == day("\(row[1])/\(year)") })
    #expect(
      feasts.contains { $0.name == "Giỗ Tổ Hùng Vương" && $0.day == day("\(row[2])/\(year)") })
  }

  @Test(arguments: [(2034, "19/2/2034"), (2035, "8/2/2035")])
  func tetBeyondTheTable(_ year: Int, _ first: String) {
    #expect(LunarCalendar.newYear(year) == day(first))
  }

  @Test(arguments: [
    (2017, 6, "23/7/2017"), (2020, 4, "23/5/2020"), (2023, 2, "22/3/2023"),
    (2025, 6, "25/7/2025"), (2028, 5, "23/6/2028"), (2031, 3, "21/4/2031"),
    (2033, 11, "22/12/2033"),
  ])
  func leapMonths(_ year: Int, _ month: Int, _ from: String) throws {
    let leap = try #require(LunarCalendar.leapMonth(of: year))
    #expect(leap.month == month)
    #expect(leap.from == day(from))
    #expect(leap.from.lunar?.text == "1/\(month)/\(year) nhuận")
    let named = try LunarCalendar.feasts(of: day(from).year)
    #expect(named.contains { $0.name == "Tháng \(month) nhuận" && $0.day == day(from) })
  }

  @Test func yearsBetweenHaveNoLeapMonth() {
    let leaps = (2017...2035).filter { LunarCalendar.leapMonth(of: $0) != nil }
    #expect(leaps == [2017, 2020, 2023, 2025, 2028, 2031, 2033])
  }

  /// Months of 2033–34 that also lack a principal term are not leap.
  @Test func onlyTheFirstMonthWithoutATermIsLeap() {
    #expect(day("23/9/2033").lunar == LunarDate(year: 2033, month: 9, day: 1))
    #expect(day("19/2/2034").lunar == LunarDate(year: 2034, month: 1, day: 1))
  }

  /// Domain 6.3: at UTC+8 the year would begin on another day.
  @Test(arguments: [
    (1968, "29/1", "30/1"), (1985, "21/1", "20/2"), (2007, "17/2", "18/2"),
    (2030, "2/2", "3/2"), (2053, "18/2", "19/2"),
  ])
  func hanoiIsNotBeijing(_ year: Int, _ hanoi: String, _ beijing: String) {
    #expect(LunarCalendar.newYear(year) == day("\(hanoi)/\(year)"))
    let there = LunarMonths.endingAtSolstice(of: year, hoursEast: 8)
    #expect(there.first { $0.year == year && $0.month == 1 }?.first == day("\(beijing)/\(year)"))
  }

  /// No "30 Tết" before Tết of 2025 … 2032. Source: domain 6.3.
  @Test(arguments: 2025...2032)
  func theLastMonthHas29DaysEightYearsRunning(_ year: Int) throws {
    #expect(Day(LunarDate(year: year - 1, month: 12, day: 29)) != nil)
    #expect(Day(LunarDate(year: year - 1, month: 12, day: 30)) == nil)
    let eve = try LunarCalendar.feasts(of: year).first { $0.name.hasPrefix("Giao thừa") }
    #expect(eve?.name == "Giao thừa (29 tháng Chạp)")
    #expect(eve?.day == LunarCalendar.newYear(year)?.adding(days: -1))
    let gods = try LunarCalendar.feasts(of: year).first { $0.name.hasPrefix("Ông Công") }
    #expect(gods?.day.lunar == LunarDate(year: year - 1, month: 12, day: 23))
  }

  @Test(arguments: [2024, 2033])
  func beforeAndAfterThemItHas30(_ year: Int) throws {
    let feasts = try LunarCalendar.feasts(of: year)
    #expect(feasts.contains { $0.name == "Giao thừa (30 tháng Chạp)" })
    let gods = feasts.first { $0.name.hasPrefix("Ông Công") }
    #expect(gods?.day.lunar == LunarDate(year: year - 1, month: 12, day: 23))
  }

  @Test func aLeapThirdMonthDoesNotRepeatTheHungKings() throws {
    let feasts = try LunarCalendar.feasts(of: 2031).filter { $0.name == "Giỗ Tổ Hùng Vương" }
    #expect(feasts.map(\.day) == [day("1/4/2031")])
    #expect(try computedCalendar.isWorking(day("30/4/2031")) == false)
    #expect(day("30/4/2031").lunar?.text == "10/3/2031 nhuận")
  }

  @Test func everyDayOfTwoCenturiesComesBack() {
    var lunar = Day(1900, 2, 1).lunar
    for ordinal in Day(1900, 2, 1).ordinal...Day(2099, 12, 31).ordinal {
      let day = Day(ordinal: ordinal)
      guard let date = day.lunar else {
        Issue.record("\(day.iso) has no lunar date")
        return
      }
      guard Day(date) == day else {
        Issue.record("\(day.iso) is \(date.text), which is another day")
        return
      }
      let follows = date.day == 1 || lunar.map { $0.day + 1 == date.day } ?? true || lunar == date
      guard follows else {
        Issue.record("\(day.iso): \(date.text) does not follow")
        return
      }
      lunar = date
    }
  }

  @Test func everyMonthHas29Or30DaysAndEveryYear12Or13Months() {
    for year in 1900...2099 {
      let months = LunarMonths.months(of: year) ?? []
      #expect(months.allSatisfy { (29...30).contains($0.length) })
      #expect((12...13).contains(months.count), "\(year)")
      #expect(months.count { $0.isLeap } == months.count - 12)
    }
  }

  @Test func outsideTwoCenturiesThereIsNoLunarDate() {
    #expect(Day(1899, 12, 31).lunar == nil)
    #expect(Day(2100, 1, 1).lunar == nil)
    #expect(throws: DueRefused.outsideCalendar(year: 2100)) { try LunarCalendar.feasts(of: 2100) }
    #expect(Day(LunarDate(year: 2026, month: 13, day: 1)) == nil)
    #expect(Day(LunarDate(year: 2026, month: 1, day: 0)) == nil)
    #expect(Day(LunarDate(year: 2026, month: 6, day: 1, isLeapMonth: true)) == nil)
  }
}
