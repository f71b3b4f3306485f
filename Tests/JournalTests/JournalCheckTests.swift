import Ground
import Storage
import TestKit
import Testing

@testable import Journal

/// Runs `body` on a sound journal of 300 sealed facts under three checkpoints, and 5 unsealed ones.
private func withJournal(
  _ engine: Engine, _ body: (any Database) async throws -> Void
) async throws {
  try await engine.with(JournalMigrations.all) { database in
    for (number, seqs) in [1...2, 3...4, 5...6].enumerated() {
      try await database.add(
        seqs.flatMap { seq in
          (0..<50).map { fact("F\($0)x\(seq)", "S\($0)", seq, after: Int64(seq * 1000 + $0)) }
        })
      _ = try await database.sealer(at: monday.adding(seconds: 3600 + Int64(number))).seal()
    }
    try await database.add((0..<5).map { fact("U\($0)", "S\($0)", 7, after: 99_000) })
    try await body(database)
  }
}

private func defects(_ database: any Database) async throws -> [JournalDefect] {
  try await JournalCheck(database: database, key: testKey.verifier).run().defects
}

private func body(_ id: String, _ database: any Database) async throws -> [UInt8] {
  try await database.read { tx in
    try tx.row("SELECT body FROM fact WHERE id = \(id)")?.bytes(0) ?? []
  }
}

private func tile(_ level: Int, _ index: Int, _ database: any Database) async throws -> [UInt8] {
  try await database.read { tx in
    try tx.row("SELECT hashes FROM tree_tile WHERE level = \(level) AND idx = \(index)")?.bytes(0)
      ?? []
  }
}

@Suite struct JournalCheckTests {
  @Test(arguments: Engine.all)
  func aSoundJournalHasNoDefect(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      let state = try await JournalCheck(database: database, key: testKey.verifier).run()
      #expect(state.defects == [])
      #expect((state.sealedFacts, state.unsealedFacts, state.checkpoints) == (300, 5, 3))
      let unjudged = try await JournalCheck(database: database, key: nil).run()
      #expect(unjudged.isSound)
    }
  }

  @Test(arguments: Engine.all)
  func anEmptyJournalIsSound(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      let state = try await JournalCheck(database: database, key: testKey.verifier).run()
      #expect(state.isSound)
    }
  }

  @Test(arguments: Engine.all)
  func aChangedByteInAFactIsNamedByPositionAndId(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      var random = Repeatable(state: 3)
      let original = try await body("F17x3", database)
      for _ in 0..<20 {
        var changed = original
        changed[.random(in: changed.indices, using: &random)] ^= .random(
          in: 1...255, using: &random)
        try await database.change("UPDATE fact SET body = \(changed) WHERE id = 'F17x3'")
        #expect(try await defects(database) == [.factChanged(id: "F17x3", position: 117)])
      }
      try await database.change("UPDATE fact SET body = \(original) WHERE id = 'F17x3'")
      #expect(try await defects(database) == [])
    }
  }

  @Test(arguments: Engine.all)
  func aFactChangedTogetherWithItsTileIsFoundByTheSignedRoot(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      let changed = fact("F17x3", "S17", 3, after: 3018).line
      try await database.change("UPDATE fact SET body = \(changed) WHERE id = 'F17x3'")
      var hashes = try await tile(0, 0, database)
      hashes.replaceSubrange((117 * 32)..<(118 * 32), with: TreeHash.leaf(changed).bytes)
      try await database.change(
        "UPDATE tree_tile SET hashes = \(hashes) WHERE level = 0 AND idx = 0")
      let found = try await defects(database)
      #expect(found.contains(.rootDiffers(size: 200, rightUpTo: 100)))
      #expect(found.contains(.tileChanged(TilePlace(level: 1, index: 0), position: nil)))
    }
  }

  @Test(arguments: Engine.all)
  func aRemovedFactIsNamed(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      try await database.change("DELETE FROM fact WHERE id = 'F17x3'")
      #expect(
        try await defects(database)
          == [.factMissing(position: 117), .seqGap(subject: "S17", missing: 3)])
    }
    try await withJournal(engine) { database in
      try await database.change("DELETE FROM fact WHERE position >= 297")
      #expect(
        try await defects(database)
          == (297...299).map { .factMissing(position: $0) })
    }
  }

  @Test(arguments: Engine.all)
  func aRemovedFactThatWasClosedUpIsFound(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      try await database.change("DELETE FROM fact WHERE position = 299")
      try await database.change("UPDATE fact SET position = 299 WHERE id = 'U0'")
      #expect(try await defects(database).contains(.factChanged(id: "U0", position: 299)))
    }
  }

  @Test(arguments: Engine.all, ["subject", "seq", "recorded_at", "kind", "id"])
  func aColumnThatSaysOtherwiseThanTheBodyIsNamed(_ engine: Engine, _ column: String) async throws {
    try await withJournal(engine) { database in
      let value = ["seq", "recorded_at"].contains(column) ? "77" : "'Z'"
      try await database.change(
        SQL(stringLiteral: "UPDATE fact SET \(column) = \(value) WHERE position = 8"))
      let id = column == "id" ? "Z" : "F8x1"
      #expect(
        try await defects(database).contains(
          .columnDiffers(id: id, position: 8, column: column)))
    }
  }

  @Test(arguments: Engine.all)
  func everyChangedOrRemovedTileIsNamed(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      var random = Repeatable(state: 4)
      for (level, index) in [(0, 0), (0, 1), (1, 0)] {
        let place = TilePlace(level: level, index: index)
        let original = try await tile(level, index, database)
        var changed = original
        let at = Int.random(in: changed.indices, using: &random)
        changed[at] ^= 1
        try await database.change(
          "UPDATE tree_tile SET hashes = \(changed) WHERE level = \(level) AND idx = \(index)")
        let position = level == 0 ? index * 256 + at / 32 : nil
        #expect(try await defects(database) == [.tileChanged(place, position: position)])
        for (bytes, named) in [
          (Array(original.dropLast(32)), JournalDefect.tileMissing(place)),
          (Array(original.dropLast(1)), .tileMissing(place)),
          (original + original.prefix(32), .tileChanged(place, position: nil)),
        ] where bytes.count <= 8192 {
          try await database.change(
            "UPDATE tree_tile SET hashes = \(bytes) WHERE level = \(level) AND idx = \(index)")
          #expect(try await defects(database) == [named])
        }
        try await database.change("DELETE FROM tree_tile WHERE level = \(level) AND idx = \(index)")
        #expect(try await defects(database) == [.tileMissing(place)])
        try await database.change(
          "INSERT INTO tree_tile (level, idx, hashes) VALUES (\(level), \(index), \(original))")
        #expect(try await defects(database) == [])
      }
      try await database.change(
        "INSERT INTO tree_tile (level, idx, hashes) VALUES (2, 0, \([UInt8](repeating: 0, count: 32)))"
      )
      #expect(try await defects(database) == [.tileUnknown(TilePlace(level: 2, index: 0))])
    }
  }

  @Test(arguments: Engine.all)
  func everyChangeOfACheckpointIsNamed(_ engine: Engine) async throws {
    let changes: [(String, [JournalDefect])] = [
      (
        "at = at + 1",
        [.checkpointChanged(size: 200, reason: "its time or its stamp is not the signed one")]
      ),
      (
        "note = REPLACE(note, '200', '201')",
        [.checkpointChanged(size: 200, reason: "its note says otherwise than its row")]
      ),
      (
        "note = REPLACE(note, 'demo/test', 'demo/tent')",
        [.checkpointChanged(size: 200, reason: "it is of the journal demo/tent")]
      ),
      (
        "note = ''",
        [.checkpointUnreadable(size: 200, reason: "no text, blank line and signature lines")]
      ),
    ]
    for (change, expected) in changes {
      try await withJournal(engine) { database in
        try await database.change(
          SQL(stringLiteral: "UPDATE checkpoint SET \(change) WHERE size = 200"))
        #expect(try await defects(database) == expected, "\(change)")
      }
    }
    try await withJournal(engine) { database in
      try await database.change(
        "UPDATE checkpoint SET root = \([UInt8](repeating: 7, count: 32)) WHERE size = 200")
      #expect(
        try await defects(database) == [
          .rootDiffers(size: 200, rightUpTo: 100),
          .checkpointChanged(size: 200, reason: "its note says otherwise than its row"),
        ])
    }
  }

  @Test(arguments: Engine.all)
  func aCheckpointSignedWithAnotherKeyIsNamed(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      let key = try JournalKey(origin: "demo/test", seed: [UInt8](repeating: 3, count: 32))
      let state = try await JournalCheck(database: database, key: key.verifier).run()
      #expect(state.defects.count == 3)
      #expect(
        state.defects.first
          == .checkpointChanged(size: 100, reason: "it is not signed with this journal's key"))
    }
  }

  @Test(arguments: Engine.all)
  func anUnsealedFactIsReadToo(_ engine: Engine) async throws {
    try await withJournal(engine) { database in
      try await database.change(
        "UPDATE fact SET body = \(Array("{}".utf8)) WHERE id = 'U3'")
      #expect(
        try await defects(database)
          == [.factUnreadable(id: "U3", position: nil, reason: "v is not 1")])
    }
  }

  @Test(arguments: Engine.all)
  func factsOfASubjectOutOfOrderAreNamed(_ engine: Engine) async throws {
    try await engine.with(JournalMigrations.all) { database in
      try await database.add([fact("A", "S1", 1), fact("B", "S1", 2), fact("C", "S2", 1)])
      _ = try await database.sealer().seal()
      try await database.change("UPDATE fact SET position = 9 WHERE id = 'A'")
      try await database.change("UPDATE fact SET position = 0 WHERE id = 'B'")
      try await database.change("UPDATE fact SET position = 1 WHERE id = 'A'")
      let found = try await defects(database)
      #expect(found.contains(.seqMisplaced(subject: "S1", seq: 2)))
      #expect(found.contains(.factChanged(id: "B", position: 0)))
    }
  }
}
