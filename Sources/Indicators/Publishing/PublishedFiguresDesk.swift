import Ground
import Journal
import Storage

/// What was published, and what came after.
extension PublicationDesk {
  /// Publications of the caller's agencies, newest first. Shape: one more than `limit` when there
  /// are more.
  func list(
    for caller: Caller, after: String?, limit: Int
  ) async throws -> [Publication] {
    let codes = Set(try await figures.agencies(for: caller))
    return try await figures.database.read { tx in
      try PublicationStore(tx: tx).list(of: codes, after: after, limit: limit + 1)
    }
  }

  /// Refuses: `PublishingRefused.unknown`, also for one that the caller may not see.
  func publication(_ id: String, for caller: Caller) async throws -> Publication {
    let codes = Set(try await figures.agencies(for: caller))
    let found = try await figures.database.read { try PublicationStore(tx: $0).publication(id) }
    guard let found, codes.contains(found.agency) else { throw PublishingRefused.unknown }
    return found
  }

  /// A published figure by agency beside what it would be now, under the definition of then.
  ///
  /// Refuses: `PublishingRefused.unknown`, `FigureRefused.indicatorUnknown`.
  func figure(
    _ code: String, of id: String, for caller: Caller
  ) async throws -> PublishedFigure {
    let publication = try await publication(id, for: caller)
    let instant = figures.now()
    return try await figures.database.read { tx in
      guard let answer = try PublicationStore(tx: tx).answer(code, of: id) else {
        throw FigureRefused.indicatorUnknown(code)
      }
      return try publication.figure(answer, tx, at: instant)
    }
  }

  /// Every figure of a publication, as totals beside what they would be now.
  func figures(
    of id: String, for caller: Caller
  ) async throws -> (Publication, [PublishedFigure]) {
    let publication = try await publication(id, for: caller)
    let instant = figures.now()
    return try await figures.database.read { tx in
      let counts = KeptCounts(SummaryCountsStore(tx: tx))
      let asOf = try FigureDesk.asOf(tx, at: instant)
      let totals = try PublicationStore(tx: tx).answers(of: id).map { answer in
        let indicator = try Indicator(served: answer["definition"] ?? .null)
        let now = try IndicatorFigure.counted(
          indicator, publication.period, agency: publication.agency, by: nil, asOf: asOf,
          from: counts)
        let rows = PublishedFigure.rows(Publication.rows(answer["total"]), now.rows)
        return PublishedFigure(
          publication: publication, indicator: indicator, rows: rows, now: asOf)
      }
      return (publication, totals)
    }
  }

  /// The facts that changed one number since it was published: all of them together are the
  /// difference. Shape: by position, one more than `limit` when there are more.
  ///
  /// Refuses: as `figure`.
  func changes(
    _ code: String, of id: String, key: String?, part: FigurePart, for caller: Caller,
    after: Int?, limit: Int
  ) async throws -> (figure: PublishedFigure, changes: [LaterChange]) {
    let figure = try await figure(code, of: id, for: caller)
    let publication = figure.publication
    let instant = figures.now()
    let changes = try await figures.database.read { tx -> [LaterChange] in
      let history = try SummaryCountsStore(tx: tx).history()
      let question = EvidenceQuestion(
        code: code, period: publication.period, agency: publication.agency,
        breakdown: key == nil ? nil : .agency, key: key, part: part, limit: limit, after: nil)
      let filter = try EvidenceFilter(
        question, agency: publication.agency, history, at: instant)
      let conditions = figure.indicator.formula.conditions(part)
      let entries = try EvidenceStore(tx: tx).entries(
        conditions, filter, since: max(after.map { $0 + 1 } ?? 0, publication.asOf.size),
        limit: limit + 1)
      return try entries.compactMap { entry in
        try JournalStore(tx: tx).facts(from: entry.position, to: entry.position + 1, limit: 1)
          .first.map { LaterChange($0, amount: entry.amount) }
      }
    }
    return (figure, changes)
  }
}

extension LaterChange {
  init(_ sealed: Sealed, amount: Int) {
    let fact = sealed.fact
    self.init(
      position: sealed.position, fact: fact.id, kind: fact.kind.rawValue, at: fact.at,
      recordedAt: fact.recordedAt, subject: fact.subject, amount: amount, reason: Reason(fact))
  }
}

extension Indicator.Formula {
  /// What is counted in one part; empty where it is no count of dossiers.
  fileprivate func conditions(_ part: FigurePart) -> [Condition] {
    switch (self, part) {
    case (.share(let above, _), .numerator): above
    case (.share(_, let below), .denominator), (.ratio(_, let below), .denominator): below
    case (.ratio(let total, _), .numerator): total.conditions
    case (.procedures(let set, _), .numerator), (.procedures(_, let set), .denominator):
      set.with?.conditions ?? []
    case (.unmeasured, _): []
    }
  }
}

extension Publication {
  /// The rows of an answer as they were frozen.
  static func rows(_ json: JSON?) -> [IndicatorFigure.Row] {
    (json?.elements ?? []).map { row in
      IndicatorFigure.Row(
        key: row["key"]?.text ?? "",
        ratio: Ratio(
          numerator: row["numerator"]?.int ?? 0, denominator: row["denominator"]?.int ?? 0))
    }
  }

  fileprivate func figure(
    _ answer: JSON, _ tx: any Transaction, at instant: Instant
  ) throws -> PublishedFigure {
    let indicator = try Indicator(served: answer["definition"] ?? .null)
    let now = try FigureDesk.asOf(tx, at: instant)
    let figure = try IndicatorFigure.counted(
      indicator, period, agency: agency, by: .agency, asOf: now,
      from: SummaryCountsStore(tx: tx))
    return PublishedFigure(
      publication: self, indicator: indicator,
      rows: PublishedFigure.rows(Publication.rows(answer["rows"]), figure.rows), now: now)
  }
}
