import Directory
import Ground
import Journal
import Storage

/// Answers who held what is late.
struct LateSplitDesk: Sendable {
  let figures: FigureDesk
  let watch: WatchDesk

  private static let page = 10_000

  /// The late dossiers of `agency`, else of the caller's own, by who held them.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`, `.agencyNotYours`.
  func split(
    _ period: ReportingPeriod, agency: String?, by breakdown: LateBreakdown, for caller: Caller
  ) async throws -> LateSplit {
    try await watch.catchUp(batches: 20)
    let instant = figures.now()
    return try await figures.database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      let code = try FigureDesk.scope(agency, of: caller, history, on: instant.day)
      let asOf = try FigureDesk.asOf(tx, at: instant)
      var split = LateSplit(
        period: period, agency: history.code(of: code, on: period.to), breakdown: breakdown,
        asOf: asOf)
      let filter = EvidenceFilter(
        period: period, codes: history.below(code, on: period.to), at: instant)
      let finished = try LateSplitDesk.entries(.late, filter, tx)
      let open = try LateSplitDesk.entries(.overdue, filter, tx)
      let subjects = Set((finished + open).map(\.subject)).sorted()
      let dossiers = try WatchStore(tx: tx).dossiers(subjects)
      let heads = Heads(try WatchStore(tx: tx).posts(inRole: .approver), history)
      split.add(finished: finished, open: open) { entry in
        let dossier = dossiers[entry.subject]
        guard let custody = dossier?.custody(whenLateBefore: period.end) else { return "-" }
        switch breakdown {
        case .step: return custody.step.rawValue
        case .post: return custody.post ?? "-"
        case .agency: return history.code(of: custody.agency, on: period.to)
        case .head: return heads.responsible(for: custody.agency, at: custody.due ?? custody.at)
        }
      }
      return split
    }
  }

  /// Every dossier behind a number of the settlement report.
  private static func entries(
    _ part: SettlementPart, _ filter: EvidenceFilter, _ tx: any Transaction
  ) throws -> [EvidenceEntry] {
    var (entries, after): ([EvidenceEntry], String?) = ([], nil)
    while true {
      let found = try EvidenceStore(tx: tx).dossiers(
        [part.condition], filter, limit: page, after: after)
      entries += found
      guard found.count == page, let last = found.last else { return entries }
      after = last.subject
    }
  }

  /// Names of the rows, for people.
  func labels(of split: LateSplit) async throws -> [String: String] {
    let keys = Set(split.rows.map(\.key))
    switch split.breakdown {
    case .step:
      return Custody.Step.allCases.reduce(into: [:]) { $0[$1.rawValue] = $1.words.text }
    case .agency: return try await figures.labels(of: keys, by: .agency)
    case .post, .head:
      let ids = Set(keys.flatMap { $0.split(separator: "+").map(String.init) })
      let names = try await FindingDesk(figures: figures, watch: watch).names(of: ids)
      return keys.reduce(into: [:]) { labels, key in
        labels[key] = key.split(separator: "+").map { names.names[String($0)] ?? String($0) }
          .joined(separator: ", ")
      }
    }
  }
}
