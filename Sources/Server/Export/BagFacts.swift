import Foundation
import Ground
import Journal

/// Writes the facts of a bag: as lines, as parts of the page, and the hash of every sealed fact.
struct BagFacts {
  let draft: String
  /// The dossiers in scope; `nil`: everything.
  let subjects: Set<String>?

  /// What was written.
  struct Written {
    var count = 0
    var leaves: [UInt8] = []
    /// Ranges of positions, one a line.
    var positions = ""
    var parts: [String] = []
    var agencies: Set<String> = []
    var dossiers: Set<String> = []
    var procedures: Set<String> = []
  }

  /// A part of the page holds at most so many bytes of facts.
  private static let part = 16_000_000

  func write(_ journal: JournalDesk) async throws -> Written {
    var written = Written()
    let lines = try ExportFile("\(draft)/facts.jsonl")
    var (part, size): (ExportFile?, Int) = (nil, 0)
    var ranges: [ClosedRange<Int>] = []
    try await journal.eachPage { page in
      for sealed in page {
        written.leaves += TreeHash.leaf(sealed.line).bytes
        let fact = try Fact(line: sealed.line)
        guard isInScope(fact) else { continue }
        if part == nil || size + sealed.line.count > BagFacts.part {
          try close(part)
          written.parts.append(name(written.parts.count + 1))
          part = try ExportFile("\(draft)/du-lieu/\(written.parts[written.parts.count - 1])")
          try part?.write(Array("kiemTra.facts(String.raw`\n".utf8))
          size = 0
        }
        try lines.write(sealed.line + [10])
        try part?.write(sealed.line + [10])
        (size, written.count) = (size + sealed.line.count + 1, written.count + 1)
        BagFacts.add(sealed.position, to: &ranges)
        if let agency = fact.agency { written.agencies.insert(agency.rawValue) }
        guard fact.kind.slice == "dossier" else { continue }
        written.dossiers.insert(fact.subject)
        if let procedure = fact.procedure { written.procedures.insert(procedure.rawValue) }
      }
      lines.tell("\(written.count) facts")
    }
    try close(part)
    try lines.finish(nil)
    written.positions = ranges.map { "\($0.lowerBound)-\($0.upperBound)\n" }.joined()
    try put("\(draft)/leaves.bin", written.leaves)
    try put("\(draft)/positions.txt", Array(written.positions.utf8))
    return written
  }

  /// Agencies, offers, definitions and calendars are everybody's; dossiers only of the scope.
  private func isInScope(_ fact: Fact) -> Bool {
    guard let subjects else { return true }
    switch fact.kind.slice {
    case "agency", "offer", "indicator", "calendar", "register": return true
    default: return subjects.contains(fact.subject)
    }
  }

  private static func add(_ position: Int, to ranges: inout [ClosedRange<Int>]) {
    if let last = ranges.last, last.upperBound + 1 == position {
      ranges[ranges.count - 1] = last.lowerBound...position
    } else {
      ranges.append(position...position)
    }
  }

  private func name(_ number: Int) -> String {
    "facts-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + "\(number).js"
  }

  private func close(_ part: ExportFile?) throws {
    try part?.write(Array("`);\n".utf8))
    try part?.finish(nil)
  }

  private func put(_ path: String, _ bytes: [UInt8]) throws {
    let file = try ExportFile(path)
    try file.write(bytes)
    try file.finish(nil)
  }
}
