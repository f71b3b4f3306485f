import Ground
import Testing

@testable import Deadlines

/// What holds of every history of a clock, tried on four hundred drawn ones.
@Suite struct LegalClockPropertyTests {
  struct History {
    var clock: LegalClock
    var restarts = false
    var pays = false
    var extends = false
  }

  /// Draws acts that the clock takes, a few hours to days apart.
  private func history(
    _ dice: inout Dice, _ calendar: WorkingCalendar, restarting: Bool, extending: Bool
  ) throws -> History {
    let unit = Term.Unit.allCases.randomElement(using: &dice) ?? .days
    let count = Int.random(in: 1...(unit == .months ? 3 : 30), using: &dice)
    let start = Instant(
      Day(2019, 1, 1).adding(days: Int.random(in: 0...3000, using: &dice)),
      minute: Int.random(in: 0..<1440, using: &dice))
    var history = History(
      clock: try LegalClock(
        startedAt: start, term: term("\(Term(count, unit)?.code ?? "1d")"),
        policy: Bool.random(using: &dice) ? .hourly : .civil, calendar: calendar))
    var now = start
    for _ in 0..<Int.random(in: 0...8, using: &dice) {
      now = now.adding(milliseconds: Int64.random(in: 0...200_000_000, using: &dice))
      try act(&history, now, &dice, calendar, restarting: restarting, extending: extending)
    }
    return history
  }

  private func act(
    _ history: inout History, _ now: Instant, _ dice: inout Dice, _ calendar: WorkingCalendar,
    restarting: Bool, extending: Bool
  ) throws {
    let clock = history.clock
    switch clock.state {
    case .pausedSupplement, .pausedPayment:
      let anew = restarting && clock.state == .pausedSupplement && Bool.random(using: &dice)
      history.restarts = history.restarts || anew
      history.clock = try clock.resumed(at: now, restarting: anew, calendar: calendar)
    case .running where extending && !clock.isExtended && Bool.random(using: &dice):
      guard try now.day <= clock.lastDayToExtend(calendar: calendar) else { return }
      let later = try calendar.adding(
        workingMinutes: Int.random(in: 1...5000, using: &dice), to: clock.dueAt)
      history.extends = true
      history.clock = try clock.extended(to: later, at: now, calendar: calendar)
    case .running:
      let reason = Pause.Reason.allCases.randomElement(using: &dice) ?? .supplement
      history.pays = history.pays || reason == .payment
      history.clock = try clock.paused(for: reason, at: now)
    case .ended: return
    }
  }

  private func histories(
    restarting: Bool = true, extending: Bool = true
  ) throws -> [(History, WorkingCalendar)] {
    let calendar = try shippedCalendar()
    var dice = Dice(state: 61)
    return try (0..<400).map { _ in
      (try history(&dice, calendar, restarting: restarting, extending: extending), calendar)
    }
  }

  @Test func whatIsStoredComesBack() throws {
    for (history, _) in try histories() {
      let stored = history.clock.json.bytes
      #expect(try LegalClock(json: JSON(reading: stored)) == history.clock)
      let ended = try history.clock.ended(at: history.clock.lastAt)
      #expect(try LegalClock(json: JSON(reading: ended.json.bytes)) == ended)
    }
  }

  @Test func everyDateFollowsFromTheActs() throws {
    for (history, calendar) in try histories() {
      let clock = history.clock
      #expect(try clock.replayed(term: clock.term, calendar: calendar) == clock.latest.dates)
    }
  }

  @Test func runsAndPausesTogetherAreAllTheWorkingTime() throws {
    for (history, calendar) in try histories() {
      let clock = history.clock
      for moment in [clock.lastAt, clock.lastAt.adding(seconds: 100_000), clock.startedAt] {
        let all = try calendar.workingMinutes(from: clock.startedAt, to: moment)
        let worked = try clock.workedMinutes(asOf: moment, calendar: calendar)
        #expect(try worked + clock.pausedMinutes(asOf: moment, calendar: calendar) == all)
      }
    }
  }

  @Test func aStopOfNoTimeMovesNothing() throws {
    for (history, calendar) in try histories() {
      let clock = history.clock
      guard clock.state == .running else { continue }
      for reason in Pause.Reason.allCases {
        for delay in [Int64(0), 3_600_000, 86_400_000, 500_000_000] {
          let now = clock.lastAt.adding(milliseconds: delay)
          let same = try clock.paused(for: reason, at: now).resumed(
            at: now, restarting: false, calendar: calendar)
          #expect(same.dueAt == clock.dueAt, "\(clock.json.serialised) at \(now.local)")
          #expect(same.indexDueAt == clock.indexDueAt)
        }
      }
    }
  }

  @Test func pausedTimeNeverCounts() throws {
    for (history, calendar) in try histories(restarting: false, extending: false) {
      let clock = history.clock
      guard clock.state == .running, clock.lastAt <= clock.dueAt,
        case .workingTime(let minutes) = clock.term.counting(clock.policy)
      else { continue }
      #expect(try clock.workedMinutes(asOf: clock.dueAt, calendar: calendar) == minutes)
    }
  }

  @Test func theDueDateIsNeverOnARestDay() throws {
    for (history, calendar) in try histories(extending: false) {
      #expect(try calendar.isWorking(history.clock.dueAt.day))
      #expect(try calendar.isWorking(history.clock.indexDueAt.day))
    }
  }

  @Test func aPauseNeverBringsTheDueDateForward() throws {
    for (history, _) in try histories(extending: false) {
      let dates = history.clock.dueDateChanges.map(\.new)
      #expect(dates == dates.sorted())
    }
  }

  @Test func theIndexIsTheLawWhereOnlySupplementsWereWaitedForAndNothingCountedAnew() throws {
    var seen = 0
    for (history, _) in try histories(restarting: false, extending: false) {
      guard !history.pays else { continue }
      seen += 1
      #expect(history.clock.indexDueAt == history.clock.dueAt)
    }
    #expect(seen > 20)
  }

  @Test func theClockAsItStoodKnowsNothingOfLater() throws {
    for (history, _) in try histories() {
      let clock = history.clock
      #expect(clock.asOf(clock.lastAt) == clock)
      #expect(clock.asOf(clock.startedAt.adding(milliseconds: -1)) == nil)
      let first = clock.asOf(clock.startedAt)
      #expect(first?.dueDateChanges.first == clock.dueDateChanges.first)
    }
  }

  @Test(arguments: [
    "null", "{}", #"{"policy":"hourly","hours":"07:00-11:30","supplementsBefore":0,"entries":[]}"#,
    #"{"policy":"hourly","hours":"07:00-11:30","supplementsBefore":0,"entries":[{"act":"paused"}]}"#,
    #"{"policy":"other","hours":"07:00-11:30","supplementsBefore":0,"entries":[]}"#,
    #"{"policy":"hourly","hours":"x","supplementsBefore":0,"entries":[]}"#,
  ])
  func whatNoClockWroteIsNoClock(_ text: String) throws {
    let json = try JSON(reading: Array(text.utf8))
    #expect(throws: ClockUnreadable.self) { try LegalClock(json: json) }
  }
}
