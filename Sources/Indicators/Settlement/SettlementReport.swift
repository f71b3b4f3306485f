import Deadlines
import Ground
import Journal

/// Tình hình giải quyết: what was carried over, received, settled and left open in a period, each
/// part counted by its own condition and none as a remainder.
///
/// `carriedOver + Σ received = Σ settled + Σ inProcess + Σ paused + stopped + withdrawn` holds for
/// every row, and the like before reception. Source: domain 5.4, formats 9.1.
public struct SettlementReport: Sendable, Equatable {
  /// One agency or sector.
  struct Row: Sendable, Equatable {
    let key: String
    var carriedOver = 0
    var received = Received()
    var settled = Settled()
    var inProcess = InProcess()
    var paused = Paused()
    var stopped = 0
    var withdrawn = 0

    var isEmpty: Bool { self == Row(key: key) }
    /// What comes in.
    var inflow: Int { carriedOver + received.online + received.counter + received.post }
    /// Where it is.
    var outcome: Int {
      settled.total + inProcess.notDue + inProcess.overdue + paused.supplement + paused.payment
        + stopped + withdrawn
    }
    /// What the next period carries over.
    var remainder: Int {
      inProcess.notDue + inProcess.overdue + paused.supplement + paused.payment
    }
  }

  struct Received: Sendable, Equatable {
    var online = 0
    var counter = 0
    var post = 0
  }

  struct Settled: Sendable, Equatable {
    var early = 0
    var onTime = 0
    var late = 0
    var refused = 0
    var total: Int { early + onTime + late + refused }
  }

  struct InProcess: Sendable, Equatable {
    var notDue = 0
    var overdue = 0
  }

  struct Paused: Sendable, Equatable {
    var supplement = 0
    var payment = 0
  }

  /// What came in online and had no number yet.
  struct BeforeReception: Sendable, Equatable {
    var carriedOver = 0
    var submitted = 0
    var received = 0
    var notAccepted = 0
    var withdrawn = 0
    var waiting = 0
    /// Of those waiting, beyond eight working hours. Source: DOS-26.
    var waitingLong = 0

    var inflow: Int { carriedOver + submitted }
    var outcome: Int { received + notAccepted + withdrawn + waiting }
  }

  let period: ReportingPeriod
  /// The agency that was asked for, by its code at the end of the period.
  let agency: String
  let breakdown: Breakdown
  /// How far the journal was read, and the moment for which open dossiers are judged when the
  /// period has not ended before.
  let asOf: Position
  let rows: [Row]
  let beforeReception: BeforeReception

  /// The whole scope in one row.
  var total: Row {
    rows.reduce(into: Row(key: agency)) { total, row in
      total.carriedOver += row.carriedOver
      total.received.online += row.received.online
      total.received.counter += row.received.counter
      total.received.post += row.received.post
      total.settled.early += row.settled.early
      total.settled.onTime += row.settled.onTime
      total.settled.late += row.settled.late
      total.settled.refused += row.settled.refused
      total.inProcess.notDue += row.inProcess.notDue
      total.inProcess.overdue += row.inProcess.overdue
      total.paused.supplement += row.paused.supplement
      total.paused.payment += row.paused.payment
      total.stopped += row.stopped
      total.withdrawn += row.withdrawn
    }
  }
}
