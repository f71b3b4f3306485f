/// A quotient, rounded once at the end and never before. Source: KPI-3, KPI-4.
struct Ratio: Sendable, Equatable {
  let numerator: Int
  let denominator: Int

  /// In per cent, half up, away from zero below it; `nil` when there is nothing to count.
  func percent(decimals: Int, _ rounding: Indicator.Rounding = .halfUp) -> String? {
    quotient(times: 100, decimals: decimals, rounding)
  }

  /// `times` so many, rounded away from zero below it; `nil` when there is nothing to count.
  func quotient(times: UInt, decimals: Int, _ rounding: Indicator.Rounding) -> String? {
    guard denominator > 0 else { return nil }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let (whole, below) = (numerator.magnitude * times * UInt(scale), denominator.magnitude)
    let rounded =
      switch rounding {
      case .halfUp: Int((whole * 2 + below) / (below * 2))
      case .truncated: Int(whole / below)
      }
    let sign = numerator < 0 && rounded > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(rounded) }
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.utf8.count)
    return "\(sign)\(rounded / scale).\(zeros)\(fraction)"
  }
}

extension Indicator {
  /// What one row of a figure comes to: `value` to six decimals without trailing zeros, enough to
  /// see every tie of two counts, and `published` as it is printed. Both are `nil` where there is
  /// nothing to count, whatever an index makes of that (`zeroRule`), and where nothing is measured.
  func worth(_ ratio: Ratio) -> (value: String?, published: String?) {
    guard isMeasured else { return (nil, nil) }
    func said(_ decimals: Int, _ rounding: Rounding) -> String? {
      ratio.quotient(times: isShare ? 100 : 1, decimals: decimals, rounding)
    }
    return (said(6, .halfUp).map(withoutZeros), said(decimals, rounding))
  }
}

private func withoutZeros(_ number: String) -> String {
  var text = number
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}
