import ArgumentParser
import Foundation
import Ground
import Indicators
import Rules

/// `motcua score`: the points of one unit in a composite index. Source: contract, "Index packs".
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "The points of one unit in a composite index, as its pack defines them.",
    discussion: """
      Shipped packs: qd766 (as the published data behave), qd766-text (as its text says), dti2022,
      egdi. The input is {"unit": "…", "indicators": {"2.1": {"numerator": 1, "denominator": 2},
      "5.7": {"rate": 1}}}; an indicator that is not there is "no data". No data folder is needed.
      """)

  @Argument(help: "The index: the name of its pack.")
  var pack: String

  @Option(help: "The file with the figures; - reads the standard input.")
  var input: String

  @Flag(help: "Answer in JSON.")
  var json = false

  @Option(help: "A folder of packs that is read before the shipped one.")
  var packs: String?

  func validate() throws {
    let fits = pack.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard !pack.isEmpty, fits else {
      throw ValidationError("PACK is a name like qd766: small letters, digits and -")
    }
  }

  func run() throws {
    let folder = try PackFolder.find(override: packs)
    let index = try folder.reading(pack) { try CompositeIndex($0) }
    let score = IndexScore(try figures(for: index), in: index)
    print(json ? score.json.serialised : score.table)
  }

  private func figures(for index: CompositeIndex) throws -> IndexInput {
    let bytes = try read()
    do {
      return try IndexInput(try JSON(reading: bytes), for: index)
    } catch let unreadable as JSONUnreadable {
      let line = bytes.prefix(unreadable.offset).count { $0 == UInt8(ascii: "\n") } + 1
      throw CommandRefused("\(input), line \(line): this is no JSON")
    } catch let refused as IndexInputRefused {
      throw CommandRefused("\(input) cannot be scored:\n\(refused)")
    }
  }

  private func read() throws -> [UInt8] {
    guard input == "-" else { return try readFile(input) }
    return Array(try FileHandle.standardInput.readToEnd() ?? Data())
  }
}
