import Foundation
import Ground
import Testing

@testable import Journal

@Test func theKeyIsMadeOnceAndReadableByItsOwnerOnly() async throws {
  try await withFolder { path in
    let folder = KeyFolder(path: path)
    #expect(try JournalKey.kept(in: folder) == nil)
    let made = try JournalKey.open(in: folder, origin: "demo/x", chance: .system)
    let again = try JournalKey.open(in: folder, origin: "demo/x", chance: .system)
    #expect(made.verifier == again.verifier)
    #expect(made.isDemonstration)
    #expect(try JournalKey.kept(in: folder)?.verifier == made.verifier)
    let mode = try FileManager.default.attributesOfItem(atPath: path + "/journal.key")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["journal.key"])
  }
}

@Test func processesThatStartTogetherGetTheSameKey() async throws {
  try await withFolder { path in
    let keys = try await withThrowingTaskGroup(of: VerifierKey.self) { group in
      for _ in 0..<16 {
        group.addTask {
          try JournalKey.open(in: KeyFolder(path: path), origin: "h99", chance: .system).verifier
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(keys.count == 16)
    #expect(Set(keys.map(\.text)).count == 1)
  }
}

@Test func aKeyThatOthersMayReadIsRefused() async throws {
  try await withFolder { path in
    let folder = KeyFolder(path: path)
    _ = try JournalKey.open(in: folder, origin: "h99", chance: .system)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: path + "/journal.key")
    #expect(throws: KeyFileUnusable.self) {
      try JournalKey.open(in: folder, origin: "h99", chance: .system)
    }
  }
}

@Test func aKeyOfAnotherJournalOrADamagedOneIsRefused() async throws {
  try await withFolder { path in
    let folder = KeyFolder(path: path)
    _ = try JournalKey.open(in: folder, origin: "h99", chance: .system)
    #expect(throws: JournalKeyUnfit.self) {
      try JournalKey.open(in: folder, origin: "h98", chance: .system)
    }
    let file = try #require(FileHandle(forUpdatingAtPath: path + "/journal.key"))
    try file.seek(toOffset: 40)
    try file.write(contentsOf: [65, 65, 65])
    try file.close()
    #expect(throws: JournalKeyUnfit.self) {
      try JournalKey.open(in: folder, origin: "h99", chance: .system)
    }
  }
  for origin in ["", "a b", "a+b", "a\nb"] {
    #expect(throws: JournalKeyUnfit.self) {
      try JournalKey(origin: origin, seed: [UInt8](repeating: 1, count: 32))
    }
  }
}

@Test func tagsAreTheSameWithinAYearAndStrangersAcrossYears() async throws {
  try await withFolder { path in
    let tags = ActorTags(folder: KeyFolder(path: path))
    let an = AccountID("an")
    let tag = try tags.actor(an, at: monday)
    #expect(tag == (try ActorTags(folder: KeyFolder(path: path)).actor(an, at: monday)))
    #expect(tag != (try tags.actor(AccountID("binh"), at: monday)))
    #expect(tag != (try tags.device("an", at: monday)))
    // The year is Vietnam's: 00:30 on 1 January there is still December in UTC.
    #expect(tag != (try tags.actor(an, at: Instant(Day(2027, 1, 1), minute: 30))))
    #expect(tag == (try tags.actor(an, at: Instant(Day(2026, 12, 31), minute: 1439))))
    var tagged = fact("F1")
    (tagged.actorTag, tagged.deviceTag) = (tag, try tags.device("an", at: monday))
    #expect(tagged.unfitness == nil)
  }
}

@Test func aCommitmentProvesTheContentsUnderItsSaltOnly() {
  let contents: JSON = ["name": "Nguyễn Thị Lan", "copies": 2]
  let made = Commitment(to: contents, chance: .system)
  #expect(Commitment(to: contents, salt: made.salt).digest == made.digest)
  #expect(Commitment(to: ["name": "Nguyễn Thị Lan"], salt: made.salt).digest != made.digest)
  #expect(Commitment(to: contents, chance: .system).digest != made.digest)
  #expect(
    Commitment(to: "a", salt: [UInt8](repeating: 0, count: 32)).digest
      == "88eddaf7c34e551cb487eadeab12f450093102c8e250cf037a2bfb74ed84a1a8")
}
