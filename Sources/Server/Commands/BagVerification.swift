import Deadlines
import Foundation
import Ground
import Indicators
import Journal

/// Judges a whole bag of evidence. Source: docs/figures.md, "A bag".
struct BagVerification {
  let folder: String
  /// Given by the one who asks; `nil`: the bag's own is used, which proves less.
  let key: VerifierKey?
  /// Further checkpoints, from elsewhere.
  let others: [String]

  func judge() throws -> VerifyCommand.Outcome {
    let leaves = try BagLeaves(file: "\(folder)/leaves.bin")
    let (note, checkpoint) = try readNote("\(folder)/checkpoint.txt")
    var found = try judgeNotes(note, checkpoint, leaves)
    var recount = try FigureRecount(
      reports: try reports(), calendars: try calendars(), roots: leaves.root)
    let lines = try judgeLines(leaves, &recount, &found)
    found += recount.differences()
    found += recount.missingCalendars.sorted().map { "calendar \($0) is not in calendars.json" }
    found += recount.strangers(among: try definitions())
    let shown = found.prefix(200).map { "difference: \($0)" }
    return VerifyCommand.Outcome(
      lines: [
        "journal: \(checkpoint.origin)", "size: \(checkpoint.size)",
        "root: \(checkpoint.root.base64)", "facts in the bag: \(lines)",
        "numbers recounted: \(recount.numbers)",
      ] + remarks(recount).map { "remark: \($0)" } + shown
        + (found.count > 200 ? ["differences not named: \(found.count - 200)"] : [])
        + [found.isEmpty ? "sound" : "NOT SOUND"],
      isSound: found.isEmpty)
  }

  private func remarks(_ recount: FigureRecount) -> [String] {
    (key == nil ? ["the signature was judged by the bag's own key; give --key"] : [])
      + recount.remarks
  }

  /// The signature, and every checkpoint against the leaves.
  private func judgeNotes(
    _ note: SignedNote, _ checkpoint: Checkpoint, _ leaves: BagLeaves
  ) throws -> [String] {
    var found: [String] = []
    let text = String(decoding: try readFile("\(folder)/key.txt"), as: UTF8.self)
    let own = VerifierKey(text: text.trimmingCharacters(in: .whitespacesAndNewlines))
    if let key, own != key { found.append("key.txt is another key than --key") }
    guard let judge = key ?? own else { throw CommandRefused("key.txt holds no verifier key") }
    switch judge.judge(note) {
    case .good: break
    case .bad: found.append("the signature of \(judge.name) is not good")
    case .notSigned: found.append("there is no signature of \(judge.name)")
    }
    // A bag without the folder has no earlier checkpoints.
    let earlier = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/checkpoints")
    let files = (earlier ?? []).sorted().map { "\(folder)/checkpoints/\($0)" } + others
    var heads = [("checkpoint.txt", checkpoint)]
    for file in files {
      let (note, head) = try readHead(file)
      if let note, judge.judge(note) != .good {
        found.append("\(file): the signature of \(judge.name) is not good")
      }
      heads.append((file, head))
    }
    for (name, head) in heads {
      guard leaves.root(head.size) == head.root else {
        found.append("\(name): over \(head.size) facts it has another root than the leaves")
        continue
      }
      if head.origin != checkpoint.origin { found.append("\(name): of \(head.origin)") }
    }
    return found
  }

  /// Each line against the leaf at its position. Gives how many lines there are.
  ///
  /// From the first that differs, hashes are kept, so that what is gone or has moved is named.
  private func judgeLines(
    _ leaves: BagLeaves, _ recount: inout FigureRecount, _ found: inout [String]
  ) throws -> Int {
    let text = String(decoding: try readFile("\(folder)/positions.txt"), as: UTF8.self)
    var positions = try BagPositions(text).makeIterator()
    var reader = try LineReader(file: "\(folder)/facts.jsonl")
    var (lines, reached): (Int, [String: Int]) = (0, [:])
    var astray: Astray?
    while let line = try reader.next() {
      lines += 1
      let hash = TreeHash.leaf(line)
      let expected = positions.next()
      if astray == nil, expected.flatMap({ leaves[$0] }) != hash {
        astray = Astray(rest: (expected.map { [$0] } ?? []) + Array(positions), leaves)
      }
      // A line that cannot be read is named as such.
      guard let fact = try? Fact(line: line) else {
        astray?.lines.append(.init(number: lines, hash: hash, name: "which cannot be read"))
        continue
      }
      let name = "fact \(fact.id), subject \(fact.subject)"
      astray?.lines.append(.init(number: lines, hash: hash, name: name))
      let last = reached[fact.subject] ?? fact.seq - 1
      if fact.seq != last + 1 {
        found.append("line \(lines), subject \(fact.subject): seq \(fact.seq) after \(last)")
      }
      reached[fact.subject] = fact.seq
      let position = astray.map { $0.places[hash] ?? expected ?? leaves.count } ?? expected
      recount.take(Sealed(position: position ?? leaves.count, fact: fact))
    }
    if astray == nil, positions.count > 0 { astray = Astray(rest: Array(positions), leaves) }
    found += astray?.differences ?? []
    return lines
  }

  /// What is remembered once a line is not where it should be.
  private struct Astray {
    var lines: [BagAlignment.Line] = []
    let sealed: [(position: Int, hash: TreeHash)]
    let places: [TreeHash: Int]

    init(rest: [Int], _ leaves: BagLeaves) {
      sealed = rest.compactMap { position in leaves[position].map { (position, $0) } }
      places = Dictionary(sealed.map { ($0.hash, $0.position) }) { first, _ in first }
    }

    var differences: [String] { BagAlignment(lines: lines, sealed: sealed).differences() }
  }

  private func reports() throws -> [JSON] {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/reports")
    return try files.sorted().filter { $0.hasPrefix("figures-") }.flatMap { file in
      try JSON(reading: try readFile("\(folder)/reports/\(file)")).elements ?? []
    }
  }

  private func definitions() throws -> [String] {
    String(decoding: try readFile("\(folder)/definitions.jsonl"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func calendars() throws -> [String: WorkingCalendar] {
    let listed = try JSON(reading: try readFile("\(folder)/calendars.json")).elements ?? []
    return try listed.reduce(into: [:]) { calendars, json in
      guard let version = json["version"]?.text, let calendar = WorkingCalendar(days: json) else {
        throw CommandRefused("calendars.json: an entry is no calendar")
      }
      calendars[version] = calendar
    }
  }
}

/// A checkpoint: signed, or the three lines that were copied from paper, which nobody has signed.
/// Refuses: a file that holds neither, naming it.
private func readHead(_ path: String) throws -> (SignedNote?, Checkpoint) {
  let text = String(decoding: try readFile(path), as: UTF8.self)
    .trimmingCharacters(in: .whitespacesAndNewlines)
  if let copied = Checkpoint(text: text + "\n") { return (nil, copied) }
  return try readNote(path)
}

/// The positions of a bag's lines, in order.
struct BagPositions: Sequence, IteratorProtocol {
  private var ranges: ArraySlice<ClosedRange<Int>>

  /// Reads ranges `from-to`, one a line. Refuses: anything else.
  init(_ text: String) throws {
    let read = try text.split(whereSeparator: \.isNewline).map { line in
      let ends = line.split(separator: "-").map { Int($0) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], 0 <= from, from <= to else {
        throw CommandRefused("positions.txt: '\(line)' is no range of positions")
      }
      return from...to
    }
    ranges = read[...]
  }

  /// How many are left.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  mutating func next() -> Int? {
    guard let first = ranges.first else { return nil }
    if first.count == 1 {
      ranges.removeFirst()
    } else {
      ranges[ranges.startIndex] = (first.lowerBound + 1)...first.upperBound
    }
    return first.lowerBound
  }
}
