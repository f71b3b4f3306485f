import Ground

/// Which procedures are meant: under which conditions they may be handed in.
///
/// Source: docs/figures.md, "Procedures".
public struct OfferCondition: Sendable, Hashable {
  /// Which days count.
  enum Days: String, Sendable, CaseIterable {
    /// At least one of the period.
    case any
    /// The last one.
    case last
  }

  var days = Days.any
  /// Any of these is open to everybody; none means whatever.
  var channels: Set<String> = []
  var modes: Set<String> = []
  var levels: Set<Int> = []
  /// Only those on the list of procedures eligible for full online delivery.
  var isEligible = false
  var isIntegrated = false

  func holds(_ offer: OfferPeriod, in period: ReportingPeriod) -> Bool {
    let isThen =
      switch days {
      case .any: offer.touches(period)
      case .last: offer.holds(on: period.to)
      }
    let terms = offer.terms
    return isThen && (channels.isEmpty || terms.channels.contains { channels.contains($0) })
      && (modes.isEmpty || modes.contains(terms.mode))
      && (levels.isEmpty || levels.contains(terms.level))
      && (!isEligible || terms.isEligible) && (!isIntegrated || terms.isIntegrated)
  }

  func isPart(of other: OfferCondition) -> Bool {
    func narrower<Word>(_ mine: Set<Word>, _ theirs: Set<Word>) -> Bool {
      theirs.isEmpty || (!mine.isEmpty && mine.isSubset(of: theirs))
    }
    return (days == other.days || days == .last) && narrower(channels, other.channels)
      && narrower(modes, other.modes) && narrower(levels, other.levels)
      && (isEligible || !other.isEligible) && (isIntegrated || !other.isIntegrated)
  }
}

extension OfferCondition {
  var json: JSON {
    func list(_ words: Set<String>) -> JSON? {
      words.isEmpty ? nil : .array(words.sorted().map { .string($0) })
    }
    return .present([
      "days": .string(days.rawValue), "channel": list(channels), "mode": list(modes),
      "level": levels.isEmpty ? nil : .array(levels.sorted().map { JSON($0) }),
      "eligible": isEligible ? true : nil, "integrated": isIntegrated ? true : nil,
    ])
  }
}

/// A set of different procedures.
public struct ProcedureSet: Sendable, Hashable {
  let offered: OfferCondition
  /// Only those with so many dossiers of this kind in the period; `nil`: all that are offered.
  var with: Counted?

  struct Counted: Sendable, Hashable {
    let conditions: [Condition]
    let atLeast: Int
  }
}

extension ProcedureSet {
  var json: JSON {
    .present([
      "offered": offered.json,
      "with": with.map { with in
        ["count": .array(with.conditions.map(\.json)), "atLeast": JSON(with.atLeast)]
      },
    ])
  }
}
