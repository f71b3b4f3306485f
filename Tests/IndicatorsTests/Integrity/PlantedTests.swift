import Deadlines
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

/// One rule: a history in which somebody did what it looks for, and one in which the same work was
/// done honestly.
struct Plant: Sendable, CustomTestStringConvertible {
  let name: String
  let rule: IntegrityRule.Code
  /// What is found: how much, by which post, how often.
  let measured: Int
  var post: String? = Story.handler
  let planted: @Sendable (inout Story) throws -> Void
  let honest: @Sendable (inout Story) throws -> Void

  var testDescription: String { name }
}

// Monday 2 March 2026, 8:00. Ten working days of eight hours end on Monday 16 March at 8:00.
private let received = moment(3, 2)

private let clockPlants: [Plant] = [
  Plant(
    name: "a supplement is asked for when nine tenths have run", rule: .clockStoppedLate,
    measured: 91
  ) { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 2, 9))
    try story.ask("D", moment(3, 13, 9))
  } honest: { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 2, 9))
    try story.ask("D", moment(3, 4, 9))
  },
  Plant(
    name: "a fee is asked for after the due date", rule: .clockStoppedLate, measured: 100
  ) { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 2, 9))
    try story.ask("D", moment(3, 17, 9), for: .payment)
  } honest: { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 2, 9))
    try story.ask("D", moment(3, 3, 9), for: .payment)
  },
  Plant(
    name: "the count began again, and nine tenths of it have run", rule: .clockStoppedLate,
    measured: 93
  ) { story in
    try story.receive("D", received)
    try story.ask("D", moment(3, 4, 9))
    try story.supply("D", moment(3, 9, 8), restarting: true)
    try story.ask("D", moment(3, 20, 10, 30), for: .payment)
  } honest: { story in
    // As many minutes after reception, but early in the count that runs.
    try story.receive("D", received)
    try story.ask("D", moment(3, 12, 9))
    try story.supply("D", moment(3, 18, 8), restarting: true)
    try story.ask("D", moment(3, 20, 10, 30), for: .payment)
  },
  Plant(
    name: "a second supplement is asked for", rule: .supplementRepeated, measured: 2
  ) { story in
    try story.receive("D", received)
    try story.ask("D", moment(3, 3, 9))
    try story.supply("D", moment(3, 4, 9))
    try story.ask("D", moment(3, 5, 9))
  } honest: { story in
    // Once at reception, before the clock runs, and once after it.
    try story.submit("D", moment(3, 1), device: "T1", account: "A1")
    try story.act("supplementRequested", "D", moment(3, 2, 7), to: 5, by: Story.receiver)
    try story.act("supplied", "D", moment(3, 2, 7, 30), to: 1)
    try story.receive("D", received)
    try story.ask("D", moment(3, 3, 9))
    try story.supply("D", moment(3, 4, 9))
  },
]

private let endPlants: [Plant] = [
  Plant(
    name: "the result comes forty seconds after reception", rule: .finishedInSeconds, measured: 40
  ) { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 2, 8, 0, second: 40))
  } honest: { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 2, 8, 1, second: 1))
  },
  Plant(
    name: "the result comes twenty seconds after somebody got it", rule: .finishedInSeconds,
    measured: 20
  ) { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 5))
    try story.decide("D", moment(3, 5, 8, 0, second: 20))
  } honest: { story in
    try story.receive("D", received)
    try story.assign("D", moment(3, 5))
    try story.decide("D", moment(3, 5, 10))
  },
  Plant(
    name: "a dossier is finished without a result", rule: .finishedWithoutResult, measured: 0
  ) { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 5), file: false)
  } honest: { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 5))
  },
  Plant(
    name: "a result is written down a day later", rule: .recordedLate, measured: 1440
  ) { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 5), recorded: moment(3, 6))
  } honest: { story in
    try story.receive("D", received)
    try story.decide("D", moment(3, 5), recorded: moment(3, 5, 8, 59))
  },
]

/// Closes `count` dossiers from nine o'clock on, a minute apart or as many as said.
private func close(
  _ count: Int, _ month: Int, _ day: Int, apart minutes: Int = 1, by post: String = Story.handler,
  _ story: inout Story
) throws {
  for number in 0..<count {
    let subject = "D\(month)-\(day)-\(number)"
    try story.receive(subject, moment(month, day, 7))
    let at = moment(month, day, 8).adding(seconds: Int64(number * minutes * 60))
    try story.decide(subject, at, by: post)
  }
}

private let bulkPlants: [Plant] = [
  Plant(
    name: "a month's last day sees twenty closings in an hour", rule: .closedInBulk, measured: 24
  ) { story in
    for day in [16, 17, 18, 19, 20] { try close(2, 3, day, &story) }
    try close(24, 3, 31, &story)
  } honest: { story in
    // The same, in the middle of the month.
    for day in [9, 10, 11, 12, 13] { try close(2, 3, day, &story) }
    try close(24, 3, 18, &story)
  },
  Plant(
    name: "stops count as closings", rule: .closedInBulk, measured: 20
  ) { story in
    for number in 0..<20 {
      try story.receive("D\(number)", moment(3, 2))
      try story.act(
        "stopped", "D\(number)", moment(3, 30, 9, number), to: 8, by: Story.handler)
    }
  } honest: { story in
    // As many on the same day, by two posts.
    for number in 0..<20 {
      try story.receive("D\(number)", moment(3, 2))
      try story.act(
        "stopped", "D\(number)", moment(3, 30, 9, number), to: 8,
        by: number % 2 == 0 ? Story.handler : Story.head)
    }
  },
  Plant(
    name: "who usually closes six closes thirty", rule: .closedInBulk, measured: 30
  ) { story in
    for day in 2...27 where Day(2026, 3, day).weekday < 6 { try close(6, 3, day, &story) }
    try close(30, 3, 31, &story)
  } honest: { story in
    // Who closes thirty every day closes thirty at the end too.
    for month in [1, 2, 3] {
      for day in 6...27 where Day(2026, month, day).weekday < 6 {
        try close(30, month, day, &story)
      }
    }
    try close(30, 3, 31, &story)
  },
  Plant(
    name: "in one hour, not over the day", rule: .closedInBulk, measured: 20
  ) { story in
    try close(20, 3, 31, apart: 3, &story)
  } honest: { story in
    try close(20, 3, 31, apart: 20, &story)
  },
]

private let devicePlants: [Plant] = [
  Plant(
    name: "five people's dossiers come from one device", rule: .oneDeviceMany, measured: 5,
    post: nil
  ) { story in
    for number in 1...5 {
      try story.submit("D\(number)", moment(3, 2, 9, number), device: "T1", account: "A\(number)")
    }
  } honest: { story in
    // Somebody hands in six of his own; four neighbours from devices of their own.
    for number in 1...6 {
      try story.submit("D\(number)", moment(3, 2, 9, number), device: "T1", account: "A1")
    }
    for number in 7...10 {
      try story.submit(
        "D\(number)", moment(3, 2, 10, number), device: "T\(number)", account: "A\(number)")
    }
  },
  Plant(
    name: "one account hands in for five others", rule: .oneDeviceMany, measured: 5, post: nil
  ) { story in
    for number in 1...5 {
      try story.submit(
        "D\(number)", moment(3, 2, 9, number), typedBy: "proxy", device: nil, account: "A1")
    }
  } honest: { story in
    // A firm's clerk for his firm, a helper of the community group for whoever comes, four others
    // on the same day and a fifth on the next.
    for number in 1...5 {
      try story.submit(
        "F\(number)", moment(3, 2, 9, number), typedBy: "proxy", device: "T1", account: "A1",
        kind: "organisation")
      try story.submit(
        "H\(number)", moment(3, 2, 9, number), typedBy: "assisted", device: "T2", account: "A2")
      try story.submit(
        "D\(number)", moment(3, number == 5 ? 3 : 2, 10, number), typedBy: "proxy", device: "T1",
        account: "A1")
    }
  },
]

@Suite struct PlantedTests {
  static let plants = clockPlants + endPlants + bulkPlants + devicePlants

  /// Source: issue "figures", must show 8.
  @Test(arguments: plants)
  func aPlantedHistoryIsFoundAndItsHonestTwinIsNot(_ plant: Plant) throws {
    let rules = try shippedRules()
    var (planted, honest) = (Story(), Story())
    try plant.planted(&planted)
    try plant.honest(&honest)
    let found = planted.found(rules)
    #expect(found.map(\.key.rule) == [plant.rule])
    #expect(found.first?.measured == plant.measured)
    #expect(found.first?.post == plant.post)
    #expect(found.first?.agency == "H99.101")
    #expect(honest.found(rules) == [])
  }

  /// The same as it is kept, looked at three facts at a time.
  @Test(arguments: Engine.all, plants)
  func whatIsKeptIsWhatOneFoldFinds(_ engine: Engine, _ plant: Plant) async throws {
    try await engine.with(tables) { database in
      let rules = try shippedRules()
      var story = Story()
      try plant.planted(&story)
      try await database.add(story.facts)
      try await database.seal()
      let watch = database.watch(rules, now: moment(4, 1))
      #expect(try await watch.catchUp() == 0)
      let kept = try await database.kept()
      #expect(kept.map(\.key) == story.found(rules).map(\.key))
      #expect(kept.first?.measured == plant.measured)
      #expect(try await watch.defects() == [])
    }
  }

  @Test(arguments: Engine.all, plants)
  func ofTheHonestTwinNothingIsKept(_ engine: Engine, _ plant: Plant) async throws {
    try await engine.with(tables) { database in
      var story = Story()
      try plant.honest(&story)
      try await database.add(story.facts)
      try await database.seal()
      let watch = database.watch(try shippedRules(), now: moment(4, 1))
      #expect(try await watch.catchUp() == 0)
      #expect(try await database.kept() == [])
    }
  }

  @Test func everyRuleThatFindsHasAPlant() throws {
    let planted = Set(PlantedTests.plants.map(\.rule))
    #expect(planted.union([.lateHeld]) == Set(IntegrityRule.Code.allCases))
    #expect(Set(try shippedRules().map(\.code)) == Set(IntegrityRule.Code.allCases))
  }
}
