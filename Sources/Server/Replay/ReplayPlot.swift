import Catalogue
import Deadlines
import Directory
import Ground

/// Makes up who hands in what, when, and how it ends: the same in every run.
struct ReplayPlot {
  let replay: Replay
  let services: [ReplayOffer]
  let calendar: WorkingCalendar
  let citizens: [Caller]

  func stories() throws -> [ReplayStory] {
    var dice = Dice(seed: UInt64(replay.seed))
    var stories: [ReplayStory] = []
    for group in replay.groups {
      let open = try services(for: group)
      for index in 0..<group.count {
        stories.append(try story(stories.count + 1, index, of: group, among: open, &dice))
      }
    }
    return stories
  }

  /// Those that a group's dossiers are for, in the order of their codes.
  private func services(for group: Replay.Dossiers) throws -> [ReplayOffer] {
    let fit = services.filter {
      group.legacyLevels.contains($0.terms.legacyLevel)
        && $0.takes(group.channel, within: replay.habits.longestTerm)
        && (group.channel != .online || $0.isOnline)
    }.sorted { $0.procedure.code < $1.procedure.code }
    let wanted = group.services ?? fit.count
    guard !fit.isEmpty, fit.count >= wanted, group.count >= group.services ?? 1 else {
      throw CommandRefused(
        "\(fit.count) services take dossiers \(group.channel.rawValue); the replay needs \(wanted)")
    }
    return Array(fit.prefix(wanted))
  }

  private func story(
    _ number: Int, _ index: Int, of group: Replay.Dossiers, among open: [ReplayOffer],
    _ dice: inout Dice
  ) throws -> ReplayStory {
    let habits = replay.habits
    let service = pick(index, open, &dice)
    let office = service.offices[dice.roll(service.offices.count)]
    let start = try start(of: group, &dice)
    func happens(_ perMille: Int) -> Bool { dice.roll(1000) < perMille }
    let fate = ReplayStory.Fate(
      number: number, procedure: service.procedure.code, channel: group.channel, office: office,
      citizen: citizens[dice.roll(citizens.count)], isRefused: happens(habits.refused),
      isLate: happens(habits.late),
      heldUntil: try group.heldUntil.map {
        try calendar.adding(workingMinutes: 1 + dice.roll(2400), to: Instant($0, minute: 0))
      })
    var steps: [ReplayStory.Step] = [.submit]
    if group.channel == .online { steps.append(.receive) }
    steps.append(.assign)
    if happens(habits.supplemented) { steps += [.requestSupplement, .supply] }
    if happens(habits.charged) { steps += [.requestPayment, .pay] }
    if group.isWithdrawn {
      steps.append(.withdraw)
    } else {
      if happens(habits.extended) { steps.append(.extend) }
      steps += [.decide, .deliver]
    }
    return ReplayStory(fate, steps: steps, from: start, dice)
  }

  /// One for each service first; the rest goes mostly to few of them, as in life.
  private func pick(_ index: Int, _ open: [ReplayOffer], _ dice: inout Dice) -> ReplayOffer {
    guard index >= open.count else { return open[index] }
    let part = dice.roll(1000)
    return open[open.count * part * part / 1_000_000]
  }

  /// A moment of office hours within the group's days.
  private func start(of group: Replay.Dossiers, _ dice: inout Dice) throws -> Instant {
    let days = group.handedIn
    let (first, last) = (Instant(days.lowerBound, minute: 0), Instant(days.upperBound, minute: 0))
    let whole = try calendar.workingMinutes(from: first, to: last)
    return try calendar.adding(workingMinutes: 1 + dice.roll(max(whole, 1)), to: first)
  }
}
