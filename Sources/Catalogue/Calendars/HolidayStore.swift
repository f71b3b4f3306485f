import Deadlines
import Ground
import Storage

/// Every statement on `calendar_day` and `calendar_act`: decisions on rest days and make-up days,
/// later rows over earlier ones.
struct HolidayStore {
  let tx: any Transaction

  /// In the order in which they were taken, at most ten thousand.
  func records() throws -> [CalendarRecord] {
    try tx.rows(
      "SELECT day, kind, name, decision, known_on FROM calendar_day ORDER BY place LIMIT 10000"
    ).map { row in
      guard let kind = CalendarRecord.Kind(rawValue: try row.text(1)) else {
        throw CalendarUnreadable(kind: try row.text(1))
      }
      return CalendarRecord(
        day: try row.day(0), kind: kind, name: try row.text(2), decision: try row.text(3),
        knownOn: try row.day(4))
    }
  }

  /// How many decisions there are; they are only ever added.
  func count() throws -> Int {
    try tx.row("SELECT count(*) FROM calendar_day")?.int(0) ?? 0
  }

  func add(_ record: CalendarRecord, place: Int) throws {
    try tx.run(
      """
      INSERT INTO calendar_day (place, day, kind, name, decision, known_on)
      VALUES (\(place), \(record.day), \(record.kind.rawValue), \(record.name),
        \(record.decision), \(record.knownOn))
      """
    )
  }
}

extension HolidayStore {
  func add(_ act: CalendarAct, fact: String) throws {
    try tx.run(
      """
      INSERT INTO calendar_act (fact, at, account, days, about)
      VALUES (\(fact), \(act.at), \(act.account), \(act.days), \(act.about))
      """)
  }

  /// Newest first. Shape: at most `limit`.
  func acts(limit: Int) throws -> [CalendarAct] {
    try tx.rows(
      """
      SELECT at, account, days, about
      FROM calendar_act
      ORDER BY at DESC, fact DESC
      LIMIT \(limit)
      """
    ).map { row in
      CalendarAct(
        at: try row.instant(0), account: try row.optionalText(1).map { AccountID($0) },
        days: try row.int(2), about: try row.text(3))
    }
  }
}

/// A row of the calendar that this program did not write: a fault.
struct CalendarUnreadable: Error { let kind: String }
