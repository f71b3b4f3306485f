import Deadlines
import Ground
import Journal

/// What the watch knows of one dossier from its facts so far.
struct WatchedDossier: Sendable, Equatable {
  let subject: String
  var receivedAt: Instant?
  var assignedAt: Instant?
  /// Working hours by which the term is counted, as the fact names them.
  var hours: String?
  var term: String?
  var policy: String?
  /// Working minutes that had run when the count that goes on began.
  var base = 0
  var isExtended = false
  /// Stops of the clock after reception, in order.
  var stops: [Stop] = []
  /// Who held it, in order; a row where something of it changed.
  var custodies: [Custody] = []
  /// Who handed it in online for himself: the tag, and the window in which it counts.
  var typed: WatchedDay.Key?

  init(subject: String) { self.subject = subject }

  /// One stop of the clock.
  struct Stop: Sendable, Equatable {
    let at: Instant
    let isSupplement: Bool
    /// Position of its fact.
    let position: Int
    /// Working minutes that had run in the count.
    let worked: Int
    /// Whether it was found to be in the last part of the term.
    var isLate = false
    var resumedAt: Instant?
    var isRestarted = false
  }

  var supplements: Int { stops.count { $0.isSupplement } }

  /// Takes what the next fact tells; findings are judged by `Watch`.
  mutating func take(_ fact: Fact, _ values: FactValues) {
    switch fact.kind.rawValue {
    case "dossier.received":
      (receivedAt, hours, base) = (fact.at, values.text("hours"), fact.workedMinutes ?? 0)
    case "dossier.assigned": assignedAt = fact.at
    case "dossier.extended": isExtended = true
    case "dossier.supplied", "dossier.paid":
      guard !stops.isEmpty, stops[stops.count - 1].resumedAt == nil else { break }
      let isRestarted = values.bool("restarted") ?? false
      stops[stops.count - 1].resumedAt = fact.at
      stops[stops.count - 1].isRestarted = isRestarted
      if isRestarted { base = fact.workedMinutes ?? base }
    default: break
    }
    (term, policy) = (fact.term ?? term, fact.policy ?? policy)
    hold(fact, values)
  }

  private mutating func hold(_ fact: Fact, _ values: FactValues) {
    guard values.bool("numbered") == true,
      let step = values.int("to").flatMap({ Custody.Step(status: $0) })
    else { return }
    var next = Custody(
      at: max(fact.at, custodies.last?.at ?? fact.at), step: step, post: custodies.last?.post,
      agency: fact.competentAgency?.rawValue ?? fact.agency?.rawValue ?? "-",
      due: fact.due ?? custodies.last?.due)
    switch fact.kind.rawValue {
    case "dossier.received": next.post = fact.post?.rawValue
    case "dossier.forwarded": next.post = nil
    case "dossier.assigned": next.post = values.text("toPost")
    case "dossier.supplementRequested": next.post = next.post ?? fact.post?.rawValue
    default: break
    }
    if custodies.last?.isSame(as: next) != true { custodies.append(next) }
  }

  /// Who held it when its due date passed, as it was promised at the end of a period.
  func custody(whenLateBefore end: Instant) -> Custody? {
    guard let due = custodies.last(where: { $0.at < end })?.due else { return nil }
    return custodies.last { $0.at <= due }
  }
}

/// Who held a dossier from a moment on.
struct Custody: Sendable, Equatable {
  /// The step that it stood at. Source: domain 1.6.
  enum Step: String, Sendable, CaseIterable {
    case reception, processing, supplement, payment, over

    init?(status: Int) {
      switch status {
      case 2: self = .reception
      case 4: self = .processing
      case 5: self = .supplement
      case 6: self = .payment
      case 7...10: self = .over
      default: return nil
      }
    }
  }

  let at: Instant
  let step: Step
  /// `nil` while nobody has been given it, or no fact says to whom.
  var post: String?
  /// The competent agency, by the code that the fact names.
  let agency: String
  let due: Instant?

  fileprivate func isSame(as other: Custody) -> Bool {
    step == other.step && post == other.post && agency == other.agency && due == other.due
  }
}

extension WatchedDossier {
  /// When it would have been due at its stop number `index` if its term had been `term` from the
  /// beginning; `nil` when that cannot be computed.
  func due(atStop index: Int, term: Term, calendar: WorkingCalendar) -> Instant? {
    guard let receivedAt, let policy = policy.flatMap({ CountingPolicy(rawValue: $0) }) else {
      return nil
    }
    // Acts out of order, or outside the calendar, give no date: then nothing is judged anew.
    return try? clock(receivedAt, term, policy, before: index, calendar).dueAt
  }

  private func clock(
    _ start: Instant, _ term: Term, _ policy: CountingPolicy, before index: Int,
    _ calendar: WorkingCalendar
  ) throws -> LegalClock {
    var clock = try LegalClock(
      startedAt: start, term: term, policy: policy, hours: try workingHours(),
      calendar: calendar)
    for stop in stops[..<index] {
      clock = try clock.paused(for: stop.isSupplement ? .supplement : .payment, at: stop.at)
      if let resumedAt = stop.resumedAt {
        clock = try clock.resumed(
          at: resumedAt, restarting: stop.isRestarted, calendar: calendar)
      }
    }
    return clock
  }

  /// Refuses: hours that no fact of ours names.
  func workingHours() throws -> WorkingHours {
    // A fact holds codes only, and a comma stands in none.
    try hours.map { try WorkingHours(code: $0.replacing("/", with: ",")) } ?? .standard
  }
}
