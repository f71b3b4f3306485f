import ArgumentParser
import Foundation
import Journal

/// `motcua export`: what the house knows, as files. Source: contract, "Commands".
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write facts, dossiers or figures, or the journal's checkpoint and tiles.",
    subcommands: [
      ExportFactsCommand.self, ExportDossiersCommand.self, ExportFiguresCommand.self,
      ExportCheckpointCommand.self, ExportTilesCommand.self, ExportBagCommand.self,
    ])

  func run() async throws {
    throw ValidationError("name what to export; motcua export --help lists it")
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
