import ArgumentParser
import Directory
import Dossiers
import Foundation
import Ground
import Indicators
import Journal
import Storage

/// `motcua check`: walks data, blobs and journal, and names every defect; exit 1 if there is any.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Walk data, blobs and journal; name every defect.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions

  func run() async throws {
    let instance = try await data.open()
    var defects = try await instance.database.damage().map { "the database file: \($0)" }
    do {
      defects += try await defectsOfHouse(instance)
    } catch {
      // On a damaged file a walk may end early; the damage is named all the same.
      guard !defects.isEmpty else { throw error }
      defects.append("the rest cannot be read: \(error)")
    }
    try await instance.database.close()
    for defect in defects { print(defect) }
    guard defects.isEmpty else {
      throw CommandRefused("\(defects.count) defects found; restore what is named from a copy")
    }
    print("sound")
  }

  private func defectsOfHouse(_ instance: Instance) async throws -> [String] {
    let province = try await openProvince(instance, packs: packs, clock: try HouseClock(file: nil))
    let state = try await JournalCheck(database: instance.database, key: province.key).run()
    var defects = state.defects.map { "\($0)" }
    if state.unnamed > 0 { defects.append("\(state.unnamed) more defects in the journal") }
    let (dossiers, indicators) = (province.dossiers.files, province.indicators)
    defects += try await damagedFiles(province) {
      try await dossiers.contents(after: $0, limit: 500)
    }
    defects += try await damagedFiles(province) {
      try await indicators.contents(after: $0, limit: 500)
    }
    defects += try await province.dossiers.desk.defects()
    let rewritten = try await province.directory.readings.changedDays()
    defects += rewritten.map { "the log of readings of \($0.iso) was changed" }
    defects += try await province.indicators.findingDefects()
    return defects + (try await figureDefects(instance))
  }

  /// Where the summaries differ from the facts; facts that cannot be read end the recount.
  private func figureDefects(_ instance: Instance) async throws -> [String] {
    do {
      return try await FigureCheckDesk(database: instance.database).run()
    } catch {
      return ["the figures cannot be recounted: \(error)"]
    }
  }

  /// Files that rows point to and that are missing or damaged; `contents` gives a page of digests.
  private func damagedFiles(
    _ province: Province, _ contents: (_ after: String) async throws -> [String]
  ) async throws -> [String] {
    var defects: [String] = []
    var last = ""
    while true {
      let page = try await contents(last)
      for sha256 in page {
        do {
          try await province.instance.blobs.verify(sha256)
        } catch {
          defects.append("\(error)")
        }
      }
      guard let end = page.last else { return defects }
      last = end
    }
  }
}
