public import Ground

/// A file of agencies, read and checked line by line; whether it fits what is known is asked later.
///
/// Tab-separated: `code, name, level, parent, validFrom, validTo, predecessors`. `validTo` is the
/// last day and may be empty; predecessors are codes separated by commas, semicolons or spaces.
public struct AgencyFile: Sendable, Equatable {
  /// What one line says of one agency for a stretch of time.
  public struct Line: Sendable, Equatable {
    public let number: Int
    public let code: AgencyCode
    public let name: String
    public let level: AgencyLevel
    public let parent: AgencyCode?
    public let from: Day
    public let to: Day?
    public let predecessors: [AgencyCode]
  }

  /// In file order.
  public let lines: [Line]

  static let header = ["code", "name", "level", "parent", "validFrom", "validTo", "predecessors"]

  /// Refuses: `FileUnfit` with every line at fault, at most twenty.
  public init(parsing bytes: [UInt8]) throws(FileUnfit) {
    var faults: [FileUnfit.Fault] = []
    var lines: [Line] = []
    for line in try TabbedLines(bytes, header: AgencyFile.header, needed: 5).lines {
      do throws(FileProblemFound) {
        lines.append(try Line(line))
      } catch {
        faults.append(.init(line: line.number, problem: error.problem))
      }
    }
    faults += overlaps(lines)
    guard faults.isEmpty else { throw FileUnfit(faults.sorted { $0.line < $1.line }) }
    self.lines = lines
  }

  init(lines: [Line]) { self.lines = lines }
}

/// Carries one problem out of the reading of one line.
struct FileProblemFound: Error {
  let problem: FileProblem
}

extension AgencyFile.Line {
  fileprivate init(_ line: TabbedLines.Line) throws(FileProblemFound) {
    let text = line.columns
    number = line.number
    code = try readCode(text[0])
    name = normalised(text[1])
    guard (1...300).contains(name.count) else { throw FileProblemFound(problem: .name) }
    guard let level = AgencyLevel(rawValue: text[2]) else {
      throw FileProblemFound(problem: .level(text[2]))
    }
    self.level = level
    parent = text[3].isEmpty ? nil : try readCode(text[3])
    guard parent != code else { throw FileProblemFound(problem: .parentIsItself) }
    guard let from = Day(iso: text[4]) else {
      throw FileProblemFound(problem: .day(column: "validFrom", text[4]))
    }
    self.from = from
    to = Day(iso: text[5])
    guard to != nil || text[5].isEmpty else {
      throw FileProblemFound(problem: .day(column: "validTo", text[5]))
    }
    if let to, to < from { throw FileProblemFound(problem: .periodBackwards) }
    var predecessors: [AgencyCode] = []
    for part in text[6].split(whereSeparator: { ",; ".contains($0) }) {
      predecessors.append(try readCode(String(part)))
    }
    self.predecessors = predecessors
  }
}

private func readCode(_ text: String) throws(FileProblemFound) -> AgencyCode {
  guard AgencyCodeScheme.ofAgency(text) != nil else { throw FileProblemFound(problem: .code(text)) }
  return AgencyCode(text)
}

private func overlaps(_ lines: [AgencyFile.Line]) -> [FileUnfit.Fault] {
  var faults: [FileUnfit.Fault] = []
  for same in Dictionary(grouping: lines, by: \.code).values {
    let ordered = same.sorted { ($0.from, $0.number) < ($1.from, $1.number) }
    for (before, after) in zip(ordered, ordered.dropFirst()) {
      guard let to = before.to, to < after.from else {
        let (first, second) = (min(before.number, after.number), max(before.number, after.number))
        let problem = FileProblem.overlap(after.code.rawValue, line: first)
        faults.append(.init(line: second, problem: problem))
        continue
      }
    }
  }
  return faults
}
