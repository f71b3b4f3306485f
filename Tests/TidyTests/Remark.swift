import Testing

/// What a colleague would say about one line.
struct Remark: Equatable {
  /// The rule's short name, as `ratchet.txt` spells it.
  let rule: String
  let path: String
  let line: Int
  /// What of the file is meant, when the ratchet counts it apart: a function's name. Else `-`.
  var part = "-"
  /// How much there is of it; the ratchet's number. 1 for a thing that should not be there.
  var amount = 1
  let text: String
}

/// Fails with every remark that the ratchet does not know.
func expectNoRemarks(_ remarks: [Remark]) {
  for remark in Ratchet.standing.beyond(remarks) {
    Issue.record("\(remark.path):\(remark.line): \(remark.text)")
  }
}

/// What was there before a rule and may only shrink: `rule path part amount`, one a line.
struct Ratchet {
  struct Entry: Equatable {
    let rule: String
    let path: String
    let part: String
    let amount: Int
  }

  let entries: [Entry]

  static let standing = Ratchet(reading: SourceTree.text("Tests/TidyTests/ratchet.txt"))

  init(reading text: String) {
    entries = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 4, let amount = Int(words[3]) else { return nil }
      return Entry(rule: words[0], path: words[1], part: words[2], amount: amount)
    }
  }

  /// The remarks that no entry covers. An entry covers a part up to its amount; what it covers is
  /// added up over a file, so one more in the same file is one too many.
  func beyond(_ remarks: [Remark]) -> [Remark] {
    Dictionary(grouping: remarks) { "\($0.rule) \($0.path) \($0.part)" }.values
      .flatMap { group in
        allowance(group[0]) < group.reduce(0) { $0 + $1.amount } ? group : []
      }
      .sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }

  /// Entries that are larger than what is there: the ratchet may be tightened.
  func slack(over remarks: [Remark], rules: Set<String>) -> [(entry: Entry, amount: Int)] {
    entries.filter { rules.contains($0.rule) }.compactMap { entry in
      let amount = remarks.filter {
        $0.rule == entry.rule && $0.path == entry.path && $0.part == entry.part
      }.reduce(0) { $0 + $1.amount }
      return amount < entry.amount ? (entry, amount) : nil
    }
  }

  private func allowance(_ remark: Remark) -> Int {
    entries.first {
      $0.rule == remark.rule && $0.path == remark.path && $0.part == remark.part
    }?.amount ?? 0
  }
}
