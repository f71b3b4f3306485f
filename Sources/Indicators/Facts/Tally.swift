import Ground
import Journal

/// A heading of the counted events: one number a heading.
struct EventKey: Sendable, Hashable {
  let day: Day
  let place: Heading
  let counted: Counted
}

/// A heading of the changes of open dossiers.
struct OpenDay: Sendable, Hashable {
  let day: Day
  let key: OpenKey
}

/// One event of one dossier: what stands behind a number.
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
/// To go on from stored figures, `dossiers` and `offers` of the subjects to come are put in first;
/// `events` and `openings` are then what has to be added to the stored ones.
struct Tally: Sendable {
  var dossiers: [String: DossierState] = [:]
  var offers: [String: [OfferPeriod]] = [:]
  private(set) var agencies: [AgencyTold] = []
  private(set) var events: [EventKey: Int] = [:]
  private(set) var openings: [OpenDay: Int] = [:]
  private(set) var entries: [FigureEntry] = []
  private let keepsEntries: Bool

  /// Without entries a recount of millions of facts needs memory only for what is counted.
  init(keepsEntries: Bool) { self.keepsEntries = keepsEntries }

  /// Counts the next fact; facts of one subject come in the order of `seq`.
  mutating func take(_ sealed: Sealed) {
    let fact = sealed.fact
    switch fact.kind.rawValue.prefix(while: { $0 != "." }) {
    case "dossier": takeDossier(sealed)
    case "offer":
      offers[fact.subject] = OfferPeriod.following(offers[fact.subject] ?? [], fact)
    case "agency": if let told = AgencyTold(fact) { agencies.append(told) }
    default: break
    }
  }

  private mutating func takeDossier(_ sealed: Sealed) {
    let step = DossierStep(sealed.fact, after: dossiers[sealed.fact.subject])
    dossiers[sealed.fact.subject] = step.state
    for (ordinal, counting) in step.countings.enumerated() {
      let key = EventKey(day: counting.day, place: counting.place, counted: counting.counted)
      events[key, default: 0] += counting.amount
      guard keepsEntries else { continue }
      entries.append(
        FigureEntry(
          position: sealed.position, ordinal: ordinal, subject: sealed.fact.subject,
          counting: counting))
    }
    for opening in step.openings {
      openings[OpenDay(day: opening.day, key: opening.key), default: 0] += opening.amount
    }
  }
}
