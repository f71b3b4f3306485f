import Ground

/// What one counted thing must be to belong to a part of an indicator.
///
/// A trait with words means any of them; a trait that is not named means whatever.
/// Source: docs/figures.md, "Conditions".
public struct Condition: Sendable, Hashable {
  /// What is counted: events that happen, and what lasts, each judged at the end of the period.
  enum Event: String, Sendable, CaseIterable {
    case submitted, accepted, notAccepted, withdrawnBefore, received, settled, withdrawn, stopped
    case delivered, rated, supplementRequested, extended, recordedLate
    /// Settled, withdrawn after reception or stopped. Source: TIM-9.
    case finished
    case waiting, running, awaitingSupplement, awaitingPayment
    /// Running or awaiting something.
    case open
  }

  /// What a condition may ask for besides the traits of what is counted.
  enum Asked: Hashable, Sendable {
    case channel
    case trait(Trait)
  }

  let event: Event
  var asked: [Asked: Set<String>] = [:]
  /// How much each counts.
  var points = 1

  init(_ event: Event, _ asked: [Asked: Set<String>] = [:]) {
    (self.event, self.asked) = (event, asked)
  }
}

extension Condition {
  /// A sum over what is stored that gives what the condition asks for.
  struct Term: Sendable {
    let event: FigureEvent
    let sign: Int
  }

  var terms: [Term] {
    func plus(_ events: FigureEvent...) -> [Term] { events.map { Term(event: $0, sign: 1) } }
    func minus(_ event: FigureEvent) -> [Term] { [Term(event: event, sign: -1)] }
    switch event {
    case .submitted: return plus(.submitted)
    case .accepted: return plus(.accepted)
    case .notAccepted: return plus(.notAccepted)
    case .withdrawnBefore: return plus(.withdrawnBefore)
    case .received: return plus(.received)
    case .settled: return plus(.settled)
    case .withdrawn: return plus(.withdrawn)
    case .stopped: return plus(.stopped)
    case .delivered: return plus(.delivered)
    case .rated: return plus(.rated)
    case .supplementRequested: return plus(.supplementRequested)
    case .extended: return plus(.extended)
    case .recordedLate: return plus(.recordedLate)
    case .finished: return plus(.settled, .withdrawn, .stopped)
    case .waiting: return plus(.waiting)
    case .awaitingSupplement: return plus(.supplement)
    case .awaitingPayment: return plus(.payment)
    case .running:
      switch asked[.trait(.timeliness)] {
      case ["overdue"]: return plus(.overdue)
      case ["notDue"]: return plus(.running) + minus(.overdue)
      default: return plus(.running)
      }
    case .open:
      let all = plus(.running, .supplement, .payment)
      switch asked[.trait(.index)] {
      case ["overdue"]: return plus(.indexOverdue)
      case ["notDue"]: return all + minus(.indexOverdue)
      default: return all
      }
    }
  }

  /// Whether it lasts: then it is counted at the end of the period, and not day by day.
  var isStock: Bool { terms.contains { $0.event.isStock } }

  /// How much `count` adds: the number of times, with their sign.
  func sign(of count: EventCount) -> Int {
    guard let term = terms.first(where: { $0.event == count.counted.event }) else { return 0 }
    for (question, words) in asked {
      switch question {
      case .channel: if !words.contains(count.channel) { return 0 }
      case .trait(let trait):
        // Of what lasts the term says it already.
        if !isStock, !words.contains(count.counted.traits.word(trait)) { return 0 }
      }
    }
    return term.sign
  }

  /// Whether everything that fits this fits `other` too.
  func isPart(of other: Condition) -> Bool {
    event.kinds.isSubset(of: other.event.kinds)
      && other.asked.allSatisfy { question, words in
        asked[question].map { $0.isSubset(of: words) } ?? false
      }
  }

  /// Whether something may fit both.
  func overlaps(_ other: Condition) -> Bool {
    !event.kinds.isDisjoint(with: other.event.kinds)
      && asked.allSatisfy { question, words in
        other.asked[question].map { !$0.isDisjoint(with: words) } ?? true
      }
  }
}

extension Condition.Event {
  /// The events that it stands for.
  fileprivate var kinds: Set<Condition.Event> {
    switch self {
    case .finished: [.settled, .withdrawn, .stopped]
    case .open: [.running, .awaitingSupplement, .awaitingPayment]
    case .submitted, .accepted, .notAccepted, .withdrawnBefore, .received, .settled, .withdrawn,
      .stopped, .delivered, .rated, .supplementRequested, .extended, .recordedLate, .waiting,
      .running, .awaitingSupplement, .awaitingPayment:
      [self]
    }
  }

  /// What may be asked of it, and the words. Source: docs/figures.md, "Conditions".
  func words(_ question: Condition.Asked) -> Set<String>? {
    guard case .trait(let trait) = question else { return ["online", "counter", "post"] }
    let dueWords: Set<String> = ["notDue", "overdue"]
    switch self {
    case .running: return trait == .timeliness ? dueWords : nil
    case .open: return trait == .index ? dueWords : nil
    case .accepted, .notAccepted, .withdrawnBefore, .extended, .recordedLate, .waiting,
      .awaitingSupplement, .awaitingPayment:
      return nil
    case .submitted: return trait.words(among: [.typed])
    case .received: return trait.words(among: [.typed, .mode, .level, .fee])
    case .settled:
      return trait.words(among: Trait.ofSettled)
    case .withdrawn, .stopped, .finished: return trait.words(among: [.timeliness, .index])
    case .delivered: return trait.words(among: [.timeliness, .way])
    case .rated: return trait.words(among: [.stars])
    case .supplementRequested: return trait.words(among: [.rounds, .whence])
    }
  }
}

extension Trait {
  static let ofSettled: Set<Trait> = [
    .outcome, .timeliness, .index, .typed, .mode, .level, .fee, .paid, .paper, .file, .digital,
    .signed, .reused, .store, .elsewhere, .extended, .rounds,
  ]

  fileprivate func words(among allowed: Set<Trait>) -> Set<String>? {
    allowed.contains(self) ? Set(words.filter { !$0.isEmpty }) : nil
  }
}

extension Condition.Asked {
  var name: String {
    switch self {
    case .channel: "channel"
    case .trait(let trait): trait.rawValue
    }
  }

  init?(name: String) {
    if name == "channel" {
      self = .channel
    } else if let trait = Trait(rawValue: name) {
      self = .trait(trait)
    } else {
      return nil
    }
  }
}

extension Condition {
  var json: JSON {
    let asked = asked.sorted { $0.key.name < $1.key.name }.map { question, words in
      JSON.Member(question.name, .array(words.sorted().map { .string($0) }))
    }
    return .object(
      [JSON.Member("event", .string(event.rawValue))] + asked
        + (points == 1 ? [] : [JSON.Member("points", JSON(points))]))
  }
}
