public import Ground

/// Which days are worked: the decisions that are known, and the Labour Code where none is.
///
/// A value. Correcting it makes another calendar with another `version`; what was computed with the
/// old one does not move by itself. Source: domain 0.2, 6.1; CAL-6.
public struct WorkingCalendar: Sendable, Equatable {
  /// The years that lunar dates, and so holidays, can be computed for. Source: domain 6.3.
  public static let years = LunarMonths.years

  /// In the order in which they were taken; of two for one day the later one holds.
  public let records: [CalendarRecord]
  /// Years whose records say everything: nothing of the Labour Code is added to them.
  public let completeYears: Set<Int>
  /// A digest of all of this; facts cite it.
  public let version: String

  let counted = CountedYears()
  private let recorded: [Int: DayStanding]
  private let decidedTet: Set<Int>
  private let decidedNationalDay: Set<Int>

  /// Shape: without records, a calendar that is computed throughout.
  public init(records: [CalendarRecord] = [], completeYears: Set<Int> = []) {
    (self.records, self.completeYears) = (records, completeYears)
    var recorded: [Int: DayStanding] = [:]
    for record in records { recorded[record.day.ordinal] = record.standing }
    self.recorded = recorded
    decidedTet = WorkingCalendar.yearsWithTet(records)
    decidedNationalDay = WorkingCalendar.yearsWithNationalDay(records)
    version = WorkingCalendar.digest(records, completeYears)
  }

  public static func == (a: WorkingCalendar, b: WorkingCalendar) -> Bool {
    a.records == b.records && a.completeYears == b.completeYears
  }

  /// With `records` on top; they hold over earlier ones of the same day.
  public func adding(_ records: [CalendarRecord]) -> WorkingCalendar {
    WorkingCalendar(records: self.records + records, completeYears: completeYears)
  }

  /// The calendar as anybody could know it on `day`. Source: domain 6.1 (decisions come late).
  public func asKnown(on day: Day) -> WorkingCalendar {
    let known = records.filter { $0.knownOn.map { $0 <= day } ?? true }
    return WorkingCalendar(records: known, completeYears: completeYears)
  }

  /// Whether days off of `year` still wait for the yearly decision on Tết. Source: Điều 112 khoản
  /// 3.
  public func isProjected(year: Int) -> Bool {
    !completeYears.contains(year) && !decidedTet.contains(year)
  }
}

extension WorkingCalendar {
  /// How `day` stands, and why. Source: domain 6.1.
  ///
  /// Refuses: a day outside 1900…2099.
  public func standing(of day: Day) throws(DueRefused) -> DayStanding {
    if let standing = recorded[day.ordinal] { return standing }
    let year = day.year
    guard WorkingCalendar.years.contains(year) else { throw .outsideCalendar(year: year) }
    if let computed = computed(day, year) { return computed }
    return DayStanding(
      day: day, kind: day.weekday >= 6 ? .weekend : .workday, name: "", decision: "",
      isProjected: false)
  }

  /// Refuses: a day outside 1900…2099.
  public func isWorking(_ day: Day) throws(DueRefused) -> Bool {
    try standing(of: day).isWorking
  }

  /// `day`, or the next one that is worked. Source: CAL-2, CAL-4.
  public func workingDay(onOrAfter day: Day) throws(DueRefused) -> Day {
    var day = day
    while try !isWorking(day) { day = day.adding(days: 1) }
    return day
  }

  /// The last day before `day` that is worked. Source: TIM-4.
  public func workingDay(before day: Day) throws(DueRefused) -> Day {
    var day = day.adding(days: -1)
    while try !isWorking(day) { day = day.adding(days: -1) }
    return day
  }

  /// The working days of a year, in order, make-up Saturdays among them. Source: domain 1.5.
  ///
  /// Refuses: a year outside 1900…2099.
  public func workingDays(in year: Int) throws(DueRefused) -> [DayStanding] {
    guard WorkingCalendar.years.contains(year) else { throw .outsideCalendar(year: year) }
    let first = Day(year, 1, 1)
    var days: [DayStanding] = []
    for offset in 0..<(Day.isLeap(year) ? 366 : 365) {
      let standing = try standing(of: first.adding(days: offset))
      if standing.isWorking { days.append(standing) }
    }
    return days
  }

  /// Once the Prime Minister has fixed Tết or National Day, what was computed for it is void. The
  /// other holidays are the law's own. Source: Điều 112 khoản 3.
  private func computed(_ day: Day, _ year: Int) -> DayStanding? {
    guard !completeYears.contains(year), let computed = LabourCode.table[day.ordinal] else {
      return nil
    }
    switch computed.feast {
    case .fixed: return computed.standing(isProjected: isProjected(year: year))
    case .tet: return decidedTet.contains(year) ? nil : computed.standing(isProjected: true)
    case .nationalDay:
      return decidedNationalDay.contains(year) ? nil : computed.standing(isProjected: true)
    }
  }

  /// Years in which at least three days around Tết are recorded as off.
  private static func yearsWithTet(_ records: [CalendarRecord]) -> Set<Int> {
    var counts: [Int: Int] = [:]
    for record in records where record.kind == .off {
      guard let tet = LunarCalendar.newYear(record.day.year) else { continue }
      if (-4...6).contains(record.day.ordinal - tet.ordinal) {
        counts[record.day.year, default: 0] += 1
      }
    }
    return Set(counts.filter { $0.value >= 3 }.keys)
  }

  /// Years in which a day from 1 to 3 September is recorded as off.
  private static func yearsWithNationalDay(_ records: [CalendarRecord]) -> Set<Int> {
    Set(
      records.filter { $0.kind == .off && $0.day.month == 9 && $0.day.day <= 3 }.map(\.day.year))
  }

  /// FNV-1a over every field: no secret, only a name that two equal calendars share.
  private static func digest(_ records: [CalendarRecord], _ completeYears: Set<Int>) -> String {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in Array(text.utf8) + [0] { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    for year in completeYears.sorted() { add(String(year)) }
    for record in records {
      add(record.day.iso)
      add(record.kind.rawValue)
      add(record.name)
      add(record.decision)
      add(record.knownOn?.iso ?? "")
    }
    return "lc2019-" + hex((0..<8).map { UInt8(truncatingIfNeeded: digest >> (56 - 8 * $0)) })
  }
}
