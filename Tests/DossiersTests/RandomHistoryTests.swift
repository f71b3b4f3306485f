import Deadlines
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Random acts by random people at random times: whatever happens, the house holds together.
@Suite struct RandomHistoryTests {
  @Test(arguments: 1...12, Engine.all)
  func nothingButRefusalsAndWholeActsComesOut(_ seed: Int, _ engine: Engine) async throws {
    let draws = Draws(seed: UInt64(seed))
    try await World.with(engine, chance: draws.chance) { world in
      var all: [Taken] = []
      var taken = 0
      for _ in 0..<90 {
        world.clock.advance(hours: Int64(draws.roll(30)))
        if all.isEmpty || draws.roll(9) == 0 {
          if let new = try await world.enter(draws) { all.append(new) }
          continue
        }
        let index = draws.roll(all.count)
        if let next = try await world.step(all[index], draws) {
          #expect(next.version == all[index].version + 1)
          all[index] = next
          taken += 1
        }
      }
      #expect(taken > 20, "a history in which nothing happens tests nothing")
      for each in all { try await world.expectWhole(each) }
      #expect(try await world.dossiers.desk.defects().isEmpty)
    }
  }
}

extension World {
  /// Hands in something; `nil` when it is refused.
  fileprivate func enter(_ draws: Draws) async throws -> Taken? {
    let procedures: [ProcedureCode] = [
      .residence, .copies, .marriage, .land, .licence, .termless, .waiting, .pilot, .forest,
    ]
    let (procedure, person) = (
      draws.pick(procedures), draws.pick([Person.citizen, .helper, .receiver, .receiver])
    )
    return try await unlessRefused { try await submit(procedure, by: person, at: .communeA) }
  }

  /// Does something to it; mostly what the stage allows, by whom it may concern.
  fileprivate func step(_ taken: Taken, _ draws: Draws) async throws -> Taken? {
    let dossier = try await stored(taken)
    let sensible = ActKind.allCases.filter { kind in
      (try? dossier.stage.after(kind, numbered: dossier.number != nil)) != nil  // a no is an answer
    }
    let kind = draws.pick(draws.roll(5) == 0 ? ActKind.allCases : sensible)
    let usual = try await trial(kind, on: taken)
    let anyone = draws.roll(8) == 0
    let person =
      anyone ? draws.pick(Person.allCases) : usual.1 == .citizen ? .receiver : usual.1
    let act = draws.roll(6) == 0 ? try await variant(kind, draws) ?? usual.0 : usual.0
    return try await unlessRefused { try await self.act(act, on: taken.id, by: person) }
  }

  private func variant(_ kind: ActKind, _ draws: Draws) async throws -> Act? {
    switch kind {
    case .requestSupplement: return .askAgain
    case .forward: return .forward(to: draws.pick([.department, .communeB, .communeA]))
    case .assign: return .assign(account(draws.pick([.specialist, .colleague, .handlerB])))
    case .extend:
      return .extend(to: clock.now.adding(seconds: Int64(draws.roll(900)) * 3600), reason: "r")
    case .correct:
      return .correct(draws.pick([["channel": "post"], ["case": 1], ["case": 2]]), reason: "r")
    case .pay: return .pay(.transfer, Dong(Int64(draws.roll(2)) * 20_000), receiptNumber: "B")
    case .receive, .refuse, .supply, .requestPayment, .decide, .deliver, .withdraw, .stop,
      .approveCorrection, .rate:
      return nil
    }
  }

  /// Whatever is thrown must be a refusal: a broken constraint or a fault ends the test.
  private func unlessRefused(_ body: () async throws -> Taken) async throws -> Taken? {
    do { return try await body() } catch is any Refusal { return nil }
  }

  /// Row, events and facts tell the same, and the stages follow each other by the table.
  fileprivate func expectWhole(_ taken: Taken) async throws {
    let dossier = try await stored(taken)
    let events = try await events(of: taken)
    let facts = try await facts(ofSubject: dossier.subject)
    #expect(dossier.version == taken.version && dossier.stage == taken.stage)
    #expect(events.map(\.seq) == Array(1...dossier.version))
    #expect(facts.map(\.seq) == Array(1...dossier.version))
    #expect(facts.map(\.id) == events.map(\.fact) && facts.map(\.at) == events.map(\.at))
    #expect(events.map(\.at) == events.map(\.at).sorted())
    #expect(events.last?.stage == dossier.stage)
    #expect(
      facts.last?.commitment == Commitment(to: dossier.contents.json, salt: dossier.salt).digest)
    var before = events[0].stage
    for (event, fact) in zip(events, facts).dropFirst() {
      let act = try #require(ActKind(rawValue: event.act))
      let numbered = fact.datum("numbered") == true && act != .receive
      #expect(try before.after(act, numbered: numbered) == event.stage)
      #expect(fact.datum("from") == .integer(Int64(before.status)))
      #expect(fact.datum("to") == .integer(Int64(event.stage.status)))
      #expect(fact.kind == act.factKind)
      before = event.stage
    }
    #expect((dossier.number == nil) == (dossier.clock == nil))
    #expect(facts.last?.due == dossier.clock?.dueAt)
    #expect(facts.allSatisfy { $0.unfitness == nil })
  }
}
