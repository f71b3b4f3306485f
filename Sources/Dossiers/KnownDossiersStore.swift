import Ground
import Storage
import Synchronization

/// Keeps dossiers as they were read, so that looking at one again does not read its details anew.
/// Guards what is kept.
///
/// A dossier's version, once committed, never changes: what is kept under id and version is exact,
/// whoever else writes to the database. For snapshots only: a transaction that writes could leave
/// here what it then takes back.
final class KnownDossiers: Sendable {
  private struct Entry {
    let dossier: Dossier
    /// The dossier of the contract, written; `nil` until somebody asks for it.
    var body: [UInt8]?
  }

  private let entries = Mutex<[Dossier.ID: Entry]>([:])
  private let limit: Int

  /// An entry takes some 5 KB; when there are `limit` of them all are let go.
  init(limit: Int = 2000) { self.limit = limit }

  /// The dossier with this id, number or reference; `nil` when there is none.
  func dossier(_ key: String, _ tx: any Transaction) throws -> Dossier? {
    let store = DossierStore(tx: tx)
    guard let mark = try store.mark(key) else { return nil }
    if let known = entry(mark) { return known.dossier }
    return try store.dossier(mark.id.rawValue).map(keep)
  }

  /// The dossiers of these marks, in their order.
  func dossiers(_ marks: [DossierMark], _ tx: any Transaction) throws -> [Dossier] {
    var found = entries.withLock { entries in
      marks.reduce(into: [Dossier.ID: Dossier]()) { found, mark in
        if let entry = entries[mark.id], entry.dossier.version == mark.version {
          found[mark.id] = entry.dossier
        }
      }
    }
    let missing = marks.map(\.id).filter { found[$0] == nil }
    for dossier in try DossierStore(tx: tx).dossiers(missing) { found[dossier.id] = keep(dossier) }
    return marks.compactMap { found[$0.id] }
  }

  /// What `write` makes of this dossier, once for each version.
  func body(of dossier: Dossier, _ write: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let body = entry(dossier.mark)?.body { return body }
    let body = try write()
    keep(Entry(dossier: dossier, body: body))
    return body
  }

  private func entry(_ mark: DossierMark) -> Entry? {
    entries.withLock { $0[mark.id] }.flatMap { $0.dossier.version == mark.version ? $0 : nil }
  }

  private func keep(_ dossier: Dossier) -> Dossier {
    keep(Entry(dossier: dossier))
    return dossier
  }

  private func keep(_ entry: Entry) {
    entries.withLock { entries in
      if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
      entries[entry.dossier.id] = entry
    }
  }
}

/// One version of one dossier.
struct DossierMark: Sendable, Equatable {
  let id: Dossier.ID
  let version: Int
}

extension Dossier {
  fileprivate var mark: DossierMark { DossierMark(id: id, version: version) }
}
