public import Ground

/// Tag of an area's identity.
public enum AreaTag {}
/// The identity of an administrative unit, whatever its code, name or parent. Source: MRG-1.
public typealias AreaID = ID<AreaTag>

/// An administrative unit as it was on one day. Source: ADM-1 … ADM-6.
public struct Area: Sendable, Equatable {
  /// Which level of the country; districts ended on 30/6/2025. Source: ADM-1.
  public enum Level: String, Sendable, CaseIterable {
    case province, district, commune

    /// The level whose codes have so many digits: 2, 3 or 5. Source: ADM-2, ADM-3.
    static func of(_ code: String) -> Level? {
      guard code.utf8.allSatisfy(isDecimalDigit) else { return nil }
      return switch code.utf8.count {
      case 2: .province
      case 3: .district
      case 5: .commune
      default: nil
      }
    }
  }

  /// What the unit is called by law. It changes in time, apart from the code. Source: ADM-5.
  public enum Kind: String, Sendable, CaseIterable {
    case city = "Thành phố"
    case province = "Tỉnh"
    case urbanDistrict = "Quận"
    case district = "Huyện"
    case town = "Thị xã"
    case ward = "Phường"
    case commune = "Xã"
    case township = "Thị trấn"
    case specialZone = "Đặc khu"

    /// The kind with which `name` begins; `nil` when it begins with none.
    static func of(_ name: String) -> Kind? {
      allCases.first { name.hasPrefix($0.rawValue + " ") }
    }
  }

  public let id: AreaID
  public let level: Level
  public let code: String
  /// With its kind: `Phường Ba Đình`.
  public let name: String
  /// The parent's code on that day; `nil` for provinces.
  public let parent: String?
  public let validFrom: Day
  /// The last day on which it has this name, code and parent; `nil` while no end is known.
  public let validTo: Day?

  public var kind: Kind? { Kind.of(name) }
}

/// Into which area another one went, whole or in part.
public struct AreaSuccession: Sendable, Equatable {
  public let area: Area
  public let isWhole: Bool
}

/// The day on which the two levels began. Source: ADM-1, QĐ 19/2025/QĐ-TTg.
let areaReform = Day(2025, 7, 1)

/// The file of the three levels tells how they were in 2024; earlier states are not known.
let areasKnownSince = Day(2024, 1, 1)
