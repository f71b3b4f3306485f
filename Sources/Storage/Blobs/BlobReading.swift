import Crypto
import Foundation
import Ground
import NIOPosix

/// Reads one blob from its beginning to its end. Each piece is held back until the next is read, so
/// that the last one is given only when the whole is what was stored: whoever gets every piece has
/// the right bytes. Guards its place in the file.
actor BlobReading {
  private let file: OpenFile
  private let sha256: String
  private var hash = SHA256()
  private var held: [UInt8]?
  private var isOver = false
  /// The first piece, read before anything was promised to a reader.
  private var first: [UInt8]?

  /// Refuses: `BlobDamaged`, when the blob is short enough to be read at once.
  init(_ file: OpenFile, sha256: String) async throws {
    (self.file, self.sha256) = (file, sha256)
    first = try await read()
  }

  /// The next piece of at most 64 KiB; `nil` at the end.
  ///
  /// Refuses: `BlobDamaged`, in the place of the last piece.
  func next() async throws -> [UInt8]? {
    if let first {
      self.first = nil
      return first
    }
    return try await read()
  }

  private func read() async throws -> [UInt8]? {
    while !isOver {
      let piece = try await onDisk { [file] in try file.read(atMost: 1 << 16) }
      if piece.isEmpty { return try last() }
      hash.update(data: piece)
      defer { held = piece }
      if let held { return held }
    }
    return nil
  }

  private func last() throws -> [UInt8]? {
    isOver = true
    let found = hex(hash.finalize())
    guard found == sha256 else { throw BlobDamaged(sha256: sha256, found: found) }
    defer { held = nil }
    return held
  }
}

/// Runs work that waits for the disk away from the threads that serve requests.
func onDisk<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await NIOThreadPool.singleton.runIfActive(work)
}
