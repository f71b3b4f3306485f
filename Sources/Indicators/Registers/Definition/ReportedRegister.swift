import Directory
import Ground

/// Sổ số liệu báo cáo: figures that no dossier gives and that agencies report, under one of its
/// definitions. Nothing in it ever stands where a computed figure stands. Source: KPI-1, KPI-11.
struct ReportedRegister: Sendable, Equatable {
  /// Who fills it.
  enum Reporters: Sendable, Equatable {
    /// Every agency of this level.
    case level(AgencyLevel)
    case agencies([AgencyCode])
  }

  let code: String
  /// Counts from 1; each holds from its first day until the next.
  var version = 1
  let title: String
  let columns: [RegisterColumn]
  let reporters: Reporters
  let rhythm: RegisterPeriod.Rhythm
  /// So many days after a period's end its entries are due.
  let dueDays: Int
  /// So many days after they were due entries are locked by themselves.
  let lockDays: Int
  /// The first day on which this holds; a period's first.
  let from: Day

  /// The last day on which an entry for `period` is in time.
  func due(_ period: RegisterPeriod) -> Day { period.last.adding(days: dueDays) }

  /// Whether entries for `period` are locked on `day`, whatever their reporters did.
  func isLocked(_ period: RegisterPeriod, on day: Day) -> Bool {
    day > due(period).adding(days: lockDays)
  }

  /// The same under another number.
  func numbered(_ version: Int) -> ReportedRegister {
    var copy = self
    copy.version = version
    return copy
  }
}

/// What an agency reports under the columns of one definition, by the codes of columns.
typealias RegisterValues = [String: RegisterValue]

extension ReportedRegister {
  /// The column of which `column` counts a part; `nil` when it counts a whole.
  func whole(of column: RegisterColumn) -> RegisterColumn? {
    column.partOf.flatMap { code in columns.first { $0.code == code } }
  }

  /// `column` in per cent of its whole, over the sums of all and never over their shares; `nil`
  /// where it has none or one of them is not there. Source: KPI-3.
  func share(of column: RegisterColumn, over all: [RegisterValues]) -> DecimalNumber? {
    guard let whole = whole(of: column) else { return nil }
    let both = all.compactMap { values -> (DecimalNumber, DecimalNumber)? in
      guard case .number(let part) = values[column.code],
        case .number(let whole) = values[whole.code]
      else { return nil }
      return (part, whole)
    }
    guard both.count == all.count, !all.isEmpty else { return nil }
    return both.map(\.0).reduce(.zero, +).percent(of: both.map(\.1).reduce(.zero, +))
  }
}

extension AgencyTree {
  /// Those who report to `register` for `period`, by code: as things stood at its end, or stand
  /// today while it goes on.
  func reporting(
    to register: ReportedRegister, for period: RegisterPeriod, today: Day
  ) -> [Agency] {
    let day = min(period.last, max(today, period.first))
    return switch register.reporters {
    case .level(let level):
      agencies(on: day).filter { $0.level == level }.sorted { $0.isBefore($1) }
    case .agencies(let codes):
      codes.compactMap { agency($0, on: day) }.reduce(into: []) { agencies, agency in
        if !agencies.contains(where: { $0.id == agency.id }) { agencies.append(agency) }
      }.sorted { $0.isBefore($1) }
    }
  }
}
