import ArgumentParser
import Foundation
import Ground
import Journal
import Rules
import Storage

/// Where an instance keeps everything: one folder, or a database with folders beside it.
/// Source: contract, "Commands".
struct InstanceOptions: ParsableArguments {
  @Option(help: "The folder of an embedded instance: database, blobs and keys.")
  var data: String?

  @Option(help: "A PostgreSQL database, as postgres://user@host/name.")
  var database: String?

  @Option(help: "The folder of uploaded files; with --database.")
  var blobs: String?

  @Option(help: "The folder of keys; with --database.")
  var keys: String?

  func validate() throws {
    switch (data, database) {
    case (nil, nil):
      throw ValidationError("give --data DIR, or --database URL --blobs DIR --keys DIR")
    case (.some, .some): throw ValidationError("give either --data or --database, not both")
    case (.some, nil):
      guard blobs == nil, keys == nil else {
        throw ValidationError("--blobs and --keys go with --database; --data holds them itself")
      }
    case (nil, .some):
      guard blobs != nil, keys != nil else {
        throw ValidationError("--database needs --blobs DIR and --keys DIR")
      }
    }
  }

  private var databaseFile: String? { data.map { $0 + "/motcua.sqlite" } }
  private var blobFolder: String { blobs ?? (data ?? "") + "/blobs" }
  private var keyFolder: String { keys ?? (data ?? "") + "/keys" }

  /// What a refusal calls it.
  var place: String { data ?? keyFolder }

  /// Whether something has been made there already.
  var isMade: Bool {
    databaseFile.map { FileManager.default.fileExists(atPath: $0) }
      ?? FileManager.default.fileExists(atPath: keyFolder)
  }

  /// Opens what is there; makes the folders and an empty database when `creating`.
  ///
  /// Refuses: a place without an instance, a database that does not answer.
  func open(creating: Bool = false) async throws -> Instance {
    guard creating || isMade else {
      throw CommandRefused(
        "there is no instance at \(place); make one with motcua migrate or motcua demo")
    }
    do {
      for folder in [data, blobFolder, keyFolder].compactMap(\.self) { try makeFolders(folder) }
      let store: any Database =
        if let databaseFile {
          try await SQLiteDatabase(path: databaseFile)
        } else {
          try await PostgreSQLDatabase(url: database ?? "")
        }
      return Instance(
        database: store, blobs: try await FolderBlobs(folder: blobFolder),
        keys: KeyFolder(path: keyFolder))
    } catch let refused as CommandRefused {
      throw refused
    } catch {
      throw CommandRefused("the instance cannot be opened: \(error)")
    }
  }
}

/// An opened instance: its database, its files, its keys.
struct Instance: Sendable {
  let database: any Database
  let blobs: FolderBlobs
  let keys: KeyFolder
}

/// Where the rule packs lie.
struct PackOptions: ParsableArguments {
  @Option(help: "A folder of rule packs that goes before the shipped ones.")
  var packs: String?

  func find() throws -> PackFolder {
    try PackFolder.find(
      override: packs, environment: ProcessInfo.processInfo.environment,
      executable: executablePath())
  }
}

/// The path of the running program.
func executablePath() -> String {
  // Only Linux has it; elsewhere the name it was called by serves.
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    ?? CommandLine.arguments[0]
}
