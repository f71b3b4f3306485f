import ArgumentParser
import Foundation
import Ground
import Indicators
import Journal
import Rules
import Storage

/// `motcua export bag`: a folder with which a supervisor verifies figures on a machine of their
/// own, by double click or with `motcua verify`. Source: contract; docs/figures.md, "A bag".
struct ExportBagCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bag", abstract: "The supervisor's folder: facts, definitions, reports, proof.")

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions
  @Option(help: "The folder to make; it must not be there yet.") var out: String
  @Option(help: "The first month, as 2026-01; the January of this year by default.") var from:
    String?
  @Option(help: "The last month, as 2026-06; this month by default.") var to: String?
  @Option(help: "The agency, with everything below it; the topmost by default.")
  var agency: String?

  func validate() throws {
    for month in [from, to].compactMap(\.self) where Day(iso: month + "-01") == nil {
      throw ValidationError("'\(month)' is no month like 2026-01")
    }
  }

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: out) else {
      throw CommandRefused("\(out) is there already; choose another --out")
    }
    let instance = try await data.open()
    let province = try await openProvince(instance, packs: packs, clock: try HouseClock(file: nil))
    try await province.indicators.prepare()
    _ = try await province.sealer().seal()
    let bag = EvidenceBag(
      province: province, folder: out, scope: try scope(province.now().day),
      page: try packs.find().place(of: "kiem-tra/kiem-tra.html"))
    let written = try await bag.write()
    try await instance.database.close()
    print(written)
  }

  private func scope(_ today: Day) throws -> BagScope {
    let first = from.flatMap { Day(iso: $0 + "-01") } ?? Day(today.year, 1, 1)
    let last = to.flatMap { Day(iso: $0 + "-01") } ?? Day(today.year, today.month, 1)
    guard first <= last else { throw CommandRefused("--from is after --to") }
    return BagScope(agency: agency, from: first, to: last.adding(months: 1).adding(days: -1))
  }
}
