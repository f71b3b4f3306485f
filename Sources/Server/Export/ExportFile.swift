import Foundation

/// Where an export goes: a file that appears whole or not at all, or the standard output.
final class ExportFile {
  private let path: String?
  let draft: String
  private let handle: FileHandle
  private var isFinished = false

  /// Refuses: a place where no file can be written, naming it.
  init(_ path: String?) throws {
    self.path = path
    draft = (path ?? "") + ".part-\(ProcessInfo.processInfo.processIdentifier)"
    guard path != nil else {
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: draft, contents: nil),
      let handle = FileHandle(forWritingAtPath: draft)
    else { throw CommandRefused("\(draft) cannot be written; choose another --out") }
    self.handle = handle
  }

  deinit {
    guard path != nil, !isFinished else { return }
    // Nothing more can be done about a draft that cannot be removed; its name says what it is.
    try? FileManager.default.removeItem(atPath: draft)
  }

  func write(_ bytes: [UInt8]) throws {
    do { try handle.write(contentsOf: bytes) } catch {
      throw CommandRefused("writing \(path ?? "the output") failed: \(error.localizedDescription)")
    }
  }

  /// Shows how far it is, on a terminal only.
  func tell(_ text: String) {
    guard path != nil, isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\r\(text)".utf8))
  }

  /// Makes the file durable and visible under its name, and says so when `text` is given.
  func finish(_ text: String?) throws {
    defer { isFinished = true }
    guard let path else { return }
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      throw CommandRefused("writing \(path) failed: \(error.localizedDescription)")
    }
    guard rename(draft, path) == 0 else {
      throw CommandRefused("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    if let text {
      FileHandle.standardError.write(Data("\(isatty(2) == 1 ? "\r" : "")\(text)\n".utf8))
    }
  }
}
