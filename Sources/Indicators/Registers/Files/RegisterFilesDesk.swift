import Directory
import Ground
import Storage

extension RegisterDesk {
  /// In bytes: a scanned report or a spreadsheet.
  static let fileLimit = 20 << 20

  /// Keeps a file that shows what is reported, until somebody reports with it.
  ///
  /// Refuses: `EvidenceUnfit`, `BlobTooLarge`.
  func take<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, name: String, by caller: Caller
  ) async throws -> RegisterFile where Chunks.Element == [UInt8] {
    let name = normalised(name)
    guard let kind = EvidenceKind(fileName: name) else { throw EvidenceUnfit.kind(name) }
    let blob = try await blobs.put(chunks, limit: RegisterDesk.fileLimit)
    guard blob.size > 0 else { throw EvidenceUnfit.empty }
    var head: [UInt8] = []
    for try await chunk in try await blobs.chunks(of: blob.sha256) {
      head += chunk.prefix(8 - head.count)
      if head.count >= 8 { break }
    }
    guard kind.fits(head) else { throw EvidenceUnfit.kind(name) }
    let instant = now()
    let file = RegisterFile(
      id: chance.ulid(at: instant), sha256: blob.sha256, size: blob.size,
      mediaType: kind.mediaType, name: name)
    try await database.write { tx in
      try RegisterFileStore(tx: tx).insert(file, by: caller.account, at: instant)
    }
    return file
  }

  /// The bytes of a file that the caller sent and that nobody has reported with yet.
  ///
  /// Refuses: `RegisterRefused.unknown`.
  func own(_ id: String, of caller: Caller) async throws -> (file: RegisterFile, bytes: [UInt8]) {
    let found = try await database.read { tx in
      try RegisterFileStore(tx: tx).file(id, of: caller.account)
    }
    guard let file = found else { throw RegisterRefused.unknown }
    return (file, try await blobs.bytes(of: file.sha256, limit: RegisterDesk.fileLimit))
  }

  /// A file behind reports that the caller may see.
  ///
  /// Refuses: `RegisterRefused.unknown`.
  func open(
    _ id: String, for caller: Caller
  ) async throws -> (file: RegisterFile, chunks: BlobChunks) {
    let today = now().day
    let file = try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      let seen = RegisterReach(caller, tree, on: [today]).seen
      guard let found = try RegisterFileStore(tx: tx).shown(id),
        !found.agencies.isDisjoint(with: seen.map(\.rawValue))
      else { throw RegisterRefused.unknown }
      return found.file
    }
    return (file, try await blobs.chunks(of: file.sha256))
  }

  /// Whether a report, or one that is being made, points to these bytes.
  func holds(_ sha256: String) async throws -> Bool {
    try await database.read { try RegisterFileStore(tx: $0).holds(sha256) }
  }

  /// The digests that rows point to, after `sha256`, for `motcua check`.
  func contents(after sha256: String, limit: Int) async throws -> [String] {
    try await database.glance { tx in
      try RegisterFileStore(tx: tx).contents(after: sha256, limit: limit)
    }
  }

  /// Forgets files that nobody reported with within a day. Their bytes stay, since a dossier may
  /// hold the same ones.
  func forgetFiles() async throws {
    let day: Int64 = 86_400
    let before = now().adding(seconds: -day)
    try await database.write { tx in
      let store = RegisterFileStore(tx: tx)
      for file in try store.forgotten(before: before, limit: 500) { try store.remove(file.id) }
    }
  }
}
