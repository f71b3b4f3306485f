import Ground
import Storage
import Synchronization
import TestKit
import Testing

@testable import Journal

/// Keeps what it was given, in a table, so that an undone sealing undoes it too.
private struct Counter: SealedFactReader {
  static let migration = Migration("test-001") { _ in
    ["CREATE TABLE taken (position BIGINT NOT NULL PRIMARY KEY, id TEXT NOT NULL)"]
  }

  var refuses: String?

  func take(_ facts: [Sealed], _ tx: any Transaction) throws {
    for sealed in facts {
      try tx.run("INSERT INTO taken (position, id) VALUES (\(sealed.position), \(sealed.fact.id))")
      if sealed.fact.id == refuses { throw Refused() }
    }
  }

  struct Refused: Error {}
}

/// What a running sealer said.
private final class Notices: Sendable {
  let list = Mutex<[String]>([])
}

private func takenIDs(_ database: any Database) async throws -> [String] {
  try await database.read { tx in
    try tx.rows("SELECT id FROM taken ORDER BY position LIMIT 10000").map { try $0.text(0) }
  }
}

private func sealedIDs(_ database: any Database) async throws -> [String] {
  try await database.lines().map { try Fact(line: $0).id }
}

@Suite struct SealerTests {
  @Test(arguments: Engine.all)
  func factsAreSealedByRecordedTimeAndIdAndAgreeWithANaiveTree(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([
        fact("C", "S1", 1, after: 5), fact("B", "S2", 1, after: 5), fact("A", "S3", 1, after: 9),
        fact("D", "S4", 1, after: 1),
      ])
      #expect(try await JournalDesk(database: database).asOf() == nil)
      let checkpoint = try #require(try await database.sealer().seal())
      #expect(try await sealedIDs(database) == ["D", "B", "C", "A"])
      var edge = TreeEdge()
      for line in try await database.lines() { edge.append(.leaf(line)) }
      #expect(checkpoint == Checkpoint(origin: "demo/test", size: 4, root: edge.root))
      let asOf = try await JournalDesk(database: database).asOf()
      #expect(asOf == Position(size: 4, root: edge.root, at: monday.adding(seconds: 3600)))
      let note = try #require(try await JournalDesk(database: database).checkpoint())
      let read = try SignedNote(reading: Array(note.utf8))
      #expect(read.text == checkpoint.text)
      #expect(testKey.verifier.judge(read) == .good)
    }
  }

  @Test(arguments: Engine.all)
  func withinASubjectTheSeqDecides(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([
        fact("L2", "S1", 2, after: 1), fact("O", "S2", 1, after: 2), fact("L3", "S1", 3, after: 3),
        fact("L1", "S1", 1, after: 4), fact("P", "S3", 1, after: 5),
      ])
      _ = try await database.sealer().seal()
      #expect(try await sealedIDs(database) == ["O", "L1", "L2", "L3", "P"])
    }
  }

  @Test(arguments: Engine.all)
  func aFactWhosePredecessorIsNotThereWaits(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([fact("L2", "S1", 2, after: 1), fact("O", "S2", 1, after: 2)])
      #expect(try await database.sealer().seal()?.size == 1)
      try await database.add([fact("L1", "S1", 1, after: 9)])
      #expect(try await database.sealer().seal()?.size == 3)
      #expect(try await sealedIDs(database) == ["O", "L1", "L2"])
    }
  }

  @Test(arguments: Engine.all)
  func manyFactsAreSealedInBatchesAndAgainLater(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all + [Counter.migration]) { database in
      // The first of each subject comes last, so that a whole page only waits.
      let late = (0..<1200).map { fact("L\(1000 + $0)", "T\($0)", 2, after: Int64($0)) }
      let first = (0..<1200).map { fact("M\(1000 + $0)", "T\($0)", 1, after: Int64(5000 + $0)) }
      try await database.add(late + first)
      let sealer = database.sealer(readers: [Counter()])
      guard case .sealed(let part, true) = try await sealer.sealOnce() else {
        Issue.record("the first batch is full")
        return
      }
      #expect(part.size == 1000)
      #expect(try await sealer.seal()?.size == 2400)
      #expect(try await takenIDs(database) == (try await sealedIDs(database)))
      #expect(try await sealer.sealOnce() == .nothingToSeal)
      try await database.add([fact("Z", "S9", 1, after: 99_999)])
      let last = try #require(try await sealer.seal())
      var edge = TreeEdge()
      for line in try await database.lines() { edge.append(.leaf(line)) }
      #expect(last.size == 2401)
      #expect(last.root == edge.root)
      #expect(try await JournalCheck(database: database, key: testKey.verifier).run().defects == [])
    }
  }

  @Test(arguments: Engine.all)
  func whatAReaderRefusesUndoesTheWholeSealing(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all + [Counter.migration]) { database in
      try await database.add(histories(subjects: 3, length: 2))
      await #expect(throws: Counter.Refused.self) {
        try await database.sealer(readers: [Counter(refuses: "F1x2")]).seal()
      }
      #expect(try await JournalDesk(database: database).asOf() == nil)
      #expect(try await takenIDs(database) == [])
      #expect(try await database.sealer(readers: [Counter()]).seal()?.size == 6)
      #expect(try await takenIDs(database).count == 6)
    }
  }

  @Test(arguments: Engine.all)
  func nothingIsStampedWhileTheClockIsBehindTheLastCheckpoint(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([fact("A")])
      _ = try await database.sealer(at: monday.adding(seconds: 60)).seal()
      try await database.add([fact("B", "S2")])
      let behind = database.sealer(at: monday.adding(seconds: 59))
      #expect(
        try await behind.sealOnce()
          == .clockBehind(checkpoint: monday.adding(seconds: 60), now: monday.adding(seconds: 59)))
      await #expect(throws: SealerClockBehind.self) { try await behind.seal() }
      #expect(try await database.sealer(at: monday.adding(seconds: 60)).seal()?.size == 2)
    }
  }

  @Test(arguments: Engine.all)
  func sealersOfSeveralProcessesNeverSealAFactTwice(_ engine: Engine) async throws {
    try await engine.withPlace(JournalMigrations.all + [Counter.migration]) { place in
      let databases = [try await place.open(), try await place.open(), try await place.open()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, database) in databases.enumerated() {
          group.addTask {
            for turn in 0..<40 {
              let seqs = (1...5).map { fact("P\(number)x\(turn)x\($0)", "S\(number)x\(turn)", $0) }
              try await database.add(seqs)
              _ = try await database.sealer(readers: [Counter()]).sealOnce()
            }
            _ = try await database.sealer(readers: [Counter()]).seal()
          }
        }
        try await group.waitForAll()
      }
      #expect(try await takenIDs(databases[0]).count == 600)
      #expect(try await takenIDs(databases[0]) == (try await sealedIDs(databases[0])))
      let state = try await JournalCheck(database: databases[0], key: testKey.verifier).run()
      #expect(state.defects == [])
      #expect(state.sealedFacts == 600)
      for database in databases { try await database.close() }
    }
  }

  @Test(arguments: Engine.all)
  func aDamagedJournalIsNotSealedFurther(_ engine: Engine) async throws {
    let damages: [SQL] = [
      "DELETE FROM fact WHERE position = 5", "DELETE FROM tree_tile",
      "DELETE FROM checkpoint",
      "UPDATE tree_tile SET hashes = \([UInt8](repeating: 1, count: 192))",
      "UPDATE checkpoint SET root = \([UInt8](repeating: 1, count: 32))",
      "UPDATE fact SET body = \(Array("{}".utf8)) WHERE id = 'NEW'",
    ]
    for damage in damages {
      try await engine.with(JournalMigrations.all) { database in
        try await database.add(histories(subjects: 3, length: 2))
        _ = try await database.sealer().seal()
        try await database.add([fact("NEW", "S9")])
        try await database.change(damage)
        await #expect(throws: JournalDamaged.self, "\(damage.text)") {
          try await database.sealer().seal()
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func anotherKeyDoesNotContinueTheJournal(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([fact("A")])
      _ = try await database.sealer().seal()
      try await database.add([fact("B", "S2")])
      let key = try JournalKey(origin: "h98", seed: [UInt8](repeating: 3, count: 32))
      await #expect(throws: JournalDamaged.self) { try await database.sealer(key: key).seal() }
    }
  }

  @Test(arguments: Engine.all)
  func theJournalTakesNoUnfitFactAndNoSeqTwice(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      var named = fact("A")
      named.sector = "Hộ tịch"
      let facts = [named]
      await #expect(throws: FactUnfit.self) { try await database.add(facts) }
      try await database.add([fact("A")])
      await #expect(throws: ConstraintBroken.self) { try await database.add([fact("B")]) }
      await #expect(throws: ConstraintBroken.self) { try await database.add([fact("A", "S2")]) }
      try await database.add([fact("C", "S1", 2)])
      let (next, kept) = try await database.read { tx in
        let store = JournalStore(tx: tx)
        return (try store.nextSeq(ofSubject: "S1"), try store.facts(ofSubject: "S1"))
      }
      #expect(next == 3)
      #expect(kept == [fact("A"), fact("C", "S1", 2)])
    }
  }

  @Test(arguments: Engine.all)
  func whoeverWaitsForAFactLearnsWhenItIsSealed(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      let desk = JournalDesk(database: database)
      #expect(try await desk.waitUntilSealed(fact: "A") == .unknown)
      try await database.add([fact("A")])
      #expect(try await desk.waitUntilSealed(fact: "A", limit: .milliseconds(80)) == .unsealed)
      async let place = desk.waitUntilSealed(fact: "A")
      _ = try await database.sealer().seal()
      #expect(try await place == .sealed(0))
    }
  }

  @Test(arguments: Engine.all)
  func proofsComeFromTheKeptTiles(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add(histories(subjects: 100, length: 4))
      let old = try #require(try await database.sealer().seal())
      try await database.add(
        (0..<300).map { fact("G\(1000 + $0)", "S\($0 % 100)", 5 + $0 / 100, after: 90_000) })
      let new = try #require(try await database.sealer().seal())
      #expect((old.size, new.size) == (400, 700))
      let desk = JournalDesk(database: database)
      let line = try #require(try await desk.lines(from: 555, to: 556).first)
      let proofs = try await desk.tree(of: 700) {
        (try $0.inclusionProof(of: 555), try $0.consistencyProof(from: 400))
      }
      let (inclusion, consistency) = try #require(proofs)
      #expect(
        Proof.includes(
          .leaf(line.line), at: 555, size: 700, root: new.root, proof: inclusion))
      #expect(
        Proof.isConsistent(
          old: 400, oldRoot: old.root, new: 700, newRoot: new.root, proof: consistency))
      #expect(try await desk.tree(of: 400) { try $0.root() } == old.root)
      #expect(try await desk.tree(of: 701) { try $0.root() } == nil)
      let tile = try await desk.tile(TilePlace(level: 0, index: 2), width: 188)
      #expect(tile?.count == 188 * 32)
      #expect(try await desk.tile(TilePlace(level: 0, index: 2), width: 189) == nil)
    }
  }

  @Test(arguments: Engine.all)
  func theJobSealsTellsTroubleOnceAndEnds(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all + [Counter.migration]) { database in
      let notices = Notices()
      let sealer = database.sealer(readers: [Counter()])
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          await sealer.run(every: .milliseconds(10)) { notice in
            notices.list.withLock { $0.append(notice.description) }
          }
        }
        try await database.add([fact("A")])
        let desk = JournalDesk(database: database)
        #expect(try await desk.waitUntilSealed(fact: "A") == .sealed(0))
        try await database.change("INSERT INTO taken (position, id) VALUES (1, 'in the way')")
        try await database.add([fact("B", "S2")])
        #expect(
          try await desk.waitUntilSealed(fact: "B", limit: .milliseconds(300)) == .unsealed)
        try await database.change("DELETE FROM taken WHERE position = 1")
        #expect(try await desk.waitUntilSealed(fact: "B") == .sealed(1))
        try await Task.sleep(for: .milliseconds(100))
        group.cancelAll()
        try await group.waitForAll()
      }
      let told = notices.list.withLock { $0 }
      #expect(told.count == 2, "\(told)")
      #expect(told.first?.hasPrefix("sealing has stopped: ") == true)
      #expect(told.last == "sealing goes on")
    }
  }
}
