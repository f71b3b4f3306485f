import Ground
import Journal

/// A dossier after one more fact, and how the figures change by it.
struct DossierStep: Sendable {
  private(set) var state: DossierState
  private(set) var countings: [Counting] = []
  /// It has another heading than before.
  private(set) var hasMoved = false
  private let former: Former?

  /// Counts `fact` after `before`, the state before it; `nil` for a dossier's first fact.
  ///
  /// A dossier that changes a heading (a corrected channel, another agency at reception) is taken
  /// away from the old one and added to the new one on the day of the change, with all it was
  /// counted as; so every identity goes on holding for both. A fact that does not fit is not
  /// counted, and the state says so.
  init(_ fact: Fact, after before: consuming DossierState?) {
    former = before.map { Former($0) }
    state = before ?? DossierState(first: fact)
    state.seq = fact.seq
    state.at = max(state.at, fact.at)
    let values = FactValues(fact)
    guard let status = values.int("to"), let isNumbered = values.bool("numbered"),
      let phase = Phase(status: status, isNumbered: isNumbered),
      Heading.channels.contains(fact.channel ?? ""),
      let events = FigureEvent.counted(from: former?.phase, to: phase, status: status)
    else {
      let reached = values.int("to").map(String.init) ?? "?"
      state.trouble =
        state.trouble ?? "fact \(fact.id) leads from \(former?.status ?? 0) to \(reached)"
      return
    }
    state.take(fact, values, status: status, isNumbered: isNumbered, phase: phase)
    hasMoved = former.map { $0.place != state.place } ?? false
    move()
    for event in events { add(event, fact, values) }
    for event in FigureEvent.told(by: fact) { add(event, fact, values) }
    stand()
  }

  /// What of the state before the fact decides how figures change.
  private struct Former: Sendable {
    let place: Heading
    let phase: Phase
    let status: Int
    let standings: [Standing]

    init(_ state: borrowing DossierState) {
      (place, phase) = (state.place, state.phase)
      (status, standings) = (state.status, state.standings)
    }
  }

  private mutating func move() {
    guard hasMoved, let former else { return }
    for cell in state.cells {
      add(cell, at: former.place, -1)
      add(cell, at: state.place, 1)
    }
  }

  private mutating func add(_ event: FigureEvent, _ fact: Fact, _ values: FactValues) {
    if event == .submitted { state.submittedAt = state.at }
    if event == .received { state.receivedAt = state.at }
    let cell = Cell(
      counted: Counted(event: event, traits: Traits(traits(event, fact, values))),
      minutes: event == .settled ? fact.workedMinutes ?? 0 : 0)
    state.cells.append(cell)
    add(cell, at: state.place, 1)
  }

  /// Source: docs/figures.md, "Traits".
  private mutating func traits(
    _ event: FigureEvent, _ fact: Fact, _ values: FactValues
  ) -> [(Trait, String?)] {
    switch event {
    case .submitted: return [(.typed, state.flags.typed)]
    case .received: return state.flags.origin
    case .settled:
      return state.flags.settled(withFile: values.bool("resultFile") ?? false) + [
        (.outcome, values.text("outcome") == "refused" ? "refused" : "granted"),
        (.signed, values.bool("resultSigned") ?? false ? "yes" : "no"),
        (.timeliness, timeliness(fact, values)), (.index, index(fact, values)),
      ]
    case .withdrawn, .stopped:
      return [(.timeliness, timeliness(fact, values)), (.index, index(fact, values))]
    case .delivered: return [(.timeliness, byDay(fact)), (.way, values.text("returnWay"))]
    case .rated: return [(.stars, values.int("stars").map(String.init))]
    case .supplementRequested:
      let isEarly = values.bool("atReception") ?? !state.isNumbered
      return [
        (.rounds, state.flags.isAskedTwice ? "more" : "1"),
        (.whence, isEarly ? "reception" : "processing"),
      ]
    case .accepted, .notAccepted, .withdrawnBefore, .extended, .recordedLate, .waiting, .running,
      .supplement, .payment, .overdue, .indexOverdue:
      return []
    }
  }

  /// As the fact says, else against its due date; without one it is never on time.
  /// Source: TIM-9, formats 9.1.
  private mutating func timeliness(_ fact: Fact, _ values: FactValues) -> String {
    if let told = values.text("timeliness"), Trait.timeliness.words.dropFirst().contains(told) {
      return told
    }
    guard let due = fact.due ?? state.due else {
      state.trouble = state.trouble ?? "fact \(fact.id) ends a dossier without a due date"
      return "late"
    }
    return fact.at > due ? "late" : fact.at.day < due.day ? "early" : "onTime"
  }

  /// As the fact says, else against the index's own due date. Source: TIM-7, TIM-9.
  private func index(_ fact: Fact, _ values: FactValues) -> String {
    if let told = values.bool("indexOnTime") { return told ? "onTime" : "late" }
    guard let due = state.indexDue, !state.isIndexLate else { return "late" }
    return fact.at > due ? "late" : "onTime"
  }

  /// Early, on time or late by the day of handing out alone. Source: formats 9.1 (06a).
  private func byDay(_ fact: Fact) -> String? {
    guard let due = fact.due ?? state.due else { return nil }
    return fact.at.day < due.day ? "early" : fact.at.day == due.day ? "onTime" : "late"
  }

  /// What it counted as until now ends, and what it counts as from now on begins.
  private mutating func stand() {
    let (old, new) = (former?.standings ?? [], state.standings)
    for standing in old where hasMoved || !new.contains(standing) {
      add(standing, at: former?.place ?? state.place, -1)
    }
    for standing in new where hasMoved || !old.contains(standing) {
      add(standing, at: state.place, 1)
    }
  }

  private mutating func add(_ standing: Standing, at place: Heading, _ amount: Int) {
    let day = max(state.at.day, standing.from ?? state.at.day)
    countings.append(
      Counting(
        day: day, place: place, counted: Counted(event: standing.event), amount: amount,
        mark: standing.mark, isFromFormer: hasMoved && amount < 0))
  }

  private mutating func add(_ cell: Cell, at place: Heading, _ amount: Int) {
    countings.append(
      Counting(
        day: state.at.day, place: place, counted: cell.counted, amount: amount,
        minutes: cell.minutes * amount, isFromFormer: amount < 0))
  }
}

extension FigureEvent {
  /// What a fact tells besides the way from phase to phase.
  fileprivate static func told(by fact: Fact) -> [FigureEvent] {
    var events: [FigureEvent] = []
    switch fact.kind.rawValue {
    case "dossier.delivered": events.append(.delivered)
    case "dossier.rated": events.append(.rated)
    case "dossier.supplementRequested": events.append(.supplementRequested)
    case "dossier.extended": events.append(.extended)
    default: break
    }
    if fact.recordedAt.milliseconds - fact.at.milliseconds >= 60_000 {
      events.append(.recordedLate)
    }
    return events
  }
}

extension DossierState {
  /// A dossier before its first fact has been counted.
  fileprivate init(first fact: Fact) {
    (subject, seq, at, place) = (fact.subject, fact.seq, fact.at, Heading(fact))
    (status, isNumbered, phase) = (0, false, .over)
  }

  fileprivate mutating func take(
    _ fact: Fact, _ values: FactValues, status: Int, isNumbered: Bool, phase: Phase
  ) {
    let heading = Heading(fact)
    // Equal ones stay the same in memory, too, which makes the next comparison quick.
    if heading != place { place = heading }
    (self.status, self.isNumbered, self.phase) = (status, isNumbered, phase)
    competentAgency = fact.competentAgency?.rawValue ?? competentAgency
    due = fact.due ?? due
    indexDue = values.instant("indexDue") ?? indexDue
    flags.take(fact, values)
    // A request after the date is a finish after it (TIM-7); what was late stays late.
    let isPastIndex = phase == .supplement && indexDue.map { fact.at > $0 } ?? false
    isIndexLate = flags.isAskedTwice || isPastIndex
  }
}
