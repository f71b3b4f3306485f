public import Deadlines
public import Ground

extension WorkingCalendar {
  /// A calendar as a bag holds it: the days that differ from the week, in full for its years.
  /// `nil` for anything that `days` did not write.
  public init?(days json: JSON) {
    func listed(_ name: String) -> [Day]? {
      guard let elements = json[name]?.elements else { return nil }
      let days = elements.compactMap { $0.text.flatMap { Day(iso: $0) } }
      return days.count == elements.count ? days : nil
    }
    guard let from = json["from"]?.text.flatMap({ Day(iso: $0) }),
      let to = json["to"]?.text.flatMap({ Day(iso: $0) }), from <= to,
      let off = listed("off"), let work = listed("work")
    else { return nil }
    func records(_ days: [Day], _ kind: CalendarRecord.Kind) -> [CalendarRecord] {
      days.map { CalendarRecord(day: $0, kind: kind, name: "", decision: "", knownOn: nil) }
    }
    self.init(
      records: records(off, .off) + records(work, .work),
      completeYears: Set(from.year...to.year))
  }
}
