import Dossiers
import Ground

@testable import Indicators
@testable import Journal

/// A year of dossiers that goes through the law's own transition table by chance, and beside every
/// fact what a reader without our fold would note down of it.
struct RandomHistory {
  /// One dossier at one moment, as somebody who looks at it would see it.
  struct Sight {
    let at: Instant
    let stage: Stage
    let isNumbered: Bool
    let place: Heading
    let due: Instant?
    /// Of a decision.
    let outcome: String?
  }

  private(set) var facts: [Fact] = []
  /// By subject, in order of time.
  private(set) var sights: [String: [Sight]] = [:]
  private var maker = FactMaker()
  private var chance: Repeatable

  static let first = Day(2026, 2, 2)
  static let last = Day(2026, 5, 29)
  /// H99.102 ends with this day; H99.103 does its work from the next one on.
  static let lastOfOld = Day(2026, 3, 31)

  init(seed: UInt64, dossiers: Int) {
    chance = Repeatable(state: seed)
    facts = maker.provinceFacts()
    facts.append(
      maker.agency(
        "A3", code: "H99.102", parent: "H99.1", to: RandomHistory.lastOfOld,
        kind: "agency.ended"))
    facts.append(
      maker.agency(
        "A4", code: "H99.103", parent: "H99.1", since: RandomHistory.lastOfOld.adding(days: 1),
        from: RandomHistory.lastOfOld.adding(days: 1)))
    for number in 1...dossiers { live("D\(padded(number, 4))") }
    facts = facts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &chance)
  }

  private mutating func place() -> Heading {
    let sector = number(1...2)
    return Heading(
      agency: ["H99.1", "H99.101", "H99.102"][number(0...2)], sector: "S\(sector)",
      procedure: "1.00000\(sector * 2 + number(0...1))",
      channel: ["online", "counter", "post"][number(0...2)])
  }

  private mutating func live(_ subject: String) {
    var state = Life(subject: subject, place: place())
    state.typed = ["self", "proxy", "assisted", "officer"][number(0...3)]
    state.mode = ["information", "partial", "full"][number(0...2)]
    state.level = number(0...3) == 0 ? number(1...4) : nil
    state.isElsewhere = number(0...4) == 0
    let days = RandomHistory.last.ordinal - RandomHistory.first.ordinal
    state.at = Instant(
      RandomHistory.first.adding(days: number(0...days)), minute: number(0...1439))
    if state.place.agency == "H99.102", state.at.day > RandomHistory.lastOfOld {
      state.place.agency = "H99.103"
    }
    if state.place.channel == "online" {
      tell("submitted", &state, from: nil)
    } else {
      state.stage = .received
      receive(&state)
      tell("received", &state, from: nil)
    }
    for _ in 0..<number(0...9) { act(on: &state) }
  }

  private struct Life {
    let subject: String
    var place: Heading
    var at = Instant(milliseconds: 0)
    var stage = Stage.submitted
    var isNumbered = false
    var due: Instant?
    var indexDue: Instant?
    var data: [(String, JSON)] = []
    var outcome: String?
    /// Who typed it, in which mode and level: what traits are made of.
    var typed = "self"
    var mode = "full"
    var level: Int?
    var isElsewhere = false
  }

  private mutating func receive(_ state: inout Life) {
    state.isNumbered = true
    state.due = state.at.adding(seconds: Int64(number(0...20 * 86_400)))
    state.indexDue = state.due
    state.data = [
      ("paperResult", .bool(number(0...1) == 0)), ("digitised", JSON(number(0...2))),
      ("reused", JSON(number(0...1))), ("fromStore", JSON(number(0...1))),
    ]
    if number(0...2) > 0 { state.data.append(("feeVND", JSON(number(0...1) * 50_000))) }
    if state.place.agency == "H99.102", state.at.day > RandomHistory.lastOfOld {
      state.place.agency = "H99.103"
    }
  }

  private static let verbs: [ActKind: String] = [
    .receive: "received", .refuse: "refused", .forward: "forwarded", .assign: "assigned",
    .requestSupplement: "supplementRequested", .supply: "supplied",
    .requestPayment: "paymentRequested", .pay: "paid", .extend: "extended", .decide: "decided",
    .deliver: "delivered", .withdraw: "withdrawn", .stop: "stopped",
    .correct: "correctionProposed", .approveCorrection: "corrected", .rate: "rated",
  ]

  private mutating func act(on state: inout Life) {
    let possible = ActKind.allCases.compactMap { act -> (ActKind, Stage)? in
      // What the table refuses is simply not among the possible acts.
      (try? state.stage.after(act, numbered: state.isNumbered)).map { (act, $0) }
    }
    let (act, next) = possible[number(0...possible.count - 1)]
    let before = state.stage
    state.at = state.at.adding(seconds: Int64(number(0...6 * 86_400)))
    (state.stage, state.data, state.outcome) = (next, [], nil)
    switch act {
    case .receive: receive(&state)
    case .supply, .pay, .extend:
      if state.isNumbered {
        state.due = state.at.adding(seconds: Int64(number(0...9 * 86_400)))
        if act != .supply { state.indexDue = state.due }
      }
      if act == .pay { state.data = [("paidBy", number(0...1) == 0 ? "online" : "cash")] }
    case .requestPayment: state.data = [("feeVND", 20_000)]
    case .requestSupplement: state.data = [("atReception", .bool(!state.isNumbered))]
    case .deliver: state.data = [("returnWay", number(0...1) == 0 ? "online" : "counter")]
    case .rate: state.data = [("stars", JSON(number(1...5)))]
    case .approveCorrection: correct(&state)
    case .decide:
      state.outcome = number(0...4) == 0 ? "refused" : "granted"
      state.data = [
        ("outcome", .string(state.outcome ?? "")), finish(state),
        ("resultFile", .bool(number(0...2) > 0)),
      ]
    case .withdraw, .stop: if state.isNumbered { state.data = [finish(state)] }
    case .refuse, .forward, .assign, .correct: break
    }
    tell(RandomHistory.verbs[act] ?? "", &state, from: before)
  }

  private mutating func correct(_ state: inout Life) {
    let channel = ["online", "counter", "post"][number(0...2)]
    guard channel != state.place.channel else { return }
    state.data = [("oldChannel", .string(state.place.channel))]
    state.place.channel = channel
  }

  private func finish(_ state: Life) -> (String, JSON) {
    guard let due = state.due else { return ("timeliness", "late") }
    let word = state.at > due ? "late" : state.at.day < due.day ? "early" : "onTime"
    return ("timeliness", .string(word))
  }

  private mutating func tell(_ verb: String, _ state: inout Life, from before: Stage?) {
    if let indexDue = state.indexDue { state.data.append(("indexDue", JSON(indexDue))) }
    var fact = maker.dossier(
      verb, state.subject, at: state.at, before?.status ?? 0, state.stage.status,
      numbered: state.isNumbered, place: state.place, due: state.due, data: state.data)
    (fact.typedBy, fact.mode, fact.level) = (state.typed, state.mode, state.level)
    fact.workedMinutes = state.isNumbered ? number(0...5000) : nil
    fact.returnAgency = AgencyCode(state.isElsewhere ? "H99" : state.place.agency)
    facts.append(fact)
    sights[state.subject, default: []].append(
      Sight(
        at: state.at, stage: state.stage, isNumbered: state.isNumbered, place: state.place,
        due: state.due, outcome: state.outcome))
  }
}
