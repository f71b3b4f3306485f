import Foundation
import Ground

/// One procedure in force, taken apart for search.
struct SearchDocument: Sendable {
  let summary: ProcedureSummary
  /// The syllables of its name.
  var name: [Lexicon.Place] = []
  /// For each syllable of the name, where it stands.
  var parts: [NamePart] = []
  /// For each syllable of the name, how much it says.
  var masses: [Float] = []
  /// The name without marks, and with them, words by one space and without `Thủ tục`.
  let plain: String
  let marked: [Syllable]
  /// Which of the qualifying words its name has.
  var qualifiers: Set<Int> = []
  /// Near 1: what citizens mostly need stands before what only ministries do.
  let prior: Float

  init(summary: ProcedureSummary, name: [Syllable], folded fields: [Substring]) {
    self.summary = summary
    marked = SearchDocument.bare(name)
    plain = marked.map(\.key).joined(separator: " ")
    let applicants = fields.count > 3 ? fields[3] : ""
    var prior: Float = summary.levels.contains(.commune) ? 1.05 : 1
    if summary.levels.contains(.province) { prior += 0.02 }
    if applicants.contains("cong dan viet nam") { prior += 0.04 }
    self.prior = prior
  }

  /// Without the words `thủ tục` before it.
  static func bare(_ name: [Syllable]) -> [Syllable] {
    name.starts(with: lead, by: { $0.key == $1.key }) && name.count > lead.count
      ? Array(name.dropFirst(lead.count)) : name
  }

  private static let lead = Syllable.reading("thủ tục")
}

/// Where in a name a syllable stands, and what that counts.
enum NamePart: Sendable {
  /// What is done.
  case head
  /// In which case: from `đối với`, `trường hợp`, `thuộc thẩm quyền` on.
  case tail
  /// In brackets.
  case aside

  /// How much a match here is worth.
  var worth: Float {
    switch self {
    case .head: 1
    case .tail: 0.85
    case .aside: 0.7
    }
  }

  /// How much it counts when nobody asked for it.
  var burden: Float {
    switch self {
    case .head: 1
    case .tail: 0.45
    case .aside: 0.25
    }
  }

  /// The most that everything unasked in such a place can count: some names run to a page.
  var heaviest: Float {
    switch self {
    case .head: 30
    case .tail: 10
    case .aside: 3
    }
  }

  /// The syllables of a name with the words as written and their places.
  static func reading(_ name: String) -> [(typed: String, syllable: Syllable, part: NamePart)] {
    var found: [(typed: String, syllable: Syllable, part: NamePart)] = []
    var (depth, isTail) = (0, false)
    for piece in normalised(name).split(separator: "(", omittingEmptySubsequences: false) {
      let sides = piece.split(separator: ")", omittingEmptySubsequences: false)
      for (index, side) in sides.enumerated() {
        if index > 0 { depth = max(0, depth - 1) }
        for word in Syllable.written(in: String(side)) {
          found.append((word.typed, word.syllable, depth > 0 ? .aside : .head))
        }
      }
      depth += 1
    }
    for index in found.indices where found[index].part == .head {
      isTail = isTail || opensTail(found[index...].prefix(2).map(\.syllable))
      if isTail { found[index].part = .tail }
    }
    return found
  }

  private static func opensTail(_ words: [Syllable]) -> Bool {
    openings.contains { words.starts(with: $0) }
  }

  private static let openings = [
    "đối với", "trường hợp", "thuộc thẩm", "theo quy", "thuộc phạm", "trừ trường",
  ].map { Syllable.reading($0) }
}
