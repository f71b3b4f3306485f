import Crypto
import Foundation
import Ground

/// Blobs in a folder: `ab/cd/abcd…`, and `incoming/` for what is not whole yet. Several processes
/// may use it at once.
public struct FolderBlobs: Blobs {
  /// Where they lie.
  public let folder: String
  private var incoming: String { "\(folder)/incoming" }

  /// Makes the folder if it is not there (its parent must be), and removes what was left unfinished
  /// more than an hour ago.
  public init(folder: String) async throws {
    self.folder = folder
    let incoming = incoming
    try await onDisk {
      try makeFolder(folder)
      try makeFolder(incoming)
      try syncFolder(folder)
      try removeLeftovers(incoming)
    }
  }

  public func put<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, limit: Int
  ) async throws -> Blob where Chunks.Element == [UInt8] {
    let path = "\(incoming)/\(UUID().uuidString)"
    let file = try await onDisk { try OpenFile(path, O_CREAT | O_EXCL | O_WRONLY) }
    do {
      var (hash, size) = (SHA256(), 0)
      for try await chunk in chunks {
        size += chunk.count
        guard size <= limit else { throw BlobTooLarge(limit: limit) }
        hash.update(data: chunk)
        try await onDisk { try file.write(chunk) }
      }
      let blob = Blob(sha256: hex(hash.finalize()), size: size)
      try await onDisk {
        try file.sync()
        try keep(path, as: blob.sha256)
      }
      return blob
    } catch {
      unlink(path)
      throw error
    }
  }

  public func find(_ sha256: String) async throws -> Blob? {
    do {
      return try await onDisk { Blob(sha256: sha256, size: try opened(sha256).size()) }
    } catch is BlobMissing {
      return nil
    }
  }

  public func chunks(of sha256: String) async throws -> BlobChunks {
    let reading = try await BlobReading(try await onDisk { try opened(sha256) }, sha256: sha256)
    return BlobChunks { try await reading.next() }
  }

  /// The blob is put aside before its age is read, so that one that comes at this very moment is
  /// seen, and put back.
  public func remove(_ sha256: String, unlessYoungerThan seconds: Int) async throws {
    guard isName(sha256) else { return }
    try await onDisk {
      let (place, aside) = (place(sha256), "\(incoming)/\(UUID().uuidString)")
      let now = try diskSeconds(incoming)
      guard rename(place.path, aside) == 0 else {
        if errno == ENOENT { return }
        throw StorageFault(errno: errno, "rename", place.path)
      }
      if try OpenFile(aside, O_RDONLY).modifiedSeconds() > now - seconds {
        try keep(aside, as: sha256)
      } else {
        unlink(aside)
        try syncFolder(place.second)
      }
    }
  }

  public func verify(_ sha256: String) async throws {
    for try await _ in try await chunks(of: sha256) {}
  }

  public func list(after name: String, limit: Int) async throws -> [Blob] {
    try await onDisk {
      var blobs: [Blob] = []
      for first in try namesInFolder(folder) where first.utf8.count == 2 {
        guard first >= name.prefix(2) else { continue }
        for second in try namesInFolder("\(folder)/\(first)") {
          guard first + second >= name.prefix(4) else { continue }
          for sha256 in try namesInFolder("\(folder)/\(first)/\(second)") {
            guard sha256 > name, isName(sha256) else { continue }
            blobs.append(Blob(sha256: sha256, size: try opened(sha256).size()))
            if blobs.count == limit { return blobs }
          }
        }
      }
      return blobs
    }
  }

  private func place(_ sha256: String) -> (first: String, second: String, path: String) {
    let first = "\(folder)/\(sha256.prefix(2))"
    let second = "\(first)/\(sha256.dropFirst(2).prefix(2))"
    return (first, second, "\(second)/\(sha256)")
  }

  private func opened(_ sha256: String) throws -> OpenFile {
    guard isName(sha256) else { throw BlobMissing(sha256: sha256) }
    do {
      return try OpenFile(place(sha256).path, O_RDONLY)
    } catch {
      throw error.isAbsence ? BlobMissing(sha256: sha256) : error
    }
  }

  /// Gives a whole, synced file its name. Another put of the same bytes may do so at the same time
  /// and may not have synced the folders yet, so each syncs all of them.
  private func keep(_ path: String, as sha256: String) throws {
    let place = place(sha256)
    try makeFolder(place.first)
    try makeFolder(place.second)
    guard rename(path, place.path) == 0 else { throw StorageFault(errno: errno, "rename", path) }
    for folder in [place.second, place.first, folder] { try syncFolder(folder) }
  }
}

private func isName(_ text: String) -> Bool { text.utf8.count == 64 && unhex(text) != nil }

/// An hour by the disk's own clock: a test clock must not remove what another process writes.
private func removeLeftovers(_ incoming: String) throws(StorageFault) {
  let now = try diskSeconds(incoming)
  for name in try namesInFolder(incoming) {
    let path = "\(incoming)/\(name)"
    do {
      if try OpenFile(path, O_RDONLY).modifiedSeconds() < now - 3600 { unlink(path) }
    } catch {
      // Another process may have finished or removed it meanwhile.
      if !error.isAbsence { throw error }
    }
  }
}

/// What time it is by the clock of the disk.
private func diskSeconds(_ incoming: String) throws(StorageFault) -> Int {
  let probe = "\(incoming)/\(UUID().uuidString)"
  defer { unlink(probe) }
  return try OpenFile(probe, O_CREAT | O_EXCL | O_WRONLY).modifiedSeconds()
}
