import Ground
import TestKit
import Testing

@testable import Dossiers

/// What no law lays down is the province's to set, from a day on. Source: pack `house-practice`.
@Suite struct HousePracticeTests {
  private func record(_ from: String, _ draftDays: JSON = 30) -> JSON {
    .object([
      .init("valid_from", .string(from)), .init("draft_days", draftDays),
      .init("supplement_days", 15),
    ])
  }

  @Test func theLatestThatHasBegunHolds() throws {
    let practices = try HousePractices([record("2026-07-01", 20), record("2020-01-01", 30)])
    #expect(practices.practice(on: Day(2026, 6, 30)).draftDays == 30)
    #expect(practices.practice(on: Day(2026, 7, 1)).draftDays == 20)
    #expect(practices.practice(on: Day(2019, 1, 1)).draftDays == 30)
  }

  @Test func whatSaysNothingCertainIsRefused() {
    let bad: [[JSON]] = [
      [], [record("2026-02-30")], [record("2026-01-01", 0)], [record("2026-01-01", "30")],
      [record("2026-01-01"), record("2026-01-01")],
    ]
    for records in bad {
      #expect(throws: HousePracticeUnreadable.self) { try HousePractices(records) }
    }
  }
}
