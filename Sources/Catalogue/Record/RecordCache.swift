import Synchronization

/// Keeps the records of procedures that were read, by their digest.
///
/// A digest names its bytes, in whatever database they lie and whoever writes to it; so what is
/// kept is exact and never grows old. To read a record costs a hundred times what it costs to look
/// here, and every act on a dossier needs one. A class because it guards one shared table.
final class RecordCache: Sendable {
  private let kept = Mutex<[String: ProcedureRecord]>([:])

  /// For every database of the process.
  static let shared = RecordCache()

  /// A record takes some 20 KB; with more of them than this the cache begins anew.
  static let limit = 2000

  func record(_ digest: String) -> ProcedureRecord? { kept.withLock { $0[digest] } }

  func keep(_ record: ProcedureRecord, _ digest: String) {
    kept.withLock { kept in
      if kept.count >= RecordCache.limit { kept = [:] }
      kept[digest] = record
    }
  }
}
