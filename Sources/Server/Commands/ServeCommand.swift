import ArgumentParser
import Foundation
import Ground
import Journal
import Storage
import Web

/// `motcua serve`: serves portal, desk and API; brings the tables up to date first.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve portal, desk and API.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions
  @OptionGroup var address: AddressOptions
  @OptionGroup var mail: MailOptions
  @OptionGroup var origin: OriginOptions

  func run() async throws {
    let clock = try address.clock()
    let instance = try await data.open(creating: origin.origin != nil)
    _ = try JournalNaming(keys: instance.keys, origin: origin.origin)
      .named(.system) { complain("motcua: note: \($0)") }.key(in: instance.keys)
    if address.clockFile != nil, try JournalKey.kept(in: instance.keys)?.isDemonstration != true {
      throw CommandRefused("--clock-file is for an instance that was born as a demonstration")
    }
    let province = try await openProvince(
      instance, packs: packs, clock: clock, origin: origin.origin)
    let isDemonstration = province.key.isDemonstration
    let played = try ReplayBook(packs: try packs.find()).replay(of: instance)
    let banner: @Sendable () -> HTML = { DemoProvince.banner(own: false) }
    try await address.serve(
      province, banner: played?.banner ?? (isDemonstration ? banner : nil),
      mail: try mail.carrying(isDemonstration: isDemonstration), replay: played)
  }
}

/// Where the server listens and what it is called from outside.
struct AddressOptions: ParsableArguments {
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port to listen on.") var port = 8080
  @Option(help: "Where browsers reach the server, as https://motcua.example.vn.")
  var publicURL: String?
  @Option(help: "Demonstrations only: a file that holds the instant from which time runs.")
  var clockFile: String?
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
    if let publicURL,
      URL(string: publicURL)?.scheme.map({ ["http", "https"].contains($0) }) != true
    {
      throw ValidationError("--public-url begins with http:// or https://")
    }
  }

  func clock() throws -> HouseClock { try HouseClock(file: clockFile) }

  func serve(
    _ province: Province, banner: (@Sendable () -> HTML)?, mail: MailCarrying,
    replay: Replay? = nil,
    greeting: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws {
    let folder = try publicFolder(
      environment: ProcessInfo.processInfo.environment, executable: executablePath())
    let own = publicURL ?? "http://\(host):\(port)"
    try await Serving(
      province: province, host: host, port: port, publicURL: own, demonstration: banner,
      publicFolder: folder, mail: mail, limits: limits.limits, replay: replay
    ).run { port in
      let address = publicURL ?? "http://\(host):\(port)"
      print("Serving on \(address)")
      greeting(address)
      fflush(nil)
    }
  }
}

/// Brings the tables up to date and wires the house. `origin` names the journal of a new instance;
/// without it the journal stays unnamed and nothing is sealed.
func openProvince(
  _ instance: Instance, packs: PackOptions, clock: HouseClock, origin: String? = nil
) async throws -> Province {
  let naming = try JournalNaming(keys: instance.keys, origin: origin)
  _ = try await migrate(instance.database, Province.migrations, at: clock.now())
  return try Province(
    instance: instance, packs: try packs.find(), key: try naming.key(in: instance.keys),
    now: { PastTime.instant ?? clock.now() })
}
