import Ground

/// A period that the public page offers: a month, or a year up to today.
struct PublicPeriod: Sendable, Hashable {
  /// `2026-11` or `2026`, as addresses name it.
  let key: String
  let from: Day
  let to: Day

  var period: ReportingPeriod { ReportingPeriod(unchecked: from, to) }
  var isYear: Bool { key.count == 4 }

  /// The one that `key` names, cut at `today`; `nil` when it is none of the past or present.
  init?(_ key: String, until today: Day) {
    guard let first = Day(iso: key.count == 4 ? key + "-01-01" : key + "-01"), first <= today,
      ReportingPeriod.bounds.contains(first)
    else { return nil }
    let next = first.adding(months: key.count == 4 ? 12 : 1)
    (self.key, from, to) = (key, first, min(today, next.adding(days: -1)))
  }

  /// This month.
  init(of today: Day) {
    (key, from, to) = (String(today.iso.prefix(7)), Day(today.year, today.month, 1), today)
  }

  /// What can be chosen: this year and the twelve months up to today, latest first.
  static func offered(_ today: Day) -> [PublicPeriod] {
    let first = Day(today.year, today.month, 1)
    let months = (0..<12).map { String(first.adding(months: -$0).iso.prefix(7)) }
    return (["\(today.year)"] + months).compactMap { PublicPeriod($0, until: today) }
  }

  /// As people name it.
  var words: Phrase {
    isYear ? "Từ đầu năm \(key)" : "Tháng \(String(key.suffix(2)))/\(String(key.prefix(4)))"
  }
}
