import Ground

/// One month of the lunar calendar.
struct LunarMonth: Sendable, Hashable {
  let year: Int
  let month: Int
  let isLeap: Bool
  let first: Day
  /// 29 or 30.
  let length: Int
}

/// The months that follow each other from one winter solstice to the next.
enum LunarMonths {
  /// From the eleventh month of `year - 1` up to, not including, that of `year`: 12 or 13 months.
  ///
  /// With 13, the first after the eleventh month that the sun leaves without entering a new sector
  /// is the leap month, numbered like the one before it. Trap: later months of such a year may lack
  /// a sector too (2033–34) and are not leap.
  ///
  /// Source: domain 6.3.
  static func endingAtSolstice(of year: Int, hoursEast: Int = 7) -> [LunarMonth] {
    let sky = Lunations(hoursEast: hoursEast)
    let first = eleventhMonth(of: year - 1, sky)
    let count = eleventhMonth(of: year, sky) - first
    let starts = (first...(first + count)).map(sky.newMoon)
    let leap = count == 13 ? leapIndex(starts.map(sky.sunSector)) : nil
    return (0..<count).map { index in
      let isShifted = leap.map { index >= $0 } ?? false
      let number = 11 + index - (isShifted ? 1 : 0)
      return LunarMonth(
        year: number > 12 ? year : year - 1, month: number > 12 ? number - 12 : number,
        isLeap: index == leap, first: starts[index],
        length: starts[index + 1].ordinal - starts[index].ordinal)
    }
  }

  /// The months ending at the solstices of 1900…2100, computed once: they serve the days of
  /// 1900…2099.
  static let table: [[LunarMonth]] = (1900...2100).map { endingAtSolstice(of: $0) }

  static let years = 1900...2099

  /// The month that `day` lies in; `nil` outside `years`.
  static func month(of day: Day) -> LunarMonth? {
    guard years.contains(day.year) else { return nil }
    let months = table[day.year - 1900] + table[day.year - 1899]
    return months.last { $0.first <= day }
  }

  /// The months of one lunar year, in order; `nil` outside `years`.
  static func months(of lunarYear: Int) -> [LunarMonth]? {
    guard years.contains(lunarYear) else { return nil }
    return (table[lunarYear - 1900] + table[lunarYear - 1899]).filter { $0.year == lunarYear }
  }

  private static func eleventhMonth(of year: Int, _ sky: Lunations) -> Int {
    let number = sky.number(onOrBefore: Day(year, 12, 31))
    return sky.sunSector(sky.newMoon(number)) >= 9 ? number - 1 : number
  }

  private static func leapIndex(_ sectors: [Int]) -> Int? {
    (1..<(sectors.count - 1)).first { sectors[$0] == sectors[$0 + 1] }
  }
}
