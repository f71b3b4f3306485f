public import Ground

/// What is to be paid for one case of one channel. The national page does not tell phí from lệ phí,
/// so neither do we here. Source: domain 2, "Fee".
public struct Fee: Sendable, Equatable {
  /// `nil`: nobody says. 0: nothing to pay.
  public let amount: Dong?
  public let note: String?

  public init(amount: Dong?, note: String? = nil) { (self.amount, self.note) = (amount, note) }

  /// Whether something is to be paid. A fee of 0 is no obligation; an unknown one is none yet.
  public var isObligation: Bool { amount.map { $0.amount > 0 } ?? false }

  /// `25.000 đ`, `Không thu`, or honestly that it is not laid down.
  public var vietnamese: String {
    guard let amount else { return "Chưa quy định" }
    return amount.amount == 0 ? "Không thu" : amount.vietnamese
  }
}
