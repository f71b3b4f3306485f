import Catalogue
import Deadlines
import Ground
import Journal

extension Fact.Kind {
  static func dossier(_ verb: String) -> Fact.Kind { Fact.Kind(rawValue: "dossier." + verb) }
}

extension ActKind {
  /// The kind of fact that the act leaves. Source: docs/facts.md.
  var factKind: Fact.Kind {
    switch self {
    case .receive: .dossier("received")
    case .refuse: .dossier("refused")
    case .forward: .dossier("forwarded")
    case .assign: .dossier("assigned")
    case .requestSupplement: .dossier("supplementRequested")
    case .supply: .dossier("supplied")
    case .requestPayment: .dossier("paymentRequested")
    case .pay: .dossier("paid")
    case .extend: .dossier("extended")
    case .decide: .dossier("decided")
    case .deliver: .dossier("delivered")
    case .withdraw: .dossier("withdrawn")
    case .stop: .dossier("stopped")
    case .correct: .dossier("correctionProposed")
    case .approveCorrection: .dossier("corrected")
    case .rate: .dossier("rated")
    }
  }
}

/// How a finish compares with the due date. Source: formats 9.1 (early and late by the day),
/// TIM-9 (on time iff finish ≤ due).
enum Timeliness: String, Sendable {
  case early, onTime, late

  init(finish: Instant, due: Instant) {
    self = finish > due ? .late : finish.day < due.day ? .early : .onTime
  }
}

extension Dossier {
  /// The fact of an act on this dossier, as it stands after the act. No name, number or text of it
  /// goes in: only a commitment to the contents.
  func fact(
    _ kind: Fact.Kind, id: String, at instant: Instant, post: PostID?, actorTag: String,
    rules: [String], calendar: WorkingCalendar, data: [JSON.Member]
  ) throws -> Fact {
    var fact = Fact(
      id: id, kind: kind, at: instant, recordedAt: instant, subject: subject, seq: version)
    (fact.agency, fact.competentAgency, fact.returnAgency) = (agency, competentAgency, returnAgency)
    (fact.post, fact.procedure, fact.caseNumber) = (post, procedure, caseNumber)
    (fact.version, fact.sector) = (procedureVersion, sector)
    (fact.level, fact.mode) = (attributes.level, attributes.mode.rawValue)
    (fact.eligible, fact.integrated) = (attributes.eligible, attributes.integrated)
    (fact.channel, fact.typedBy) = (channel.rawValue, typedBy.rawValue)
    fact.applicantKind = contents.applicant.kind.rawValue
    (fact.actorTag, fact.rules) = (actorTag, rules)
    if let clock { try fact.tell(clock, asOf: instant, calendar: calendar) }
    fact.data = data
    fact.commitment = Commitment(to: contents.json, salt: salt).digest
    return fact
  }
}

extension Fact {
  /// The clock's part: term, policy, calendar, every pause and the dates computed from them.
  fileprivate mutating func tell(
    _ clock: LegalClock, asOf instant: Instant, calendar: WorkingCalendar
  ) throws {
    (term, policy, self.calendar) = (clock.term.code, clock.policy.rawValue, clock.calendarVersion)
    pauses = clock.pauses.map {
      Pause(from: $0.from, to: $0.to, reason: $0.reason.rawValue)
    }
    due = clock.dueAt
    workedMinutes = try clock.workedMinutes(asOf: instant, calendar: calendar)
    pausedMinutes = try clock.pausedMinutes(asOf: instant, calendar: calendar)
  }
}
