/// A number of an index, zero or more: a rate, a score or a sum of scores, to 20 decimals. Binary
/// numbers would lose the weights that decisions print, and a sum of fractions by 56 and 1,968 fits
/// no machine's integers exactly.
///
/// Rounding happens once, at the end (KPI-3). What lies closer than 10⁻¹⁶ to a half counts as the
/// half: the error of a sum of fractions is far smaller, and no published inputs come so close
/// without being it.
struct Exact: Sendable, Equatable, Comparable {
  private let raw: UInt128

  private static let places = 20
  private static let one = power(places)
  /// 10⁻¹⁶.
  private static let nearness = power(places - 16)

  static let zero = Exact(raw: 0)
  /// Counts up to this can be divided without overflow.
  static let mostCounted: Int64 = 1_000_000_000_000

  private init(raw: UInt128) { self.raw = raw }

  /// `numerator` out of `denominator`, which is not zero; both at most `mostCounted`.
  init(_ numerator: Int64, outOf denominator: Int64) {
    precondition(denominator > 0 && (0...Exact.mostCounted).contains(numerator))
    raw = Exact.divided(UInt128(numerator) * Exact.one, by: UInt128(denominator))
  }

  /// Reads `0.9`, `20` or `1/3`; `nil` for anything else, as for what is negative, has more than 12
  /// digits before or 18 behind the point, or divides by zero.
  init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    if halves.count == 2 {
      guard let above = Int64(halves[0]), let below = Int64(halves[1]), below > 0,
        (0...Exact.mostCounted).contains(above)
      else { return nil }
      self.init(above, outOf: below)
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...12).contains(parts[0].utf8.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let whole = UInt128(parts[0])
    else { return nil }
    let behind = parts.count == 2 ? String(parts[1]) : ""
    guard behind.utf8.count <= 18, let fraction = UInt128(behind.isEmpty ? "0" : behind) else {
      return nil
    }
    self.init(raw: whole * Exact.one + fraction * Exact.power(Exact.places - behind.utf8.count))
  }

  static func < (a: Exact, b: Exact) -> Bool { a.raw < b.raw }
  static func + (a: Exact, b: Exact) -> Exact { Exact(raw: a.raw + b.raw) }

  /// This times `part / whole`, where `whole` is not zero.
  func times(_ part: Exact, over whole: Exact) -> Exact {
    let product = raw.multipliedFullWidth(by: part.raw)
    let (quotient, remainder) = whole.raw.dividingFullWidth(product)
    return Exact(raw: remainder >= whole.raw - remainder ? quotient + 1 : quotient)
  }

  /// In the decimal system, rounded half up to `decimals` and without trailing zeros. Source:
  /// KPI-3; contract, "Index packs".
  func published(decimals: Int) -> String {
    let unit = Exact.power(Exact.places - decimals)
    let rounded = (raw + unit / 2 + Exact.nearness) / unit
    let scale = Exact.power(decimals)
    var fraction = String(rounded % scale)
    fraction = String(repeating: "0", count: max(0, decimals - fraction.utf8.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? String(rounded / scale) : "\(rounded / scale).\(fraction)"
  }

  private static func divided(_ above: UInt128, by below: UInt128) -> UInt128 {
    let (quotient, remainder) = above.quotientAndRemainder(dividingBy: below)
    return remainder >= below - remainder ? quotient + 1 : quotient
  }

  private static func power(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
