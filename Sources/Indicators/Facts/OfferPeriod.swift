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
  let terms: OfferTerms

  /// The stretches of a pair after one more fact. Source: docs/facts.md, `offer.…`.
  static func following(_ before: [OfferPeriod], _ told: OfferTold) -> [OfferPeriod] {
    var periods = before
    guard let terms = told.terms else {
      if let last = periods.indices.last { periods[last].to = told.to }
      return periods
    }
    if let last = periods.indices.last, periods[last].to.map({ $0 >= told.from }) ?? true {
      periods[last].to = told.from.adding(days: -1)
    }
    periods.append(
      OfferPeriod(
        subject: told.subject, seq: told.seq, agency: told.agency, sector: told.sector,
        procedure: told.procedure, from: told.from, to: told.to, terms: terms))
    return periods
  }

  /// All stretches that the facts tell of; those of one subject come in the order of `seq`.
  static func all(of told: [OfferTold]) -> [OfferPeriod] {
    var periods: [String: [OfferPeriod]] = [:]
    for fact in told { periods[fact.subject] = following(periods[fact.subject] ?? [], fact) }
    return Array(periods.values.joined())
  }

  /// Whether it held on one of the days of `period`.
  func touches(_ period: ReportingPeriod) -> Bool {
    from <= period.to && (to.map { $0 >= period.from && $0 >= from } ?? true)
  }

  func holds(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
}

/// What one fact tells of an offer. Source: docs/facts.md, `offer.…`.
struct OfferTold: Sendable, Hashable {
  /// Of the fact in the journal.
  let position: Int
  let subject: String
  let seq: Int
  let agency: String
  let sector: String
  let procedure: String
  let from: Day
  let to: Day?
  /// `nil`: it got a last day and nothing else.
  let terms: OfferTerms?
}

extension OfferTold {
  /// `nil` for a fact that names no day.
  init?(_ fact: Fact, at position: Int) {
    let (values, place) = (FactValues(fact), Heading(fact))
    guard let from = values.day("from") else { return nil }
    let isEnd = fact.kind.rawValue == "offer.ended"
    self.init(
      position: position, subject: fact.subject, seq: fact.seq, agency: place.agency,
      sector: place.sector, procedure: place.procedure, from: from, to: values.day("to"),
      terms: isEnd ? nil : OfferTerms(fact, values))
  }
}

/// Under which conditions a procedure may be handed in.
struct OfferTerms: Sendable, Hashable {
  /// Those open to everybody, in the order of their names.
  var channels: [String] = []
  var mode = ""
  /// Legacy level; 0 where there is none. Source: domain 1.11.
  var level = 0
  var isEligible = false
  var isIntegrated = false
  var isPaper = false

  init() {}

  init(_ fact: Fact, _ values: FactValues) {
    channels = Set(values.texts("channels")).sorted()
    (mode, level) = (fact.mode ?? "", fact.level ?? 0)
    (isEligible, isIntegrated) = (fact.eligible ?? false, fact.integrated ?? false)
    isPaper = values.bool("paperResult") ?? false
  }
}

extension OfferTerms {
  /// As it is stored; read back by `init(text:)`.
  var text: String {
    let marks = [isEligible, isIntegrated, isPaper].map { $0 ? "1" : "0" }.joined()
    return [channels.joined(separator: ","), mode, String(level), marks].joined(separator: ";")
  }

  /// `nil` for anything that `text` did not write.
  init?(text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let level = Int(parts[2]), parts[3].utf8.count == 3 else { return nil }
    let marks = parts[3].map { $0 == "1" }
    channels = parts[0].split(separator: ",").map(String.init)
    (mode, self.level) = (parts[1], level)
    (isEligible, isIntegrated, isPaper) = (marks[0], marks[1], marks[2])
  }
}
