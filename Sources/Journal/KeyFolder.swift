public import Ground

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of secrets (`--keys`). Files are made once, whole, and readable by their owner only.
public struct KeyFolder: Sendable {
  public let path: String
  private let chance: Chance

  /// The folder at `path`, which is there.
  public init(path: String, chance: Chance = .system) { (self.path, self.chance) = (path, chance) }

  /// What the file `name` holds; when there is none, it is first made from `make`.
  ///
  /// Several processes may ask at once: one makes the file and all read the same. When this
  /// returns, the file is durable.
  public func keep(_ name: String, make: () throws -> [UInt8]) throws -> [UInt8] {
    if let bytes = try contents(of: name) { return bytes }
    let draft = "\(path)/.\(name).\(hex(chance.bytes(8)))"
    defer { unlink(draft) }
    try save(try make(), to: draft)
    if link(draft, "\(path)/\(name)") != 0, errno != EEXIST { throw KeyFileUnusable(path, name) }
    try syncFolder()
    guard let bytes = try contents(of: name) else { throw KeyFileUnusable(path, name) }
    return bytes
  }

  /// What the file `name` holds; `nil` when there is none.
  ///
  /// Refuses: `KeyFileUnusable`, also when others than the owner may read it.
  public func contents(of name: String) throws -> [UInt8]? {
    let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw KeyFileUnusable(path, name)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw KeyFileUnusable(path, name) }
    guard status.st_mode & 0o077 == 0 else {
      throw KeyFileUnusable(path, name, "others may read it: run chmod 600 on it")
    }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0 else { throw KeyFileUnusable(path, name) }
    return Array(bytes[..<count])
  }

  private func save(_ bytes: [UInt8], to draft: String) throws {
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw KeyFileUnusable(path, "") }
    defer { close(file) }
    // A key is far shorter than what one write takes; less means a full disk.
    guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      throw KeyFileUnusable(path, "")
    }
  }

  private func syncFolder() throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw KeyFileUnusable(path, "") }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw KeyFileUnusable(path, "") }
  }
}

/// A file of the key folder cannot be read or written.
public struct KeyFileUnusable: Error, Sendable, CustomStringConvertible {
  public let file: String
  public let reason: String

  init(_ folder: String, _ name: String, _ reason: String? = nil) {
    file = name.isEmpty ? folder : "\(folder)/\(name)"
    self.reason = reason ?? String(cString: strerror(errno))
  }

  public var description: String { "\(file) cannot be used: \(reason)" }
}
