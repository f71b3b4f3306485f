import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Source: contract, `Idempotency-Key`.
@Suite struct IdempotencyTests {
  @Test(arguments: Engine.all)
  func theSameKeyAndBodyGiveTheSameAnswerAgain(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let first = try await world.submit(key: "k-1")
      world.clock.advance(hours: 1)
      #expect(try await world.submit(key: "k-1") == first)
      #expect(try await world.count("dossier") == 1)
      try await world.refuses("idempotency.other-body", .content) {
        try await world.submit(.land, key: "k-1")
      }
      let another = try await world.submit(by: .neighbour, key: "k-1")
      #expect(another.id != first.id, "a key is one account's own")
      world.clock.advance(hours: 24)
      #expect(try await world.submit(key: "k-1").id != first.id, "a key is kept for a day")
    }
  }

  @Test(arguments: Engine.all)
  func aRefusedActKeepsNoKey(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("submission.procedure-closed") {
        try await world.submit(.copies, key: "k-2")
      }
      #expect(try await world.submit(.residence, key: "k-2").stage == .submitted)
    }
  }

  /// Two at once with one key are one dossier.
  @Test(arguments: Engine.all)
  func manyAtOnceWithOneKeyAreOneDossier(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let all = try await withThrowingTaskGroup(of: Taken.self) { group in
        for _ in 0..<8 { group.addTask { try await world.submit(key: "k-3") } }
        return try await group.reduce(into: [Taken]()) { $0.append($1) }
      }
      #expect(Set(all.map(\.id)).count == 1)
      #expect(try await world.count("dossier") == 1)
    }
  }
}
