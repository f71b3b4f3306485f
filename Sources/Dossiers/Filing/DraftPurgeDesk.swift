import Ground
import Storage

extension DraftDesk {
  /// Removes drafts that nobody changed for as long as they are kept, and the bytes of what was
  /// taken out of drafts a day ago. May be done again, and by several processes at once.
  ///
  /// Bytes that `isHeld` by others stay.
  ///
  /// Shape: gives how many drafts went; at most 500 of each kind at a time.
  @discardableResult
  func purge(
    _ isHeld: @Sendable (_ sha256: String) async throws -> Bool = { _ in false }
  ) async throws -> Int {
    let now = house.now()
    let gone = try await database.write { tx in
      let store = DraftStore(tx: tx)
      let oldest = Draft.oldest(house.practice.draftDays, at: now)
      let ids = try store.abandoned(before: oldest, limit: 500)
      for id in ids {
        try store.held(id)?.erase(tx, at: now)
      }
      return ids.count
    }
    try await removeLeftovers(at: now, isHeld)
    return gone
  }

  /// Bytes that no row points to any more. What came again meanwhile under the same hash is younger
  /// than a day on the disk and stays.
  private func removeLeftovers(
    at now: Instant, _ isHeld: @Sendable (_ sha256: String) async throws -> Bool
  ) async throws {
    let day: Int64 = 86_400
    let found = try await database.read { tx in
      try DraftFileStore(tx: tx).leftovers(before: now.adding(seconds: -day), limit: 500)
        .map { Leftover(sha256: $0.sha256, isUsed: $0.isUsed) }
    }
    for leftover in found {
      let isElsewhere = try await isHeld(leftover.sha256)
      if !leftover.isUsed, !isElsewhere {
        try await files.blobs.remove(leftover.sha256, unlessYoungerThan: Int(day))
      }
      try await database.write { tx in
        try DraftFileStore(tx: tx).forgetLeftover(leftover.sha256)
      }
    }
  }

  private struct Leftover: Sendable {
    let sha256: String
    let isUsed: Bool
  }
}
