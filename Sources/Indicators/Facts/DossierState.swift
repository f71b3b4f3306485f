import Ground
import Journal

/// What is known of one dossier from its facts so far: enough to count the next one.
struct DossierState: Sendable, Equatable {
  let subject: String
  /// Of the last fact.
  var seq: Int
  /// When the last fact happened; never goes back within a subject.
  var at: Instant
  var place: Heading
  var competentAgency: String?
  /// The national status, 1…10.
  var status: Int
  var isNumbered: Bool
  var phase: Phase
  var due: Instant?
  var indexDue: Instant?
  /// When it came in online; `nil` for one handed in at the counter or by post.
  var submittedAt: Instant?
  /// When it got its number.
  var receivedAt: Instant?
  /// How it ended, once it has.
  var finish: Counted?
  /// Why a fact of it was not counted; `nil` for a dossier whose facts fit together.
  var trouble: String?

  /// Everything it has been counted as so far, the open phase apart.
  var counted: [Counted] {
    var list: [Counted] = []
    if submittedAt != nil { list.append(Counted(event: .submitted)) }
    if receivedAt != nil {
      if submittedAt != nil { list.append(Counted(event: .accepted)) }
      list.append(Counted(event: .received))
    }
    if let finish { list.append(finish) }
    return list
  }

  /// Under which heading of the open dossiers it is kept; `nil` when it is over.
  var openKey: OpenKey? {
    switch phase {
    case .over: nil
    case .waiting:
      OpenKey(agency: place.agency, sector: place.sector, phase: phase, submittedAt: submittedAt)
    case .running:
      OpenKey(agency: place.agency, sector: place.sector, phase: phase, dueOn: due?.day)
    case .supplement, .payment:
      OpenKey(agency: place.agency, sector: place.sector, phase: phase)
    }
  }
}

/// A heading of the open dossiers: what must be known to judge them at the end of any past day.
struct OpenKey: Sendable, Hashable {
  let agency: String
  let sector: String
  let phase: Phase
  /// Of a running one: it is late at the end of this day and of every later one.
  var dueOn: Day?
  /// Of a waiting one.
  var submittedAt: Instant?
}

/// One change of a figure: `amount` more (or less) from `day` on.
struct Counting: Sendable, Equatable {
  let day: Day
  let place: Heading
  let counted: Counted
  let amount: Int
}

/// One change of the open dossiers: `amount` more (or less) from `day` on.
struct Opening: Sendable, Equatable {
  let day: Day
  let key: OpenKey
  let amount: Int
}

/// A dossier after one more fact, and how the figures change by it.
struct DossierStep: Sendable {
  var state: DossierState
  var countings: [Counting] = []
  var openings: [Opening] = []

  /// Counts `fact` after `before`, the state before it; `nil` for a dossier's first fact.
  ///
  /// A dossier that changes a heading (a corrected channel, another agency at reception) is taken
  /// away from the old one and added to the new one on the day of the change, with all it was
  /// counted as; so every identity goes on holding for both. A fact that does not fit is not
  /// counted, and the state says so.
  init(_ fact: Fact, after before: DossierState?) {
    state = before ?? DossierState(first: fact)
    state.seq = fact.seq
    state.at = max(state.at, fact.at)
    let values = FactValues(fact)
    guard let status = values.int("to"), let isNumbered = values.bool("numbered"),
      let phase = Phase(status: status, isNumbered: isNumbered),
      Heading.channels.contains(fact.channel ?? ""),
      let events = FigureEvent.counted(from: before?.phase, to: phase, status: status)
    else {
      let reached = values.int("to").map(String.init) ?? "?"
      state.trouble =
        state.trouble ?? "fact \(fact.id) leads from \(before?.status ?? 0) to \(reached)"
      return
    }
    state.take(fact, values, status: status, isNumbered: isNumbered, phase: phase)
    move(from: before)
    for event in events { add(event, fact, values) }
    reopen(from: before?.openKey)
  }

  private mutating func move(from before: DossierState?) {
    guard let before, before.place != state.place else { return }
    for counted in before.counted {
      add(counted, at: before.place, -1)
      add(counted, at: state.place, 1)
    }
  }

  private mutating func add(_ event: FigureEvent, _ fact: Fact, _ values: FactValues) {
    var counted = Counted(event: event)
    switch event {
    case .submitted: state.submittedAt = state.at
    case .received: state.receivedAt = state.at
    case .accepted: break
    case .notAccepted, .withdrawnBefore: state.finish = counted
    case .settled:
      counted.outcome = values.text("outcome") == "refused" ? "refused" : "granted"
      counted.timeliness = timeliness(fact, values)
      state.finish = counted
    case .withdrawn, .stopped:
      counted.timeliness = timeliness(fact, values)
      state.finish = counted
    }
    add(counted, at: state.place, 1)
  }

  /// As the fact says, else against its due date; without one it is never on time.
  /// Source: TIM-9, formats 9.1.
  private mutating func timeliness(_ fact: Fact, _ values: FactValues) -> String {
    if let told = values.text("timeliness"), DossierStep.timeliness.contains(told) { return told }
    guard let due = fact.due ?? state.due else {
      state.trouble = state.trouble ?? "fact \(fact.id) ends a dossier without a due date"
      return "late"
    }
    return fact.at > due ? "late" : fact.at.day < due.day ? "early" : "onTime"
  }

  private static let timeliness: Set<String> = ["early", "onTime", "late"]

  private mutating func reopen(from before: OpenKey?) {
    let now = state.openKey
    guard before != now else { return }
    if let before { openings.append(Opening(day: state.at.day, key: before, amount: -1)) }
    if let now { openings.append(Opening(day: state.at.day, key: now, amount: 1)) }
  }

  private mutating func add(_ counted: Counted, at place: Heading, _ amount: Int) {
    countings.append(
      Counting(day: state.at.day, place: place, counted: counted, amount: amount))
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
    (place, self.status, self.isNumbered, self.phase) = (Heading(fact), status, isNumbered, phase)
    competentAgency = fact.competentAgency?.rawValue ?? competentAgency
    due = fact.due ?? due
    indexDue = values.instant("indexDue") ?? indexDue
  }
}

/// The members of a fact's `data`, by name.
struct FactValues {
  private let members: [String: JSON]

  init(_ fact: Fact) {
    members = Dictionary(fact.data.map { ($0.name, $0.value) }) { first, _ in first }
  }

  func text(_ name: String) -> String? { members[name]?.text }
  func int(_ name: String) -> Int? { members[name]?.int }
  func bool(_ name: String) -> Bool? { members[name]?.bool }
  func day(_ name: String) -> Day? { text(name).flatMap { Day(iso: $0) } }
  func instant(_ name: String) -> Instant? { text(name).flatMap { Instant(rfc3339: $0) } }
  func texts(_ name: String) -> [String] { members[name]?.elements?.compactMap(\.text) ?? [] }
}
