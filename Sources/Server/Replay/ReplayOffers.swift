import Catalogue
import Deadlines
import Directory
import Ground

/// A procedure as a replay offers it: where, and at which level.
struct ReplayOffer: Sendable {
  let procedure: ProcedureSummary
  let terms: Replay.OfferGroup
  let offices: [DemoCast.Office]

  /// Whether a dossier can be handed in this way, and its term is not too long.
  func takes(_ channel: Channel, within longest: Int) -> Bool {
    let here = procedure.terms.filter { $0.channel == channel }
    return !here.isEmpty
      && here.allSatisfy { $0.term.map { (1...longest).contains($0.workingDays) } ?? false }
  }

  /// Only levels 3 and 4 can be handed in online. Source: domain 1.11.
  var isOnline: Bool { terms.legacyLevel >= 3 }

  var conditions: OfferConditions {
    var conditions = OfferConditions()
    conditions.legacyLevel = terms.legacyLevel
    conditions.deliveryMode =
      switch terms.legacyLevel {
      case 4: .full
      case 3: .partial
      // Levels 1 and 2 give forms and information; they take nothing online.
      case _: .information
      }
    conditions.channels =
      (isOnline ? [.online, .counter] : [.counter]).map { AcceptedChannel($0) }
    (conditions.eligible, conditions.integrated) = (terms.isEligible, terms.isIntegrated)
    return conditions
  }
}

/// Deals the procedures out to the rows of a replay's services.
struct ReplayOffers {
  let replay: Replay
  /// By level, each in the order of codes.
  let offices: [Level: [DemoCast.Office]]
  let departmentOf: (ProcedureSummary) -> DemoCast.Office

  /// The first procedures in the order of their codes. Each row takes, in that order, those that
  /// fit it best of what is left: online ones for levels 3 and 4, those of its own level of
  /// administration before others.
  func deal(_ all: [ProcedureSummary]) throws -> [ReplayOffer] {
    guard all.count >= replay.procedures else {
      throw CommandRefused(
        "the replay needs \(replay.procedures) procedures; the file has \(all.count)")
    }
    var left = Array(all.sorted { $0.code < $1.code }.prefix(replay.procedures))
    return replay.services.flatMap { row in
      let fit = left.enumerated().sorted {
        (worth($0.element, row), $0.offset) < (worth($1.element, row), $1.offset)
      }
      let taken = Set(fit.prefix(row.count).map(\.offset))
      let chosen = left.enumerated().filter { taken.contains($0.offset) }.map(\.element)
      left = left.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
      return chosen.map { ReplayOffer(procedure: $0, terms: row, offices: places($0, row)) }
    }
  }

  /// The lower, the better it fits.
  private func worth(_ procedure: ProcedureSummary, _ row: Replay.OfferGroup) -> Int {
    let channels = Set(procedure.terms.filter { $0.term != nil }.map(\.channel))
    let isOnline = channels.isSuperset(of: [.online, .counter])
    let isHome = row.level.map { home(of: procedure) == $0 } ?? true
    return ((row.legacyLevel >= 3) == isOnline ? 0 : 1) + (isHome ? 0 : 2)
  }

  private func home(of procedure: ProcedureSummary) -> Level {
    procedure.levels.contains(.commune) ? .commune : .province
  }

  private func places(
    _ procedure: ProcedureSummary, _ row: Replay.OfferGroup
  ) -> [DemoCast.Office] {
    switch row.level ?? home(of: procedure) {
    case .commune: offices[.commune] ?? []
    case .district: offices[.district] ?? []
    case .province, .ministry, .other: [departmentOf(procedure)]
    }
  }
}

extension Term {
  /// About how many working days it is.
  fileprivate var workingDays: Int {
    switch unit {
    case .minutes: count / 480
    case .hours: count / 8
    case .workingDays: count
    case .days: count * 5 / 7
    case .months: count * 22
    }
  }
}
