import Ground
import Journal

/// A heading of what is counted: one number a heading.
struct EventKey: Sendable, Hashable {
  let day: Day
  let place: Heading
  let counted: Counted
  /// The exact moment behind something that lasts.
  var mark: Instant?
}

/// How often, and how many working minutes that was.
struct Amount: Sendable, Hashable {
  var count = 0
  var minutes = 0

  static func += (sum: inout Amount, more: Amount) {
    sum.count += more.count
    sum.minutes += more.minutes
  }
}

/// One counted thing of one dossier: what stands behind a number.
struct FigureEntry: Sendable, Equatable {
  let position: Int
  /// Counts the entries of one fact from 0.
  let ordinal: Int
  let subject: String
  let counting: Counting
}

/// Figures as a pure function of facts: the one fold from which the summary tables are written and
/// by which an outsider recounts them.
///
/// To go on from stored figures, `dossiers` of the subjects to come are put in first; `entries`,
/// `offers`, `agencies` and `reports` are then what has to be added to the stored ones.
struct Tally: Sendable {
  /// What is remembered of everything that was counted.
  enum Keeping: Sendable {
    /// Each thing by itself, to be stored.
    case entries
    /// Sums by day and heading: memory grows only with what is counted.
    case sums
  }

  var dossiers: [String: DossierState] = [:]
  private(set) var offers: [OfferTold] = []
  private(set) var agencies: [AgencyTold] = []
  private(set) var reports: [ReportTold] = []
  private(set) var sums: [EventKey: Amount] = [:]
  private(set) var entries: [FigureEntry] = []
  private let keeping: Keeping

  init(keeping: Keeping) { self.keeping = keeping }

  /// Counts the next fact; facts of one subject come in the order of `seq`.
  mutating func take(_ sealed: Sealed) {
    let fact = sealed.fact
    switch fact.kind.rawValue.prefix(while: { $0 != "." }) {
    case "dossier": takeDossier(sealed)
    case "offer": if let told = OfferTold(fact, at: sealed.position) { offers.append(told) }
    case "agency":
      if let told = AgencyTold(fact, at: sealed.position) { agencies.append(told) }
    case "register":
      if let told = ReportTold(fact, at: sealed.position) { reports.append(told) }
    default: break
    }
  }

  private mutating func takeDossier(_ sealed: Sealed) {
    let step = DossierStep(sealed.fact, after: dossiers[sealed.fact.subject])
    dossiers[sealed.fact.subject] = step.state
    for (ordinal, counting) in step.countings.enumerated() {
      switch keeping {
      case .entries:
        entries.append(
          FigureEntry(
            position: sealed.position, ordinal: ordinal, subject: sealed.fact.subject,
            counting: counting))
      case .sums:
        let key = EventKey(
          day: counting.day, place: counting.place, counted: counting.counted, mark: counting.mark)
        sums[key, default: Amount()] += Amount(count: counting.amount, minutes: counting.minutes)
      }
    }
  }
}
