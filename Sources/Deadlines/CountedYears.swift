import Ground
import Synchronization

/// How many days of a year are worked before each of them, counted once for a calendar.
///
/// A class because it guards what was counted so far; every copy of a calendar shares it.
final class CountedYears: Sendable {
  private let years = Mutex<[Int: [Int]]>([:])

  /// The sums of `year`: at 0 for 1 January, one more than the year has days.
  func sums(
    of year: Int, _ count: () throws(DueRefused) -> [Int]
  ) throws(DueRefused) -> [Int] {
    if let known = years.withLock({ $0[year] }) { return known }
    let counted = try count()
    years.withLock { $0[year] = counted }
    return counted
  }
}

extension WorkingCalendar {
  /// How many days are worked from `first` to before `end`.
  ///
  /// Refuses: a day outside 1900…2099.
  func workingDays(from first: Day, before end: Day) throws(DueRefused) -> Int {
    guard first < end else { return 0 }
    var days = 0
    for year in first.year...end.adding(days: -1).year {
      guard WorkingCalendar.years.contains(year) else { throw .outsideCalendar(year: year) }
      let start = Day(year, 1, 1)
      let sums = try counted.sums(of: year) { () throws(DueRefused) -> [Int] in
        try counting(from: start)
      }
      let upTo = min(end.ordinal - start.ordinal, sums.count - 1)
      days += sums[upTo] - sums[max(0, first.ordinal - start.ordinal)]
    }
    return days
  }

  private func counting(from start: Day) throws(DueRefused) -> [Int] {
    var sums = [0]
    for offset in 0..<(Day.isLeap(start.year) ? 366 : 365) {
      sums.append(sums[offset] + (try isWorking(start.adding(days: offset)) ? 1 : 0))
    }
    return sums
  }
}
