public import Ground

/// Files, named by the SHA-256 of their bytes. The same bytes are kept once.
public protocol Blobs: Sendable {
  /// Stores the bytes. Durable when this returns, so that a row may point to it. At most `limit`
  /// bytes are taken; when the chunks end in an error, nothing is kept.
  ///
  /// Refuses: `BlobTooLarge`.
  func put<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, limit: Int
  ) async throws -> Blob where Chunks.Element == [UInt8]

  /// `nil` when there is no such blob.
  func find(_ sha256: String) async throws -> Blob?

  /// The bytes in pieces of at most 64 KiB, read as they are taken. Where they are not those that
  /// were stored, the last piece is withheld: what was read to its end is whole.
  ///
  /// Refuses: `BlobMissing`; `BlobDamaged`, at once for a blob of one piece, else in the place of
  /// the last one.
  func chunks(of sha256: String) async throws -> BlobChunks

  /// Removes a blob that no row points to any more. One put again within the last `seconds`
  /// stays: a row for it may be on its way.
  func remove(_ sha256: String, unlessYoungerThan seconds: Int) async throws

  /// Reads the blob again and compares. Refuses: `BlobMissing`, `BlobDamaged`.
  func verify(_ sha256: String) async throws

  /// At most `limit` blobs in the order of their names, after `name`; the empty text is before all.
  func list(after name: String, limit: Int) async throws -> [Blob]
}

/// The bytes of one blob, in order; a fault of the disk ends them with an error.
public typealias BlobChunks = AsyncThrowingStream<[UInt8], any Error>

/// A stored file.
public struct Blob: Sendable, Equatable {
  /// Lower-case hexadecimal, 64 characters.
  public let sha256: String
  /// In bytes.
  public let size: Int

  public init(sha256: String, size: Int) { (self.sha256, self.size) = (sha256, size) }
}

extension Blobs {
  /// Stores bytes that are in memory already.
  public func put(_ bytes: [UInt8]) async throws -> Blob {
    let once = AsyncStream<[UInt8]> { stream in
      stream.yield(bytes)
      stream.finish()
    }
    return try await put(once, limit: bytes.count)
  }

  /// The whole blob in memory. Refuses: `BlobMissing`, `BlobTooLarge` above `limit`.
  public func bytes(of sha256: String, limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in try await chunks(of: sha256) {
      guard bytes.count + chunk.count <= limit else { throw BlobTooLarge(limit: limit) }
      bytes += chunk
    }
    return bytes
  }
}

/// More bytes were sent than are taken; nothing was kept.
public struct BlobTooLarge: Refusal, Equatable {
  /// In bytes.
  public let limit: Int

  public init(limit: Int) { self.limit = limit }

  public var code: String { "file.too-large" }
  public var kind: RefusalKind { .tooLarge }
  public var explanation: Phrase {
    let size = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit) byte"
    return "Tệp lớn hơn \(size). Hãy giảm dung lượng hoặc tách thành nhiều tệp rồi gửi lại."
  }
}

/// There is no blob of this name, though something may point to it: a fault.
public struct BlobMissing: Error, Sendable, Equatable, CustomStringConvertible {
  public let sha256: String

  public init(sha256: String) { self.sha256 = sha256 }

  public var description: String { "blob \(sha256) is missing" }
}

/// The bytes under this name are not those that were stored: a fault.
public struct BlobDamaged: Error, Sendable, Equatable, CustomStringConvertible {
  public let sha256: String
  public let found: String

  public init(sha256: String, found: String) { (self.sha256, self.found) = (sha256, found) }

  public var description: String { "blob \(sha256) is damaged: its bytes hash to \(found)" }
}
