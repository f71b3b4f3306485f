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

  private(set) var offers: [OfferTold] = []
  private(set) var agencies: [AgencyTold] = []
  private(set) var reports: [ReportTold] = []
  private(set) var sums = Sums()
  private(set) var entries: [FigureEntry] = []
  private let keeping: Keeping
  /// Where in `states` a dossier stands.
  private var places: [String: Int] = [:]
  private var states: [DossierState?] = []
  /// The number of each dossier's heading in `sums`.
  private var headings: [Int32] = []

  init(keeping: Keeping) { self.keeping = keeping }

  /// What is known of each dossier, by its subject.
  var dossiers: [String: DossierState] {
    get { places.compactMapValues { states[$0] } }
    set {
      (places, states, headings) = ([:], [], [])
      for (subject, state) in newValue { append(state, as: subject) }
    }
  }

  private mutating func append(_ state: DossierState?, as subject: String) {
    places[subject] = states.count
    states.append(state)
    headings.append(state.map { sums.number(of: $0.place) } ?? -1)
  }

  /// Counts the next fact; facts of one subject come in the order of `seq`.
  mutating func take(_ sealed: Sealed) {
    let fact = sealed.fact
    switch fact.kind.slice {
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
    let subject = sealed.fact.subject
    if places[subject] == nil { append(nil, as: subject) }
    let index = places[subject] ?? 0
    // The state is taken out, so that it is changed where it is and not in a copy.
    let step = DossierStep(sealed.fact, after: states[index].take())
    switch keeping {
    case .entries:
      for (ordinal, counting) in step.countings.enumerated() {
        entries.append(
          FigureEntry(
            position: sealed.position, ordinal: ordinal, subject: subject, counting: counting))
      }
    case .sums:
      let (before, hasMoved) = (headings[index], step.hasMoved || headings[index] < 0)
      if hasMoved { headings[index] = sums.number(of: step.state.place) }
      for counting in step.countings {
        sums.add(counting, under: counting.isFromFormer ? before : headings[index])
      }
    }
    states[index] = step.state
  }
}
