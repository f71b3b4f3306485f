import ArgumentParser
import Foundation
import Journal

/// `motcua export`: what the house knows, as files. Source: contract, "Commands".
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write facts, tiles or the checkpoint to a file.",
    subcommands: [ExportFactsCommand.self, ExportCheckpointCommand.self, ExportTilesCommand.self])

  func run() async throws {
    throw ValidationError("name what to export; motcua export --help lists it")
  }
}

/// `motcua export facts`: one line a fact in position order; each line without its line feed is
/// exactly what was hashed. Memory does not grow with their number. Beside a file `FILE.leaves`
/// holds the hash of each line, so that `motcua verify` can name a line that was changed since.
struct ExportFactsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "The sealed facts, one JSON line each, in position order.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl }

  @OptionGroup var data: InstanceOptions
  @Option(help: "The form of the lines.") var format = Format.jsonl
  @Option(help: "The file to write; without it the standard output.") var out: String?

  func run() async throws {
    let instance = try await data.open()
    let desk = JournalDesk(database: instance.database)
    let file = try ExportFile(out)
    let leaves = try out.map { try ExportFile($0 + ".leaves") }
    var count = 0
    try await desk.eachPage { page in
      try file.write(page.flatMap { $0.line + [10] })
      try leaves?.write(page.flatMap { TreeHash.leaf($0.line).bytes })
      count += page.count
      file.tell("\(count) facts")
    }
    try leaves?.finish(nil)
    try file.finish("\(count) facts written")
  }
}

/// `motcua export checkpoint`: the newest signed checkpoint, as `/api/v1/journal/checkpoint`.
struct ExportCheckpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "The newest signed checkpoint of the journal.")

  @OptionGroup var data: InstanceOptions
  @Option(help: "The file to write; without it the standard output.") var out: String?

  func run() async throws {
    let instance = try await data.open()
    guard let note = try await JournalDesk(database: instance.database).checkpoint() else {
      throw CommandRefused("nothing has been sealed yet; start motcua serve and try again")
    }
    let file = try ExportFile(out)
    try file.write(Array(note.utf8))
    try file.finish("checkpoint written")
  }
}

/// `motcua export tiles`: the checkpoint and every tile of its tree in the addresses of C2SP
/// tlog-tiles, so that a plain web server can publish the folder.
struct ExportTilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiles", abstract: "The checkpoint and all tiles of its tree, as a folder.")

  @OptionGroup var data: InstanceOptions
  @Option(help: "The folder to write into; it is made when it is not there.") var out: String

  func run() async throws {
    let instance = try await data.open()
    let desk = JournalDesk(database: instance.database)
    guard let note = try await desk.checkpoint(),
      let checkpoint = Checkpoint(text: try SignedNote(reading: Array(note.utf8)).text)
    else { throw CommandRefused("nothing has been sealed yet; start motcua serve and try again") }
    for place in TilePlace.all(inTreeOf: checkpoint.size) {
      let width = place.width(inTreeOf: checkpoint.size)
      guard let hashes = try await desk.tile(place, width: width) else {
        throw CommandRefused("\(place) is missing; run motcua check")
      }
      let path = "\(out)/tile/\(place.path(width: width))"
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = try ExportFile(path)
      try file.write(hashes)
      try file.finish(nil)
    }
    let file = try ExportFile("\(out)/checkpoint")
    try file.write(Array(note.utf8))
    try file.finish("checkpoint of \(checkpoint.size) facts and its tiles written")
  }
}

/// Where an export goes: a file that appears whole or not at all, or the standard output.
private final class ExportFile {
  private let path: String?
  private let draft: String
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
