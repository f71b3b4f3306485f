import ArgumentParser
import Catalogue
import Deadlines
import Directory
import Foundation
import Ground
import Journal
import Storage

/// `motcua import`: takes files, all of one or nothing of it. Source: contract, "Commands".
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a file into the house, all of it or nothing.",
    subcommands: [
      ImportProceduresCommand.self, ImportAgenciesCommand.self, ImportHolidaysCommand.self,
      ImportAreasCommand.self,
    ])

  func run() async throws {
    throw ValidationError("name what to import: procedures, agencies, holidays or areas")
  }
}

/// What the imports have in common.
struct ImportOptions: ParsableArguments {
  @OptionGroup var data: InstanceOptions
  @OptionGroup var packs: PackOptions

  /// Opens the instance, runs `body` on the wired house and closes it again.
  func withProvince<T: Sendable>(_ body: (Province) async throws -> T) async throws -> T {
    let instance = try await data.open(creating: true)
    let province = try await openProvince(instance, packs: packs, clock: try HouseClock(file: nil))
    let answer: T
    do {
      answer = try await body(province)
    } catch {
      try await instance.database.close()
      throw error
    }
    try await instance.database.close()
    return answer
  }
}

struct ImportProceduresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "procedures", abstract: "Procedures as JSON Lines, plain or gzip.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "The file.") var file: String

  func run() async throws {
    let source = try readable(file) { try ProcedureSource.file(file) }
    let count = try await options.withProvince { province in
      do {
        return try await province.catalogue.procedures.importProcedures(source)
      } catch let refused as ImportRefused {
        throw CommandRefused("\(file): \(refused)")
      }
    }
    print(count.text)
  }
}

struct ImportAgenciesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agencies",
    abstract: "Agencies as TSV: code, name, level, parent, validFrom, validTo, predecessors.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "The file.") var file: String

  func run() async throws {
    let bytes = try contents(of: file)
    let count = try await options.withProvince { province in
      do {
        return try await province.directory.agencies.take(try AgencyFile(parsing: bytes))
      } catch let unfit as FileUnfit {
        throw CommandRefused("\(file): \(unfit.english)")
      }
    }
    print("\(count.added) added, \(count.changed) changed, \(count.unchanged) unchanged")
  }
}

struct ImportHolidaysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays",
    abstract: "Rest days and make-up days as TSV: date, kind, name, decision.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "The file.") var file: String

  func run() async throws {
    let bytes = try contents(of: file)
    let count = try await options.withProvince { province in
      let records: [CalendarRecord]
      do throws(HolidayFileRefused) {
        records = try CalendarRecord.list(tsv: bytes, knownOn: province.now().day)
      } catch {
        throw CommandRefused("\(file): \(error.english)")
      }
      return try await province.holidays.take(records)
    }
    print("\(count.added) added, \(count.changed) changed, \(count.unchanged) unchanged")
  }
}

struct ImportAreasCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "areas", abstract: "Areas before and after 1 July 2025, and who went where.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "The three levels before.") var before: String
  @Argument(help: "The two levels after.") var after: String
  @Argument(help: "Which old commune went into which new one.") var succession: String

  func run() async throws {
    let files = try [before, after, succession].map { try contents(of: $0) }
    let count = try await options.withProvince { province in
      do {
        return try await province.directory.areas.take(
          try AreaFiles(before: files[0], after: files[1], succession: files[2]))
      } catch let unfit as AreaFilesUnfit {
        throw CommandRefused(unfit.english)
      }
    }
    print("\(count.added) added, \(count.changed) changed, \(count.unchanged) unchanged")
  }
}

/// The bytes of a file that somebody named. Refuses: a file that is not there or cannot be read.
func contents(of file: String) throws -> [UInt8] {
  try readable(file) { Array(try Data(contentsOf: URL(fileURLWithPath: file))) }
}

private func readable<T>(_ file: String, _ read: () throws -> T) throws -> T {
  guard FileManager.default.isReadableFile(atPath: file) else {
    throw CommandRefused("\(file) cannot be read")
  }
  do {
    return try read()
  } catch {
    throw CommandRefused("\(file): \(error)")
  }
}
