import Deadlines
import Directory
import Foundation
import Ground
import Rules
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

func shippedRules() throws -> [IntegrityRule] {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Packs/integrity.yaml")
  return try IntegrityRule.list(of: RulePack(yaml: Array(try Data(contentsOf: file))))
}

/// 2026 at `minute` of the day; 8:00 unless said.
func moment(_ month: Int, _ day: Int, _ hour: Int = 8, _ minute: Int = 0, second: Int = 0)
  -> Instant
{
  Instant(Day(2026, month, day), minute: hour * 60 + minute).adding(seconds: Int64(second))
}

/// A history made by hand: posts act, clocks run as the law's own clock runs, and every act leaves
/// the fact that its slice would leave.
struct Story {
  static let handler = "P-HANDLER"
  static let receiver = "P-RECEIVER"
  static let head = "P-HEAD"

  private(set) var facts: [Fact]
  private var maker = FactMaker()
  private var clocks: [String: LegalClock] = [:]
  private var statuses: [String: Int] = [:]
  private var places: [String: Heading] = [:]

  init() {
    facts = maker.provinceFacts()
    post(Story.receiver, .receiver)
    post(Story.handler, .handler)
    post(Story.head, .approver)
  }

  mutating func post(
    _ id: String, _ role: Role, at agency: String = "H99.101", from moment: Instant? = nil
  ) {
    var fact = maker.fact(
      "post.granted", id, at: moment ?? Instant(Day(2026, 1, 5), minute: 480),
      data: [("role", .string(role.rawValue))])
    fact.agency = AgencyCode(agency)
    facts.append(fact)
  }

  mutating func end(post id: String, _ role: Role, at moment: Instant) {
    var fact = maker.fact(
      "post.ended", id, at: moment, data: [("role", .string(role.rawValue))])
    fact.agency = AgencyCode("H99.101")
    facts.append(fact)
  }

  /// Any act on a dossier; `change` says what its fact holds besides.
  mutating func act(
    _ verb: String, _ subject: String, _ at: Instant, to status: Int, by post: String? = nil,
    recorded: Instant? = nil, data: [(String, JSON)] = [],
    _ change: (inout Fact) -> Void = { _ in }
  ) throws {
    let place =
      places[subject]
      ?? Heading(agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "counter")
    let clock = clocks[subject]
    var fact = maker.dossier(
      verb, subject, at: at, statuses[subject] ?? 0, status, numbered: clock != nil, place: place,
      due: clock?.dueAt, recorded: recorded, data: data)
    fact.competentAgency = AgencyCode("H99.101")
    (fact.post, fact.typedBy) = (post.map { PostID($0) }, "officer")
    (fact.term, fact.policy) = (clock?.term.code, clock?.policy.rawValue)
    fact.workedMinutes = try clock?.workedMinutes(asOf: at, calendar: calendar)
    change(&fact)
    statuses[subject] = status
    places[subject]?.channel = fact.channel ?? "counter"
    facts.append(fact)
  }

  /// Received at the counter with a term of ten working days.
  mutating func receive(_ subject: String, _ at: Instant, term: String = "10wd") throws {
    let term = try #require(Term(code: term))
    clocks[subject] = try LegalClock(
      startedAt: at, term: term, policy: .hourly, calendar: calendar)
    try act("received", subject, at, to: 2, by: Story.receiver)
  }

  mutating func assign(_ subject: String, _ at: Instant, to post: String = Story.handler) throws {
    try act("forwarded", subject, at, to: 4, by: Story.receiver)
    try act(
      "assigned", subject, at, to: 4, by: Story.head, data: [("toPost", .string(post))])
  }

  mutating func ask(_ subject: String, _ at: Instant, for reason: Pause.Reason = .supplement) throws
  {
    clocks[subject] = try clocks[subject]?.paused(for: reason, at: at)
    switch reason {
    case .supplement: try act("supplementRequested", subject, at, to: 5, by: Story.handler)
    case .payment: try act("paymentRequested", subject, at, to: 6, by: Story.handler)
    }
  }

  mutating func supply(_ subject: String, _ at: Instant, restarting: Bool = false) throws {
    clocks[subject] = try clocks[subject]?.resumed(
      at: at, restarting: restarting, calendar: calendar)
    try act("supplied", subject, at, to: 4, data: [("restarted", .bool(restarting))])
  }

  /// Corrected to another term, as the clock then counts from reception.
  mutating func correct(_ subject: String, _ at: Instant, term: String) throws {
    let (term, known) = (try #require(Term(code: term)), try #require(clocks[subject]))
    clocks[subject] = try LegalClock(
      startedAt: known.startedAt, term: term, policy: .hourly, calendar: calendar)
    try act(
      "corrected", subject, at, to: statuses[subject] ?? 4, by: Story.head,
      data: [("changes", ["term"])])
  }

  mutating func decide(
    _ subject: String, _ at: Instant, by post: String = Story.handler, file: Bool = true,
    recorded: Instant? = nil
  ) throws {
    let isLate = clocks[subject].map { $0.dueAt < at } ?? false
    try act(
      "decided", subject, at, to: 9, by: post, recorded: recorded,
      data: [
        ("outcome", "granted"), ("timeliness", isLate ? "late" : "early"),
        ("resultFile", .bool(file)),
      ])
  }

  /// Handed in online from a device, with an account.
  mutating func submit(
    _ subject: String, _ at: Instant, typedBy: String = "self", device: String?, account: String,
    kind: String = "person"
  ) throws {
    places[subject] = Heading(
      agency: "H99.101", sector: "S1", procedure: "1.000001", channel: "online")
    try act("submitted", subject, at, to: 1) { fact in
      (fact.typedBy, fact.deviceTag, fact.actorTag) = (typedBy, device, account)
      fact.applicantKind = kind
    }
  }

  /// Everything that one fold over these facts finds.
  func found(_ rules: [IntegrityRule]) -> [Finding] {
    var (watch, book) = (Watch(rules: rules, calendar: calendar), FindingBook())
    for (position, fact) in facts.enumerated() {
      watch.take(Sealed(position: position, fact: fact))
    }
    for change in watch.changes { book.apply(change) }
    return book.findings.values.filter { !$0.isGone }.sorted { $0.key < $1.key }
  }
}

extension Database {
  func watch(
    _ rules: [IntegrityRule], together: Int = 3, calendar known: WorkingCalendar = calendar,
    now: Instant
  ) -> WatchDesk {
    var desk = WatchDesk(
      database: self, rules: rules, calendar: { known }, now: { now }, chance: .system)
    desk.together = together
    return desk
  }

  /// What is kept and not gone, by rule and what it is about.
  func kept() async throws -> [Finding] {
    try await read { tx in
      try FindingReadingStore(tx: tx).list(FindingFilter(withGone: false), limit: 500, after: nil)
    }.map(\.finding).sorted { $0.key < $1.key }
  }
}
