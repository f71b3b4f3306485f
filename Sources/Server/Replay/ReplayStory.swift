import Catalogue
import Deadlines
import Directory
import Dossiers
import Ground

/// One dossier of a replay: what happens to it, one act after the other, each when its time has
/// come.
struct ReplayStory: Sendable {
  enum Step: Sendable {
    case submit, receive, assign, requestSupplement, supply, requestPayment, pay, extend, withdraw
    case decide, deliver
  }

  /// What is settled about it before it begins.
  struct Fate: Sendable {
    let number: Int
    let procedure: ProcedureCode
    let channel: Channel
    let office: DemoCast.Office
    let citizen: Caller
    let isRefused: Bool
    let isLate: Bool
    let heldUntil: Instant?
  }

  let fate: Fate
  /// When the next step is to be done.
  private(set) var at: Instant
  private var steps: [Step]
  private var dice: Dice
  private var dossier = JSON.null
  private var amount = 0

  init(_ fate: Fate, steps: [Step], from start: Instant, _ dice: Dice) {
    (self.fate, at, self.dice) = (fate, start, dice)
    self.steps = steps.reversed()
  }

  var isOver: Bool { steps.isEmpty }

  /// Does the next step through the real acts, and sets when the one after it is to come.
  mutating func play(in slice: DossierSlice, _ calendar: WorkingCalendar) async throws {
    guard let step = steps.popLast() else { return }
    let moment = at
    var told = self
    told = try await PastTime.$instant.withValue(moment) {
      var story = told
      try await story.perform(step, in: slice, calendar)
      return story
    }
    self = told
    // A term this short cannot be extended in time. Source: TIM-4.
    if steps.last == .extend, try left(calendar) < 3 * 480 { steps.removeLast() }
    guard let next = steps.last else { return }
    at = try calendar.adding(workingMinutes: try minutes(before: next, calendar), to: at)
    if next == .decide, let held = fate.heldUntil, at < held { at = held }
  }

  private mutating func perform(
    _ step: Step, in slice: DossierSlice, _ calendar: WorkingCalendar
  ) async throws {
    let office = fate.office
    switch step {
    case .submit:
      let body = DemoActs.submission(
        fate.procedure, at: office.agency, fate.channel, of: fate.citizen.name,
        number: fate.number, &dice)
      let caller = fate.channel == .online ? fate.citizen : office.receiver
      let stored = try await slice.desk.submit(try SubmissionForm(body), by: caller, once: once)
      dossier = try JSON(reading: stored.body)
    case .receive: try await act(DemoActs.receive, by: office.receiver, in: slice)
    case .assign:
      try await act(DemoActs.assign(to: office.handler), by: office.approver, in: slice)
    case .requestSupplement:
      try await act(DemoActs.requestSupplement, by: office.handler, in: slice)
    case .supply: try await act(DemoActs.supply, by: office.receiver, in: slice)
    case .requestPayment:
      amount = (1 + dice.roll(20)) * 5000
      try await act(DemoActs.requestPayment(amount), by: office.receiver, in: slice)
    case .pay:
      let isTransfer = fate.channel == .online || dice.chance(20)
      try await act(
        DemoActs.pay(amount, isTransfer: isTransfer, number: fate.number), by: office.receiver,
        in: slice)
    case .extend:
      let days = 2 + dice.roll(4)
      let due = try calendar.adding(workingMinutes: days * 480, to: due)
      try await act(DemoActs.extend(to: due), by: office.approver, in: slice)
    case .withdraw: try await act(DemoActs.withdraw, by: office.receiver, in: slice)
    case .decide: try await decide(in: slice)
    case .deliver: try await act(DemoActs.deliver, by: office.receiver, in: slice)
    }
  }

  private mutating func decide(in slice: DossierSlice) async throws {
    let signer = fate.office.approver
    let file = try await DemoActs.result(1, by: signer, in: slice)
    let decision = DemoActs.decide(
      refused: fate.isRefused, number: fate.number, on: at.day, by: signer, file: file)
    try await act(decision, by: signer, in: slice)
  }

  private mutating func act(_ body: JSON, by caller: Caller, in slice: DossierSlice) async throws {
    let stored = try await slice.desk.act(
      try Act(body), on: dossier["id"]?.text ?? "", by: caller, expecting: nil, once: once)
    dossier = try JSON(reading: stored.body)
  }

  private var once: DossierDesk.Once {
    DossierDesk.Once(key: nil, hash: "") { done in
      StoredAnswer(status: 200, headers: [], body: done.view.json.bytes)
    }
  }

  /// When the result is due, as the dossier has it now.
  private var due: Instant {
    get throws {
      guard let due = dossier["dueAt"]?.text.flatMap({ Instant(rfc3339: $0) }) else {
        throw CommandRefused("a dossier of \(fate.procedure.rawValue) has no due moment")
      }
      return due
    }
  }

  /// Working minutes that pass before a step.
  private mutating func minutes(
    before step: Step, _ calendar: WorkingCalendar
  ) throws -> Int {
    switch step {
    case .submit: return 0
    case .receive: return 20 + dice.roll(400)
    case .assign: return 30 + dice.roll(200)
    case .requestSupplement: return 60 + dice.roll(300)
    case .supply: return 200 + dice.roll(1800)
    case .requestPayment: return 10 + dice.roll(60)
    case .pay: return 60 + dice.roll(600)
    case .withdraw: return 100 + dice.roll(500)
    case .deliver: return 30 + dice.roll(900)
    case .extend: return try left(calendar) * (10 + dice.roll(30)) / 100
    case .decide:
      let share = fate.isLate ? 105 + dice.roll(60) : 20 + dice.roll(70)
      return max(10, try left(calendar) * share / 100)
    }
  }

  private func left(_ calendar: WorkingCalendar) throws -> Int {
    try calendar.workingMinutes(from: at, to: max(at, due))
  }
}
