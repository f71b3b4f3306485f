import ArgumentParser
import Deadlines
import Ground
import Rules

/// `motcua due`: when a dossier received at a moment falls due, and why. The same code that
/// dossiers use, on the shipped calendar. Source: contract, "Commands".
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "When a dossier falls due, and which days were skipped or worked.",
    discussion: """
      The first line is the moment, YYYY-MM-DDTHH:MM+07:00; then one line a day: the day, what it
      was for the count, and why, between tabs. No data folder is needed: the shipped calendar is
      read.
      """)

  @Option(
    help:
      "When it was received, local time: 2026-11-20T16:00, or 2026-11-20 for the start of hours.")
  var at: String

  @Option(help: "The term: 8h (working hours), 3wd (working days), 15d (days) or 2m (months).")
  var limit: String

  @Option(help: "How working days are counted: hourly or civil.", transform: readPolicy)
  var policy = CountingPolicy.hourly

  @Option(help: "Working hours, as 07:00-11:30,13:30-17:00.")
  var hours: String = WorkingHours.standard.code

  @Option(help: "A folder of packs that is read before the shipped one.")
  var packs: String?

  func validate() throws {
    _ = try (readStart(readHours()), readTerm())
  }

  func run() throws {
    print(try answer(PackFolder.find(override: packs)))
  }

  /// What is printed, without the last line end.
  func answer(_ packs: PackFolder) throws -> String {
    let hours = try readHours()
    let start = try readStart(hours)
    let term = try readTerm()
    let calendar = try WorkingCalendar.shipped(in: packs)
    do throws(DueRefused) {
      let date = try due(from: start, term: term, policy: policy, calendar: calendar, hours: hours)
      let days = date.explanation.map { "\($0.day.iso)\t\($0.kind.rawValue)\t\($0.text.text)" }
      return ([date.at.local] + days).joined(separator: "\n")
    } catch {
      throw CommandRefused(error.english)
    }
  }

  private func readHours() throws -> WorkingHours {
    do throws(WorkingHoursRefused) {
      return try WorkingHours(code: hours)
    } catch {
      throw ValidationError("--hours: \(error.english)")
    }
  }

  private func readStart(_ hours: WorkingHours) throws -> Instant {
    if let day = Day(iso: at) { return Instant(day, minute: hours.opens) }
    guard let start = Instant(rfc3339: at + "+07:00") ?? Instant(rfc3339: at) else {
      throw ValidationError(
        "--at: '\(at)' is no moment like 2026-11-20T16:00 and no day like 2026-11-20")
    }
    return start
  }

  private func readTerm() throws -> Term {
    guard let term = Term(code: limit) else {
      throw ValidationError("--limit: '\(limit)' is no term; write 8h, 3wd, 15d or 2m")
    }
    return term
  }
}

@Sendable
private func readPolicy(_ text: String) throws -> CountingPolicy {
  guard let policy = CountingPolicy(rawValue: text) else {
    throw ValidationError("'\(text)' is neither hourly nor civil")
  }
  return policy
}

/// Why a command says no: printed on stderr, exit 1.
struct CommandRefused: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension WorkingCalendar {
  /// The calendar of the shipped pack `holidays`.
  static func shipped(in packs: PackFolder) throws -> WorkingCalendar {
    try WorkingCalendar(pack: packs.pack("holidays").records.map(\.content))
  }
}
