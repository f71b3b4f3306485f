public import Ground

/// The three files of areas around 1 July 2025, read and checked against each other. Pure.
public struct AreaFiles: Sendable, Equatable {
  /// A unit as one file names it.
  struct Unit: Sendable, Equatable {
    let code: String
    let name: String
    let parent: String?
  }

  /// Where an old commune went.
  struct Link: Sendable, Equatable {
    let old: String
    let new: String
    let isWhole: Bool
  }

  /// Provinces first, then districts, then communes, each in file order.
  let before: [Unit]
  let after: [Unit]
  let links: [Link]

  /// Refuses: `FileUnfit`, and says in `AreaFilesUnfit.file` in which of the three.
  public init(
    before: [UInt8], after: [UInt8], succession: [UInt8]
  ) throws(AreaFilesUnfit) {
    self.before = try units(
      before, .before,
      ["provinceCode", "province", "districtCode", "district", "communeCode", "commune"])
    self.after = try units(
      after, .after, ["provinceCode", "province", "communeCode", "commune"])
    links = try readLinks(succession, Set(self.before.map(\.code)), Set(self.after.map(\.code)))
  }
}

/// Which of the three files is unfit, and why.
public struct AreaFilesUnfit: Refusal, Equatable {
  /// The raw value is the file's usual name.
  public enum File: String, Sendable {
    case before = "areas-2024.tsv"
    case after = "areas-2025.tsv"
    case succession = "succession-2025.tsv"
  }

  public let file: File
  public let unfit: FileUnfit

  public var code: String { unfit.code }
  public var kind: RefusalKind { unfit.kind }
  public var explanation: Phrase { "\(file.rawValue): \(unfit.explanation)" }
  /// For commands: one line a fault.
  public var english: String {
    unfit.english.split(separator: "\n").map { "\(file.rawValue): \($0)" }.joined(separator: "\n")
  }
}

private func lines(
  _ bytes: [UInt8], _ file: AreaFilesUnfit.File, _ header: [String]
) throws(AreaFilesUnfit) -> [TabbedLines.Line] {
  do throws(FileUnfit) {
    return try TabbedLines(bytes, header: header).lines
  } catch {
    throw AreaFilesUnfit(file: file, unfit: error)
  }
}

private func units(
  _ bytes: [UInt8], _ file: AreaFilesUnfit.File, _ header: [String]
) throws(AreaFilesUnfit) -> [AreaFiles.Unit] {
  var known: [String: (unit: AreaFiles.Unit, line: Int)] = [:]
  var levels: [[AreaFiles.Unit]] = Array(repeating: [], count: header.count / 2)
  var faults: [FileUnfit.Fault] = []
  for line in try lines(bytes, file, header) {
    var parent: String?
    for level in levels.indices {
      let (code, name) = (line.columns[level * 2], normalised(line.columns[level * 2 + 1]))
      // An island district without communes ends its line early.
      if level > 0, line.columns[(level * 2)...].allSatisfy(\.isEmpty) { break }
      let unit = AreaFiles.Unit(code: code, name: name, parent: parent)
      parent = code
      guard let problem = problem(unit, header[level * 2]) else {
        if let other = known[code] {
          if other.unit != unit {
            faults.append(.init(line: line.number, problem: .areaTwice(code, line: other.line)))
          }
        } else {
          known[code] = (unit, line.number)
          levels[level].append(unit)
        }
        continue
      }
      faults.append(.init(line: line.number, problem: problem))
    }
  }
  guard faults.isEmpty else { throw AreaFilesUnfit(file: file, unfit: FileUnfit(faults)) }
  return levels.flatMap(\.self)
}

private func problem(_ unit: AreaFiles.Unit, _ column: String) -> FileProblem? {
  guard let level = Area.Level.of(unit.code), column == "\(level.rawValue)Code" else {
    return .code(unit.code)
  }
  return (1...300).contains(unit.name.count) ? nil : .name
}

private func readLinks(
  _ bytes: [UInt8], _ before: Set<String>, _ after: Set<String>
) throws(AreaFilesUnfit) -> [AreaFiles.Link] {
  var links: [AreaFiles.Link] = []
  var faults: [FileUnfit.Fault] = []
  let header = ["oldCommuneCode", "newCommuneCode", "share"]
  for line in try lines(bytes, .succession, header) {
    let (old, new, share) = (line.columns[0], line.columns[1], line.columns[2])
    if !before.contains(old) {
      faults.append(.init(line: line.number, problem: .areaUnknown(old)))
    } else if !after.contains(new) {
      faults.append(.init(line: line.number, problem: .areaUnknown(new)))
    } else if share != "whole", share != "part" {
      faults.append(.init(line: line.number, problem: .share(share)))
    } else {
      links.append(AreaFiles.Link(old: old, new: new, isWhole: share == "whole"))
    }
  }
  guard faults.isEmpty else { throw AreaFilesUnfit(file: .succession, unfit: FileUnfit(faults)) }
  return links
}
