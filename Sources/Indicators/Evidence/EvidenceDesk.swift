import Ground
import Journal
import Storage

extension FigureDesk {
  /// What a page of evidence holds before it is known which of it the caller may see.
  private enum Found: Sendable {
    case dossiers([EvidenceEntry])
    case procedures([EvidenceProcedure])
  }

  /// The dossiers, or procedures, behind a number. All pages together hold as many as the number
  /// counts; one that the caller may not see is there without its identity. Source: KPI-6.
  ///
  /// Refuses: `FigureRefused`.
  func evidence(_ question: EvidenceQuestion, for caller: Caller) async throws -> EvidencePage {
    let instant = now()
    let indicator = try indicators.definition(of: question.code, on: question.period.to)
    let found = try await database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      let agency = try FigureDesk.scope(question.agency, of: caller, history, on: instant.day)
      let asOf = try FigureDesk.asOf(tx, size: question.size, at: instant)
      let filter = try EvidenceFilter(question, agency: agency, history, at: asOf.at)
      return try FigureDesk.found(indicator.formula, question, filter, tx)
    }
    switch found {
    case .dossiers(let entries): return try await page(entries, question, caller)
    case .procedures(let procedures): return try await page(procedures, question, caller)
    }
  }

  private static func found(
    _ formula: Indicator.Formula, _ question: EvidenceQuestion, _ filter: EvidenceFilter,
    _ tx: any Transaction
  ) throws -> Found {
    func dossiers(
      _ conditions: [Condition], _ measure: Indicator.Total.Measure = .points
    ) throws -> Found {
      .dossiers(
        try EvidenceStore(tx: tx).dossiers(
          conditions, filter, measure: measure, limit: question.limit + 1,
          after: question.after))
    }
    switch (formula, question.part) {
    case (.share(let part, _), .numerator): return try dossiers(part)
    case (.share(_, let whole), .denominator), (.ratio(_, let whole), .denominator):
      return try dossiers(whole)
    case (.ratio(let total, _), .numerator):
      return try dossiers(total.conditions, total.measure)
    case (.procedures(let set, _), .numerator), (.procedures(_, let set), .denominator):
      return .procedures(try procedures(set, question, filter, tx))
    case (.unmeasured, _): return .dossiers([])
    }
  }

  /// The procedures of the set, a page of them.
  private static func procedures(
    _ set: ProcedureSet, _ question: EvidenceQuestion, _ filter: EvidenceFilter,
    _ tx: any Transaction
  ) throws -> [EvidenceProcedure] {
    let offers = try SummaryCountsStore(tx: tx).offers(in: filter.period, of: filter.codes)
    let offered = Set(
      offers.filter { offer in
        set.offered.holds(offer, in: filter.period)
          && filter.sector.map { $0 == offer.sector } ?? true
          && filter.procedure.map { $0 == offer.procedure } ?? true
          && filter.channel.map { channel in
            offer.terms.channels.contains(channel)
              && (set.offered.channels.isEmpty || set.offered.channels.contains(channel))
          } ?? true
      }.map(\.procedure))
    let all: [EvidenceProcedure]
    if let with = set.with {
      let store = EvidenceStore(tx: tx)
      all = try store.procedures(with.conditions, atLeast: with.atLeast, filter)
        .filter { offered.contains($0.procedure) }.sorted { $0.procedure < $1.procedure }
    } else {
      all = offered.sorted().map { EvidenceProcedure(procedure: $0, dossiers: 0, subject: nil) }
    }
    return Array(all.drop { $0.procedure <= question.after ?? "" }.prefix(question.limit + 1))
  }

  private func page(
    _ entries: [EvidenceEntry], _ question: EvidenceQuestion, _ caller: Caller
  ) async throws -> EvidencePage {
    let shown = entries.prefix(question.limit)
    let seen = shown.isEmpty ? [:] : try await resolve(shown.map(\.subject), caller)
    let items = shown.map { entry -> JSON in
      let counted: [JSON.Member] = [
        JSON.Member("counts", JSON(entry.amount)), JSON.Member("day", JSON(entry.day)),
        JSON.Member("agency", .string(entry.place.agency)),
        JSON.Member("sector", .string(entry.place.sector)),
        JSON.Member("procedure", .string(entry.place.procedure)),
        JSON.Member("channel", .string(entry.place.channel)), JSON.Member("dossiers", 1),
      ]
      return .object(counted + identity(seen[entry.subject]))
    }
    return EvidencePage(
      items: items, next: entries.count > question.limit ? shown.last?.subject : nil)
  }

  private func page(
    _ procedures: [EvidenceProcedure], _ question: EvidenceQuestion, _ caller: Caller
  ) async throws -> EvidencePage {
    let shown = procedures.prefix(question.limit)
    let subjects = shown.compactMap(\.subject)
    let seen = subjects.isEmpty ? [:] : try await resolve(subjects, caller)
    let items = shown.map { item -> JSON in
      let counted: [JSON.Member] = [
        JSON.Member("counts", 1), JSON.Member("day", .null), JSON.Member("agency", .null),
        JSON.Member("sector", .null), JSON.Member("procedure", .string(item.procedure)),
        JSON.Member("channel", .null), JSON.Member("dossiers", JSON(item.dossiers)),
      ]
      return .object(counted + identity(item.subject.flatMap { seen[$0] }))
    }
    return EvidencePage(
      items: items, next: procedures.count > question.limit ? shown.last?.procedure : nil)
  }
}

/// Which dossier it is, for a reader who may see it; `null` in each for one who may not.
private func identity(_ dossier: JSON?) -> [JSON.Member] {
  ["id", "reference", "number", "stage"].map { JSON.Member($0, dossier?[$0] ?? .null) }
}
