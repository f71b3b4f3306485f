import ArgumentParser
import Deadlines
import Foundation
import Ground
import Indicators
import Journal

/// `motcua verify`: judges exported facts against a signed checkpoint, on a machine that has never
/// seen the province. Source: contract, "Commands".
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Judge exported facts (and a report) against a signed checkpoint, offline.",
    discussion: """
      Exit 0 when everything that can be judged is sound, 1 when something differs; then each
      difference is named on a line of its own. Lines past the checkpoint's size are counted, not
      judged. A changed, missing or inserted line is named by its position when the sealed hashes are
      there too: FACTS.leaves, which `motcua export facts --out` writes beside the facts, or --tiles,
      a folder from `motcua export tiles` or a copy of /api/v1/journal/tile. When FACTS is a folder from
      `motcua export bag`, everything in it is judged: lines, checkpoints, clocks, definitions and
      every report.
      """)

  @Argument(help: "The facts: JSON Lines from `motcua export facts`; - for the standard input.")
  var facts: String

  @Option(help: "The signed checkpoint, from /api/v1/journal/checkpoint; of a bag, further ones.")
  var checkpoint: [String] = []

  @Option(help: "The verifier key, name+hash+base64, or a file that holds it.")
  var key: String?

  @Option(help: "A folder of tiles, to name the lines that differ.")
  var tiles: String?

  @Option(help: "A settlement report or figures as the API gave them, to be recounted.")
  var report: String?

  @OptionGroup var packs: PackOptions

  func validate() throws {
    guard !isBag else { return }
    guard checkpoint.count == 1 else { throw ValidationError("name one --checkpoint") }
  }

  private var isBag: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: facts, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  func run() async throws {
    let verdict =
      try isBag
      ? BagVerification(folder: facts, key: try readKey(), others: checkpoint).judge() : judge()
    print(verdict.lines.joined(separator: "\n"))
    if !verdict.isSound { throw ExitCode(1) }
  }

  /// What came of it, in words.
  struct Outcome {
    let lines: [String]
    let isSound: Bool
  }

  func judge() throws -> Outcome {
    let (note, checkpoint) = try readCheckpoint()
    let key = try readKey()
    var recount = try recount()
    var verification = JournalVerification(
      checkpoint: checkpoint, tiles: try sealedHashes(checkpoint))
    var reader = try LineReader(file: facts)
    while let line = try reader.next() {
      if let sealed = try verification.take(line) { recount?.take(sealed) }
    }
    let verdict = try verification.verdict(note: note, key: key)
    let recounted = try recount?.differences()
    return Outcome(
      lines: describe(verdict, reportDifferences: recounted),
      isSound: verdict.isSound && recounted?.isEmpty != false)
  }

  private func readCheckpoint() throws -> (SignedNote, Checkpoint) {
    try readNote(checkpoint[0])
  }

  /// What recounts the report, if one is given. Refuses: a file that is no report.
  private func recount() throws -> (any FactRecount)? {
    guard let report else { return nil }
    let calendar = try WorkingCalendar.shipped(in: packs.find())
    do {
      let json = try JSON(reading: try readFile(report))
      let figures = json.elements ?? (json["definition"] == nil ? [] : [json])
      guard figures.isEmpty else {
        return try FigureRecount(reports: figures, calendars: [calendar.version: calendar])
      }
      return try SettlementReport.Recount(report: json, calendar: calendar)
    } catch let error as JSONUnreadable {
      throw CommandRefused("\(report): no JSON: \(error.reason) at byte \(error.offset)")
    } catch let error as ReportUnreadable {
      throw CommandRefused("\(report): \(error)")
    }
  }

  /// The folder of tiles; else the leaves beside the facts, if they are those of the checkpoint.
  private func sealedHashes(_ checkpoint: Checkpoint) throws -> ((TilePlace) -> [TreeHash]?)? {
    if let tiles { return TileFolder(tiles, size: checkpoint.size).tile }
    return LeavesFile("\(facts).leaves", of: checkpoint)?.tile
  }

  private func readKey() throws -> VerifierKey? {
    guard let key else { return nil }
    if let read = VerifierKey(text: key) { return read }
    if FileManager.default.fileExists(atPath: key) {
      let text = String(decoding: try readFile(key), as: UTF8.self)
      if let read = VerifierKey(text: text.trimmingCharacters(in: .whitespacesAndNewlines)) {
        return read
      }
    }
    throw CommandRefused("--key: not a verifier key name+hash+base64; read /api/v1/journal/key")
  }

  private func describe(_ verdict: Verdict, reportDifferences: [String]?) -> [String] {
    let checkpoint = verdict.checkpoint
    let signed = verdict.differences.contains {
      switch $0 {
      case .signatureBad, .notSigned: true
      case .unreadable, .idTwice, .gap, .tooFew, .changed, .missing, .late, .rootDiffers,
        .tilesDiffer, .tileMissing:
        false
      }
    }
    var lines = [
      "journal: \(checkpoint.origin)", "size: \(checkpoint.size)",
      "root: \(checkpoint.root.base64)",
      "lines judged: \(verdict.judgedLines)", "lines past the checkpoint: \(verdict.linesPast)",
      "signature: \(verdict.isSignatureJudged ? (signed ? "not good" : "good") : "not judged")",
    ]
    if let reportDifferences {
      lines.append("report: \(reportDifferences.isEmpty ? "recounted, the same" : "differs")")
    }
    lines += verdict.differences.map { "difference: \($0)" }
    if verdict.unnamed > 0 { lines.append("differences not named: \(verdict.unnamed)") }
    lines += (reportDifferences ?? []).map { "difference in the report: \($0)" }
    let isSound = verdict.isSound && reportDifferences?.isEmpty != false
    if verdict.differences.contains(where: \.isOfTheRoot), !verdict.namesLines {
      lines.append("hint: with --tiles, or FACTS.leaves, the lines that differ are named")
    }
    return lines + [isSound ? "sound" : "NOT SOUND"]
  }
}

extension Difference {
  fileprivate var isOfTheRoot: Bool { if case .rootDiffers = self { true } else { false } }

  fileprivate var namesALine: Bool {
    switch self {
    case .changed, .missing, .late: true
    case .unreadable, .idTwice, .gap, .tooFew, .rootDiffers, .tilesDiffer, .tileMissing,
      .signatureBad, .notSigned:
      false
    }
  }
}

extension Verdict {
  fileprivate var namesLines: Bool { differences.contains(where: \.namesALine) }
}

/// A signed checkpoint. Refuses: a file that holds none, naming it.
func readNote(_ path: String) throws -> (SignedNote, Checkpoint) {
  let note: SignedNote
  do { note = try SignedNote(reading: try readFile(path)) } catch let error as NoteUnreadable {
    throw CommandRefused("\(path): \(error)")
  }
  guard let head = Checkpoint(text: note.text) else {
    throw CommandRefused("\(path): the note is no checkpoint of origin, size and root")
  }
  return (note, head)
}

/// The bytes of a file that fits in memory. Refuses: one that cannot be read, naming it.
func readFile(_ path: String) throws -> [UInt8] {
  do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
    throw CommandRefused("\(path) cannot be read: \(error.localizedDescription)")
  }
}

extension LineReader {
  /// Reads a file, or the standard input for `-`.
  init(file path: String) throws {
    guard let file = path == "-" ? .standardInput : FileHandle(forReadingAtPath: path) else {
      throw CommandRefused("\(path) cannot be read: there is no such file, or it may not be read")
    }
    self.init { Array(try file.read(upToCount: 1 << 18) ?? Data()) }
  }
}

/// Tiles of level 0 in a folder with the addresses of C2SP tlog-tiles, below `tile/` or without it.
private struct TileFolder {
  private let roots: [String]
  private let size: Int

  init(_ path: String, size: Int) { (roots, self.size) = (["\(path)/tile", path], size) }

  func tile(_ place: TilePlace) -> [TreeHash]? {
    let width = place.width(inTreeOf: size)
    // A full tile serves as well; of partial ones any that is wide enough.
    for wide in [width, 256] + Array(width..<256) {
      for root in roots {
        let path = "\(root)/\(place.path(width: wide))"
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count == wide * 32
        else {
          continue
        }
        return stride(from: 0, to: bytes.count, by: 32).compactMap {
          TreeHash(bytes: bytes[(bytes.startIndex + $0)..<(bytes.startIndex + $0 + 32)])
        }
      }
    }
    return nil
  }
}

/// The leaf hashes of all facts one after the other, as `motcua export facts` writes them. They are
/// believed only when they give the root of the checkpoint.
private struct LeavesFile {
  private let hashes: Data

  init?(_ path: String, of checkpoint: Checkpoint) {
    // A file that is not there or cannot be mapped is as good as none.
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped),
      data.count / 32 >= checkpoint.size
    else { return nil }
    hashes = data
    var edge = TreeEdge()
    for position in 0..<checkpoint.size {
      guard let hash = hash(position) else { return nil }
      edge.append(hash)
    }
    guard edge.root == checkpoint.root else { return nil }
  }

  private func hash(_ position: Int) -> TreeHash? {
    TreeHash(bytes: hashes[(position * 32)..<(position * 32 + 32)])
  }

  func tile(_ place: TilePlace) -> [TreeHash]? {
    let width = place.width(inTreeOf: hashes.count / 32)
    return (0..<width).compactMap { hash(place.index * 256 + $0) }
  }
}
