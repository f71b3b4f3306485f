import Directory
import Ground
import Storage

/// Keeping filters: nobody sees anybody else's. They are a habit of one person and no act on a
/// dossier, so they leave no fact.
struct SavedViewDesk: Sendable {
  let database: any Database
  let house: House

  func views(of account: AccountID) async throws -> [SavedView] {
    try await database.glance { try SavedViewStore(tx: $0, account: account).views() }
  }

  /// Keeps `filter` under `name`; with `starting` the desk begins with it.
  ///
  /// Refuses: `SavedViewRefused.nameMissing`, `.nameTooLong`, `.nameTaken`, `.tooMany`.
  func keep(
    _ filter: WorkFilter, as name: String, starting: Bool, of account: AccountID
  ) async throws {
    let name = try fit(name)
    let now = house.now()
    let view = SavedView(id: house.chance.ulid(at: now), name: name, filter: filter, starts: false)
    try await database.write { tx in
      let store = SavedViewStore(tx: tx, account: account)
      guard try store.views().count < SavedView.most else { throw SavedViewRefused.tooMany }
      guard try store.insert(view, at: now) else { throw SavedViewRefused.nameTaken(name) }
      if starting { _ = try store.start(with: view.id) }
    }
  }

  /// Refuses: as `keep`, and `.unknown`.
  func rename(_ id: String, to name: String, of account: AccountID) async throws {
    let name = try fit(name)
    try await database.write { tx in
      let store = SavedViewStore(tx: tx, account: account)
      guard try !store.isTaken(name, besides: id) else { throw SavedViewRefused.nameTaken(name) }
      guard try store.rename(id, to: name) else { throw SavedViewRefused.unknown }
    }
  }

  /// Refuses: `SavedViewRefused.unknown`.
  func delete(_ id: String, of account: AccountID) async throws {
    try await database.write { tx in
      guard try SavedViewStore(tx: tx, account: account).delete(id) else {
        throw SavedViewRefused.unknown
      }
    }
  }

  /// Lets the desk begin with a view, or with none.
  ///
  /// Refuses: `SavedViewRefused.unknown`.
  func start(with id: String?, of account: AccountID) async throws {
    try await database.write { tx in
      guard try SavedViewStore(tx: tx, account: account).start(with: id) else {
        throw SavedViewRefused.unknown
      }
    }
  }

  private func fit(_ name: String) throws -> String {
    // Two names that look alike on the page are one name.
    let name = normalised(name).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { throw SavedViewRefused.nameMissing }
    guard name.count <= SavedView.longestName else { throw SavedViewRefused.nameTooLong }
    return name
  }
}
