import ArgumentParser
import Deadlines
import Foundation
import Ground
import Rules

/// `motcua workdays`: how many working days a year has, and which. Source: contract, "Commands".
struct WorkdaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workdays",
    abstract: "How many working days a year has; with --list, which.",
    discussion: """
      The first line is the count. With --list one line a working day follows; a make-up day
      carries its kind and its reason after tabs. Of a year without a decision stderr says that it
      is computed.
      """)

  @Argument(help: "A year, 1900-2099.")
  var year: Int

  @Flag(help: "List the working days after the count.")
  var list = false

  @Option(help: "A folder of packs that is read before the shipped one.")
  var packs: String?

  func run() throws {
    let calendar = try WorkingCalendar.shipped(in: PackFolder.find(override: packs))
    let lines = try answer(calendar)
    if calendar.isProjected(year: year) {
      FileHandle.standardError.write(Data("\(year) is computed: no decision is known\n".utf8))
    }
    print(lines)
  }

  /// What is printed, without the last line end.
  func answer(_ calendar: WorkingCalendar) throws -> String {
    do throws(DueRefused) {
      let days = try calendar.workingDays(in: year)
      let listed = list ? days.map(line) : []
      return ([String(days.count)] + listed).joined(separator: "\n")
    } catch {
      throw CommandRefused(error.english)
    }
  }

  private func line(_ standing: DayStanding) -> String {
    standing.kind == .makeUpWork
      ? "\(standing.day.iso)\t\(standing.kind.rawValue)\t\(standing.name) (\(standing.decision))"
      : standing.day.iso
  }
}
