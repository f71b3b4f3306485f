import Catalogue
import Crypto
import Directory
import Dossiers
import Exchange
import Foundation
import Ground
import Hummingbird
import Indicators
import Journal
import Logging
import Printing
import Storage
import Web

/// A province being served: the edge, and the jobs beside it.
struct Serving: Sendable {
  let province: Province
  let host: String
  let port: Int
  let publicURL: String
  /// What the banner of a demonstration says.
  let demonstration: (@Sendable () -> HTML)?
  let publicFolder: String
  /// What becomes of letters.
  var mail = MailCarrying.waiting
  var limits = ServingLimits()
  /// What the instance was born to live through again.
  var replay: Replay?

  /// Serves until the process is told to stop; requests and jobs under way are finished first.
  ///
  /// `ready` is called once the port is open.
  func run(ready: @escaping @Sendable (Int) -> Void) async throws {
    let logger = LogLines.logger("motcua")
    let readiness = readiness()
    let edge = try await edge(logger, readiness)
    let application = edge.application(host: host, port: port) { channel in
      ready(channel.localAddress?.port ?? port)
    }
    let sealer = try await province.sealer()
    try await province.indicators.prepare()
    try await preparePortal(logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await Stopping(
          readiness: readiness, drain: limits.drain, deadline: limits.deadline, logger: logger
        ).serve(application)
      }
      group.addTask {
        await sealer.run { logger.warning("\($0)") }
      }
      group.addTask { await flushReadings(logger) }
      group.addTask {
        await mail.run(province.exchange.mail, origin: publicURL, logger)
        // Where nothing is to be carried, this task must still not be the first to end; the only
        // error of a sleep is that the task is cancelled.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
      }
      group.addTask { await Housekeeping(province: province).run(logger) }
      _ = try await group.next()
      group.cancelAll()
    }
    try await province.directory.readings.flush()
    _ = try await sealer.sealOnce()
    try await province.instance.database.close()
  }

  /// Makes the overviews, and names the procedures to which life events would lead and that this
  /// catalogue lacks.
  private func preparePortal(_ logger: Logger) async throws {
    let missing = try await province.catalogue.prepare(province.lifeEvents)
    guard !missing.isEmpty else { return }
    logger.notice(
      """
      life events leave out \(missing.count) procedures that the catalogue lacks: \
      \(missing.map(\.rawValue).joined(separator: ", "))
      """)
  }

  func readiness() -> Readiness {
    Readiness(
      database: province.instance.database, journal: province.journal.desk,
      folder: province.instance.blobs.folder, remark: mail.remark, now: province.now)
  }

  /// Without a `readiness` of one's own, `/ready` never says that the process is being stopped.
  func edge(_ logger: Logger, _ readiness: Readiness? = nil) async throws -> Edge {
    let (meter, load) = (Meter(), EdgeLoad())
    let root = RootRoutes(
      database: province.instance.database, journal: province.journal.desk,
      mail: province.exchange.mail, readiness: readiness ?? self.readiness(), meter: meter,
      load: load)
    let desk = province.directory.signIn
    let name = try await provinceName()
    return Edge(
      endpoints: root.endpoints + province.endpoints + (try letters()) + replayed,
      settings: EdgeSettings(
        publicURL: publicURL, demonstration: demonstration, provinceName: name,
        formSecret: try formSecret(), behindProxy: limits.behindProxy, rates: limits.rates),
      assets: try Assets(folder: publicFolder), now: province.now, chance: province.chance,
      logger: logger, english: province.english, load: load
    ) { credential in
      try await desk.authenticate(token: credential.token)
    } observe: {
      meter.count($0)
    }
  }

  /// What the frame of every page is headed by: the province whose committee stands in the
  /// directory, else the product's name.
  private func provinceName() async throws -> String {
    var query = DirectoryDesk.Query()
    query.level = .province
    guard let committee = try await province.directory.desk.agencies(query).first else {
      return "Một Cửa"
    }
    let name = committee.name.replacing("Ủy ban nhân dân ", with: "")
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Letters need the fonts beside the styles, and the address that QR codes lead to.
  private func letters() throws -> [Endpoint] {
    let typefaces = try Typefaces(folder: publicFolder + "/" + Typefaces.shipped)
    return province.dossiers.letters(
      LetterPrinting(typefaces: typefaces, publicURL: publicURL))
  }

  private var replayed: [Endpoint] {
    replay.map { ReplayRoutes(replay: $0, figures: province.indicators.desk).endpoints } ?? []
  }

  /// Readings of personal data are written in batches. Source: architecture, "Reads".
  private func flushReadings(_ logger: Logger) async {
    while !Task.isCancelled {
      do {
        try await province.directory.readings.flush()
      } catch {
        logger.error("the log of readings could not be written: \(error)")
      }
      // The only error of a sleep is that the task is cancelled, which ends the loop.
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// The secret of form tokens, made once and the same in every process of the province.
  private func formSecret() throws -> [UInt8] {
    let chance = province.chance
    let text = try province.instance.keys.keep("form-tokens.key") {
      Array((hex(chance.bytes(32)) + "\n").utf8)
    }
    guard let secret = unhex(normalised(String(decoding: text, as: UTF8.self))) else {
      throw CommandRefused("form-tokens.key is damaged; remove it and start again")
    }
    return secret
  }
}

/// What the server lets others ask of it, and how long it takes to stop.
struct ServingLimits: Sendable {
  var behindProxy = false
  var rates = EdgeRates()
  /// Between `/ready` saying so and the port being closed.
  var drain = Duration.zero
  /// For what is under way when the port is closed.
  var deadline = Duration.seconds(30)
}

/// The folder `Public/`: in `MOTCUA_HOME`, or beside the program or above it.
func publicFolder(environment: [String: String], executable: String) throws -> String {
  var candidates = environment["MOTCUA_HOME"].map { [$0] } ?? []
  var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
  while folder.path != "/" {
    candidates.append(folder.path)
    folder.deleteLastPathComponent()
  }
  let found = candidates.first {
    FileManager.default.fileExists(atPath: $0 + "/Public/motcua.css")
  }
  guard let found else {
    throw CommandRefused("the folder Public/ is not found; name its parent in MOTCUA_HOME")
  }
  return found + "/Public"
}
