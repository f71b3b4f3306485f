/// A share in per cent, rounded once at the end and never before. Source: KPI-3, KPI-4.
struct Ratio: Sendable, Equatable {
  let numerator: Int
  let denominator: Int

  /// Half up, away from zero below it; `nil` when there is nothing to count.
  func percent(decimals: Int) -> String? {
    guard denominator > 0 else { return nil }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let whole = numerator.magnitude * UInt(100 * scale)
    let rounded = Int((whole * 2 + denominator.magnitude) / (denominator.magnitude * 2))
    let sign = numerator < 0 && rounded > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(rounded) }
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.utf8.count)
    return "\(sign)\(rounded / scale).\(zeros)\(fraction)"
  }

  /// To six decimals, without trailing zeros: enough to see every tie of two counts.
  var value: String? {
    guard var text = percent(decimals: 6) else { return nil }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
