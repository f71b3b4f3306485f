import Directory
import Ground

/// What one agency reported for one period, and when: a row of a register. A correction is another
/// one; none is ever changed. Source: KPI-11; formats 9.3 (measurement: value, evidence, who, when,
/// locked).
struct RegisterReport: Sendable, Equatable {
  let agency: AgencyCode
  let identity: AgencyID
  /// Counts the reports of this agency and period from 1.
  let seq: Int
  /// Of the definition under which it was made.
  let version: Int
  let values: RegisterValues
  /// The document that says so, by number and day.
  let basis: String
  /// Why it comes late or puts something right; `nil` where neither.
  let reason: String?
  let isLate: Bool
  /// The file that shows it; `nil` where there is none.
  let file: RegisterFile?
  let at: Instant
  let post: PostID
  let account: AccountID
}

/// A file that shows what was reported.
struct RegisterFile: Sendable, Equatable {
  let id: String
  let sha256: String
  let size: Int
  let mediaType: String
  let name: String
}

/// What an agency is about to report.
struct RegisterDraft: Sendable, Equatable {
  let agency: AgencyCode
  let values: RegisterValues
}

/// Until when a period is reported as it should be.
enum RegisterPhase: Sendable, Equatable {
  case notBegun
  case open
  /// Past its date: with a reason.
  case late
  /// Only an agency above its reporter still may, with a reason.
  case locked
}

extension ReportedRegister {
  func phase(_ period: RegisterPeriod, on day: Day) -> RegisterPhase {
    if day < period.first { return .notBegun }
    if isLocked(period, on: day) { return .locked }
    return day > due(period) ? .late : .open
  }

  /// The first day on which `period` is locked.
  func lock(_ period: RegisterPeriod) -> Day { due(period).adding(days: lockDays + 1) }

  /// Whether something may be reported for `period` on `day`, and with which reason.
  ///
  /// Shape: the reason to keep; `nil` where none is needed.
  ///
  /// Refuses: `RegisterRefused.periodNotBegun`, `.locked` unless somebody `above` reports,
  /// `.reasonMissing` for what is late or a correction.
  func reason(
    _ text: String, _ period: RegisterPeriod, on day: Day, isCorrection: Bool, fromAbove: Bool
  ) throws(RegisterRefused) -> String? {
    let phase = phase(period, on: day)
    if phase == .notBegun { throw .periodNotBegun(on: period.first) }
    if phase == .locked, !fromAbove { throw .locked(since: lock(period)) }
    guard isCorrection || phase != .open else { return nil }
    guard (5...500).contains(text.count) else {
      throw .reasonMissing(phase == .open ? .correction : .late(due: due(period)))
    }
    return text
  }

  /// What is wrong with values that each fit their columns, by the code of a column; `nil` when
  /// they fit together. Source: KPI-2.
  func discord(_ values: RegisterValues) -> (column: String, advice: Phrase)? {
    for column in columns {
      guard let below = whole(of: column), case .number(let part) = values[column.code],
        case .number(let whole) = values[below.code], part > whole
      else { continue }
      return (
        column.code,
        "\(part.vietnamese) lớn hơn “\(below.title)” (\(whole.vietnamese)). Kiểm tra lại hai số."
      )
    }
    return nil
  }

  /// The values that facts carry: whole numbers.
  func counted(_ values: RegisterValues) -> [JSON.Member] {
    columns.compactMap { column in
      guard column.kind == .whole, case .number(let number) = values[column.code] else {
        return nil
      }
      return number.whole.map { JSON.Member(column.code, .integer($0)) }
    }
  }
}
