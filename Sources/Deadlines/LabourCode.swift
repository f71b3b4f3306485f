import Ground

/// Days off as the Labour Code gives them, for years whose decision is not known.
///
/// Source: Bộ luật Lao động 2019 Điều 111 khoản 3, Điều 112; domain 6.1, 6.2.
enum LabourCode {
  /// The days off of a year that are not simply weekends, in order. Every one is projected.
  ///
  /// A holiday on a rest day is made up for on the next working day that is not taken yet, earlier
  /// holidays first. Trap: in 2023 two made-up days had to pass over 1 May.
  static func daysOff(of year: Int) -> [DayOff] {
    let holidays = Self.holidays(of: year)
    var taken = Set(holidays.map(\.day))
    var days = holidays.filter { $0.day.weekday < 6 }
    for holiday in holidays where holiday.day.weekday >= 6 {
      var next = holiday.day.adding(days: 1)
      while next.weekday >= 6 || taken.contains(next) { next = next.adding(days: 1) }
      taken.insert(next)
      days.append(
        DayOff(
          day: next, kind: .compensation, feast: holiday.feast,
          name: "nghỉ bù \(holiday.name) (\(holiday.day.vietnamese))"))
    }
    return days.sorted { $0.day < $1.day }
  }

  /// One computed day off, or a holiday before it is known whether a weekend swallows it.
  struct DayOff: Sendable {
    let day: Day
    let kind: DayKind
    let feast: Feast
    let name: String

    func standing(isProjected: Bool) -> DayStanding {
      DayStanding(
        day: day, kind: kind, name: name, decision: LabourCode.source, isProjected: isProjected)
    }
  }

  /// Whose days they are: the law's own, or one of the two that the Prime Minister fixes each year.
  enum Feast: Sendable { case fixed, tet, nationalDay }

  /// Every year of `WorkingCalendar.years`, computed once, by ordinal of the day.
  static let table: [Int: DayOff] = {
    var table: [Int: DayOff] = [:]
    for day in WorkingCalendar.years.flatMap(daysOff) { table[day.day.ordinal] = day }
    return table
  }()

  private static let source = "Bộ luật Lao động 2019, Điều 111, 112"

  /// The holidays themselves, weekends or not, in order, each day once.
  private static func holidays(of year: Int) -> [DayOff] {
    func fixed(_ day: Day?, _ name: String) -> [DayOff] {
      day.map { [DayOff(day: $0, kind: .holiday, feast: .fixed, name: name)] } ?? []
    }
    var holidays = fixed(Day(year, 1, 1), "Tết Dương lịch")
    holidays += tet(year)
    holidays += fixed(LunarCalendar.hungKings(year), "Giỗ Tổ Hùng Vương")
    holidays += fixed(Day(year, 4, 30), "Ngày Chiến thắng")
    holidays += fixed(Day(year, 5, 1), "Ngày Quốc tế lao động")
    holidays += nationalDay(year)
    if year >= 2026 { holidays += fixed(Day(year, 11, 24), "Ngày Văn hóa Việt Nam") }
    var seen: Set<Day> = []
    return holidays.sorted { $0.day < $1.day }.filter { seen.insert($0.day).inserted }
  }

  /// Two days before the first of the year and three from it: the choice of every decision
  /// 2018–2026 in domain 6.2, and of its projection for 2027.
  private static func tet(_ year: Int) -> [DayOff] {
    guard let first = LunarCalendar.newYear(year) else { return [] }
    return (-2...2).map {
      DayOff(day: first.adding(days: $0), kind: .holiday, feast: .tet, name: "Tết Nguyên đán")
    }
  }

  /// 2 September and, from 2021, the day before or after it: whichever makes the longer break, as
  /// the decisions 2021–2026 in domain 6.2 chose.
  private static func nationalDay(_ year: Int) -> [DayOff] {
    let day = Day(year, 9, 2)
    let second =
      switch day.weekday {
      case 1, 4, 7: day.adding(days: 1)
      default: day.adding(days: -1)
      }
    return (year < 2021 ? [day] : [day, second]).map {
      DayOff(day: $0, kind: .holiday, feast: .nationalDay, name: "Quốc khánh")
    }
  }
}
