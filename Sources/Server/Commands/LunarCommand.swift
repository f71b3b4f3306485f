import ArgumentParser
import Deadlines
import Ground

/// `motcua lunar`: the lunar date of a day, or the feasts and the leap month of a year. Source:
/// contract, "Commands"; domain 6.3.
struct LunarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lunar",
    abstract: "The lunar date of a day (d/m/yyyy), or the feasts and the leap month of a year.")

  @Argument(help: "A day, as 2026-02-17.")
  var day: String?

  @Option(help: "List feasts and the leap month that fall in this year: name, tab, day.")
  var year: Int?

  func validate() throws {
    guard (day == nil) != (year == nil) else {
      throw ValidationError("give either a day like 2026-02-17 or --year 2026")
    }
    if let day, Day(iso: day) == nil {
      throw ValidationError("'\(day)' is no day like 2026-02-17")
    }
  }

  func run() throws { print(try answer()) }

  /// What is printed, without the last line end.
  func answer() throws -> String {
    do throws(DueRefused) {
      if let year {
        return try LunarCalendar.feasts(of: year).map { "\($0.name)\t\($0.day.iso)" }
          .joined(separator: "\n")
      }
      let day = day.flatMap(Day.init(iso:))
      guard let lunar = day?.lunar else { throw .outsideCalendar(year: day?.year ?? 0) }
      return lunar.text
    } catch {
      throw CommandRefused(error.english)
    }
  }
}
