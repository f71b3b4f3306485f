import Deadlines
import Foundation
import Ground
import Rules

/// The pack as it ships, read as the server reads it.
func shippedPack(from file: String = #filePath) throws -> PackFolder {
  let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return PackFolder(folders: [root.appendingPathComponent("Packs").path])
}

/// The calendar of the shipped pack.
func shippedCalendar() throws -> WorkingCalendar {
  try WorkingCalendar(pack: shippedPack().pack("holidays").records.map(\.content))
}

/// Computed from the Labour Code alone.
let computedCalendar = WorkingCalendar()

/// `20/11/2026` or `20/11/2026 16:00` (else the start of hours), local time.
func moment(_ text: String) -> Instant {
  let parts = text.split(separator: " ")
  let minute =
    parts.count > 1
    ? parts[1].split(separator: ":").compactMap { Int($0) }.reduce(0) { $0 * 60 + $1 } : 7 * 60
  return Instant(day(String(parts[0])), minute: minute)
}

/// `20/11/2026`.
func day(_ text: String) -> Day {
  let parts = text.split(separator: "/").compactMap { Int($0) }
  return Day(parts[2], parts[1], parts[0])
}

func term(_ code: String) -> Term {
  guard let term = Term(code: code) else { preconditionFailure("no term: \(code)") }
  return term
}

/// A clock started on Monday 2 November 2026 at 08:00, with the shipped calendar.
func clock(
  _ limit: String = "5wd", _ policy: CountingPolicy = .hourly, supplementsBefore: Int = 0,
  at start: String = "02/11/2026 08:00"
) throws -> LegalClock {
  try LegalClock(
    startedAt: moment(start), term: term(limit), policy: policy,
    supplementsBefore: supplementsBefore, calendar: shippedCalendar())
}

extension LegalClock {
  func waits(
    for reason: Pause.Reason, _ from: String, _ to: String, restarting: Bool = false
  ) throws -> LegalClock {
    try paused(for: reason, at: moment(from)).resumed(
      at: moment(to), restarting: restarting, calendar: shippedCalendar())
  }
}

/// Rows of a table: columns between bars, blank lines and the head left out.
func rows(_ table: String) -> [[String]] {
  table.split(separator: "\n").dropFirst().map { line in
    line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}

/// The same draws on every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
