import Ground
import Journal

/// Under which headings a fact is counted.
struct Heading: Sendable, Hashable {
  /// The receiving agency, by the code that the fact names.
  var agency: String
  var sector: String
  var procedure: String
  var channel: String

  init(agency: String, sector: String, procedure: String, channel: String) {
    (self.agency, self.sector, self.procedure, self.channel) = (agency, sector, procedure, channel)
  }

  /// The channels that reports know. Source: DOS-11.
  static let channels = ["online", "counter", "post"]

  /// What the fact does not say is `-`, so that nothing is left uncounted.
  init(_ fact: Fact) {
    agency = fact.agency?.rawValue ?? "-"
    sector = fact.sector ?? "-"
    procedure = fact.procedure?.rawValue ?? "-"
    channel = fact.channel ?? "-"
  }
}

/// Where a dossier stands, as reports know it: `waiting` before it has a number, then running or
/// awaiting something, then over. Source: domain 5.4.
enum Phase: String, Sendable, CaseIterable {
  case waiting, running, supplement, payment, over

  /// The phase of a national status; `nil` when a dossier cannot stand there. Source: domain 1.6.
  init?(status: Int, isNumbered: Bool) {
    switch (status, isNumbered) {
    case (1, false), (5, false), (6, false): self = .waiting
    case (2, true), (4, true): self = .running
    case (5, true): self = .supplement
    case (6, true): self = .payment
    case (3, false), (7, _), (8, _), (9, true), (10, true): self = .over
    default: return nil
    }
  }
}

/// What is counted of a dossier. Source: docs/figures.md, "Events".
enum FigureEvent: String, Sendable, CaseIterable {
  // What happens once, on its day.

  /// It came in online.
  case submitted
  /// One that had come in online got its number.
  case accepted
  /// It was not accepted at reception, or stopped before it had a number.
  case notAccepted
  /// It was withdrawn before it had a number.
  case withdrawnBefore
  /// It got its number.
  case received
  /// It has its result, granted or refused.
  case settled
  /// It was withdrawn after reception.
  case withdrawn
  /// It was stopped after reception.
  case stopped
  /// Its result was handed out.
  case delivered
  /// The applicant rated it.
  case rated
  /// Something missing was asked for.
  case supplementRequested
  /// It got a later day.
  case extended
  /// Something of it was written down after it had happened.
  case recordedLate

  // What lasts: one more from the day on which it begins, one less from the day on which it ends.

  /// It came in online and has no number yet.
  case waiting
  /// The clock runs.
  case running
  case supplement
  case payment
  /// It runs past its due date.
  case overdue
  /// It is open past the date that the national index compares with. Source: TIM-7.
  case indexOverdue

  var isStock: Bool { FigureEvent.stock.contains(self) }
  /// Lasting from a due date on.
  var isOverdue: Bool { self == .overdue || self == .indexOverdue }

  static let stock: Set<FigureEvent> = [
    .waiting, .running, .supplement, .payment, .overdue, .indexOverdue,
  ]

  /// What a dossier leaving `before` for `after` counts as; `nil` when the law knows no such way.
  ///
  /// `before` is `nil` for a dossier that was not there yet. Source: domain 1.6.
  static func counted(from before: Phase?, to after: Phase, status: Int) -> [FigureEvent]? {
    switch (before, after) {
    case (nil, .waiting): [.submitted]
    case (nil, .running): [.received]
    case (.waiting, .running): [.accepted, .received]
    case (.waiting, .over): [3: [.notAccepted], 8: [.notAccepted], 7: [.withdrawnBefore]][status]
    case (.running, .over), (.supplement, .over), (.payment, .over):
      [9: [.settled], 7: [.withdrawn], 8: [.stopped]][status]
    case (.waiting, .waiting), (.over, .over): []
    case (.running, .running), (.running, .supplement), (.running, .payment),
      (.supplement, .supplement), (.supplement, .running), (.supplement, .payment),
      (.payment, .payment), (.payment, .running), (.payment, .supplement):
      []
    case (nil, .supplement), (nil, .payment), (nil, .over), (.waiting, .supplement),
      (.waiting, .payment), (.running, .waiting), (.supplement, .waiting), (.payment, .waiting),
      (.over, .waiting), (.over, .running), (.over, .supplement), (.over, .payment):
      nil
    }
  }
}

/// An event with what tells one of its kind from another.
struct Counted: Sendable, Hashable {
  let event: FigureEvent
  var traits = Traits()
}
