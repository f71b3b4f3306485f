import ArgumentParser
import Deadlines
import Dossiers
import Foundation
import Ground
import Indicators
import Journal
import Storage

/// `motcua export facts`: one line a fact in position order; each line without its line feed is
/// exactly what was hashed. Memory does not grow with their number. Beside a file `FILE.leaves`
/// holds the hash of each line, so that `motcua verify` can name a line that was changed since.
/// As a table (csv, xlsx) the facts are for reading; only the lines can be verified.
struct ExportFactsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "The sealed facts in position order.")

  @OptionGroup var data: InstanceOptions
  @Option(help: "jsonl (the hashed lines), csv or xlsx.") var format = ExportFormat.jsonl
  @Option(help: "The file to write; without it the standard output.") var out: String?

  func run() async throws {
    let instance = try await data.open()
    let desk = JournalDesk(database: instance.database)
    switch format {
    case .jsonl: try await writeLines(desk)
    case .csv, .xlsx: try await writeTable(desk)
    }
    try await instance.database.close()
  }

  private func writeLines(_ desk: JournalDesk) async throws {
    let file = try ExportFile(out)
    let leaves = try out.map { try ExportFile($0 + ".leaves") }
    var count = 0
    try await desk.eachPage { page in
      try file.write(page.flatMap { $0.line + [10] })
      try leaves?.write(page.flatMap { TreeHash.leaf($0.line).bytes })
      count += page.count
      file.tell("\(count) facts")
    }
    try leaves?.finish(nil)
    try file.finish("\(count) facts written")
  }

  private func writeTable(_ desk: JournalDesk) async throws {
    let table = try exportTable(format, columns: ["position"] + Fact.keys, to: out)
    try await desk.eachPage { page in
      for sealed in page {
        let fact = try JSON(reading: sealed.line)
        try table.write([JSON(sealed.position)] + Fact.keys.map { fact[$0] ?? .null })
      }
    }
    try table.finish()
  }
}

/// `motcua export dossiers`: one row a dossier, without a person's name or number.
struct ExportDossiersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossiers", abstract: "One row a dossier, by id; no person is named.")

  @OptionGroup var data: InstanceOptions
  @Option(help: "jsonl, csv or xlsx.") var format = ExportFormat.jsonl
  @Option(help: "The file to write; without it the standard output.") var out: String?

  func run() async throws {
    let instance = try await data.open()
    let table = try exportTable(format, columns: DossierRows.columns, to: out)
    let rows = DossierRows(database: instance.database)
    var page = try await rows.page(after: "", limit: 500)
    while let last = page.last {
      for row in page { try table.write(row) }
      page = try await rows.page(after: last.first?.text ?? "", limit: 500)
    }
    try table.finish()
    try await instance.database.close()
  }
}

/// `motcua export figures`: the settlement report of a period, a row an agency or sector.
struct ExportFiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "The settlement report of a period, one row a heading.")

  enum Heading: String, ExpressibleByArgument, CaseIterable { case agency, sector }

  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions
  @Option(help: "The first day, as 2026-01-01; the first of this year by default.") var from:
    String?
  @Option(help: "The last day, as 2026-06-30; today by default.") var to: String?
  @Option(help: "The agency, with everything below it; the topmost by default.")
  var agency: String?
  @Option(help: "What a row stands for.") var by = Heading.agency
  @Option(help: "jsonl, csv or xlsx.") var format = ExportFormat.jsonl
  @Option(help: "The file to write; without it the standard output.") var out: String?

  func validate() throws {
    for day in [from, to].compactMap(\.self) where Day(iso: day) == nil {
      throw ValidationError("'\(day)' is no day like 2026-01-01")
    }
  }

  func run() async throws {
    let instance = try await data.open()
    let clock = try HouseClock(file: nil)
    let province = try await openProvince(instance, packs: packs, clock: clock)
    let today = province.now().day
    let period = try ReportingPeriod(
      from: from.flatMap { Day(iso: $0) } ?? Day(today.year, 1, 1),
      to: to.flatMap { Day(iso: $0) } ?? today)
    let rows = try await province.indicators.desk.settlementRows(
      period, agency: agency, by: by == .agency ? .agency : .sector)
    let table = try exportTable(format, columns: SettlementReport.columns, to: out)
    for row in rows { try table.write(row) }
    try table.finish()
    try await instance.database.close()
  }
}
