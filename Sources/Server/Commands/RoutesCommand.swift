import ArgumentParser
import Foundation
import Ground
import Logging
import Storage
import Web

/// `motcua routes`: every address that is served, its door and who may call it; one line each,
/// `METHOD<TAB>path<TAB>face<TAB>access<TAB>name`. It is the permission table that the router uses.
struct RoutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Every address that is served, and who may call it.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions

  func run() async throws {
    let province = try await openProvince(
      try await data.open(), packs: packs, clock: try HouseClock(file: nil))
    let folder = try publicFolder(
      environment: ProcessInfo.processInfo.environment, executable: executablePath())
    let edge = try await Serving(
      province: province, host: "127.0.0.1", port: 0, publicURL: "http://127.0.0.1",
      demonstration: nil, publicFolder: folder
    ).edge(Logger(label: "motcua"))
    let rows = edge.permissions.map { permission in
      [
        permission.method.rawValue.uppercased(), permission.path, "\(permission.face)",
        named(permission.access), permission.name,
      ].joined(separator: "\t")
    }
    for row in rows.sorted() { print(row) }
    try await province.instance.database.close()
  }

  private func named(_ access: Access) -> String {
    switch access {
    case .everyone: "everyone"
    case .signedIn: "signed-in"
    case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: ",")
    }
  }
}
