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
  func theValueHasNoTrailingZeros(_ numerator: Int, _ denominator: Int, _ value: String) {
    #expect(Ratio(numerator: numerator, denominator: denominator).value == value)
  }

  /// Source: KPI-4.
  @Test func whereThereIsNothingToCountThereIsNoValue() {
    let nothing = Ratio(numerator: 0, denominator: 0)
    #expect(nothing.value == nil && nothing.percent(decimals: 1) == nil)
    #expect(Ratio(numerator: 0, denominator: -1).value == nil)
  }
}
