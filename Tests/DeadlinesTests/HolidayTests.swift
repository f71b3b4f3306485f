import Deadlines
import Ground
import Rules
import Testing

/// The holiday table of domain 6.2: weekdays that are off, S exchanged for a Saturday, C in place
/// of a holiday on a rest day; and the Saturdays that are worked.
private let decided = """
  Year | Days off                                                                        | Worked
  2018 | 1/1 14/2 15/2 16/2 19/2 20/2 25/4 30/4 1/5 3/9C 31/12S                          |
  2019 | 1/1 4/2 5/2 6/2 7/2 8/2 15/4C 29/4S 30/4 1/5 2/9                                | 5/1 4/5
  2020 | 1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9                                   |
  2021 | 1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5C 2/9 3/9                             |
  2022 | 3/1C 31/1 1/2 2/2 3/2 4/2 11/4C 2/5C 3/5C 1/9 2/9                               |
  2023 | 2/1C 20/1 23/1 24/1 25/1 26/1 1/5 2/5C 3/5C 1/9 4/9C                            |
  2024 | 1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4S 30/4 1/5 2/9 3/9                          | 4/5
  2025 | 1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5S 1/9 2/9                          | 26/4
  2026 | 1/1 2/1S 16/2 17/2 18/2 19/2 20/2 27/4C 30/4 1/5 31/8S 1/9 2/9 24/11            | 10/1 22/8
  """

private let projected2027 = """
  Year | Days off                                                   | Worked
  2027 | 1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5C 2/9 3/9 24/11      |
  """

struct YearOfDecisions: Sendable, CustomStringConvertible {
  let year: Int
  let off: [(day: Day, mark: Character?)]
  let worked: [Day]

  init(_ row: [String]) {
    let year = Int(row[0]) ?? 0
    self.year = year
    off = row[1].split(separator: " ").map { text in
      let mark = text.last.flatMap { $0.isLetter ? $0 : nil }
      return (Ground.Day(short: text.filter { !$0.isLetter }, year), mark)
    }
    worked = row[2].split(separator: " ").map { Ground.Day(short: String($0), year) }
  }

  var description: String { String(year) }

  static let all = rows(decided).map(YearOfDecisions.init)
}

extension Day {
  fileprivate init(short text: String, _ year: Int) {
    let parts = text.split(separator: "/").compactMap { Int($0) }
    self.init(year, parts[1], parts[0])
  }
}

private func weekdaysOff(_ calendar: WorkingCalendar, _ year: Int) throws -> [Day] {
  try (0..<(Day.isLeap(year) ? 366 : 365)).map { Day(year, 1, 1).adding(days: $0) }
    .filter { try $0.weekday < 6 && !calendar.isWorking($0) }
}

@Suite struct HolidayTests {
  @Test(arguments: YearOfDecisions.all)
  func theShippedCalendarIsTheDecidedTable(_ year: YearOfDecisions) throws {
    let calendar = try shippedCalendar()
    #expect(try weekdaysOff(calendar, year.year) == year.off.map(\.day))
    let worked = try calendar.workingDays(in: year.year).filter { $0.day.weekday >= 6 }
    #expect(worked.map(\.day) == year.worked)
    #expect(worked.allSatisfy { $0.kind == .makeUpWork })
    for (day, mark) in year.off {
      let kind = try calendar.standing(of: day).kind
      switch mark {
      case "S": #expect(kind == .swapped, "\(day.iso)")
      case "C": #expect(kind == .compensation, "\(day.iso)")
      default: #expect(kind == .holiday || kind == .compensation, "\(day.iso)")
      }
    }
    #expect(!calendar.isProjected(year: year.year))
  }

  /// But for exchanged days, the computation would have given every year that was decided since
  /// 2018.
  @Test(arguments: YearOfDecisions.all)
  func theLabourCodeAloneGivesTheTableButForExchangedDays(_ year: YearOfDecisions) throws {
    let expected = year.off.filter { $0.mark != "S" }.map(\.day)
    #expect(try weekdaysOff(computedCalendar, year.year) == expected)
    #expect(computedCalendar.isProjected(year: year.year))
  }

  @Test func theProjectionOf2027IsTheTables() throws {
    let year = YearOfDecisions(rows(projected2027)[0])
    let calendar = try shippedCalendar()
    #expect(try weekdaysOff(calendar, 2027) == year.off.map(\.day))
    #expect(calendar.isProjected(year: 2027))
    for (day, mark) in year.off {
      let standing = try calendar.standing(of: day)
      #expect(standing.isProjected)
      #expect(mark != "C" || standing.kind == .compensation)
    }
  }

  @Test(arguments: [
    (2019, 252), (2020, 252), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 250),
    (2026, 249),
  ])
  func workingDaysOfAYear(_ year: Int, _ count: Int) throws {
    #expect(try shippedCalendar().workingDays(in: year).count == count)
  }

  @Test func daysMadeUpForPassOverDaysThatAreTaken() throws {
    for (iso, name) in [("2023-05-02", "Giỗ Tổ Hùng Vương"), ("2023-05-03", "Ngày Chiến thắng")] {
      let day = try #require(Day(iso: iso))
      #expect(try computedCalendar.standing(of: day).name.contains(name))
    }
  }

  @Test func everyDayOffSaysWhyAndCitesWhere() throws {
    let calendar = try shippedCalendar()
    for year in 2018...2030 {
      for day in try weekdaysOff(calendar, year) {
        let standing = try calendar.standing(of: day)
        #expect(!standing.name.isEmpty && !standing.decision.isEmpty, "\(day.iso)")
      }
    }
    let swap = try calendar.standing(of: Day(2026, 1, 2))
    #expect(swap.decision.contains("12729/VPCP-KGVX"))
  }

  @Test(arguments: [1899, 2100])
  func aYearWithoutLunarDatesIsRefusedAndNeverGuessed(_ year: Int) throws {
    #expect(throws: DueRefused.outsideCalendar(year: year)) {
      try computedCalendar.standing(of: Day(year, 6, 1))
    }
    #expect(throws: DueRefused.outsideCalendar(year: year)) {
      try computedCalendar.workingDays(in: year)
    }
  }
}

@Suite struct CalendarVersionTests {
  private let swap = CalendarRecord(
    day: Day(2027, 9, 6), kind: .off, name: "hoán đổi với thứ Bảy 11/09/2027",
    decision: "Văn bản 1/VPCP", knownOn: Day(2027, 8, 1))

  @Test func aSwapAloneLeavesTheComputedHolidays() throws {
    let calendar = try shippedCalendar().adding([swap])
    #expect(try !calendar.isWorking(Day(2027, 9, 6)))
    #expect(try !calendar.isWorking(Day(2027, 2, 4)))
    #expect(calendar.isProjected(year: 2027))
  }

  @Test func aDecisionOnTetReplacesTheComputedTetAndNothingElse() throws {
    let decision = (8...12).map {
      CalendarRecord(
        day: Day(2027, 2, $0), kind: .off, name: "Tết Nguyên đán", decision: "Văn bản 2/VPCP")
    }
    let calendar = try shippedCalendar().adding(decision)
    let off = try weekdaysOff(calendar, 2027).filter { $0.month == 2 }
    #expect(off == (8...12).map { Day(2027, 2, $0) })
    #expect(!calendar.isProjected(year: 2027))
    #expect(try !calendar.isWorking(Day(2027, 4, 30)))
    #expect(try !calendar.standing(of: Day(2027, 4, 30)).isProjected)
    #expect(try calendar.standing(of: Day(2027, 9, 2)).isProjected)
  }

  @Test func aDecisionOnNationalDayReplacesItsComputedDays() throws {
    let decision = (1...2).map {
      CalendarRecord(
        day: Day(2027, 9, $0), kind: .off, name: "Quốc khánh", decision: "Văn bản 3/VPCP")
    }
    let calendar = try shippedCalendar().adding(decision)
    #expect(try calendar.isWorking(Day(2027, 9, 3)))
    #expect(try !calendar.isWorking(Day(2027, 9, 1)))
  }

  @Test func theLaterRecordOfADayHolds() throws {
    let worked = CalendarRecord(
      day: swap.day, kind: .work, name: "không nghỉ nữa", decision: "Văn bản 4/VPCP")
    let calendar = computedCalendar.adding([swap]).adding([worked])
    #expect(try calendar.isWorking(swap.day))
    #expect(try calendar.standing(of: swap.day).kind == .workday)
  }

  @Test func whatWasNotYetDecidedIsNotYetKnown() throws {
    let calendar = try shippedCalendar()
    #expect(try calendar.asKnown(on: Day(2025, 12, 24)).isWorking(Day(2026, 1, 2)))
    #expect(try !calendar.asKnown(on: Day(2025, 12, 25)).isWorking(Day(2026, 1, 2)))
    #expect(try !calendar.asKnown(on: Day(2025, 12, 24)).isWorking(Day(2026, 1, 10)))
  }

  @Test func theVersionNamesTheContentAndNothingElse() throws {
    let calendar = try shippedCalendar()
    #expect(try calendar.version == shippedCalendar().version)
    #expect(calendar.version != calendar.adding([swap]).version)
    #expect(calendar.adding([swap]).asKnown(on: Day(2027, 7, 31)).version == calendar.version)
    #expect(calendar.asKnown(on: Day(2030, 1, 1)) == calendar)
  }
}
