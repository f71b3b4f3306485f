import Deadlines
import Ground
import Rules
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

/// The shipped rules with lower thresholds, so that histories made by chance hold enough of each.
private func strict() throws -> [IntegrityRule] {
  try shippedRules().map { rule in
    var lower = rule.thresholds
    if lower.percent > 0 { lower.percent = 30 }
    if lower.dossiers > 0 { lower.dossiers = 2 }
    if lower.people > 0 { lower.people = 2 }
    if lower.seconds > 0 { lower.seconds = 4 * 86_400 }
    if lower.minutes > 0 { lower.minutes = 1440 }
    if lower.lastDays > 0 { lower.lastDays = 10 }
    if lower.times > 0 { lower.times = 1 }
    lower.window = .week
    return rule.with(lower)
  }
}

extension IntegrityRule {
  fileprivate func with(_ thresholds: Thresholds) -> IntegrityRule {
    IntegrityRule(
      code: code, title: title, explanation: explanation, thresholds: thresholds,
      officerDays: officerDays, legalBasis: legalBasis, source: source, validFrom: validFrom,
      validTo: validTo)
  }
}

/// A year made by chance, with posts that act, devices and terms.
private func eventful(_ seed: UInt64) -> [Fact] {
  var chance = Repeatable(state: seed)
  return RandomHistory(seed: seed, dossiers: 250).facts.map { fact in
    guard fact.kind.rawValue.hasPrefix("dossier.") else { return fact }
    var fact = fact
    let number = Int.random(in: 0..<1000, using: &chance)
    fact.applicantKind = "person"
    switch fact.kind.rawValue {
    case "dossier.submitted":
      (fact.deviceTag, fact.actorTag) = ("T\(number % 3)", "A\(number % 7)")
    case "dossier.corrected": fact.post = PostID("P9")
    default: fact.post = PostID("P\(number % 3)")
    }
    (fact.term, fact.policy) = (["5wd", "10wd"][number % 2], "hourly")
    return fact
  }
}

@Suite struct WatchKeptTests {
  /// However facts come in, what is kept is what one fold over all of them finds.
  @Test(arguments: Engine.all, [3, 4] as [UInt64])
  func whatIsKeptOfAHistoryMadeByChanceIsWhatOneFoldFinds(
    _ engine: Engine, _ seed: UInt64
  ) async throws {
    try await engine.with(tables) { database in
      let facts = eventful(seed)
      let watch = database.watch(try strict(), together: 7, now: moment(6, 1))
      for start in stride(from: 0, to: facts.count, by: 213) {
        try await database.add(Array(facts[start..<min(start + 213, facts.count)]))
        try await database.seal()
        try await watch.catchUp(batches: Int(seed))
      }
      #expect(try await watch.catchUp() == 0)
      #expect(try await watch.defects() == [])
      let found = Set(try await database.kept().map(\.key.rule))
      #expect(found.isSuperset(of: [.clockStoppedLate, .supplementRepeated, .closedInBulk]))
      #expect(found.isSuperset(of: [.finishedInSeconds, .finishedWithoutResult, .oneDeviceMany]))

      let again = database.watch(try strict(), together: 1000, now: moment(6, 2))
      let before = try await database.kept()
      try await database.write { try WatchStore(tx: $0).forget(basis: "") }
      #expect(try await again.catchUp() == 0)
      #expect(try await database.kept() == before)
    }
  }

  /// A finding that was changed, put in or taken out by hand is named.
  @Test(arguments: Engine.all)
  func aFindingChangedByHandIsNamed(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      var story = Story()
      try story.receive("D", moment(3, 2))
      try story.decide("D", moment(3, 2, 8, 0, second: 5), file: false)
      try await database.add(story.facts)
      try await database.seal()
      let watch = database.watch(try shippedRules(), now: moment(3, 3))
      try await watch.catchUp()
      #expect(try await watch.defects() == [])
      try await database.write {
        try $0.run("UPDATE finding SET measured = 59 WHERE rule = 'finished-in-seconds'")
        try $0.run("DELETE FROM finding WHERE rule = 'finished-without-result'")
      }
      let named = try await watch.defects()
      #expect(named.count == 2)
      #expect(named.contains { $0.contains("finished-in-seconds") })
      #expect(named.contains { $0.contains("finished-without-result") })
    }
  }

  /// What other rules no longer find stays to be read, and says why it is gone.
  @Test(arguments: Engine.all)
  func whenRulesChangeEverythingIsLookedAtAnew(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      var story = Story()
      try story.receive("D", moment(3, 2))
      try story.ask("D", moment(3, 3))
      try story.supply("D", moment(3, 4))
      try story.ask("D", moment(3, 5))
      try story.supply("D", moment(3, 6))
      try await database.add(story.facts)
      try await database.seal()
      let shipped = try shippedRules()
      try await database.watch(shipped, now: moment(3, 9)).catchUp()
      #expect(try await database.kept().map(\.key.rule) == [.supplementRepeated])

      let milder = shipped.map { rule in
        var thresholds = rule.thresholds
        if thresholds.requests > 0 { thresholds.requests = 2 }
        return rule.with(thresholds)
      }
      let other = database.watch(milder, now: moment(3, 9))
      try await other.catchUp()
      #expect(try await database.kept() == [])
      let all = try await database.read { tx in
        try FindingReadingStore(tx: tx).list(FindingFilter(), limit: 10, after: nil)
      }
      #expect(all.map(\.gone) == [.rules])
      #expect(try await other.defects() == [])

      try await database.watch(shipped, now: moment(3, 10)).catchUp()
      #expect(try await database.kept().map(\.key.rule) == [.supplementRepeated])
    }
  }

  /// Source: a correction is approved by a second person and counts everything anew.
  @Test(arguments: Engine.all)
  func aCorrectionTakesBackWhatItMadeWrong(_ engine: Engine) async throws {
    try await engine.with(tables) { database in
      var story = Story()
      try story.receive("D", moment(3, 2), term: "5wd")
      try story.ask("D", moment(3, 6, 14))
      try story.supply("D", moment(3, 9, 9))
      for number in 1...5 {
        try story.submit("E\(number)", moment(3, 2, 9, number), device: "T", account: "A\(number)")
      }
      let rules = try shippedRules()
      #expect(story.found(rules).map(\.key.rule) == [.clockStoppedLate, .oneDeviceMany])
      try story.correct("D", moment(3, 10), term: "20wd")
      try story.act("corrected", "E3", moment(3, 10, 9), to: 1, by: Story.head) {
        $0.channel = "counter"
      }
      #expect(story.found(rules) == [])
      try await database.add(story.facts)
      try await database.seal()
      let watch = database.watch(rules, now: moment(3, 11))
      try await watch.catchUp()
      #expect(try await database.kept() == [])
      #expect(try await watch.defects() == [])
      let gone = try await database.read { tx in
        try FindingReadingStore(tx: tx).list(FindingFilter(), limit: 10, after: nil).map(\.gone)
      }
      #expect(gone == [.corrected, .corrected])
    }
  }

  /// A decision on days off that comes afterwards finds nothing in what was honest then.
  @Test func whatWasKnownTheDayBeforeDecides() throws {
    var story = Story()
    try story.receive("D", moment(3, 2))
    try story.ask("D", moment(3, 12, 16))
    let rules = try shippedRules()
    #expect(story.found(rules) == [])
    for (known, count) in [(Day(2026, 4, 1), 0), (Day(2026, 3, 11), 1)] {
      let off = CalendarRecord(
        day: Day(2026, 3, 13), kind: .off, name: "Nghỉ bù", decision: "QĐ 1", knownOn: known)
      var watch = Watch(rules: rules, calendar: WorkingCalendar(records: [off]))
      for (position, fact) in story.facts.enumerated() {
        watch.take(Sealed(position: position, fact: fact))
      }
      #expect(watch.changes.count == count, "known on \(known.iso)")
    }
  }
}
