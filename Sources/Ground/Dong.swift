/// Money in whole đồng. Source: domain 7.7.
public struct Dong: Sendable, Hashable, Comparable {
  public let amount: Int64

  public init(_ amount: Int64) { self.amount = amount }

  public static func < (a: Dong, b: Dong) -> Bool { a.amount < b.amount }

  /// `1.024.000 đ`.
  public var vietnamese: String {
    amount.grouped + " đ"
  }
}

extension BinaryInteger {
  /// As people read it, `2.642`.
  public var grouped: String {
    let digits = String(magnitude)
    var grouped = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(".") }
      grouped.append(digit)
    }
    return grouped
  }
}
