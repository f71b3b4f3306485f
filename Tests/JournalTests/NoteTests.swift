import Ground
import Testing

@testable import Journal

/// The example that Go's `sumdb/note` documents: a note and a key that others made.
@Test func aNoteSignedByOthersIsJudged() throws {
  let key = try #require(
    VerifierKey(text: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
  let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """
  let note = try SignedNote(reading: Array(text.utf8))
  #expect(key.judge(note) == .good)
  #expect(note.serialised == text)
  let changed = try SignedNote(reading: Array(text.replacing("answer", with: "Answer").utf8))
  #expect(key.judge(changed) == .bad)
  #expect(testKey.verifier.judge(note) == .notSigned)
}

@Test func aCheckpointIsThreeLinesAndReadBack() throws {
  let checkpoint = Checkpoint(origin: "demo/test", size: 12, root: .leaf([1]))
  let lines = checkpoint.text.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines == ["demo/test", "12", "\(TreeHash.leaf([1]).base64)", ""])
  #expect(Checkpoint(text: checkpoint.text) == checkpoint)
  for (old, new) in [
    ("12", "012"), ("12", "-1"), ("demo/test\n", "\n"), ("=\n", "\n"), ("=\n", "=\nx\n"),
  ] {
    #expect(Checkpoint(text: checkpoint.text.replacing(old, with: new)) == nil)
  }
}

@Test func aSignedCheckpointIsGoodUnderItsKeyOnly() throws {
  let note = try testKey.sign(Checkpoint(origin: "demo/test", size: 1, root: .leaf([])).text)
  #expect(testKey.verifier.judge(note) == .good)
  let other = try JournalKey(origin: "demo/test", seed: [UInt8](repeating: 9, count: 32))
  #expect(other.verifier.judge(note) == .notSigned)
  let key = try #require(VerifierKey(text: testKey.verifier.text))
  #expect(key == testKey.verifier)
}

/// One changed bit anywhere in a note, and it is unreadable, unsigned or badly signed.
@Test func everyChangedBitOfANoteIsFound() throws {
  let note = try testKey.sign(Checkpoint(origin: "demo/test", size: 1, root: .leaf([])).text)
  let bytes = Array(note.serialised.utf8)
  for index in bytes.indices {
    for bit in 0..<8 {
      var changed = bytes
      changed[index] ^= 1 << UInt8(bit)
      // What is no note has been found already.
      guard let read = try? SignedNote(reading: changed) else { continue }
      #expect(testKey.verifier.judge(read) != .good, "bit \(bit) of byte \(index)")
    }
  }
}

@Test(arguments: [
  "", "demo", "demo+00000000+AA==", "de mo+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
])
func otherTextsAreNoVerifierKeys(_ text: String) { #expect(VerifierKey(text: text) == nil) }

@Test(arguments: [
  "", "text\n", "text\n\n", "\n— a AAAAAAA=\n", "text\n\n— a AAAA\n", "text\n\n— a b c\n",
  "text\n\n- a AAAAAAA=\n", "text\n\n— a AAAAAAA=", "te\u{1}xt\n\n— a AAAAAAA=\n",
])
func otherTextsAreNoNotes(_ text: String) {
  #expect(throws: NoteUnreadable.self) { try SignedNote(reading: Array(text.utf8)) }
}

@Test func base64HasOneTextForEachBytes() {
  for count in 0...40 {
    let bytes = (0..<count).map { UInt8($0 * 7 & 255) }
    #expect(decodeBase64(encodeBase64(bytes)) == bytes)
  }
  #expect(encodeBase64(Array("foobar".utf8)) == "Zm9vYmFy")
  #expect(encodeBase64(Array("foob".utf8)) == "Zm9vYg==")
  for text in ["Zg", "Zg=", "Zh==", "Z===", "Zm9v\n", "====", "Zm9=v"] {
    #expect(decodeBase64(text) == nil, "\(text)")
  }
}
