import ArgumentParser
import Catalogue
import Foundation
import Ground
import Journal
import Rules
import Web

/// `motcua demo`: makes a demonstration province in an empty place, and serves it.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make a demonstration province, kept if it is there; serve it.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions
  @OptionGroup var address: AddressOptions
  @Option(help: "Procedures as JSON Lines, plain or gzip.") var procedures: String?
  @Option(help: "How many dossiers to make, received over the last half year.") var sample = 0
  @Option(help: "A province's published figures to live through again, as hau-giang-2021.")
  var replay: String?

  func validate() throws {
    guard (0...100_000).contains(sample) else {
      throw ValidationError("--sample is 0 to 100000")
    }
    guard replay == nil || sample == 0 else {
      throw ValidationError("a --replay brings its own dossiers; leave --sample out")
    }
  }

  func run() async throws {
    let clock = try address.clock()
    let packFolder = try packs.find()
    let asked = try replay.map { try ReplayBook(packs: packFolder).replay($0) }
    let (file, isOwn) = try procedureFile(packFolder.folders)
    let instance = try await data.open(creating: true)
    if let key = try JournalKey.kept(in: instance.keys), !key.isDemonstration {
      throw CommandRefused("this instance is a real one; make the demonstration in an empty folder")
    }
    let mark = DemoMark(keys: instance.keys)
    if let asked, try mark.isBorn, try mark.replay != asked.code {
      throw CommandRefused("this instance was not born for that replay; use an empty folder")
    }
    let province = try await openProvince(
      instance, packs: packs, clock: clock, origin: "demo/motcua")
    try await fill(province, from: file, asked)
    let played = try ReplayBook(packs: packFolder).replay(of: instance)
    let banner: @Sendable () -> HTML = { DemoProvince.banner(own: isOwn) }
    try await address.serve(
      province, banner: played?.banner ?? banner, mail: .shown, replay: played
    ) { url in greet(url, file, isOwn) }
  }

  /// Makes what is not there yet; an interrupted birth goes on where it ended.
  private func fill(_ province: Province, from file: String, _ replay: Replay?) async throws {
    let mark = DemoMark(keys: province.instance.keys)
    if try !mark.isBorn {
      do {
        let source = try ProcedureSource.file(file)
        if let replay {
          try mark.begin(replay.code)
          try await ReplayRun(province: province, replay: replay) { print($0) }
            .make(procedures: source)
        } else {
          try await DemoBirth(province: province) { print($0) }.make(procedures: source)
        }
      } catch let refused as ImportRefused {
        throw CommandRefused("\(file): \(refused)")
      }
      if sample > 0 { print(try await DemoSample(province: province).make(sample)) }
      try mark.setBorn()
    }
    _ = try await province.sealer().seal()
  }

  /// The file that was named, else the shared one, else twelve procedures of our own.
  private func procedureFile(_ packs: [String]) throws -> (path: String, isOwn: Bool) {
    if let procedures { return (procedures, false) }
    let environment = ProcessInfo.processInfo.environment
    let shared = [environment["MOTCUA_SHARED"] ?? "", "../shared"].filter { !$0.isEmpty }
      .map { $0 + "/data/procedures.jsonl.gz" }
    if let found = shared.first(where: { FileManager.default.isReadableFile(atPath: $0) }) {
      return (found, false)
    }
    let own = packs.map { $0 + "/own-procedures.jsonl" }
    guard let found = own.first(where: { FileManager.default.isReadableFile(atPath: $0) }) else {
      throw CommandRefused("no procedures found; name a file with --procedures")
    }
    return (found, true)
  }
}

private func greet(_ url: String, _ file: String, _ isOwn: Bool) {
  let rows = DemoAccount.all.filter { ["", "H99", "H99.101"].contains($0.agency?.rawValue ?? "") }
  let accounts = rows.map {
    "  \($0.username)\t\($0.role.rawValue)\t\($0.agency?.rawValue ?? "-")"
  }
  let note =
    isOwn ? "\nThe catalogue holds twelve procedures written by us: no other file was found." : ""
  print(
    """
    Portal            \(url)/
    Sign in           \(url)/dang-nhap
    Desk              \(url)/ban-lam-viec
    Mailbox           \(url)/thu-demo
    Settlement report \(url)/bao-cao/tinh-hinh
    API               \(url)/api/v1/openapi.json
    Procedures from   \(file)\(note)
    Accounts (password \(DemoProvince.password)):
    \(accounts.joined(separator: "\n"))
    """)
}

/// Whether the demonstration was made to its end.
struct DemoMark {
  let keys: KeyFolder
  private static let name = "demonstration"
  private static let replayName = "replay"

  var isBorn: Bool { get throws { try keys.contents(of: DemoMark.name) != nil } }

  /// The code of the replay that the instance was made for; `nil` in other demonstrations.
  var replay: String? {
    get throws {
      try keys.contents(of: DemoMark.replayName).map {
        normalised(String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// Refuses: an instance in which a replay was begun and not finished; the past is written once.
  func begin(_ replay: String) throws {
    guard try self.replay == nil else {
      throw CommandRefused("a replay was begun here and not finished; use an empty folder")
    }
    _ = try keys.keep(DemoMark.replayName) { Array("\(replay)\n".utf8) }
  }

  func setBorn() throws { _ = try keys.keep(DemoMark.name) { Array("born\n".utf8) } }
}
