import Ground

/// Every definition that one register ever had, in order of version. Pure.
struct RegisterVersions: Sendable, Equatable {
  /// Never empty; versions count from 1 and their first days grow.
  let all: [ReportedRegister]

  /// `nil` for no definition.
  init?(_ all: [ReportedRegister]) {
    guard !all.isEmpty else { return nil }
    self.all = all
  }

  var latest: ReportedRegister { all[all.count - 1] }
  var code: String { latest.code }

  /// The definition under which entries for `period` stand: the one that held on its first day.
  /// `nil` for a period of another rhythm or before the register began.
  func definition(for period: RegisterPeriod) -> ReportedRegister? {
    let held = all.last { $0.from <= period.first }
    return held?.rhythm == period.rhythm ? held : nil
  }

  /// The period that runs on `day`; `nil` before the register began.
  func period(on day: Day) -> RegisterPeriod? {
    guard let held = all.last(where: { $0.from <= day }) else { return nil }
    return RegisterPeriod(held.rhythm, containing: day)
  }

  /// The periods that have begun until `day`, newest first. Shape: at most `limit`.
  func periods(until day: Day, limit: Int = 60) -> [RegisterPeriod] {
    var periods: [RegisterPeriod] = []
    var next = period(on: day)
    while let period = next, periods.count < limit {
      periods.append(period)
      next = self.period(on: period.first.adding(days: -1))
    }
    return periods
  }

  /// The period that is asked for first: the last one that is over, else the one that runs, else
  /// the one that will come first.
  func current(on day: Day) -> RegisterPeriod {
    let begun = periods(until: day, limit: 2)
    let first = RegisterPeriod(all[0].rhythm, containing: all[0].from)
    return begun.first { $0.last < day } ?? begun.first ?? first
  }

  /// Whether `next` may follow: it begins where a period of both rhythms begins, after the last
  /// definition, and no period with entries lies there or later.
  ///
  /// Refuses: `RegisterRefused.beginningUnfit`, `.periodTaken`, `.nothingChanged`.
  func check(_ next: ReportedRegister, lastReported: Day?) throws(RegisterRefused) {
    let isFirst = [latest.rhythm, next.rhythm].allSatisfy {
      RegisterPeriod($0, containing: next.from).first == next.from
    }
    guard isFirst, next.from > latest.from else { throw .beginningUnfit(after: latest.from) }
    if let lastReported, next.from <= lastReported { throw .periodTaken(from: lastReported) }
    guard next.json(from: latest.from) != latest.json(from: latest.from) else {
      throw .nothingChanged
    }
  }
}
