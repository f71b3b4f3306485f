public import Ground
public import Storage
import Synchronization

/// Keeps the names of procedures while the catalogue stays as it is. Guards what was read so far.
///
/// For snapshots only: a transaction that writes could leave names here that it then takes back.
public final class ProcedureNames: Sendable {
  private struct Known {
    var changes = -1
    var names: [ProcedureCode: String] = [:]
  }

  private let known = Mutex(Known())

  public init() {}

  /// The names of the versions in force. Shape: codes that nobody bears are left out.
  public func names(
    _ codes: Set<ProcedureCode>, _ tx: any Transaction
  ) throws -> [ProcedureCode: String] {
    let procedures = Procedures(tx: tx)
    let changes = try procedures.changes()
    let all = known.withLock { $0.changes == changes ? $0.names : [:] }
    var found: [ProcedureCode: String] = [:]
    for code in codes { found[code] = all[code] }
    let missing = codes.subtracting(found.keys)
    guard !missing.isEmpty else { return found }
    let read = try procedures.names(missing.sorted())
    known.withLock { known in
      if known.changes != changes { known = Known(changes: changes) }
      known.names.merge(read) { _, new in new }
    }
    return found.merging(read) { _, new in new }
  }
}
