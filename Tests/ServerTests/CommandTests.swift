import ArgumentParser
import Foundation
import Ground
import TestKit
import Testing

@testable import Server

/// Exit 0 success, 1 refusal, 2 wrong usage. Source: contract, "Commands".
@Suite struct ExitCodeTests {
  private static let packs = ["--packs", World.root + "/Packs"]

  private static let taken = [
    ["due", "--at", "2026-11-20T16:00", "--limit", "8h"] + packs,
    ["due", "--at", "2026-11-20", "--limit", "15d", "--policy", "civil"] + packs,
    ["due", "--at", "2026-11-20T16:00", "--limit", "2m", "--hours", "07:30-11:30,13:00-16:30"]
      + packs,
    ["lunar", "2026-02-17"], ["lunar", "--year", "2026"],
    ["workdays", "2026"] + packs, ["--help"],
  ]

  @Test(arguments: taken)
  func whatIsAskedRightIsAnswered(_ arguments: [String]) async {
    #expect(await runMotcua(arguments) == 0)
  }

  private static let wrong = [
    [], ["nothing"], ["--nothing"], ["due"], ["due", "--at", "2026-11-20T16:00"],
    ["due", "--at", "yesterday", "--limit", "8h"],
    ["due", "--at", "2026-02-30", "--limit", "8h"],
    ["due", "--at", "2026-11-20T25:00", "--limit", "8h"],
    ["due", "--at", "2026-11-20", "--limit", "8x"],
    ["due", "--at", "2026-11-20", "--limit", "-1d"],
    ["due", "--at", "2026-11-20", "--limit", "8h", "--policy", "other"],
    ["due", "--at", "2026-11-20", "--limit", "8h", "--hours", "17:00-07:00"],
    ["lunar"], ["lunar", "2026-02-30"], ["lunar", "2026-02-17", "--year", "2026"],
    ["lunar", "--year", "soon"], ["workdays"], ["workdays", "soon"],
    ["serve"], ["check"], ["migrate", "--data", "a", "--database", "postgres://b"],
    ["demo", "--data", "a", "--sample", "-1"], ["serve", "--data", "a", "--port", "70000"],
  ]

  @Test(arguments: wrong)
  func wrongUsageIsTwo(_ arguments: [String]) async {
    #expect(await runMotcua(arguments) == 2)
  }

  private static let refused = [
    ["due", "--at", "1850-01-01", "--limit", "8h"] + packs,
    ["due", "--at", "2026-11-20", "--limit", "100000wd"] + packs,
    ["lunar", "1850-01-01"], ["lunar", "--year", "2500"], ["workdays", "1800"] + packs,
    ["due", "--at", "2026-11-20", "--limit", "8h", "--packs", "/nowhere"],
    ["check", "--data", "/nowhere/at/all"], ["serve", "--data", "/nowhere/at/all"],
    ["import", "procedures", "/nowhere.jsonl", "--data", "/nowhere/at/all"],
    ["verify", "/nowhere.jsonl", "--checkpoint", "/nowhere.txt"],
  ]

  @Test(arguments: refused)
  func aRefusalIsOne(_ arguments: [String]) async {
    #expect(await runMotcua(arguments) == 1)
  }
}

/// Domain 1.5 and 6, from the command line. Source: issue 2, must show 3.
@Suite struct CommandAnswerTests {
  private static let vectors = """
    2022-04-29T08:00 3wd  civil  2022-05-06T17:00
    2024-02-05T08:00 20wd civil  2024-03-11T17:00
    2024-04-26T08:00 3wd  civil  2024-05-04T17:00
    2021-12-31T08:00 1wd  civil  2022-01-04T17:00
    2022-12-30T08:00 1wd  civil  2023-01-03T17:00
    2025-12-31T08:00 2wd  civil  2026-01-06T17:00
    2026-02-13T08:00 5wd  civil  2026-02-27T17:00
    2026-08-21T08:00 1wd  civil  2026-08-22T17:00
    2026-08-28T08:00 1wd  civil  2026-09-03T17:00
    2026-11-20T16:00 8h   hourly 2026-11-23T16:00
    2026-11-20T12:00 8h   hourly 2026-11-23T11:30
    2024-04-26T16:30 16h  hourly 2024-05-03T16:30
    2026-11-20T17:30 4h   hourly 2026-11-23T11:00
    2026-11-20       8h   hourly 2026-11-20T17:00
    2025-01-31T09:00 1m   hourly 2025-02-28T17:00
    2024-04-25T09:00 9d   hourly 2024-05-04T17:00
    """.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }

  @Test(arguments: vectors)
  func theFirstLineIsTheMoment(_ row: [String]) throws {
    let command = try DueCommand.parse(["--at", row[0], "--limit", row[1], "--policy", row[2]])
    let lines = try command.answer(World.packs).split(separator: "\n")
    #expect(lines.first.map(String.init) == row[3] + "+07:00")
    #expect(lines.count > 1, "the days and why")
    for line in lines.dropFirst() {
      let parts = line.split(separator: "\t")
      #expect(parts.count == 3 && Day(iso: String(parts[0])) != nil)
    }
  }

  @Test func theCountOfWorkingDaysIsTheFirstLine() throws {
    let years = [2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250]
    for (year, count) in years.merging([2026: 249], uniquingKeysWith: { $1 }) {
      let plain = try WorkdaysCommand.parse([String(year)]).answer(World.calendar)
      #expect(plain == String(count), "\(year)")
      let listed = try WorkdaysCommand.parse([String(year), "--list"]).answer(World.calendar)
      #expect(listed.split(separator: "\n").count == count + 1)
    }
  }

  @Test func aLunarDayIsDayMonthYear() throws {
    #expect(try LunarCommand.parse(["2026-02-17"]).answer() == "1/1/2026")
    #expect(try LunarCommand.parse(["2025-08-08"]).answer() == "15/6/2025 nhuận")
    let feasts = try LunarCommand.parse(["--year", "2026"]).answer().split(separator: "\n")
    #expect(feasts.contains { $0.hasSuffix("\t2026-02-17") })
    #expect(feasts.allSatisfy { $0.split(separator: "\t").count == 2 })
  }
}

/// In a demonstration the time may come from a file, and runs on from it.
@Suite struct HouseClockTests {
  private let start = Instant(Day(2026, 2, 13), minute: 8 * 60)

  private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
    let path = NSTemporaryDirectory() + "/clock-\(UUID().uuidString)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    try await body(path)
  }

  @Test func withoutAFileItIsTheMachines() throws {
    let (before, clock) = (HouseClock.machine(), try HouseClock(file: nil))
    #expect(before <= clock.now() && clock.now() <= HouseClock.machine())
  }

  @Test func timeRunsOnFromWhatTheFileSays() async throws {
    try await withFile("2026-02-13T01:00:00Z\n") { path in
      let clock = try HouseClock(file: path)
      let now = clock.now()
      #expect(start <= now && now < start.adding(seconds: 60))
      let hourAgo = Date(timeIntervalSinceNow: -3600)
      try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: path)
      let later = try HouseClock(file: path).now()
      #expect(start.adding(seconds: 3599) <= later && later < start.adding(seconds: 3660))
    }
  }

  @Test func aChangedFileIsReadWithinASecond() async throws {
    try await withFile("2026-02-13T01:00:00Z") { path in
      let clock = try HouseClock(file: path)
      _ = clock.now()
      try "2027-01-01T00:00:00Z".write(toFile: path, atomically: true, encoding: .utf8)
      try await Task.sleep(for: .milliseconds(200))
      #expect(clock.now().day.year == 2027)
      try "no time at all".write(toFile: path, atomically: true, encoding: .utf8)
      try await Task.sleep(for: .milliseconds(200))
      #expect(clock.now().day.year == 2027, "a half-written file changes nothing")
    }
  }

  @Test(arguments: ["", "soon", "2026-02-30T01:00:00Z", "2026-02-13"])
  func aFileWithoutAnInstantStopsTheStart(_ text: String) async throws {
    try await withFile(text) { path in
      #expect(throws: CommandRefused.self) { try HouseClock(file: path) }
    }
    #expect(throws: (any Error).self) { try HouseClock(file: "/nowhere/clock") }
  }
}
