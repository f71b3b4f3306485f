import Ground
import Journal

/// A stretch of days on which an agency takes a procedure under the same conditions.
struct OfferPeriod: Sendable, Hashable {
  /// Of the pair of agency and procedure.
  let subject: String
  /// Of the fact that opened this stretch.
  let seq: Int
  let agency: String
  let sector: String
  let procedure: String
  let from: Day
  /// The last day; `nil` while no end is known, before `from` when it never held.
  var to: Day?
  /// Everybody may hand in online.
  let isOnline: Bool

  /// The stretches of a pair after one more fact. Source: docs/facts.md, `offer.…`.
  static func following(_ before: [OfferPeriod], _ fact: Fact) -> [OfferPeriod] {
    let values = FactValues(fact)
    var periods = before
    guard let from = values.day("from") else { return periods }
    if fact.kind.rawValue == "offer.ended" {
      if let last = periods.indices.last { periods[last].to = values.day("to") }
      return periods
    }
    if let last = periods.indices.last, periods[last].to.map({ $0 >= from }) ?? true {
      periods[last].to = from.adding(days: -1)
    }
    let place = Heading(fact)
    periods.append(
      OfferPeriod(
        subject: fact.subject, seq: fact.seq, agency: place.agency, sector: place.sector,
        procedure: place.procedure, from: from, to: values.day("to"),
        isOnline: values.texts("channels").contains("online")))
    return periods
  }

  /// Whether it held on one of the days of `period`.
  func touches(_ period: ReportingPeriod) -> Bool {
    from <= period.to && (to.map { $0 >= period.from && $0 >= from } ?? true)
  }
}
