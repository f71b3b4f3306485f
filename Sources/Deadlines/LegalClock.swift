public import Ground

/// The legal clock of one dossier: what happened to it, in order, and every date that follows.
///
/// A value that only grows: an act gives the next clock, each keeps the due dates it led to and the
/// calendar they were computed with, and nothing is overwritten. Two computations run side by side:
/// the legal one (TIM-1: counted anew after a supplement) and that of the national index (TIM-7:
/// never anew, waiting for a supplement is subtracted). Source: domain 1.4.
public struct LegalClock: Sendable, Equatable {
  /// How long, as it was on reception or after the last recount.
  public var term: Term { latest.term }
  public let policy: CountingPolicy
  public let hours: WorkingHours
  /// Supplements asked for before the reception that started this clock; they count for TIM-7.
  public let supplementsBefore: Int

  /// At least one, the first of them `started`, in order of time.
  let entries: [Entry]

  /// What happened, and where both computations stood after it.
  struct Entry: Sendable, Equatable {
    let event: Event
    let at: Instant
    let term: Term
    let dates: Dates
    let calendar: String
  }

  enum Event: Sendable, Equatable {
    case started
    case paused(Pause.Reason)
    case resumed(restarted: Bool)
    case extended(to: Instant)
    case recounted
    case ended
  }

  public enum State: String, Sendable, CaseIterable {
    case running, pausedSupplement, pausedPayment, ended
  }

  /// Starts on reception: from here the term runs.
  ///
  /// Refuses: a term that leaves the calendar. Source: ND 61/2018 Điều 17(3), DOS-6.
  public init(
    startedAt: Instant, term: Term, policy: CountingPolicy, hours: WorkingHours = .standard,
    supplementsBefore: Int = 0, calendar: WorkingCalendar
  ) throws(DueRefused) {
    let count = Count(
      start: startedAt, term: term, policy: policy, calendar: calendar, hours: hours)
    let end = try count.end()
    self.init(
      policy: policy, hours: hours, supplementsBefore: supplementsBefore,
      entries: [
        Entry(
          event: .started, at: startedAt, term: term, dates: Dates(legal: end, index: end),
          calendar: calendar.version)
      ])
  }

  init(
    policy: CountingPolicy, hours: WorkingHours, supplementsBefore: Int, entries: [Entry]
  ) {
    precondition(entries.first?.event == .started, "a clock begins by starting")
    (self.policy, self.hours) = (policy, hours)
    (self.supplementsBefore, self.entries) = (supplementsBefore, entries)
  }

  var latest: Entry { entries[entries.count - 1] }
}

extension LegalClock {
  public var startedAt: Instant { entries[0].at }
  /// The last act; none may come before it.
  public var lastAt: Instant { latest.at }
  public var endedAt: Instant? { latest.event == .ended ? latest.at : nil }
  /// The calendar of the last act that computed a date.
  public var calendarVersion: String { latest.calendar }
  /// The legal due date. While the clock is paused it stands where it stood.
  public var dueAt: Instant { latest.dates.legal.at }
  /// The due date that the national index compares with. Source: TIM-7.
  public var indexDueAt: Instant { latest.dates.index.at }
  /// A due date can be extended once in a dossier's life. Source: TIM-4.
  public var isExtended: Bool { dueDateChanges.contains { $0.reason == .extended } }

  /// Supplements asked for, before reception and after. Source: TIM-7.
  public var supplementRequests: Int {
    supplementsBefore + entries.count { $0.event == .paused(.supplement) }
  }

  public var state: State {
    if endedAt != nil { return .ended }
    return switch openPause?.reason {
    case .supplement: .pausedSupplement
    case .payment: .pausedPayment
    case nil: .running
    }
  }

  /// The pause that nothing has ended, not even the end of the clock.
  var openPause: Pause? { pauses.last.flatMap { $0.to == nil ? $0 : nil } }

  /// Whether the legal term is over without an end at `moment`. A paused clock is judged by when it
  /// was paused, an ended one by when it ended; later acts do not count. Source: TIM-9, S-DA.
  public func isOverdue(at moment: Instant) -> Bool {
    guard let clock = asOf(moment) else { return false }
    return clock.stoodAt(moment) { _ in true } > clock.dueAt
  }

  /// Whether the national index counts the dossier as late when the period ends at `moment`: while
  /// a supplement is waited for, the day of the request is the finish; a second request makes it
  /// late; waiting for payment is not subtracted. Source: TIM-7, TIM-8, TIM-9.
  public func isIndexOverdue(at moment: Instant) -> Bool {
    guard let clock = asOf(moment) else { return false }
    return clock.supplementRequests > 1
      || clock.stoodAt(moment) { $0 == .supplement } > clock.indexDueAt
  }

  /// The clock as it stood at `moment`; `nil` before it started.
  public func asOf(_ moment: Instant) -> LegalClock? {
    guard startedAt <= moment else { return nil }
    return LegalClock(
      policy: policy, hours: hours, supplementsBefore: supplementsBefore,
      entries: entries.filter { $0.at <= moment })
  }

  /// The last moment, up to `moment`, at which this clock ran for one who stops it in pauses of
  /// certain reasons.
  private func stoodAt(
    _ moment: Instant, stoppingFor stops: (Pause.Reason) -> Bool
  ) -> Instant {
    let finish = endedAt ?? moment
    guard let pause = pauses.last, stops(pause.reason) else { return finish }
    let isOpen = pause.to.map { $0 == endedAt } ?? true
    return isOpen ? pause.from : finish
  }
}

extension LegalClock {
  /// The last day on which the due date may still be extended: the last working day before it.
  ///
  /// Source: TIM-4, ND 61/2018 Điều 19(9).
  public func lastDayToExtend(calendar: WorkingCalendar) throws(DueRefused) -> Day {
    try calendar.workingDay(before: dueAt.day)
  }

  /// Working minutes in which the clock ran up to `moment`, over all runs. Source: TIM-7, CAL-1.
  public func workedMinutes(
    asOf moment: Instant, calendar: WorkingCalendar
  ) throws(DueRefused) -> Int {
    var minutes = 0
    for run in runs {
      minutes += try calendar.workingMinutes(
        from: run.from, to: min(run.to ?? moment, moment), hours: hours)
    }
    return minutes
  }

  /// Working minutes in which the clock was paused up to `moment`. Source: TIM-7.
  public func pausedMinutes(
    asOf moment: Instant, calendar: WorkingCalendar
  ) throws(DueRefused) -> Int {
    var minutes = 0
    for pause in pauses {
      minutes += try calendar.workingMinutes(
        from: pause.from, to: min(pause.to ?? moment, moment), hours: hours)
    }
    return minutes
  }

  /// Why the clock falls due when it does: the whole count where it was counted from a start, else
  /// the acts that moved it.
  public func explanation(calendar: WorkingCalendar) throws(DueRefused) -> [ExplainedDay] {
    let started = dueDateChanges.last { $0.reason == .started || $0.reason == .restarted }
    guard let started else { return [] }
    let count = Count(
      start: started.at, term: term, policy: policy, calendar: calendar, hours: hours)
    var days = try count.explanation(of: count.end())
    for change in dueDateChanges where change.at > started.at {
      let text: Phrase =
        "\(Phrase(key: change.reason.vietnamese)): hạn mới \(change.new.vietnamese)"
      days.append(ExplainedDay(day: change.new.day, kind: .due, text: text))
    }
    return days
  }
}
