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
    let heads = try [("checkpoint.txt", checkpoint)] + files.map { ($0, try readNote($0).1) }
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
  private func judgeLines(
    _ leaves: BagLeaves, _ recount: inout FigureRecount, _ found: inout [String]
  ) throws -> Int {
    let text = String(decoding: try readFile("\(folder)/positions.txt"), as: UTF8.self)
    var positions = try BagPositions(text).makeIterator()
    var reader = try LineReader(file: "\(folder)/facts.jsonl")
    var (lines, reached): (Int, [String: Int]) = (0, [:])
    while let line = try reader.next() {
      lines += 1
      guard let position = positions.next() else {
        found.append("line \(lines): there is no position for it")
        continue
      }
      let hash = TreeHash.leaf(line)
      // A line that cannot be read is named as such.
      guard let fact = try? Fact(line: line) else {
        found.append("line \(lines), position \(position): it cannot be read")
        continue
      }
      if leaves[position] != hash { found.append(leaves.misfit(hash, lines, position, fact)) }
      let last = reached[fact.subject] ?? fact.seq - 1
      if fact.seq != last + 1 {
        found.append(
          "line \(lines), subject \(fact.subject): seq \(fact.seq) after \(last)")
      }
      reached[fact.subject] = fact.seq
      recount.take(Sealed(position: position, fact: fact))
    }
    let missing = positions.count
    if missing > 0 { found.append("\(missing) facts of the bag have no line") }
    return lines
  }

  private func reports() throws -> [JSON] {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/reports")
    return try files.sorted().filter { $0.hasPrefix("figures-") }.flatMap { file in
      try JSON(reading: try readFile("\(folder)/reports/\(file)")).elements ?? []
    }
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
