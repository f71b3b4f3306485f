import Ground

/// What a record says of a person's sex.
public enum Sex: String, Sendable, CaseIterable { case male, female }

/// Số định danh cá nhân: twelve digits, without a check digit.
///
/// Only its form is a condition. That century, sex, year and province agree with what was stated
/// is a doubt for an officer to look at: sex may have been changed by law, and records have errors.
/// Source: NĐ 137/2015 Điều 13, TT 59/2021/TT-BCA (domain 7.5).
public struct PersonalNumber: Sendable, Hashable {
  public let digits: String

  /// Refuses: `FieldUnfit.personalNumber` unless there are exactly twelve digits; spaces between
  /// them are passed over.
  public init(_ text: String) throws(FieldUnfit) {
    let bytes = text.utf8.filter { $0 != 32 }
    guard bytes.count == 12, bytes.allSatisfy(isDecimalDigit) else {
      throw .personalNumber
    }
    digits = String(decoding: bytes, as: UTF8.self)
  }

  /// `086•••••1234`, as lists show it. Source: domain 7.5.
  public var masked: String { "\(digits.prefix(3))•••••\(digits.suffix(4))" }

  /// Whether it can belong to nobody: province code 000. Source: domain 7.2.
  public var isInvented: Bool { digits.hasPrefix("000") }

  /// The birth year that the number tells.
  public var birthYear: Int { 1900 + century / 2 * 100 + number(4, 2) }

  /// The sex that the number tells.
  public var sex: Sex { century % 2 == 0 ? .male : .female }

  /// What an officer should look at; never a reason to refuse.
  ///
  /// Shape: in the order of `Doubt`'s cases; empty when nothing is odd.
  public func doubts(birth: PartialDay?, sex stated: Sex?) -> [Doubt] {
    var doubts: [Doubt] = []
    if !isInvented, !knownProvinces.contains(number(0, 3)) { doubts.append(.province) }
    if let birth, birth.year != birthYear { doubts.append(.birthYear) }
    if let stated, stated != sex { doubts.append(.sex) }
    return doubts
  }

  /// One way in which a number does not fit what was stated beside it.
  public enum Doubt: String, Sendable, CaseIterable {
    case province = "personal-number.province"
    case birthYear = "personal-number.birth-year"
    case sex = "personal-number.sex"

    /// Said to the officer, with what to do.
    public var text: String {
      switch self {
      case .province:
        "Ba số đầu không phải mã tỉnh, thành phố hoặc mã nước. Đối chiếu với thẻ căn cước."
      case .birthYear:
        "Năm sinh trong số định danh khác năm sinh đã khai. Đối chiếu với thẻ căn cước."
      case .sex:
        "Giới tính trong số định danh khác giới tính đã khai. Có thể đúng nếu đã xác định lại giới tính."
      }
    }
  }

  private var century: Int { number(3, 1) }

  private func number(_ start: Int, _ count: Int) -> Int {
    digits.utf8.dropFirst(start).prefix(count).reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}

func isDecimalDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

/// The 63 provinces as they were numbered when these people were registered: retired ones stay
/// valid for them. From 100 on a code names a country. Source: domain 7.5; ADM-3.
private let knownProvinces: Set<Int> = Set([
  1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
  38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
  79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
]).union(100...999)
