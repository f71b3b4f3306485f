import Deadlines
import Ground
import Testing

/// What holds of every due date, tried on a thousand drawn ones.
@Suite struct DuePropertyTests {
  private let draws: [(start: Instant, term: Term, policy: CountingPolicy)] = {
    var dice = Dice(state: 2026)
    return (0..<1000).map { _ in
      let day = Day(2018, 1, 1).adding(days: Int.random(in: 0...4500, using: &dice))
      let start = Instant(day, minute: Int.random(in: 0..<1440, using: &dice))
        .adding(milliseconds: Int64.random(in: 0..<60_000, using: &dice))
      let unit = Term.Unit.allCases.randomElement(using: &dice) ?? .days
      let count = Int.random(in: 0...(unit == .months ? 12 : 60), using: &dice)
      return (
        start, term("\(Term(count, unit)?.code ?? "1d")"),
        Bool.random(using: &dice) ? .hourly : .civil
      )
    }
  }()

  @Test func theDueDateIsAWorkingMomentAfterTheReceipt() throws {
    let calendar = try shippedCalendar()
    for draw in draws {
      let date = try due(
        from: draw.start, term: draw.term, policy: draw.policy, calendar: calendar)
      #expect(try calendar.isWorking(date.at.day))
      #expect(
        (420...690).contains(date.at.minuteOfDay) || (810...1020).contains(date.at.minuteOfDay))
      #expect(date.at.adding(seconds: 60) > draw.start)
      #expect(date.explanation.first?.kind == .start)
      #expect(date.explanation.last?.kind == .due && date.explanation.last?.day == date.at.day)
      #expect(date.explanation.map(\.day) == date.explanation.map(\.day).sorted())
    }
  }

  @Test func aLaterReceiptIsNeverDueEarlier() throws {
    let calendar = try shippedCalendar()
    var dice = Dice(state: 7)
    for draw in draws {
      let later = draw.start.adding(seconds: Int64.random(in: 0...400_000, using: &dice))
      let first = try due(
        from: draw.start, term: draw.term, policy: draw.policy, calendar: calendar)
      let second = try due(from: later, term: draw.term, policy: draw.policy, calendar: calendar)
      #expect(first.at <= second.at, "\(draw.start.local) \(draw.term.code) \(later.local)")
    }
  }

  @Test func aLongerTermIsNeverDueEarlier() throws {
    let calendar = try shippedCalendar()
    for draw in draws where draw.term.count > 0 {
      let longer = try #require(Term(draw.term.count + 1, draw.term.unit))
      let first = try due(
        from: draw.start, term: draw.term, policy: draw.policy, calendar: calendar)
      let second = try due(from: draw.start, term: longer, policy: draw.policy, calendar: calendar)
      #expect(first.at <= second.at)
    }
  }

  @Test func workingTimeAddedIsWorkingTimeCounted() throws {
    let calendar = try shippedCalendar()
    var dice = Dice(state: 11)
    for draw in draws {
      let minutes = Int.random(in: 1...20_000, using: &dice)
      let end = try calendar.adding(workingMinutes: minutes, to: draw.start)
      #expect(try calendar.workingMinutes(from: draw.start, to: end) == minutes)
      let before = end.adding(seconds: -60)
      #expect(try calendar.workingMinutes(from: draw.start, to: before) == minutes - 1)
    }
  }

  @Test func workingTimeOfPartsAddsUp() throws {
    let calendar = try shippedCalendar()
    var dice = Dice(state: 13)
    for draw in draws {
      let end = draw.start.adding(seconds: Int64.random(in: 0...5_000_000, using: &dice))
      let middle = draw.start.adding(
        milliseconds: Int64.random(
          in: 0...(end.milliseconds - draw.start.milliseconds), using: &dice))
      let whole = try calendar.workingMinutes(from: draw.start, to: end)
      let first = try calendar.workingMinutes(from: draw.start, to: middle)
      #expect(try whole == first + calendar.workingMinutes(from: middle, to: end))
      #expect(try calendar.workingMinutes(from: end, to: draw.start) == 0)
    }
  }

  /// An hourly count is exactly the working time that its term says, whatever lies between.
  @Test func anHourlyTermIsItsOwnWorkingTime() throws {
    let calendar = try shippedCalendar()
    for draw in draws where draw.term.unit == .workingDays && draw.term.count > 0 {
      let date = try due(
        from: draw.start, term: draw.term, policy: .hourly, calendar: calendar)
      #expect(
        try calendar.workingMinutes(from: draw.start, to: date.at) == draw.term.count * 480)
    }
  }

  /// A civil count leaves exactly the term's working days after the day of receipt.
  @Test func aCivilTermIsItsOwnWorkingDays() throws {
    let calendar = try shippedCalendar()
    for draw in draws where draw.term.unit == .workingDays && draw.term.count > 0 {
      let date = try due(from: draw.start, term: draw.term, policy: .civil, calendar: calendar)
      let days = try (draw.start.day.ordinal + 1...date.at.day.ordinal).count {
        try calendar.isWorking(Day(ordinal: $0))
      }
      #expect(days == draw.term.count)
      #expect(date.at.minuteOfDay == 1020)
    }
  }
}
