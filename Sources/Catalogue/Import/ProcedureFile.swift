import Ground

/// A whole import file, read and checked: every record of it, or nothing.
struct ProcedureFile: Sendable {
  struct Entry: Sendable {
    let record: ProcedureRecord
    /// The bytes that are stored, and their digest.
    let bytes: [UInt8]
    let digest: String
  }

  let entries: [Entry]

  /// Refuses: `ImportRefused`, naming every line that is at fault and what is wrong with it.
  init(reading source: ProcedureSource) throws {
    var entries: [Entry] = []
    var lineOfCode: [ProcedureCode: Int] = [:]
    var problems: [String] = []
    try source.lines { number, line in
      guard line.contains(where: { $0 > 32 }) else { return }
      do {
        let record = try ProcedureRecord(line: line)
        if let earlier = lineOfCode.updateValue(number, forKey: record.code) {
          problems.append(
            "line \(number): code \(record.code.rawValue) stands already in line \(earlier)")
        }
        let bytes = record.json.bytes
        entries.append(
          Entry(record: record, bytes: bytes, digest: ProcedureRecord.digest(of: bytes)))
      } catch let unfit as RecordUnfit {
        problems += unfit.problems.map { "line \(number): \($0)" }
      }
    }
    if entries.isEmpty, problems.isEmpty { problems.append("the file holds no procedure") }
    guard problems.isEmpty else { throw ImportRefused(problems: problems) }
    self.entries = entries
  }
}
