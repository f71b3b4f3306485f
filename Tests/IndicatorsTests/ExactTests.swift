import Testing

@testable import Indicators

/// Numbers of an index: rounded once, half up, and never in between. Source: KPI-3.
struct ExactTests {
  @Test(arguments: [
    ("0.005", 2, "0.01"), ("0.00499999999999", 2, "0"), ("1.005", 2, "1.01"), ("8.57", 1, "8.6"),
    ("20", 2, "20"), ("5.50", 2, "5.5"), ("0.99999", 4, "1"), ("1/8", 2, "0.13"),
    ("2/3", 4, "0.6667"), ("0", 2, "0"), ("7", 0, "7"), ("7.5", 0, "8"),
  ])
  func roundsHalfUpAtTheEnd(_ text: String, _ decimals: Int, _ published: String) throws {
    #expect(try #require(Exact(text)).published(decimals: decimals) == published)
  }

  /// A third and a sixth are a half, though neither has an end in the decimal system.
  @Test func aHalfMadeOfThirdsIsAHalf() {
    for parts in [(1, 3, 1, 6), (2, 7, 3, 14), (4, 9, 1, 18), (11, 23, 1, 46)]
      as [(Int64, Int64, Int64, Int64)]
    {
      let sum = Exact(parts.0, outOf: parts.1) + Exact(parts.2, outOf: parts.3)
      #expect(sum.published(decimals: 0) == "1")
    }
  }

  @Test func agreesWithIntegersOnEveryRatioOfSmallCounts() {
    for whole in Int64(1)...60 {
      for part in 0...whole {
        let rounded = (part * 10_000 * 2 + whole) / (whole * 2)
        let percent = Exact(100, outOf: 1).times(Exact(part, outOf: whole), over: Exact("1")!)
        var text = "\(rounded / 100).\(rounded % 100 < 10 ? "0" : "")\(rounded % 100)"
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        #expect(percent.published(decimals: 2) == text, "\(part)/\(whole)")
      }
    }
  }

  @Test(arguments: [
    "", "-1", "1.", ".5", "1e3", "1/0", "a", "1,5", "0.1234567890123456789", "1234567890123",
    "1/2/3", " 1",
  ])
  func whatIsNoSuchNumberIsNone(_ text: String) { #expect(Exact(text) == nil) }

  @Test func theLargestInputsDoNotOverflow() throws {
    let most = Exact(Exact.mostCounted, outOf: 1)
    let thousand = try #require(Exact("1000"))
    #expect(
      thousand.times(most, over: try #require(Exact("0.01"))).published(decimals: 0)
        == "100000000000000000")
  }
}
