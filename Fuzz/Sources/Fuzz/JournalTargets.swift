import Ground

@testable import Journal

/// What outsiders bring to the journal and carry off from it: notes, keys, tiles, facts.
let journalTargets = [
  FuzzTarget(name: "note") { bytes in
    guard let note = try? SignedNote(reading: bytes) else { return }
    promise(Array(note.serialised.utf8) == bytes, "a note changes when written")
    _ = Checkpoint(text: note.text)
  },
  FuzzTarget(name: "keys-and-tiles") { bytes in
    guard let text = text(bytes) else { return }
    _ = VerifierKey(text: text)
    _ = Checkpoint(text: text)
    if let (place, width) = TilePlace.reading(path: text) {
      promise(place.path(width: width) == text, "a tile has two paths")
    }
  },
  FuzzTarget(name: "facts") { bytes in
    var (rest, pieces) = (bytes[...], 0)
    var reader = LineReader {
      pieces += 1
      defer { rest = rest.dropFirst(pieces) }
      return Array(rest.prefix(pieces))
    }
    let checkpoint = Checkpoint(origin: "fuzz", size: 3, root: TreeHash.leaf([]))
    var verification = JournalVerification(checkpoint: checkpoint)
    while let line = try? reader.next() {
      if let fact = try? Fact(line: line) {
        promise(fact.line == line, "a fact has two spellings")
      }
      _ = try? verification.take(line)
    }
    guard let note = try? SignedNote(reading: Array("fuzz\n3\n\n— fuzz AAAA\n".utf8)) else {
      return
    }
    _ = try? verification.verdict(note: note, key: nil)
  },
]
