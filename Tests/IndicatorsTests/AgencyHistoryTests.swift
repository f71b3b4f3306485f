import Ground
import Testing

@testable import Indicators

private func told(
  _ subject: String, _ seq: Int, _ code: String, _ parent: String?, since: Day,
  from: Day, to: Day? = nil
) -> AgencyTold {
  AgencyTold(
    subject: subject, seq: seq, code: code, parent: parent, since: since, from: from, to: to)
}

private let start = Day(2024, 1, 1)
private let merger = Day(2025, 7, 1)

/// H99 with two departments; commune K1 moves from D1 to D2 on the day of the merger and takes
/// another code; K2 ends; a new agency takes K2's code.
private let history = AgencyHistory([
  told("P", 1, "H99", nil, since: start, from: start),
  told("D1", 1, "H99.1", "H99", since: start, from: start),
  told("D2", 1, "H99.2", "H99", since: start, from: start),
  told("K1", 1, "H99.11", "H99.1", since: start, from: start),
  told("K1", 2, "H99.21", "H99.2", since: merger, from: start),
  told("K2", 1, "H99.12", "H99.1", since: start, from: start),
  told(
    "K2", 2, "H99.12", "H99.1", since: start, from: start, to: merger.adding(days: -1)),
  told("K3", 1, "H99.12", "H99.2", since: merger, from: merger),
])

@Suite struct AgencyHistoryTests {
  @Test func anAgencyIncludesWhatIsBelowItOnThatDaysTree() {
    let before = merger.adding(days: -1)
    #expect(history.below("H99.1", on: before) == ["H99.1", "H99.11", "H99.21", "H99.12"])
    #expect(history.below("H99.2", on: before) == ["H99.2"])
    #expect(history.below("H99.2", on: merger) == ["H99.2", "H99.11", "H99.21", "H99.12"])
    #expect(history.below("H99.1", on: merger) == ["H99.1"])
    #expect(history.below("H99", on: merger).count == 6)
  }

  @Test func anEndedAgencyStaysUnderItsLastParent() {
    let ended = AgencyHistory([
      told("P", 1, "H99", nil, since: start, from: start),
      told("D1", 1, "H99.1", "H99", since: start, from: start, to: merger.adding(days: -1)),
      told("K2", 1, "H99.12", "H99.1", since: start, from: start, to: merger.adding(days: -1)),
    ])
    #expect(ended.below("H99", on: merger.adding(days: 400)) == ["H99", "H99.1", "H99.12"])
  }

  @Test func anAgencyIsCalledByTheCodeOfTheDay() {
    #expect(history.code(of: "H99.11", on: merger.adding(days: -1)) == "H99.11")
    #expect(history.code(of: "H99.11", on: merger) == "H99.21")
    #expect(history.code(of: "H99.21", on: start) == "H99.11")
    #expect(history.code(of: "X", on: merger) == "X")
  }

  @Test func anUnknownAgencyIsAlone() {
    #expect(history.below("X", on: merger) == ["X"])
    #expect(!history.knows("X") && history.knows("H99.11"))
  }
}
