import Deadlines
import Ground
import Testing

@Suite struct DueTests {
  /// Domain 1.5: received, limit, due, what it tests.
  static let civil = rows(
    """
    Received   | Limit | Due        | What it tests
    29/04/2022 | 3wd   | 06/05/2022 | two holidays on a weekend, compensated 2–3/5
    05/02/2024 | 20wd  | 11/03/2024 | whole Tết block
    26/04/2024 | 3wd   | 04/05/2024 | make-up working Saturday is a working day
    31/12/2021 | 1wd   | 04/01/2022 | year boundary and compensated New Year
    30/12/2022 | 1wd   | 03/01/2023 | year boundary
    31/12/2025 | 2wd   | 06/01/2026 | 2/1/2026 swapped off
    13/02/2026 | 5wd   | 27/02/2026 | Tết 2026
    21/08/2026 | 1wd   | 22/08/2026 | make-up Saturday
    28/08/2026 | 1wd   | 03/09/2026 | 31/8 swapped, 1–2/9
    21/11/2026 | 1wd   | 23/11/2026 | received on a Saturday
    """)

  /// At whatever hour it was received, the day of receipt is not counted. Source: CAL-2.
  @Test(arguments: civil, ["07:00", "16:59", "18:30"])
  func civilCountingEndsWithTheLastDay(_ row: [String], _ hour: String) throws {
    let date = try due(
      from: moment("\(row[0]) \(hour)"), term: term(row[1]), policy: .civil,
      calendar: shippedCalendar())
    #expect(date.at == moment("\(row[2]) 17:00"), "\(row[3])")
  }

  /// Domain 1.5, and cases beside it. Source: CAL-1.
  static let hourly = rows(
    """
    Received         | Limit | Due              | What it tests
    20/11/2026 16:00 | 8h    | 23/11/2026 16:00 | over a weekend
    20/11/2026 12:00 | 8h    | 23/11/2026 11:30 | received at noon; ends as the morning closes
    26/04/2024 16:30 | 16h   | 03/05/2024 16:30 | a swapped day and two holidays
    20/11/2026 17:30 | 4h    | 23/11/2026 11:00 | received after hours
    20/11/2026 16:00 | 1wd   | 23/11/2026 16:00 | a working day is 8 hours
    26/04/2024 16:30 | 3wd   | 04/05/2024 16:30 | a make-up Saturday is worked
    20/11/2026 06:15 | 1wd   | 20/11/2026 17:00 | received before hours
    22/11/2026 10:00 | 1wd   | 23/11/2026 17:00 | received on a Sunday
    20/11/2026 11:30 | 1h    | 20/11/2026 14:30 | received as the morning closes
    20/11/2026 16:45 | 30min | 23/11/2026 07:15 | minutes are working minutes
    22/08/2026 16:00 | 2h    | 24/08/2026 08:00 | received on a make-up Saturday
    31/12/2026 16:00 | 2h    | 04/01/2027 08:00 | over the year's end
    20/11/2026 18:00 | 0h    | 23/11/2026 07:00 | at once: the first working moment
    """)

  @Test(arguments: hourly)
  func hourlyCountingAddsWorkingTimeFromTheMomentOfReceipt(_ row: [String]) throws {
    let date = try due(
      from: moment(row[0]), term: term(row[1]), policy: .hourly, calendar: shippedCalendar())
    #expect(date.at == moment(row[2]), "\(row[3])")
  }

  @Test(arguments: hourly.filter { !$0[1].hasSuffix("wd") })
  func hoursCountAlikeUnderBothPolicies(_ row: [String]) throws {
    let date = try due(
      from: moment(row[0]), term: term(row[1]), policy: .civil, calendar: shippedCalendar())
    #expect(date.at == moment(row[2]), "\(row[3])")
  }

  /// Source: CAL-4, contract `due`.
  static let calendarTime = rows(
    """
    Received         | Limit | Due              | What it tests
    20/11/2026 16:00 | 3d    | 23/11/2026 17:00 | rest days count
    20/11/2026 16:00 | 15d   | 07/12/2026 17:00 | a Saturday at the end moves on
    20/04/2024 09:00 | 9d    | 02/05/2024 17:00 | a swapped Monday and two holidays at the end
    25/04/2024 09:00 | 9d    | 04/05/2024 17:00 | a make-up Saturday does not move on
    05/02/2024 08:00 | 5d    | 15/02/2024 17:00 | Tết at the end
    22/11/2026 20:00 | 1d    | 23/11/2026 17:00 | received on a Sunday evening
    31/01/2025 09:00 | 1m    | 28/02/2025 17:00 | from the 31st to the last day
    31/12/2023 09:00 | 2m    | 29/02/2024 17:00 | in a leap year
    30/11/2026 09:00 | 3m    | 01/03/2027 17:00 | 28/2/2027 is a Sunday
    15/08/2026 09:00 | 12m   | 16/08/2027 17:00 | a Sunday a year later
    31/08/2026 09:00 | 1m    | 30/09/2026 17:00 | to a month of 30 days
    """)

  @Test(arguments: calendarTime, CountingPolicy.allCases)
  func daysAndMonthsEndAtTheCloseOfHours(_ row: [String], _ policy: CountingPolicy) throws {
    let date = try due(
      from: moment(row[0]), term: term(row[1]), policy: policy, calendar: shippedCalendar())
    #expect(date.at == moment(row[2]), "\(row[3])")
  }

  /// Source: CAL-5.
  static let atOnce = rows(
    """
    Received         | Due
    20/11/2026 09:00 | 20/11/2026 17:00
    20/11/2026 15:00 | 20/11/2026 17:00
    20/11/2026 15:01 | 23/11/2026 17:00
    21/11/2026 09:00 | 23/11/2026 17:00
    21/08/2026 16:00 | 22/08/2026 17:00
    """)

  @Test(arguments: atOnce, ["0d", "0wd", "0m"])
  func aTermOfNothingIsTheSameDay(_ row: [String], _ limit: String) throws {
    for policy in CountingPolicy.allCases {
      let date = try due(
        from: moment(row[0]), term: term(limit), policy: policy, calendar: shippedCalendar())
      #expect(date.at == moment(row[1]))
    }
  }

  @Test func anAgencysOwnHoursAreUsed() throws {
    let hours = try WorkingHours(code: "07:30-11:30,13:00-16:30")
    let calendar = try shippedCalendar()
    let short = try due(
      from: moment("20/11/2026 16:00"), term: term("1h"), policy: .hourly, calendar: calendar,
      hours: hours)
    #expect(short.at == moment("23/11/2026 08:00"))
    let civil = try due(
      from: moment("20/11/2026 16:00"), term: term("1wd"), policy: .civil, calendar: calendar,
      hours: hours)
    #expect(civil.at == moment("23/11/2026 16:30"))
    let day = try due(
      from: moment("23/11/2026 07:30"), term: term("1wd"), policy: .hourly, calendar: calendar,
      hours: hours)
    #expect(day.at == moment("25/11/2026 08:00"), "8 hours are more than this agency's day")
  }

  @Test func aMomentCountsFromTheStartOfItsMinute() throws {
    let start = moment("20/11/2026 16:00").adding(milliseconds: 59_999)
    let date = try due(
      from: start, term: term("8h"), policy: .hourly, calendar: shippedCalendar())
    #expect(date.at == moment("23/11/2026 16:00"))
  }

  @Test(arguments: ["100000wd", "100000d", "100000m", "900m"], CountingPolicy.allCases)
  func aCountThatLeavesTheCalendarIsRefused(_ limit: String, _ policy: CountingPolicy) throws {
    #expect(throws: DueRefused.self) {
      try due(
        from: moment("20/11/2026 16:00"), term: term(limit), policy: policy,
        calendar: shippedCalendar())
    }
  }

  @Test(arguments: ["1wd", "1d", "1m", "1h", "0d"])
  func aReceiptOutsideTheCalendarIsRefused(_ limit: String) throws {
    for received in ["31/12/1899", "01/01/2100"] {
      #expect(throws: DueRefused.self) {
        try due(
          from: moment(received), term: term(limit), policy: .hourly, calendar: shippedCalendar())
      }
    }
    #expect(DueRefused.outsideCalendar(year: 2100).explanation.text.contains("2100"))
  }
}

@Suite struct ExplanationTests {
  private func explained(
    _ received: String, _ limit: String, _ policy: CountingPolicy = .hourly
  ) throws -> [String] {
    try due(
      from: moment(received), term: term(limit), policy: policy, calendar: shippedCalendar()
    ).explanation.map { "\($0.day.iso) \($0.kind.rawValue)" }
  }

  @Test func everyDayIsNamedWithWhatItWas() throws {
    #expect(
      try explained("26/04/2024 16:30", "3wd") == [
        "2024-04-26 start", "2024-04-27 weekend", "2024-04-28 weekend", "2024-04-29 swapped",
        "2024-04-30 holiday", "2024-05-01 holiday", "2024-05-02 worked", "2024-05-03 worked",
        "2024-05-04 makeUpWork", "2024-05-04 due",
      ])
    #expect(
      try explained("30/12/2022", "1wd", .civil) == [
        "2022-12-30 start", "2022-12-31 weekend", "2023-01-01 weekend",
        "2023-01-02 compensation", "2023-01-03 due",
      ])
  }

  @Test func calendarTimeNamesOnlyTheRestDaysThatMovedTheEnd() throws {
    #expect(
      try explained("20/11/2026 16:00", "15d") == [
        "2026-11-20 start", "2026-12-05 weekend", "2026-12-06 weekend", "2026-12-07 due",
      ])
    #expect(try explained("20/11/2026", "5d") == ["2026-11-20 start", "2026-11-25 due"])
  }

  @Test func aReceiptOnADayOffSaysSo() throws {
    #expect(
      try explained("30/04/2024 09:00", "1h") == [
        "2024-04-30 start", "2024-04-30 holiday", "2024-05-01 holiday", "2024-05-02 due",
      ])
  }

  @Test func aSkippedDayCitesItsDecision() throws {
    let date = try due(
      from: moment("31/12/2025"), term: term("2wd"), policy: .civil, calendar: shippedCalendar())
    let swapped = try #require(date.explanation.first { $0.kind == .swapped })
    #expect(swapped.text.text.contains("12729/VPCP-KGVX"))
    #expect(!date.isProjected)
  }

  @Test func aComputedYearIsMarkedProjected() throws {
    let date = try due(
      from: moment("29/04/2027"), term: term("3wd"), policy: .civil, calendar: shippedCalendar())
    #expect(date.isProjected)
    #expect(date.explanation.last?.text.text.contains("dự kiến") == true)
    let skipped = date.explanation.filter { $0.kind == .holiday || $0.kind == .compensation }
    #expect(skipped.count == 2)
    #expect(skipped.allSatisfy { $0.text.text.contains("dự kiến") })
  }

  @Test func aLongCountIsSummedUpButNamesEveryDayOffThatIsNoWeekend() throws {
    let date = try due(
      from: moment("20/11/2026"), term: term("250wd"), policy: .civil, calendar: shippedCalendar())
    let kinds = date.explanation.map(\.kind)
    #expect(kinds.count { $0 == .worked } == 1 && kinds.count { $0 == .weekend } == 1)
    #expect(date.explanation[1].text.text.hasPrefix("249 ngày làm việc"))
    let named = kinds.count { [.holiday, .compensation, .swapped].contains($0) }
    let calendar = try shippedCalendar()
    var off = 0
    var day = Day(2026, 11, 20)
    while day < date.at.day {
      if try day.weekday < 6 && !calendar.isWorking(day) { off += 1 }
      day = day.adding(days: 1)
    }
    #expect(named == off && off > 10)
    let longest = try due(
      from: moment("20/11/2026"), term: term("1500d"), policy: .civil, calendar: calendar)
    #expect(longest.explanation.count < 12)
  }

  @Test func anExplainedDayIsWhatTheAPIPromises() {
    let day = ExplainedDay(day: Day(2026, 11, 21), kind: .weekend, text: "nghỉ")
    #expect(day.json.serialised == #"{"day":"2026-11-21","kind":"weekend","text":"nghỉ"}"#)
  }
}
