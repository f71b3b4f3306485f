public import Ground

/// Mã số hồ sơ: receiving agency, day of receipt, order of receipt on that day.
/// Source: DOS-2, DOS-4, DOS-5.
public struct DossierNumber: Sendable, Hashable {
  public let text: String

  /// `sequence` counts from 1; past 9999 it simply grows longer. Source: DOS-5.
  public init(agency: AgencyCode, receivedOn day: Day, sequence: Int) {
    precondition(sequence > 0)
    text = "\(agency.rawValue)-\(day.compact)-\(padded(sequence, 4))"
  }
}

/// What the applicant holds before reception: ten digits, the last of which checks the others, so
/// that a slip of the finger is noticed and never finds somebody else's dossier.
public struct DossierReference: Sendable, Hashable {
  public let text: String

  /// `nil` unless `text` is ten digits with the right check digit.
  public init?(_ text: String) {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 10, digits.allSatisfy({ (0...9).contains($0) }),
      DossierReference.damm(digits) == 0
    else { return nil }
    self.text = text
  }

  public init(chance: Chance) {
    let serial = chance.bytes(9).map { Int($0) % 10 }
    text = (serial + [DossierReference.damm(serial)]).map(String.init).joined()
  }

  /// H. Michael Damm's quasigroup of order 10: every single slip and every swap of neighbours
  /// shows.
  private static func damm(_ digits: [Int]) -> Int {
    digits.reduce(0) { table[$0][$1] }
  }

  private static let table = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9], [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5], [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
  ]
}
