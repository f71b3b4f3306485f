import Foundation
import Ground
import Storage
import Testing

@testable import Directory

struct SignInTests {
  private static func signIn(
    _ world: World, _ username: String = "lan", _ password: String = "mat-khau-1",
    address: String = "10.0.0.1"
  ) async throws -> SignedIn {
    try await world.slice.signIn.signIn(username: username, password: password, address: address)
  }

  @Test func aSessionSaysWhoAsksUntilItIsEnded() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      let session = try await Self.signIn(world, "LAN")
      #expect(session.caller == lan)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == lan)
      #expect(try await world.slice.signIn.authenticate(token: session.token + "x") == nil)
      try await world.slice.signIn.signOut(token: session.token)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
    }
  }

  @Test func theTokenIsKeptNowhere() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      let session = try await Self.signIn(world)
      let kept = try await world.database.read { tx in
        try tx.row("SELECT token_hash FROM session")?.bytes(0)
      }
      #expect(kept == SessionStore.hash(session.token))
      #expect(kept != Array(session.token.utf8))
      #expect(session.token.utf8.count == 43)
    }
  }

  @Test func anIdleSessionEndsAndAUsedOneGoesOn() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      let session = try await Self.signIn(world)
      world.clock.move(seconds: 20 * 60)
      #expect(try await world.slice.signIn.authenticate(token: session.token) != nil)
      world.clock.move(seconds: 20 * 60)
      #expect(try await world.slice.signIn.authenticate(token: session.token) != nil)
      world.clock.move(seconds: 30 * 60)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
    }
  }

  @Test func anOfficersSessionEndsAfterTwelveHoursHoweverItIsUsed() async throws {
    try await onEachEngine { world in
      try await world.found()
      _ = try await world.officer("lan", .receiver, at: "H99.101")
      let session = try await Self.signIn(world)
      #expect(session.expiresAt == world.clock.now.adding(seconds: 12 * 3600))
      for _ in 0..<47 {
        world.clock.move(seconds: 15 * 60)
        #expect(try await world.slice.signIn.authenticate(token: session.token) != nil)
      }
      world.clock.move(seconds: 15 * 60)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
    }
  }

  @Test func anEndedPostGivesNothingInASessionThatGoesOn() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      let session = try await Self.signIn(world)
      try await world.slice.accounts.end(lan.posts[0].id, reason: "QĐ 5", by: nil)
      let caller = try await world.slice.signIn.authenticate(token: session.token)
      #expect(caller?.roles.isEmpty == true)
    }
  }

  @Test func aNewPasswordEndsEverySession() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      let session = try await Self.signIn(world)
      try await world.slice.accounts.setPassword("mat-khau-2", of: "lan")
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
      await #expect(throws: SignInRefused.refused) { try await Self.signIn(world) }
      _ = try await Self.signIn(world, "lan", "mat-khau-2")
    }
  }

  @Test func everyFailureLooksAlike() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      for (username, password) in [
        ("lan", "sai-mat-khau"), ("khong-co", "mat-khau-1"), ("", ""), ("tên lạ", "mat-khau-1"),
        ("lan", String(repeating: "x", count: 5000)),
      ] {
        await #expect(throws: SignInRefused.refused) {
          try await Self.signIn(world, username, password)
        }
      }
    }
  }

  @Test func tenFailuresShutANameForAQuarterOfAnHour() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      for _ in 0..<10 {
        await #expect(throws: SignInRefused.refused) {
          try await Self.signIn(world, "lan", "sai-mat-khau")
        }
      }
      world.clock.move(seconds: 60)
      await #expect(throws: SignInRefused.tooMany(seconds: 14 * 60)) {
        try await Self.signIn(world)
      }
      world.clock.move(seconds: 14 * 60)
      _ = try await Self.signIn(world)
    }
  }

  @Test func successForgetsTheNamesFailures() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      for _ in 0..<3 {
        for _ in 0..<9 {
          await #expect(throws: SignInRefused.refused) {
            try await Self.signIn(world, "lan", "sai-mat-khau")
          }
        }
        _ = try await Self.signIn(world)
      }
    }
  }

  @Test func manyNamesFromOneAddressAreOneTrier() async throws {
    var settings = SessionSettings()
    settings.failuresPerAddress = 5
    try await onEachEngine(settings: settings) { world in
      _ = try await world.account("lan", kind: .citizen)
      for index in 0..<5 {
        await #expect(throws: SignInRefused.refused) {
          try await Self.signIn(world, "nguoi-\(index)", "sai-mat-khau")
        }
      }
      await #expect(throws: SignInRefused.tooMany(seconds: 900)) { try await Self.signIn(world) }
      _ = try await Self.signIn(world, address: "10.0.0.2")
    }
  }

  @Test func triesAtOnceCannotPassTheLimit() async throws {
    try await onEachEngine { world in
      _ = try await world.account("lan", kind: .citizen)
      let refusals = await withTaskGroup(of: SignInRefused?.self) { group in
        for _ in 0..<30 {
          group.addTask {
            do {
              _ = try await Self.signIn(world, "lan", "sai-mat-khau")
              return nil
            } catch { return error as? SignInRefused }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(refusals.count { $0 == .refused } == 10)
      #expect(refusals.count { $0?.code == "session.too-many" } == 20)
    }
  }
}

struct PasswordHashTests {
  @Test func aHashIsSaltedReadsBackAndFitsOnlyItsPassword() throws {
    let password = try Password("mật-khẩu-dài")
    let hash = try PasswordHash(of: password, cost: .cheap, salt: Chance.system.bytes(16))
    let other = try PasswordHash(of: password, cost: .cheap, salt: Chance.system.bytes(16))
    #expect(hash != other)
    #expect(PasswordHash(text: hash.text) == hash)
    #expect(try hash.fits(Password(given: "mật-khẩu-dài".decomposed)))
    #expect(try !hash.fits(Password(given: "mat-khau-dai")))
  }

  /// Vector of RFC 7914, section 12.
  @Test func theHashIsScrypt() throws {
    let hash = try PasswordHash(
      of: Password(given: "pleaseletmein"),
      cost: #require(ScryptCost(rounds: 16384, blockSize: 8, parallelism: 1)),
      salt: Array("SodiumChloride".utf8))
    #expect(hex(hash.hash) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
  }

  @Test func aCostThatTakesTheMachineIsNoCost() {
    #expect(ScryptCost(rounds: 1 << 21, blockSize: 8, parallelism: 1) == nil)
    #expect(ScryptCost(rounds: 1000, blockSize: 8, parallelism: 1) == nil)
    #expect(PasswordHash(text: "scrypt$16$8$1$00$00") == nil)
    #expect(PasswordHash(text: "") == nil)
  }

  @Test func whoComesWhenTooManyWaitIsSentAway() async throws {
    let cost = try #require(ScryptCost(rounds: 1 << 14, blockSize: 8, parallelism: 1))
    let hasher = PasswordHasher(cost: cost, chance: .system, atOnce: 1, waiting: 2)
    let password = try Password("mat-khau-1")
    let outcomes = await withTaskGroup(of: SignInRefused?.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do {
            _ = try await hasher.hash(password)
            return nil
          } catch { return error as? SignInRefused }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.contains(.busy))
    #expect(outcomes.count { $0 == nil } >= 3)
    _ = try await hasher.hash(password)
  }
}

extension String {
  fileprivate var decomposed: String { decomposedStringWithCanonicalMapping }
}
