import Crypto
import Deadlines
import Ground

/// Something that figures rest on besides facts, as text whose digest is a fact: so nobody can
/// change it unnoticed. Source: docs/figures.md, "Definitions" and "The clock".
struct StatedText: Sendable, Equatable {
  enum Kind: String, Sendable {
    case indicator, calendar
  }

  let kind: Kind
  /// The indicator's code, or the calendar's version.
  let code: String
  /// Of an indicator, since definitions of several days may stand beside each other.
  let from: Day?
  let body: JSON

  init(_ indicator: Indicator) {
    (kind, code, from) = (.indicator, indicator.code, indicator.validFrom)
    body = indicator.json
  }

  /// Refuses: `DueRefused`, never for these years.
  init(_ calendar: WorkingCalendar) throws(DueRefused) {
    (kind, code, from) = (.calendar, calendar.version, nil)
    body = try calendar.days()
  }

  /// The days for which a calendar is written down.
  static let days = Day(2000, 1, 1)...Day(2098, 12, 31)

  var sha256: String { hexadecimal(SHA256.hash(data: body.bytes)) }
}

extension WorkingCalendar {
  /// The digest of its days under the version that facts name.
  func sha256(as version: String) throws(DueRefused) -> String {
    hexadecimal(SHA256.hash(data: try days(as: version).bytes))
  }

  /// Which days differ from the week: working days that are off, and Saturdays and Sundays that are
  /// worked.
  func days(
    _ range: ClosedRange<Day> = StatedText.days, as version: String? = nil
  ) throws(DueRefused) -> JSON {
    var (off, work): ([JSON], [JSON]) = ([], [])
    var day = range.lowerBound
    while day <= range.upperBound {
      let (isWorking, isWeekend) = (try isWorking(day), day.weekday >= 6)
      switch (isWorking, isWeekend) {
      case (false, false): off.append(JSON(day))
      case (true, true): work.append(JSON(day))
      case (true, false), (false, true): break
      }
      day = day.adding(days: 1)
    }
    return [
      "version": .string(version ?? self.version), "from": JSON(range.lowerBound),
      "to": JSON(range.upperBound),
      "off": .array(off), "work": .array(work),
    ]
  }
}
