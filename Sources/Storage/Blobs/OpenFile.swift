import Foundation

/// An open file of the operating system; closed when nobody holds it any more.
final class OpenFile: Sendable {
  let path: String
  private let descriptor: Int32

  init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(StorageFault) {
    descriptor = open(path, flags | O_CLOEXEC, mode)
    self.path = path
    guard descriptor >= 0 else { throw StorageFault(errno: errno, "open", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws(StorageFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StorageFault(errno: errno, "write", path) }
      rest = rest.dropFirst(count)
    }
  }

  /// The next bytes, at most `count`; empty at the end.
  func read(atMost count: Int) throws(StorageFault) -> [UInt8] {
    while true {
      var found = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
        found = Foundation.read(descriptor, buffer.baseAddress, count)
        used = max(0, found)
      }
      if found >= 0 { return bytes }
      if errno != EINTR { throw StorageFault(errno: errno, "read", path) }
    }
  }

  /// Returns when the disk holds it.
  func sync() throws(StorageFault) {
    guard fsync(descriptor) == 0 else { throw StorageFault(errno: errno, "fsync", path) }
  }

  func size() throws(StorageFault) -> Int { Int(try status().st_size) }

  /// Seconds since 1970, by the clock of the disk the file is on.
  func modifiedSeconds() throws(StorageFault) -> Int { try status().st_mtim.tv_sec }

  private func status() throws(StorageFault) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StorageFault(errno: errno, "stat", path) }
    return status
  }
}

/// Makes the entries of a folder durable.
func syncFolder(_ path: String) throws(StorageFault) {
  try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
}

/// Makes a folder that only its owner may enter, unless it is there.
func makeFolder(_ path: String) throws(StorageFault) {
  if mkdir(path, 0o700) != 0, errno != EEXIST { throw StorageFault(errno: errno, "mkdir", path) }
}

/// The names in a folder, sorted; none when it is not there.
func namesInFolder(_ path: String) throws(StorageFault) -> [String] {
  guard let folder = opendir(path) else {
    if errno == ENOENT { return [] }
    throw StorageFault(errno: errno, "opendir", path)
  }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

extension StorageFault {
  /// The file or folder is not there.
  var isAbsence: Bool { code == String(ENOENT) }

  init(errno number: Int32, _ call: String, _ path: String) {
    let kind: Kind = number == ENOSPC || number == EDQUOT ? .full : .other
    self.init(
      kind, code: String(number), "\(call) \(path): \(String(cString: strerror(number)))")
  }
}
