import Testing

@testable import Indicators

@Suite struct RatioTests {
  /// numerator, denominator, decimals, published. Source: KPI-3; the second half are published
  /// figures of domain 5.
  @Test(arguments: [
    (1, 3, 1, "33.3"), (2, 3, 1, "66.7"), (1, 8, 2, "12.50"), (1, 8, 1, "12.5"),
    (5, 1000, 0, "1"), (4, 1000, 0, "0"), (1, 2000, 1, "0.1"), (1, 2001, 1, "0.0"),
    (7, 7, 1, "100.0"), (0, 7, 1, "0.0"), (3, 2, 1, "150.0"), (-1, 8, 2, "-12.50"),
    (-1, 2001, 1, "0.0"),
    (236, 1937, 2, "12.18"), (144_625, 184_513, 2, "78.38"), (150_956, 152_595, 2, "98.93"),
    (6, 70, 1, "8.6"), (261, 326, 2, "80.06"),
  ])
  func aShareIsRoundedHalfUpOnceAtTheEnd(
    _ numerator: Int, _ denominator: Int, _ decimals: Int, _ published: String
  ) {
    let ratio = Ratio(numerator: numerator, denominator: denominator)
    #expect(ratio.percent(decimals: decimals) == published)
  }

  @Test(arguments: [
    (1, 3, "33.333333"), (2, 3, "66.666667"), (1, 2, "50"), (0, 5, "0"), (5, 5, "100"),
    (1, 8, "12.5"), (1, 1_000_000, "0.0001"),
  ])
  func theValueHasNoTrailingZeros(
    _ numerator: Int, _ denominator: Int, _ value: String
  ) throws {
    let ratio = Ratio(numerator: numerator, denominator: denominator)
    #expect(try indicator("dossier.on-time").worth(ratio).value == value)
  }

  /// Source: KPI-4.
  @Test func whereThereIsNothingToCountThereIsNoValue() throws {
    let nothing = Ratio(numerator: 0, denominator: 0)
    let worth = try indicator("dossier.on-time").worth(nothing)
    #expect(worth.value == nil && worth.published == nil && nothing.percent(decimals: 1) == nil)
    #expect(Ratio(numerator: 0, denominator: -1).percent(decimals: 6) == nil)
  }

  /// Source: KPI-4; domain 5.3 (zero rules).
  @Test func whatAnIndexMakesOfNothingIsNoValueOfTheFigure() throws {
    let worth = try indicator("qd766.2.1").worth(Ratio(numerator: 0, denominator: 0))
    #expect(worth.value == nil && worth.published == nil)
    #expect(try indicator("qd766.2.1").zeroRule == .zero)
  }

  /// One figure of the sources is cut and not rounded: 8.5 for 8.57. Source: KPI-3; domain 5.2.
  @Test func whatTheSourceCutsIsCut() {
    let ratio = Ratio(numerator: 166, denominator: 1937)
    #expect(ratio.percent(decimals: 1) == "8.6")
    #expect(ratio.percent(decimals: 1, .truncated) == "8.5")
  }

  /// A mean has its own unit.
  @Test func whatIsNoShareIsNoPerCent() throws {
    #expect(
      try indicator("tt01.1").worth(Ratio(numerator: 7, denominator: 4)).published == "1.8")
    #expect(try indicator("qd766.1.1").worth(Ratio(numerator: 1, denominator: 2)).value == nil)
  }

  private func indicator(_ code: String) throws -> Indicator {
    try #require(try shippedIndicators().first { $0.code == code })
  }
}
