public import Ground

/// A date of Vietnam's lunar calendar.
public struct LunarDate: Sendable, Hashable {
  /// The year that began at Tết: its number is that of the solar year in which Tết fell.
  public let year: Int
  public let month: Int
  public let day: Int
  public let isLeapMonth: Bool

  public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
    (self.year, self.month, self.day, self.isLeapMonth) = (year, month, day, isLeapMonth)
  }

  /// `15/6/2025`, in a leap month `15/6/2025 nhuận`. Source: contract, `lunar`.
  public var text: String { "\(day)/\(month)/\(year)" + (isLeapMonth ? " nhuận" : "") }
}

extension Day {
  /// The lunar date of this day, at UTC+7; `nil` outside 1900…2099. Source: domain 6.3.
  public var lunar: LunarDate? {
    LunarMonths.month(of: self).map { month in
      LunarDate(
        year: month.year, month: month.month, day: ordinal - month.first.ordinal + 1,
        isLeapMonth: month.isLeap)
    }
  }

  /// The day of a lunar date; `nil` when there is no such date, as the 30th of a month of 29 days
  /// or a leap month in a year without, and outside 1900…2099. Source: domain 6.3.
  public init?(_ lunar: LunarDate) {
    let months = LunarMonths.months(of: lunar.year) ?? []
    guard
      let month = months.first(where: {
        $0.month == lunar.month && $0.isLeap == lunar.isLeapMonth
      }), (1...month.length).contains(lunar.day)
    else { return nil }
    self = month.first.adding(days: lunar.day - 1)
  }
}

/// A day that has a name in the lunar calendar.
public struct Feast: Sendable, Hashable {
  public let name: String
  public let day: Day
}

/// Feasts and leap months of Vietnam's lunar calendar, 1900…2099. Source: domain 6.3.
public enum LunarCalendar {
  /// The first day of the lunar year; `nil` outside 1900…2099.
  public static func newYear(_ year: Int) -> Day? {
    Day(LunarDate(year: year, month: 1, day: 1))
  }

  /// The 10th of the third month. A leap third month does not repeat it. `nil` outside 1900…2099.
  public static func hungKings(_ year: Int) -> Day? {
    Day(LunarDate(year: year, month: 3, day: 10))
  }

  /// The leap month of a lunar year and its first day; `nil` when it has none.
  public static func leapMonth(of lunarYear: Int) -> (month: Int, from: Day)? {
    LunarMonths.months(of: lunarYear)?.first { $0.isLeap }.map { ($0.month, $0.first) }
  }

  /// What falls in the solar year: each feast once, and the first day of a leap month that begins
  /// in it; by day.
  ///
  /// Refuses: a year outside 1900…2099.
  public static func feasts(of year: Int) throws(DueRefused) -> [Feast] {
    guard LunarMonths.years.contains(year), let tet = newYear(year) else {
      throw .outsideCalendar(year: year)
    }
    let eve = tet.adding(days: -1)
    var feasts = [
      Feast(name: "Ông Công ông Táo (23 tháng Chạp)", day: kitchenGods(before: eve)),
      Feast(name: "Giao thừa (\(eve.lunar?.day ?? 30) tháng Chạp)", day: eve),
      Feast(name: "Tết Nguyên đán", day: tet),
    ]
    for (month, day, name) in named {
      guard let day = Day(LunarDate(year: year, month: month, day: day)) else { continue }
      feasts.append(Feast(name: name, day: day))
    }
    for leap in [leapMonth(of: year - 1), leapMonth(of: year)].compactMap({ $0 })
    where leap.from.year == year {
      feasts.append(Feast(name: "Tháng \(leap.month) nhuận", day: leap.from))
    }
    return feasts.sorted { $0.day < $1.day }
  }

  /// The 23rd of a last month that ends on `eve`, whether it has 29 or 30 days.
  private static func kitchenGods(before eve: Day) -> Day {
    let length = LunarMonths.month(of: eve)?.length ?? 30
    return eve.adding(days: 23 - length)
  }

  private static let named: [(month: Int, day: Int, name: String)] = [
    (1, 15, "Rằm tháng Giêng"),
    (3, 3, "Tết Hàn thực"),
    (3, 10, "Giỗ Tổ Hùng Vương"),
    (4, 15, "Lễ Phật đản"),
    (5, 5, "Tết Đoan Ngọ"),
    (7, 15, "Vu Lan"),
    (8, 15, "Tết Trung thu"),
    (9, 9, "Tết Trùng cửu"),
    (10, 15, "Tết Hạ nguyên"),
  ]
}
