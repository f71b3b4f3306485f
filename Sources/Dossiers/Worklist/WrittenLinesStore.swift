import Catalogue
import Ground
import Storage
import Synchronization

/// Keeps the lines of lists as programs are sent them, so that a list that is looked at again is
/// not written anew. Guards what is kept. For snapshots only, as `KnownDossiers`.
final class WrittenLines: Sendable {
  private struct Entry {
    let line: WorklistLine
    let procedureName: String
    let isOverdue: Bool
    let bytes: [UInt8]
  }

  private let entries = Mutex<[Dossier.ID: Entry]>([:])

  /// An entry takes some 2 KB; with more of them than this all are let go.
  static let limit = 5000

  /// The lines of these marks in their order, each as JSON, with the subject of its facts.
  func lines(
    _ marks: [DossierMark], at now: Instant, _ names: ProcedureNames, _ tx: any Transaction
  ) throws -> [(json: [UInt8], subject: String)] {
    var known = entries.withLock { entries in
      marks.reduce(into: [Dossier.ID: Entry]()) { known, mark in
        if let entry = entries[mark.id], entry.line.version == mark.version {
          known[mark.id] = entry
        }
      }
    }
    var lines = known.mapValues(\.line)
    let missing = marks.map(\.id).filter { known[$0] == nil }
    for line in try WorklistStore(tx: tx).lines(missing) { lines[line.id] = line }
    let names = try names.names(Set(lines.values.map(\.procedure)), tx)
    var written: [Entry] = []
    for line in lines.values {
      let (name, isOverdue) = (
        names[line.procedure] ?? line.procedure.rawValue, line.isOverdue(at: now)
      )
      if let entry = known[line.id], entry.procedureName == name, entry.isOverdue == isOverdue {
        continue
      }
      let bytes = line.json(procedureName: name, isOverdue: isOverdue).bytes
      let entry = Entry(line: line, procedureName: name, isOverdue: isOverdue, bytes: bytes)
      known[line.id] = entry
      written.append(entry)
    }
    keep(written)
    return marks.compactMap { known[$0.id] }.map { ($0.bytes, $0.line.subject) }
  }

  private func keep(_ written: [Entry]) {
    guard !written.isEmpty else { return }
    entries.withLock { entries in
      if entries.count + written.count > WrittenLines.limit {
        entries.removeAll(keepingCapacity: true)
      }
      for entry in written { entries[entry.line.id] = entry }
    }
  }
}
