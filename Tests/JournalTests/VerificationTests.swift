import Ground
import Testing

@testable import Journal

/// 700 lines of 100 subjects, with the note of the first 650 and the tiles.
private struct Export {
  var lines: [[UInt8]] = histories(subjects: 100, length: 7).map(\.line)
  let checkpoint: Checkpoint
  let note: SignedNote
  var tiles: [TilePlace: [TreeHash]] = [:]

  init() {
    var edge = TreeEdge()
    for line in lines.prefix(650) {
      for tile in edge.append(.leaf(line)) { tiles[tile.place] = tile.hashes }
    }
    for tile in edge.partialTiles { tiles[tile.place] = tile.hashes }
    checkpoint = Checkpoint(origin: "demo/test", size: 650, root: edge.root)
    do { note = try testKey.sign(checkpoint.text) } catch { preconditionFailure("\(error)") }
  }

  func verdict(withTiles: Bool = false, key: VerifierKey? = testKey.verifier) throws -> Verdict {
    var verification = JournalVerification(
      checkpoint: checkpoint, tiles: withTiles ? { tiles[$0] } : nil)
    for line in lines { _ = try verification.take(line) }
    return try verification.verdict(note: note, key: key)
  }
}

@Test func soundFactsAreSoundAndLinesPastTheSizeAreCounted() throws {
  let verdict = try Export().verdict()
  #expect(verdict.differences == [])
  #expect((verdict.judgedLines, verdict.linesPast, verdict.isSignatureJudged) == (650, 50, true))
  #expect(try Export().verdict(withTiles: true).isSound)
}

@Test func withoutAKeyTheSignatureIsNotJudged() throws {
  let verdict = try Export().verdict(key: nil)
  #expect(verdict.isSound)
  #expect(!verdict.isSignatureJudged)
}

@Test func aSignatureOfAnotherKeyIsADifference() throws {
  let other = try JournalKey(origin: "demo/test", seed: [UInt8](repeating: 5, count: 32))
  #expect(try Export().verdict(key: other.verifier).differences == [.notSigned(key: "demo/test")])
}

@Test func aChangedByteAnywhereIsFoundAndWithTilesNamed() throws {
  let sound = Export()
  var random = Repeatable(state: 5)
  for _ in 0..<40 {
    var export = sound
    let line = Int.random(in: 0..<650, using: &random)
    let byte = Int.random(in: export.lines[line].indices, using: &random)
    export.lines[line][byte] ^= .random(in: 1...255, using: &random)
    #expect(!(try export.verdict().isSound))
    let named = try export.verdict(withTiles: true).differences.contains { difference in
      if case .changed(line + 1, line, _) = difference { true } else { false }
    }
    #expect(named, "line \(line + 1), byte \(byte)")
  }
}

@Test func aChangedByteThatStillReadsIsNamedByTilesAlone() throws {
  var export = Export()
  export.lines[300] = fact("F0x4", "S0", 4, after: 4001).line
  let root = try export.verdict().differences
  #expect(root.count == 1)
  guard case .rootDiffers(650, _, _) = root.first else {
    Issue.record("\(root)")
    return
  }
  #expect(
    try export.verdict(withTiles: true).differences.first
      == .changed(line: 301, position: 300, id: "F0x4"))
}

@Test func anUnreadableLineIsADifferenceAndNamed() throws {
  var export = Export()
  export.lines[9] = Array("không đọc được".utf8)
  guard case .unreadable(line: 10, _) = try export.verdict().differences.first else {
    Issue.record("line 10 is not named")
    return
  }
}

@Test func aRemovedLineShowsInItsSubject() throws {
  var export = Export()
  export.lines.remove(at: 217)
  #expect(
    try export.verdict().differences.first
      == .gap(line: 317, id: "F17x4", subject: "S17", expected: 3, found: 4))
  #expect(
    try export.verdict(withTiles: true).differences.first
      == .missing(line: 218, positions: 217...217))
  export.lines.removeSubrange(400..<500)
  #expect(
    try export.verdict(withTiles: true).differences.contains(
      .missing(line: 401, positions: 401...500)))
}

@Test func aMissingTailIsCounted() throws {
  var export = Export()
  export.lines.removeLast(60)
  #expect(try export.verdict().differences == [.tooFew(lines: 640, size: 650)])
  export.lines = []
  #expect(try export.verdict().differences == [.tooFew(lines: 0, size: 650)])
}

@Test func anInsertedLineIsNamed() throws {
  var export = Export()
  export.lines.insert(fact("X", "S999", 1, after: 1).line, at: 300)
  let differences = try export.verdict(withTiles: true).differences
  #expect(
    Array(differences.prefix(2)) == [
      .changed(line: 301, position: 300, id: "X"), .late(line: 302, id: "F0x4"),
    ])
  export.lines[300] = export.lines[299]
  #expect(try export.verdict().differences.contains(.idTwice(line: 301, id: "F99x3")))
}

@Test func swappedLinesAreFound() throws {
  var export = Export()
  export.lines.swapAt(100, 101)
  #expect(!(try export.verdict().isSound))
  var subject = Export()
  subject.lines.swapAt(17, 117)
  #expect(
    try subject.verdict().differences.contains(
      .gap(line: 18, id: "F17x2", subject: "S17", expected: 1, found: 2)))
}

@Test func tilesThatAreNotTheCheckpointsAreNamed() throws {
  var export = Export()
  export.tiles[TilePlace(level: 0, index: 1)]?[7] = .leaf([])
  let differences = try export.verdict(withTiles: true).differences
  #expect(differences.first == .changed(line: 264, position: 263, id: "F63x3"))
  guard case .tilesDiffer = differences.last else {
    Issue.record("\(differences)")
    return
  }
  export.tiles[TilePlace(level: 0, index: 1)] = nil
  #expect(
    try export.verdict(withTiles: true).differences
      == [.tileMissing(TilePlace(level: 0, index: 1))])
}

@Test func onlyAHundredDifferencesAreNamedTheOthersCounted() throws {
  var export = Export()
  for line in export.lines.indices { export.lines[line] = [120] }
  let verdict = try export.verdict()
  #expect(verdict.differences.count == 100)
  #expect(verdict.unnamed == 551)
}

@Test func linesAreCutAtLineFeedsWhateverTheBlocks() throws {
  let text = "one\n\ntwo\r\n" + String(repeating: "x", count: 5000) + "\nlast"
  let expected = ["one", "", "two\r", String(repeating: "x", count: 5000), "last"]
  for block in [1, 2, 3, 7, 4096, 100_000] {
    var rest = Array(text.utf8)[...]
    var reader = LineReader {
      defer { rest = rest.dropFirst(block) }
      return Array(rest.prefix(block))
    }
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    #expect(lines == expected)
  }
}

@Test func anEndlessLineTakesNoEndlessMemory() throws {
  var blocks = 64
  var reader = LineReader {
    blocks -= 1
    return blocks >= 0 ? [UInt8](repeating: 120, count: 65_536) : []
  }
  #expect(try reader.next()?.count == LineReader.longest + 1)
  #expect(try reader.next() == nil)
}
