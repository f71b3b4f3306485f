import Deadlines
import Directory
import Ground
import Storage

/// What is missing in the procedures of one agency, as counts.
struct OfferGaps: Sendable, Equatable {
  var offers = 0
  var withoutTerm = 0
  var withoutFee = 0
  var doubtful = 0
  var drafts = 0

  static func + (a: OfferGaps, b: OfferGaps) -> OfferGaps {
    OfferGaps(
      offers: a.offers + b.offers, withoutTerm: a.withoutTerm + b.withoutTerm,
      withoutFee: a.withoutFee + b.withoutFee, doubtful: a.doubtful + b.doubtful,
      drafts: a.drafts + b.drafts)
  }
}

/// The gaps of each agency that somebody administers.
struct AgencyGaps: Sendable {
  /// By code, numbers as numbers.
  let agencies: [(place: ProcedureView.Place, gaps: OfferGaps)]

  var total: OfferGaps { agencies.reduce(OfferGaps()) { $0 + $1.gaps } }
}

/// What waits for an administrator, over all slices of administration.
struct Attention: Sendable {
  let directory: DirectoryAttention
  let gaps: OfferGaps
  let agencies: Int
  /// Years from this one on whose decision on rest days is not known.
  let projectedYears: [Int]
}

extension OffersDesk {
  /// Refuses: `AgencyRefused.notYours` for whoever administers nothing.
  func attention(for caller: Caller, calendar: WorkingCalendar) async throws -> Attention {
    let (cache, instant) = (cache, now())
    let gaps = try await gaps(for: caller)
    let directory = try await database.read { tx in
      try DirectoryAttention(for: caller, tx: tx, cache: cache, at: instant)
    }
    let year = instant.day.year
    return Attention(
      directory: directory, gaps: gaps.total, agencies: gaps.agencies.count,
      projectedYears: [year, year + 1].filter { calendar.isProjected(year: $0) })
  }

  /// The gaps of every agency that `caller` administers; each offer is judged once for all agencies
  /// that take the procedure under the same conditions.
  func gaps(for caller: Caller) async throws -> AgencyGaps {
    let (cache, today) = (cache, now().day)
    return try await database.read { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let tree = try agencies.tree()
      let mine = caller.posts.filter { $0.role == .administrator }
        .reduce(into: Set<AgencyCode>()) { $0.formUnion(tree.below($1.agency, on: today)) }
      let offers = try OfferStore(tx: tx).standing(on: today).filter { mine.contains($0.0) }
      let summaries = try Procedures(tx: tx).summaries(Array(Set(offers.map(\.1))).sorted())
      var judged: [Judged: OfferGaps] = [:]
      var counts: [AgencyCode: OfferGaps] = [:]
      for (agency, code, conditions) in offers {
        guard let summary = summaries[code] else { continue }
        let key = Judged(code: code, conditions: conditions)
        let gaps = try judged[key] ?? OfferGaps(summary, stored: conditions)
        judged[key] = gaps
        counts[agency] = (counts[agency] ?? OfferGaps()) + gaps
      }
      for (agency, drafts) in try OfferDraftStore(tx: tx).counts() where mine.contains(agency) {
        counts[agency, default: OfferGaps()].drafts = drafts
      }
      return AgencyGaps(
        agencies: tree.agencies(on: today).filter { mine.contains($0.code) }
          .sorted { $0.isBefore($1) }.map {
            (.init(code: $0.code, name: $0.name), counts[$0.code] ?? OfferGaps())
          })
    }
  }
}

private struct Judged: Hashable {
  let code: ProcedureCode
  let conditions: [UInt8]
}

extension OfferGaps {
  /// What one offer lacks.
  fileprivate init(_ summary: ProcedureSummary, stored: [UInt8]) throws {
    let conditions = try OfferConditions(stored: try JSON(reading: stored))
    let cases = Channel.allCases.flatMap { channel in
      conditions.laid(over: summary.terms.filter { $0.channel == channel }, of: channel)
    }
    let row = OfferOverview.Row(summary: summary, cases: cases, hasDraft: false, announced: nil)
    self.init(
      offers: 1, withoutTerm: OfferFilter.withoutTerm.keeps(row) ? 1 : 0,
      withoutFee: OfferFilter.withoutFee.keeps(row) ? 1 : 0,
      doubtful: OfferFilter.doubtful.keeps(row) ? 1 : 0)
  }
}
