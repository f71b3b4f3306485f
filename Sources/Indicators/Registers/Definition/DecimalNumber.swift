import Ground

/// A reported number, exact: at most 15 digits, at most six of them behind the point.
struct DecimalNumber: Sendable, Hashable, Comparable {
  /// In millionths.
  private let millionths: Int128

  static let places = 6
  private static let one: Int128 = 1_000_000

  static let zero = DecimalNumber(millionths: 0)

  private init(millionths: Int128) { self.millionths = millionths }

  init(_ number: Int64) { millionths = Int128(number) * DecimalNumber.one }

  /// Reads `-12.5`; `nil` for anything else and for more digits than are kept.
  init?(_ text: some StringProtocol) {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let behind = parts.count == 2 ? String(parts[1]) : ""
    let zeros = String(repeating: "0", count: max(0, DecimalNumber.places - behind.utf8.count))
    let digits = parts[0].drop { $0 == "0" }.utf8.count + behind.utf8.count
    guard behind.utf8.count <= DecimalNumber.places, digits <= 15,
      let magnitude = Int128(parts[0] + behind + zeros)
    else { return nil }
    millionths = isNegative ? -magnitude : magnitude
  }

  /// Reads a number as people type it here: `1.234.567`, `12,5`, `1.234,5` or `1234`. A point that
  /// groups no thousands is refused, since nobody can say what it means. Source: domain 6.4.
  init?(typed text: String) {
    let halves = text.filter { $0 != " " }
      .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = (halves.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let first = groups.first.map { $0.hasPrefix("-") ? $0.dropFirst() : $0 } ?? ""
    guard groups.count == 1 || (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    self.init(groups.joined() + (halves.count == 2 ? "." + halves[1] : ""))
  }

  var isWhole: Bool { millionths % DecimalNumber.one == 0 }

  /// The whole number; `nil` when there is something behind the point.
  var whole: Int64? { isWhole ? Int64(exactly: millionths / DecimalNumber.one) : nil }

  static func < (a: DecimalNumber, b: DecimalNumber) -> Bool { a.millionths < b.millionths }
  static func + (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
    DecimalNumber(millionths: a.millionths + b.millionths)
  }

  /// `-12.5`, without zeros at the end.
  var text: String { said(point: ".", groups: "") }

  /// `1.234,5`, as people read it. Source: domain 6.4.
  var vietnamese: String { said(point: ",", groups: ".") }

  private func said(point: String, groups: String) -> String {
    let magnitude = millionths.magnitude
    let whole = String(magnitude / DecimalNumber.one.magnitude)
    var fraction = String(magnitude % DecimalNumber.one.magnitude)
    fraction = String(repeating: "0", count: DecimalNumber.places - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += groups }
      grouped.append(digit)
    }
    return (millionths < 0 ? "-" : "") + grouped + (fraction.isEmpty ? "" : point + fraction)
  }

  /// This in per cent of `whole` to two decimals, half up; `nil` where the whole is not above zero.
  /// Source: KPI-3, KPI-4.
  func percent(of whole: DecimalNumber) -> DecimalNumber? {
    guard whole.millionths > 0 else { return nil }
    let below = whole.millionths.magnitude
    let hundredths = (millionths.magnitude * 10_000 * 2 + below) / (below * 2)
    let part = Int128(hundredths) * 10_000
    return DecimalNumber(millionths: millionths < 0 ? -part : part)
  }
}
