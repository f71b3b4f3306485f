import ArgumentParser
import Foundation
import Ground
import Journal
import Storage

/// `motcua migrate`: makes an instance, or brings its tables up to date. Forward only.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Make an instance, or bring its tables up to date.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var origin: OriginOptions

  func run() async throws {
    let instance = try await data.open(creating: true)
    let naming = try JournalNaming(keys: instance.keys, origin: origin.origin)
      .named(.system) { complain("motcua: note: \($0)") }
    let applied = try await migrate(
      instance.database, Province.migrations, at: HouseClock.machine())
    _ = try naming.key(in: instance.keys)
    print(applied.isEmpty ? "up to date" : applied.map { "applied \($0)" }.joined(separator: "\n"))
    try await instance.database.close()
  }
}

/// `motcua config`: the effective configuration, secrets masked.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "The effective configuration, secrets masked.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions
  @OptionGroup var address: AddressOptions

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let rows = [
      ("data", data.data ?? "-"), ("database", data.database.map(withoutPassword) ?? "-"),
      ("blobs", data.blobs ?? "-"), ("keys", data.keys ?? "-"),
      ("host", address.host), ("port", String(address.port)),
      ("public-url", address.publicURL ?? "-"),
      ("MOTCUA_HOME", environment["MOTCUA_HOME"] ?? "-"), ("packs", packs.packs ?? "-"),
    ]
    for (name, value) in rows { print("\(name)\t\(value)") }
  }

  private func withoutPassword(_ url: String) -> String {
    guard var parts = URLComponents(string: url) else { return "(unreadable)" }
    if parts.password != nil { parts.password = "••••" }
    return parts.string?.removingPercentEncoding ?? "(unreadable)"
  }
}
