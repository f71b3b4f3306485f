import Deadlines
import Ground
import Journal

/// Runs the legal clocks again from the acts that facts tell of, and puts what comes of it in place
/// of what the facts say: lateness is never read from them. Source: docs/figures.md, "The clock".
struct ClockRecount {
  /// By the version that facts name.
  let calendars: [String: WorkingCalendar]
  private var known: [String: Known] = [:]

  /// What is known of a dossier so far.
  private struct Known {
    var clock: LegalClock?
    /// How often something missing was asked for.
    var rounds = 0
  }

  /// Facts that say otherwise, in words.
  private(set) var differences: [String] = []
  /// Versions of calendars that are not here: clocks under them are taken as they are told.
  private(set) var missing: Set<String> = []
  private(set) var counted = 0

  init(calendars: [String: WorkingCalendar]) { self.calendars = calendars }

  /// The fact with its dates and its lateness as they follow from the acts.
  mutating func judged(_ fact: Fact) -> Fact {
    guard fact.kind.rawValue.hasPrefix("dossier.") else { return fact }
    do { return try recounted(fact) } catch {
      differences.append("fact \(fact.id): its clock cannot be run: \(error)")
      known[fact.subject]?.clock = nil
      return fact
    }
  }

  private mutating func recounted(_ fact: Fact) throws -> Fact {
    let values = FactValues(fact)
    var before = known[fact.subject] ?? Known()
    if fact.kind.rawValue == "dossier.supplementRequested" { before.rounds += 1 }
    guard let version = fact.calendar, let calendar = calendars[version] else {
      if let version = fact.calendar { missing.insert(version) }
      known[fact.subject] = before
      return fact
    }
    before.clock = try clock(after: fact, values, calendar, before)
    known[fact.subject] = before
    guard let clock = before.clock else { return fact }
    counted += 1
    return compared(fact, values, clock)
  }

  private func clock(
    after fact: Fact, _ values: FactValues, _ calendar: WorkingCalendar, _ before: Known
  ) throws -> LegalClock? {
    guard let clock = before.clock else {
      guard fact.kind.rawValue == "dossier.received" else { return nil }
      return try started(fact, values, calendar, after: before.rounds)
    }
    switch fact.kind.rawValue {
    case "dossier.supplementRequested": return try clock.paused(for: .supplement, at: fact.at)
    case "dossier.paymentRequested": return try clock.paused(for: .payment, at: fact.at)
    case "dossier.supplied":
      return try clock.resumed(
        at: fact.at, restarting: values.bool("restarted") ?? true, calendar: calendar)
    case "dossier.paid":
      return try clock.resumed(at: fact.at, restarting: false, calendar: calendar)
    case "dossier.extended":
      return try clock.extended(to: fact.due ?? clock.dueAt, at: fact.at, calendar: calendar)
    case "dossier.corrected":
      guard let term = fact.term.flatMap({ Term(code: $0) }), term != clock.term,
        clock.state != .ended
      else { return clock }
      return try clock.recounted(at: fact.at, term: term, calendar: calendar)
    case "dossier.decided", "dossier.withdrawn", "dossier.stopped":
      return try clock.ended(at: fact.at)
    default: return clock
    }
  }

  private func started(
    _ fact: Fact, _ values: FactValues, _ calendar: WorkingCalendar, after rounds: Int
  ) throws -> LegalClock? {
    guard let term = fact.term.flatMap({ Term(code: $0) }),
      let policy = fact.policy.flatMap({ CountingPolicy(rawValue: $0) })
    else { return nil }
    let hours = try values.text("hours").map {
      try WorkingHours(code: $0.replacing("/", with: ","))
    }
    return try LegalClock(
      startedAt: fact.at, term: term, policy: policy, hours: hours ?? .standard,
      supplementsBefore: rounds, calendar: calendar)
  }

  private mutating func compared(
    _ fact: Fact, _ values: FactValues, _ clock: LegalClock
  ) -> Fact {
    var fact = fact
    if let told = fact.due, told != clock.dueAt {
      differ(fact, "due", told.rfc3339, clock.dueAt.rfc3339)
      fact.due = clock.dueAt
    }
    if let told = values.instant("indexDue"), told != clock.indexDueAt {
      differ(fact, "data.indexDue", told.rfc3339, clock.indexDueAt.rfc3339)
      fact.set("indexDue", JSON(clock.indexDueAt))
    }
    guard let told = values.text("timeliness"), clock.endedAt == fact.at else { return fact }
    let day = clock.dueAt.day
    let timeliness = fact.at > clock.dueAt ? "late" : fact.at.day < day ? "early" : "onTime"
    if told != timeliness {
      differ(fact, "data.timeliness", told, timeliness)
      fact.set("timeliness", .string(timeliness))
    }
    let isOnTime = !clock.isIndexOverdue(at: fact.at)
    if let told = values.bool("indexOnTime"), told != isOnTime {
      differ(fact, "data.indexOnTime", "\(told)", "\(isOnTime)")
      fact.set("indexOnTime", .bool(isOnTime))
    }
    return fact
  }

  private mutating func differ(_ fact: Fact, _ field: String, _ told: String, _ found: String) {
    differences.append(
      "fact \(fact.id), subject \(fact.subject): \(field) says \(told), its acts give \(found)")
  }
}

extension Fact {
  fileprivate mutating func set(_ name: String, _ value: JSON) {
    data = data.map { $0.name == name ? JSON.Member(name, value) : $0 }
  }
}
