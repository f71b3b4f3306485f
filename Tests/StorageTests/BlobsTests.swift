import Foundation
import Ground
import Storage
import TestKit
import Testing

struct BlobsTests {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("blobs-\(UUID().uuidString)").path

  /// The SHA-256 of no bytes and of `abc`. Source: FIPS 180-2, appendix B.
  static let ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  static let ofABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  struct Broken: Error {}

  func stream(_ chunks: [[UInt8]], failing: Bool = false) -> AsyncThrowingStream<[UInt8], any Error>
  {
    AsyncThrowingStream { stream in
      for chunk in chunks { stream.yield(chunk) }
      stream.finish(throwing: failing ? Broken() : nil)
    }
  }

  func files() -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }
  }

  @Test func aBlobIsNamedByItsBytesAndComesBack() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    let blob = try await blobs.put(stream([Array("a".utf8), [], Array("bc".utf8)]), limit: 3)
    #expect(blob == Blob(sha256: Self.ofABC, size: 3))
    #expect(try await blobs.bytes(of: blob.sha256, limit: 3) == Array("abc".utf8))
    #expect(try await blobs.find(blob.sha256) == blob)
    #expect(files() == ["ba/78/\(Self.ofABC)"])
    let nothing = try await blobs.put([])
    #expect(nothing == Blob(sha256: Self.ofNothing, size: 0))
    #expect(try await blobs.bytes(of: nothing.sha256, limit: 0) == [])
  }

  @Test func aLargeBlobIsReadInPieces() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    let chunk = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    let blob = try await blobs.put(
      stream(Array(repeating: chunk, count: 10)), limit: 1_000_000)
    var (size, largest) = (0, 0)
    for try await piece in try await blobs.chunks(of: blob.sha256) {
      (size, largest) = (size + piece.count, max(largest, piece.count))
    }
    #expect(size == 1_000_000)
    #expect(largest <= 65_536)
    await #expect(throws: BlobTooLarge(limit: 999_999)) {
      try await blobs.bytes(of: blob.sha256, limit: 999_999)
    }
  }

  @Test func oneByteTooManyIsRefusedAndNothingStays() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    await #expect(throws: BlobTooLarge(limit: 4)) {
      try await blobs.put(stream([[1, 2], [3, 4, 5]]), limit: 4)
    }
    #expect(files() == [])
  }

  @Test func anUploadThatBreaksOffLeavesNothing() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    await #expect(throws: Broken.self) {
      try await blobs.put(stream([[1, 2]], failing: true), limit: 4)
    }
    #expect(files() == [])
  }

  @Test func theSameBytesAtTheSameTimeAreOneBlob() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    try await withThrowingTaskGroup(of: Blob.self) { group in
      for _ in 0..<20 { group.addTask { try await blobs.put(Array("abc".utf8)) } }
      for try await blob in group { #expect(blob.sha256 == Self.ofABC) }
    }
    #expect(files() == ["ba/78/\(Self.ofABC)"])
    try await blobs.verify(Self.ofABC)
  }

  @Test func aDamagedBlobIsNamedAndPuttingItAgainHealsIt() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    _ = try await blobs.put(Array("abc".utf8))
    let path = "\(folder)/ba/78/\(Self.ofABC)"
    try Data("abd".utf8).write(to: URL(fileURLWithPath: path))
    let damaged = await #expect(throws: BlobDamaged.self) { try await blobs.verify(Self.ofABC) }
    #expect(damaged?.sha256 == Self.ofABC)
    _ = try await blobs.put(Array("abc".utf8))
    try await blobs.verify(Self.ofABC)
  }

  /// One piece, several, and an edge between them.
  @Test(arguments: [1, 65_536, 65_537, 300_000])
  func whoReadsADamagedBlobNeverGetsAllOfIt(_ size: Int) async throws {
    let blobs = try await FolderBlobs(folder: folder)
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    let blob = try await blobs.put(bytes)
    #expect(try await blobs.bytes(of: blob.sha256, limit: size) == bytes)
    let name = blob.sha256
    let path = "\(folder)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
    var damaged = bytes
    damaged[0] ^= 1
    try Data(damaged).write(to: URL(fileURLWithPath: path))
    let got = Got()
    await #expect(throws: BlobDamaged.self) {
      for try await piece in try await blobs.chunks(of: name) { got.count += piece.count }
    }
    #expect(got.count < size)
    #expect(size - got.count <= 65_536)
  }

  @Test(arguments: ["", "../../etc/passwd", String(repeating: "0", count: 64)])
  func whatIsNotThereIsMissing(_ name: String) async throws {
    let blobs = try await FolderBlobs(folder: folder)
    await #expect(throws: BlobMissing(sha256: name)) { try await blobs.chunks(of: name) }
    await #expect(throws: BlobMissing(sha256: name)) { try await blobs.verify(name) }
    #expect(try await blobs.find(name) == nil)
  }

  @Test func theListIsInOrderAndGoesOnWhereItStopped() async throws {
    let blobs = try await FolderBlobs(folder: folder)
    var names: [String] = []
    for number in 0..<50 { names.append(try await blobs.put(Array("\(number)".utf8)).sha256) }
    var (found, last) = ([String](), "")
    while true {
      let page = try await blobs.list(after: last, limit: 7)
      guard let end = page.last else { break }
      #expect(page.count <= 7)
      (found, last) = (found + page.map(\.sha256), end.sha256)
    }
    #expect(found == names.sorted())
  }

  @Test func leftoversOfAnHourAgoAreRemovedWhenItOpens() async throws {
    _ = try await FolderBlobs(folder: folder)
    let (old, young) = ("\(folder)/incoming/old", "\(folder)/incoming/young")
    for path in [old, young] { try Data().write(to: URL(fileURLWithPath: path)) }
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3700)], ofItemAtPath: old)
    _ = try await FolderBlobs(folder: folder)
    #expect(files() == ["incoming/young"])
  }

  @Test func aFolderThatCannotBeMadeIsAFault() async throws {
    await #expect(throws: StorageFault.self) { try await FolderBlobs(folder: "/proc/none/blobs") }
  }
}

/// What came before the fault. One test's own.
private final class Got { var count = 0 }

@Test func foldersThatAreMissingAreMadeForTheirOwnerOnly() throws {
  let top = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  try makeFolders(top + "/a/b")
  try makeFolders(top + "/a/b")
  for folder in [top, top + "/a", top + "/a/b"] {
    let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }
  let fault = #expect(throws: StorageFault.self) { try makeFolders("/proc/a/b") }
  #expect(fault?.kind == .other)
}
