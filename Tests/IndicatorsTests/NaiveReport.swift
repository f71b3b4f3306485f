import Deadlines
import Dossiers
import Ground

@testable import Indicators

/// The settlement report counted the slow way: every dossier is looked at, every part has its own
/// sentence, and nothing of the product's fold is used.
struct NaiveReport {
  let period: ReportingPeriod
  /// The agencies counted.
  let agencies: Set<String>
  let judged: Instant
  private(set) var row = SettlementReport.Row(key: "")
  private(set) var before = SettlementReport.BeforeReception()

  typealias Sight = RandomHistory.Sight

  init(
    _ period: ReportingPeriod, agencies: Set<String>, sector: String? = nil, judged: Instant,
    of history: RandomHistory
  ) {
    (self.period, self.agencies, self.judged) = (period, agencies, min(judged, period.end))
    for sights in history.sights.values where sector.map({ $0 == sights[0].place.sector }) ?? true {
      count(sights)
    }
  }

  private mutating func count(_ sights: [Sight]) {
    let start = Instant(period.from, minute: 0)
    if let last = sights.last(where: { $0.at < start }), isOurs(last) {
      if isWaiting(last) { before.carriedOver += 1 }
      if isOpen(last) { row.carriedOver += 1 }
    }
    if let last = sights.last(where: { $0.at < period.end }), isOurs(last) {
      stand(last, since: sights[0].at)
    }
    for (index, sight) in sights.enumerated() {
      guard start <= sight.at, sight.at < period.end else { continue }
      happen(sight, after: index > 0 ? sights[index - 1] : nil)
    }
  }

  private func isOurs(_ sight: Sight) -> Bool { agencies.contains(sight.place.agency) }

  private func isWaiting(_ sight: Sight) -> Bool {
    !sight.isNumbered
      && [.submitted, .awaitingSupplement, .awaitingPayment].contains(sight.stage)
  }

  private func isOpen(_ sight: Sight) -> Bool {
    sight.isNumbered
      && [.received, .processing, .awaitingSupplement, .awaitingPayment].contains(sight.stage)
  }

  private mutating func stand(_ sight: Sight, since submitted: Instant) {
    if isWaiting(sight) {
      before.waiting += 1
      // The days of these histories lie inside the calendar.
      let promise = (try? calendar.adding(workingMinutes: 480, to: submitted)) ?? judged
      if promise < judged { before.waitingLong += 1 }
    }
    guard isOpen(sight) else { return }
    if sight.stage == .awaitingSupplement {
      row.paused.supplement += 1
    } else if sight.stage == .awaitingPayment {
      row.paused.payment += 1
    } else if let due = sight.due, due < judged {
      row.inProcess.overdue += 1
    } else {
      row.inProcess.notDue += 1
    }
  }

  private mutating func happen(_ sight: Sight, after last: Sight?) {
    let (isOurs, wasOurs) = (isOurs(sight), last.map(isOurs) ?? false)
    if last == nil, !sight.isNumbered, isOurs { before.submitted += 1 }
    if last != nil, wasOurs != isOurs { before.submitted += isOurs ? 1 : -1 }
    if sight.isNumbered, last?.isNumbered != true, isOurs {
      receive(sight.place.channel, 1)
      if last != nil { before.received += 1 }
    }
    if let last, last.isNumbered, isOurs, last.place.channel != sight.place.channel {
      receive(last.place.channel, -1)
      receive(sight.place.channel, 1)
    }
    guard isOurs, last?.stage != sight.stage else { return }
    end(sight)
  }

  private mutating func receive(_ channel: String, _ amount: Int) {
    if channel == "online" { row.received.online += amount }
    if channel == "counter" { row.received.counter += amount }
    if channel == "post" { row.received.post += amount }
  }

  private mutating func end(_ sight: Sight) {
    switch sight.stage {
    case .refused: before.notAccepted += 1
    case .withdrawn: if sight.isNumbered { row.withdrawn += 1 } else { before.withdrawn += 1 }
    case .stopped: if sight.isNumbered { row.stopped += 1 } else { before.notAccepted += 1 }
    case .decided: settle(sight)
    case .submitted, .received, .processing, .awaitingSupplement, .awaitingPayment, .delivered:
      break
    }
  }

  private mutating func settle(_ sight: Sight) {
    guard let due = sight.due, sight.outcome == "granted" else {
      row.settled.refused += 1
      return
    }
    if sight.at > due {
      row.settled.late += 1
    } else if sight.at.day < due.day {
      row.settled.early += 1
    } else {
      row.settled.onTime += 1
    }
  }
}
