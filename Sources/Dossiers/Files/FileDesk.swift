public import Directory
public import Ground
public import Storage

/// Takes files before anything points to them, and gives them back to those who may see the dossier
/// they lie in.
public struct FileDesk: Sendable {
  let database: any Database
  let blobs: any Blobs
  let house: House

  /// In bytes; one scanned volume of papers fits. Source: configuration, trust 3.4.
  public static let limit = 50 * 1_048_576

  public init(database: any Database, blobs: any Blobs, house: House) {
    (self.database, self.blobs, self.house) = (database, blobs, house)
  }

  /// Streams the bytes into the blobs, then writes the row; when this returns both are durable. The
  /// same key with the same bytes gives the same answer again.
  ///
  /// Refuses: `FileRefused` when the content is not of `type`, is empty or has no usable name;
  /// `BlobTooLarge`.
  public func take<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, type: MediaType, name: String, by caller: Caller, key: String? = nil,
    answer: @escaping @Sendable (UploadedFile) -> StoredAnswer
  ) async throws -> StoredAnswer where Chunks.Element == [UInt8] {
    let file = try await keep(chunks, type: type, name: name, by: caller)
    return try await database.write { tx in
      try Idempotency(tx: tx).once(
        account: caller.account, key: key, requestHash: "file \(file.sha256)", at: file.at
      ) {
        try DossierPaperStore(tx: tx).insert(file)
        return answer(file)
      }
    }
  }

  /// Streams the bytes into the blobs; no row points to them yet.
  ///
  /// Refuses: as `take`.
  func keep<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, type: MediaType, name: String, by caller: Caller
  ) async throws -> UploadedFile where Chunks.Element == [UInt8] {
    let name = normalised(name)
    guard (1...200).contains(name.unicodeScalars.count),
      !name.unicodeScalars.contains(where: { $0.value < 32 || $0 == "/" || $0 == "\\" })
    else { throw FileRefused.nameUnfit }
    let blob = try await blobs.put(chunks, limit: FileDesk.limit)
    guard blob.size > 0 else { throw FileRefused.empty }
    let head = try await head(of: blob)
    guard type.fits(head) else { throw FileRefused.notWhatItClaims(type.rawValue) }
    let now = house.now()
    return UploadedFile(
      id: house.chance.ulid(at: now), account: caller.account, sha256: blob.sha256,
      size: Int64(blob.size), mediaType: type.rawValue, name: name, scan: .unchecked, at: now)
  }

  /// A paper or the result of a dossier, for a caller who may see the dossier.
  ///
  /// Refuses: `DossierUnknown`, `FileRefused.unknown`.
  public func read(
    _ id: String, of key: String, for caller: Caller
  ) async throws -> (file: UploadedFile, chunks: BlobChunks, subject: String) {
    let now = house.now()
    let (file, subject) = try await database.glance { tx in
      let standing = try DossierReading(tx: tx, house: house, now: now).standing(key, of: caller)
      let dossier = standing.dossier
      let store = DossierPaperStore(tx: tx)
      let own = [dossier.decision?.file, dossier.contents.mandate?.file].contains(id)
      let filed = try own || store.papers(of: dossier.id).contains { $0.file.id == id }
      guard filed, let file = try store.file(id) else { throw FileRefused.unknown }
      return (file, dossier.subject)
    }
    return (file, try await blobs.chunks(of: file.sha256), subject)
  }

  /// The hashes that rows point to, after `sha256`, for `motcua check`.
  public func contents(after sha256: String, limit: Int) async throws -> [String] {
    try await database.glance { tx in
      try DossierPaperStore(tx: tx).contents(after: sha256, limit: limit)
    }
  }

  private func head(of blob: Blob) async throws -> [UInt8] {
    var head: [UInt8] = []
    for try await chunk in try await blobs.chunks(of: blob.sha256) {
      head += chunk.prefix(MediaType.headLength - head.count)
      if head.count >= MediaType.headLength { break }
    }
    return head
  }
}
