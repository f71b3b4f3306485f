import Ground
import Storage
import Synchronization
import Testing

@testable import Directory

struct IdempotencyTests {
  private static let lan = AccountID("01ARZ3NDEKTSV4RRFFQ69G5FAV")
  private static let at = Instant(World.monday, minute: 480)

  private static func once(
    _ world: World, _ account: AccountID = lan, key: String?, hash: String = "a",
    at instant: Instant = at, _ body: @escaping @Sendable () throws -> StoredAnswer
  ) async throws -> StoredAnswer {
    try await world.database.write { tx in
      try Idempotency(tx: tx).once(
        account: account, key: key, requestHash: hash, at: instant, body)
    }
  }

  private static func answer(_ text: String) -> StoredAnswer {
    StoredAnswer(
      status: 201, headers: [.init("ETag", "\"1\""), .init("Motcua-Fact", "x")],
      body: Array(text.utf8))
  }

  @Test func theSameKeyGivesTheSameAnswerAgain() async throws {
    try await onEachEngine { world in
      let first = try await Self.once(world, key: "k") { Self.answer("một") }
      let second = try await Self.once(world, key: "k") { Self.answer("hai") }
      #expect(second == first)
      #expect(first == Self.answer("một"))
      let other = try await Self.once(world, "01BX5ZZKBKACTAV9WEVGEMMVRZ", key: "k") {
        Self.answer("ba")
      }
      #expect(other == Self.answer("ba"))
      let without = try await Self.once(world, key: nil) { Self.answer("bốn") }
      #expect(without == Self.answer("bốn"))
    }
  }

  @Test func theSameKeyWithAnotherBodyIsRefused() async throws {
    try await onEachEngine { world in
      _ = try await Self.once(world, key: "k") { Self.answer("một") }
      await #expect(throws: IdempotencyRefused.otherBody) {
        try await Self.once(world, key: "k", hash: "b") { Self.answer("hai") }
      }
      for key in ["", "a b", "khóa", String(repeating: "k", count: 201)] {
        await #expect(throws: IdempotencyRefused.keyUnfit) {
          try await Self.once(world, key: key) { Self.answer("hai") }
        }
      }
    }
  }

  @Test func anActThatIsRefusedKeepsNoAnswer() async throws {
    try await onEachEngine { world in
      await #expect(throws: Missing.self) {
        try await Self.once(world, key: "k") { throw Missing() }
      }
      let second = try await Self.once(world, key: "k") { Self.answer("hai") }
      #expect(second == Self.answer("hai"))
    }
  }

  @Test func aKeyIsForgottenAfterADay() async throws {
    try await onEachEngine { world in
      _ = try await Self.once(world, key: "k") { Self.answer("một") }
      let later = Self.at.adding(seconds: 24 * 3600 + 1)
      let second = try await Self.once(world, key: "k", hash: "b", at: later) { Self.answer("hai") }
      #expect(second == Self.answer("hai"))
      try await world.database.write { tx in
        try Idempotency(tx: tx).forgetOld(at: later.adding(seconds: 24 * 3600 + 1))
      }
      #expect(try await world.count("SELECT count(*) FROM idempotency") == 0)
    }
  }

  @Test func manyAtOnceActOnce() async throws {
    try await onEachEngine { world in
      try await world.database.write { try $0.run("CREATE TABLE acted (n BIGINT NOT NULL)") }
      let answers = try await withThrowingTaskGroup(of: StoredAnswer.self) { group in
        for index in 0..<24 {
          group.addTask {
            try await world.database.write { tx in
              try Idempotency(tx: tx).once(
                account: Self.lan, key: "k", requestHash: "a", at: Self.at
              ) {
                try tx.run("INSERT INTO acted (n) VALUES (\(index))")
                return Self.answer("\(index)")
              }
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.body)).count == 1)
      #expect(try await world.count("SELECT count(*) FROM acted") == 1)
    }
  }
}
