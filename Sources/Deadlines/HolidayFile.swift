public import Ground

extension CalendarRecord {
  /// Reads the lines of `import holidays`: `date, kind (off or work), name, decision`, separated by
  /// tabs, with or without a header line.
  ///
  /// All or nothing; every line at fault is named. A `work` line on a day off of an earlier record
  /// makes it a working day again.
  ///
  /// Refuses: bytes that are not UTF-8, a file without records, lines that break the form.
  public static func list(
    tsv bytes: some Collection<UInt8>, knownOn: Day? = nil
  ) throws(HolidayFileRefused) -> [CalendarRecord] {
    guard let text = String(validating: Array(bytes), as: UTF8.self) else {
      throw HolidayFileRefused([.init(line: 1, reason: .notUTF8)])
    }
    var records: [CalendarRecord] = []
    var problems: [HolidayFileRefused.Problem] = []
    var lineOfDay: [Day: Int] = [:]
    for (index, line) in HolidayFile.lines(text).enumerated() where !normalised(line).isEmpty {
      if index == 0, HolidayFile.isHeader(line) { continue }
      do throws(HolidayFileRefused.Reason) {
        let record = try HolidayFile.record(line, knownOn)
        if let earlier = lineOfDay.updateValue(index + 1, forKey: record.day) {
          throw .repeated(record.day, line: earlier)
        }
        records.append(record)
      } catch {
        problems.append(.init(line: index + 1, reason: error))
      }
    }
    if problems.isEmpty, records.isEmpty { problems = [.init(line: 1, reason: .empty)] }
    guard problems.isEmpty else { throw HolidayFileRefused(problems) }
    return records
  }
}

private enum HolidayFile {
  static func lines(_ text: String) -> [String] {
    let isMarked = text.unicodeScalars.first == "\u{FEFF}"
    let plain = isMarked ? String(text.unicodeScalars.dropFirst()) : text
    return plain.split(omittingEmptySubsequences: false) { $0.isNewline }.map { String($0) }
  }

  static func isHeader(_ line: String) -> Bool {
    line.split(separator: "\t").first.map { $0.lowercased() == "date" } ?? false
  }

  static func record(
    _ line: String, _ knownOn: Day?
  ) throws(HolidayFileRefused.Reason) -> CalendarRecord {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
      normalised(String($0))
    }
    guard fields.count == 4 else { throw .fields(fields.count) }
    guard let day = Day(iso: fields[0]) else { throw .notADay(fields[0]) }
    guard WorkingCalendar.years.contains(day.year) else { throw .outsideCalendar(day.year) }
    guard let kind = CalendarRecord.Kind(rawValue: fields[1]) else { throw .notAKind(fields[1]) }
    guard !fields[2].isEmpty else { throw .missing("name") }
    guard !fields[3].isEmpty else { throw .missing("decision") }
    return CalendarRecord(
      day: day, kind: kind, name: fields[2], decision: fields[3], knownOn: knownOn)
  }
}

/// Why a file of days off is not taken: every line at fault.
public struct HolidayFileRefused: Refusal, Equatable {
  public struct Problem: Sendable, Equatable {
    /// Counted from 1.
    public let line: Int
    public let reason: Reason
  }

  public enum Reason: Error, Sendable, Equatable {
    case notUTF8
    case empty
    case fields(Int)
    case notADay(String)
    case outsideCalendar(Int)
    case notAKind(String)
    case missing(String)
    case repeated(Day, line: Int)
  }

  /// At least one, by line.
  public let problems: [Problem]

  init(_ problems: [Problem]) { self.problems = problems }

  public var code: String { "holidays.unreadable" }
  public var kind: RefusalKind { .content }

  public var explanation: Phrase {
    Phrase(joining: problems.prefix(20).map { "Dòng \($0.line): \($0.reason.words)" })
  }

  /// The same for the commands, which speak English; a line each.
  public var english: String {
    problems.prefix(20).map { "line \($0.line): \($0.reason.english)" }.joined(separator: "\n")
  }
}

extension HolidayFileRefused.Reason {
  fileprivate var words: Phrase {
    switch self {
    case .notUTF8: "tệp không phải UTF-8, hãy lưu lại dưới dạng UTF-8."
    case .empty: "tệp không có ngày nào."
    case .fields(let count): "có \(count) cột, cần 4 cột cách nhau bằng dấu tab."
    case .notADay(let text): "“\(text)” không phải ngày dạng 2026-09-02."
    case .outsideCalendar(let year): "năm \(year) nằm ngoài 1900–2099."
    case .notAKind(let text): "“\(text)” không phải off hoặc work."
    case .missing(let column): "cột \(column) còn trống."
    case .repeated(let day, let line): "ngày \(day.vietnamese) đã có ở dòng \(line)."
    }
  }

  fileprivate var english: String {
    switch self {
    case .notUTF8: "the file is not UTF-8; save it as UTF-8"
    case .empty: "the file holds no day"
    case .fields(let count): "\(count) columns where 4 are needed, separated by tabs"
    case .notADay(let text): "'\(text)' is no day like 2026-09-02"
    case .outsideCalendar(let year): "the year \(year) lies outside 1900-2099"
    case .notAKind(let text): "'\(text)' is neither off nor work"
    case .missing(let column): "the column \(column) is empty"
    case .repeated(let day, let line): "\(day.iso) stands in line \(line) already"
    }
  }
}
