import Catalogue
import Ground
import Rules

/// A province's published figures, to be lived through again in an instance that was born for it: a
/// record of the pack `replays`. What was printed is kept apart from what is invented around it.
struct Replay: Sendable {
  let code: String
  let title: BilingualText
  /// What every page says of it.
  let about: BilingualText
  /// Where the printed figures stand.
  let source: String
  /// When it happens.
  let period: ClosedRange<Day>
  let seed: Int
  /// How many procedures are taken, in the order of their codes.
  let procedures: Int
  let services: [OfferGroup]
  let groups: [Dossiers]
  let habits: Habits
  /// The periods that are published, and when.
  let publications: [Publishing]
  let checks: [Check]
  /// What belongs to no source.
  let invented: [BilingualText]
  /// What is to be known of the printed figures.
  let remarks: [BilingualText]

  /// Procedures that are offered alike.
  struct OfferGroup: Sendable {
    let count: Int
    /// `nil`: the level that the procedure itself names.
    let level: Level?
    /// Mức độ 2…4. Source: domain 1.11.
    let legacyLevel: Int
    let isEligible: Bool
    let isIntegrated: Bool
  }

  /// Dossiers that end alike.
  struct Dossiers: Sendable {
    let count: Int
    let channel: Channel
    let legacyLevels: [Int]
    /// Over how many services they spread; `nil`: over all there are.
    let services: Int?
    let isWithdrawn: Bool
    /// Between which days they are handed in.
    let handedIn: ClosedRange<Day>
    /// No result before this day.
    let heldUntil: Day?
  }

  /// Of a thousand dossiers, how many meet what.
  struct Habits: Sendable {
    let supplemented: Int
    let refused: Int
    let late: Int
    let extended: Int
    let charged: Int
    /// Services with a longer term see no dossiers, in working days.
    let longestTerm: Int
  }

  struct Publishing: Sendable {
    let period: ClosedRange<Day>
    let on: Day
  }

  /// A printed figure beside the one that is counted.
  struct Check: Sendable {
    let indicator: String
    let period: ClosedRange<Day>
    /// As the source has it.
    let printed: String
    let numerator: Int
    let denominator: Int
    let note: BilingualText?
  }
}
