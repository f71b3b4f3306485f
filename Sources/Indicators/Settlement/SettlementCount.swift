import Deadlines
import Ground
import Journal

extension SettlementReport {
  /// Counts the report of `period` for `agency` and what is below it.
  ///
  /// The agencies are those of the period's last day. `asOf.at` is the moment for which open
  /// dossiers are judged while the period goes on; after it, its end is.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`; `DueRefused` for a moment outside the calendar.
  static func counted(
    _ period: ReportingPeriod, agency: String, by breakdown: Breakdown, asOf: Position,
    calendar: WorkingCalendar, from counts: some FigureCounts
  ) throws -> SettlementReport {
    let history = try counts.history()
    let codes = history.below(agency, on: period.to)
    let judged = min(asOf.at, period.end)
    let dayBefore = period.from.adding(days: -1)
    let question = CountQuestion(
      events: SettlementReport.happening, period: period, codes: codes, breakdown: breakdown)
    let stock = CountQuestion(
      events: SettlementReport.lasting, period: period, codes: codes, breakdown: breakdown)
    var count = SettlementCount { key in
      breakdown == .agency ? history.code(of: key, on: period.to) : key
    }
    for found in try counts.standing(Judgement(end: dayBefore, at: judged), stock) {
      count.carryOver(found)
    }
    for found in try counts.events(question) { count.take(found) }
    for found in try counts.standing(Judgement(end: period.to, at: judged), stock) {
      count.stand(found)
    }
    count.before.waitingLong = try counts.waiting(
      period.to, since: try ReceptionPromise.waitingSince(at: judged, calendar: calendar),
      of: codes)
    return SettlementReport(
      period: period, agency: history.code(of: agency, on: period.to), breakdown: breakdown,
      asOf: asOf, rows: count.rows.values.filter { !$0.isEmpty }.sorted { $0.key < $1.key },
      beforeReception: count.before)
  }
}

extension SettlementReport {
  /// What the report counts when it happens, and at the end of a day.
  fileprivate static let happening: Set<FigureEvent> = [
    .submitted, .accepted, .notAccepted, .withdrawnBefore, .received, .settled, .withdrawn,
    .stopped,
  ]
  fileprivate static let lasting: Set<FigureEvent> = [
    .waiting, .running, .overdue, .supplement, .payment,
  ]
}

/// Puts counts where the report shows them; each part has its own condition here.
private struct SettlementCount {
  var rows: [String: SettlementReport.Row] = [:]
  var before = SettlementReport.BeforeReception()
  let name: (String) -> String

  init(naming name: @escaping (String) -> String) { self.name = name }

  private mutating func change(_ key: String, _ change: (inout SettlementReport.Row) -> Void) {
    let key = name(key)
    change(&rows[key, default: SettlementReport.Row(key: key)])
  }

  /// Open at the end of the day before the period.
  mutating func carryOver(_ found: EventCount) {
    let amount = found.amount.count
    switch found.counted.event {
    case .waiting: before.carriedOver += amount
    case .running, .supplement, .payment: change(found.key) { $0.carriedOver += amount }
    case .overdue, .indexOverdue, .submitted, .accepted, .notAccepted, .withdrawnBefore,
      .received, .settled, .withdrawn, .stopped, .delivered, .rated, .supplementRequested,
      .extended, .recordedLate:
      break
    }
  }

  /// Open at the end of the period.
  mutating func stand(_ found: EventCount) {
    let amount = found.amount.count
    switch found.counted.event {
    case .waiting: before.waiting += amount
    case .running: change(found.key) { $0.inProcess.notDue += amount }
    case .overdue:
      change(found.key) { row in
        row.inProcess.notDue -= amount
        row.inProcess.overdue += amount
      }
    case .supplement: change(found.key) { $0.paused.supplement += amount }
    case .payment: change(found.key) { $0.paused.payment += amount }
    case .indexOverdue, .submitted, .accepted, .notAccepted, .withdrawnBefore, .received,
      .settled, .withdrawn, .stopped, .delivered, .rated, .supplementRequested, .extended,
      .recordedLate:
      break
    }
  }

  /// Happened in the period.
  mutating func take(_ found: EventCount) {
    let amount = found.amount.count
    switch found.counted.event {
    case .submitted: before.submitted += amount
    case .accepted: before.received += amount
    case .notAccepted: before.notAccepted += amount
    case .withdrawnBefore: before.withdrawn += amount
    case .received: change(found.key) { $0.received.add(amount, by: found.channel) }
    case .settled: change(found.key) { $0.settled.add(amount, found.counted) }
    case .withdrawn: change(found.key) { $0.withdrawn += amount }
    case .stopped: change(found.key) { $0.stopped += amount }
    case .delivered, .rated, .supplementRequested, .extended, .recordedLate, .waiting, .running,
      .supplement, .payment, .overdue, .indexOverdue:
      break
    }
  }
}

extension SettlementReport.Received {
  fileprivate mutating func add(_ amount: Int, by channel: String) {
    switch channel {
    case "online": online += amount
    case "counter": counter += amount
    case "post": post += amount
    default: break
    }
  }
}

extension SettlementReport.Settled {
  /// Early, on time and late are granted results. Source: contract, `/reports/settlement`.
  fileprivate mutating func add(_ amount: Int, _ counted: Counted) {
    switch (counted.traits.word(.outcome), counted.traits.word(.timeliness)) {
    case ("refused", _): refused += amount
    case ("granted", "early"): early += amount
    case ("granted", "onTime"): onTime += amount
    case ("granted", "late"): late += amount
    default: break
    }
  }
}
