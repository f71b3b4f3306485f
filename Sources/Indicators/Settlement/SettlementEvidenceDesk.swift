import Ground
import Storage

/// Which number of which report is opened.
struct SettlementEvidenceQuestion: Sendable {
  let part: SettlementPart
  let period: ReportingPeriod
  let agency: String?
  let breakdown: Breakdown
  /// One row; `nil` is the total.
  let key: String?
  let limit: Int
  /// The last subject of the page before.
  let after: String?
}

/// One dossier behind a number; nothing tells who it is to a reader who may not see it.
struct EvidenceLine: Sendable, Equatable {
  let entry: EvidenceEntry
  /// Its id for links, when the reader may open it.
  let id: String?
  let number: String?
  let reference: String?
}

/// A page of dossiers behind a number of the settlement report.
struct SettlementEvidence: Sendable {
  let lines: [EvidenceLine]
  /// The last subject of this page when more follow.
  let next: String?
  /// Names of agencies and of procedures.
  let agencies: [String: String]
  let procedures: [String: String]
}

extension FigureDesk {
  /// The dossiers behind a number of the settlement report: all pages together are as many as the
  /// number says, unless something was sealed in between. Source: KPI-6.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`, `.agencyNotYours`.
  func settlementEvidence(
    _ question: SettlementEvidenceQuestion, for caller: Caller
  ) async throws -> SettlementEvidence {
    let instant = now()
    let entries = try await database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      let code = try FigureDesk.scope(question.agency, of: caller, history, on: instant.day)
      return try EvidenceStore(tx: tx).dossiers(
        [question.part.condition], question.filter(below: code, history, at: instant),
        limit: question.limit + 1, after: question.after)
    }
    let shown = Array(entries.prefix(question.limit))
    let seen = shown.isEmpty ? [:] : try await resolve(shown.map(\.subject), caller)
    let lines = shown.map { entry in
      let dossier = seen[entry.subject]
      return EvidenceLine(
        entry: entry, id: dossier?["id"]?.text, number: dossier?["number"]?.text,
        reference: dossier?["reference"]?.text)
    }
    return SettlementEvidence(
      lines: lines, next: entries.count > shown.count ? shown.last?.subject : nil,
      agencies: try await labels(of: Set(shown.map(\.place.agency)), by: .agency),
      procedures: try await labels(of: Set(shown.map(\.place.procedure)), by: .procedure))
  }
}

extension SettlementEvidenceQuestion {
  fileprivate func filter(
    below code: String, _ history: AgencyHistory, at instant: Instant
  ) -> EvidenceFilter {
    let all = history.below(code, on: period.to)
    var filter = EvidenceFilter(period: part.days(of: period), codes: all, at: instant)
    switch (key, breakdown) {
    case (nil, _): break
    case (let key?, .agency):
      filter.codes = all.filter { history.code(of: $0, on: period.to) == key }
    case (let key?, _): filter.sector = key
    }
    return filter
  }
}
