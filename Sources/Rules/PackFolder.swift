import Foundation

/// Where the packs are: the shipped folder, and in front of it what a province puts over it.
public struct PackFolder: Sendable, Equatable {
  /// The folders that are asked for a pack, in this order.
  public let folders: [String]

  public init(folders: [String]) { self.folders = folders }

  /// The packs of this installation: `override` (`--packs DIR`) before the shipped ones, which lie
  /// in `$MOTCUA_HOME/Packs`, else in `Packs` beside the executable or in the nearest folder above
  /// it.
  ///
  /// Refuses: an override or a `MOTCUA_HOME` without packs, and an executable with none around it.
  public static func find(
    override: String? = nil, environment: [String: String] = PackFolder.processEnvironment,
    executable: String = PackFolder.thisExecutable
  ) throws(PackFolderMissing) -> PackFolder {
    var folders: [String] = []
    if let override {
      guard isFolder(override) else { throw .noSuchFolder(override) }
      folders.append(override)
    }
    if let home = environment["MOTCUA_HOME"], !home.isEmpty {
      guard isFolder(home + "/Packs") else { throw .noPacksIn(home: home) }
      return PackFolder(folders: folders + [home + "/Packs"])
    }
    guard let shipped = nearest(to: executable) ?? folders.first else {
      throw .notFound(executable: executable)
    }
    return PackFolder(folders: folders.contains(shipped) ? folders : folders + [shipped])
  }

  /// Where the file at `path` below a folder of packs lies, in the first folder that has it.
  ///
  /// Refuses: a file that no folder has.
  public func place(of path: String) throws(PackFolderMissing) -> String {
    let paths = folders.map { "\($0)/\(path)" }
    guard let place = paths.first(where: FileManager.default.fileExists) else {
      throw .noSuchPack(path, folders: folders)
    }
    return place
  }

  /// The bytes of `NAME.yaml` in the first folder that has it.
  ///
  /// Refuses: a pack that no folder has, or that cannot be read.
  public func bytes(of name: String) throws(PackFolderMissing) -> [UInt8] {
    let paths = folders.map { "\($0)/\(name).yaml" }
    guard let path = paths.first(where: FileManager.default.fileExists) else {
      throw .noSuchPack(name, folders: folders)
    }
    guard let bytes = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
    return Array(bytes)
  }

  /// The pack called `name`, parsed.
  public func pack(_ name: String) throws -> RulePack { try RulePack(yaml: bytes(of: name)) }

  /// The variables that this program was started with.
  public static var processEnvironment: [String: String] { ProcessInfo.processInfo.environment }

  /// Where this program lies, links resolved.
  public static var thisExecutable: String {
    URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath().path
  }

  private static func nearest(to executable: String) -> String? {
    var folder = URL(fileURLWithPath: executable).deletingLastPathComponent().standardizedFileURL
    while true {
      let packs = folder.appendingPathComponent("Packs").path
      if isFolder(packs) { return packs }
      guard folder.path != "/", !folder.path.isEmpty else { return nil }
      folder = folder.deletingLastPathComponent().standardizedFileURL
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// Why there are no packs to read, and where they were looked for.
public enum PackFolderMissing: Error, Sendable, Equatable, CustomStringConvertible {
  case noSuchFolder(String)
  case noPacksIn(home: String)
  case notFound(executable: String)
  case noSuchPack(String, folders: [String])
  case unreadable(String)

  public var description: String {
    switch self {
    case .noSuchFolder(let path): "--packs \(path): there is no such folder"
    case .noPacksIn(let home): "MOTCUA_HOME is \(home), which has no folder Packs"
    case .notFound(let executable):
      "no folder Packs beside \(executable) or above it; set MOTCUA_HOME to the folder that has it"
    case .noSuchPack(let name, let folders):
      "\(name).yaml is in none of: \(folders.joined(separator: ", "))"
    case .unreadable(let path): "\(path) cannot be read"
    }
  }
}
