public import Ground

extension WorkingCalendar {
  /// The calendar that a pack of yearly decisions makes: records `{year, legal_basis, days: [{day,
  /// kind, name, decision?, known_on?}]}`. A year that stands here is complete.
  ///
  /// A day without a `decision` of its own cites its record's `legal_basis`.
  ///
  /// Refuses: a record or day of another form, a day twice, a year twice.
  public init(pack records: [JSON]) throws(HolidayPackUnreadable) {
    var days: [CalendarRecord] = []
    var years: Set<Int> = []
    var seen: Set<Day> = []
    for record in records {
      guard let year = record["year"]?.int, WorkingCalendar.years.contains(year) else {
        throw HolidayPackUnreadable("a record has no year of 1900-2099")
      }
      guard years.insert(year).inserted else { throw HolidayPackUnreadable("\(year) stands twice") }
      guard let basis = record["legal_basis"]?.text, let listed = record["days"]?.elements else {
        throw HolidayPackUnreadable("\(year) has no legal_basis or no days")
      }
      for element in listed {
        guard let day = CalendarRecord(pack: element, basis: basis) else {
          throw HolidayPackUnreadable("\(year) has a day of another form: \(element.serialised)")
        }
        guard seen.insert(day.day).inserted else {
          throw HolidayPackUnreadable("\(day.day.iso) stands twice")
        }
        days.append(day)
      }
    }
    self.init(records: days, completeYears: years)
  }
}

extension CalendarRecord {
  fileprivate init?(pack json: JSON, basis: String) {
    guard let day = json["day"]?.text.flatMap(Day.init(iso:)),
      WorkingCalendar.years.contains(day.year),
      let kind = json["kind"]?.text.flatMap(Kind.init(rawValue:)), let name = json["name"]?.text,
      !name.isEmpty
    else { return nil }
    let known = json["known_on"]?.text.map { Day(iso: $0) }
    guard known != .some(.none) else { return nil }
    self.init(
      day: day, kind: kind, name: name, decision: json["decision"]?.text ?? basis,
      knownOn: known ?? nil)
  }
}

/// Why the pack of days off makes no calendar. A fault of the installation, not of a person's wish.
public struct HolidayPackUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "holidays pack: \(reason)" }
}
