import Ground
import Journal
import Storage

/// Ranks units by published figures, or by those of the moment where nothing is published.
struct RankingDesk: Sendable {
  let figures: FigureDesk
  let rules: [RankingRule]

  /// A ranking with what it rests on.
  struct Ranked: Sendable {
    let rule: RankingRule
    let period: ReportingPeriod
    /// `nil`: counted now, and so provisional.
    let publication: Publication?
    let asOf: Position
    let ranking: Ranking
    /// How many units stand in the population.
    let population: Int
    /// Names of the units.
    let names: [String: String]
  }

  func rules(on day: Day) -> [RankingRule] { rules.filter { $0.isInForce(on: day) } }

  /// The periods that the province has published, newest first. Shape: at most 30.
  func published() async throws -> [ReportingPeriod] {
    let instant = figures.now()
    return try await figures.database.read { tx in
      let top = try SummaryCountsStore(tx: tx).history().topmost(on: instant.day) ?? ""
      return try PublicationStore(tx: tx).list(of: [top], after: nil, limit: 30).map(\.period)
    }
  }

  /// The ranking of a period over the whole province.
  ///
  /// Refuses: `RankingUnknown`, `FigureRefused`.
  func ranking(_ code: String, _ period: ReportingPeriod) async throws -> Ranked {
    guard let rule = rules.first(where: { $0.code == code && $0.isInForce(on: period.to) }) else {
      throw RankingUnknown()
    }
    let instant = figures.now()
    let indicator = try figures.indicators.definition(of: rule.indicator, on: period.to)
    let found = try await figures.database.read { tx -> Found in
      let counts = SummaryCountsStore(tx: tx)
      let history = try counts.history()
      let codes = rule.population.codes(history, on: min(period.to, instant.day))
      let top = history.topmost(on: period.to) ?? ""
      let publication = try PublicationStore(tx: tx).latest(period, of: top)
      if let publication,
        let answer = try PublicationStore(tx: tx).answer(rule.indicator, of: publication.id)
      {
        return Found(
          publication: publication, asOf: publication.asOf, codes: codes,
          rows: Publication.rows(answer["rows"]))
      }
      let asOf = try FigureDesk.asOf(tx, at: instant)
      let figure = try IndicatorFigure.counted(
        indicator, period, agency: nil, by: .agency, asOf: asOf, from: counts)
      return Found(publication: nil, asOf: asOf, codes: codes, rows: figure.rows)
    }
    let units = found.units(indicator)
    return Ranked(
      rule: rule, period: period, publication: found.publication, asOf: found.asOf,
      ranking: Ranking(units, by: rule), population: units.count,
      names: try await figures.labels(of: Set(found.codes), by: .agency))
  }

  private struct Found: Sendable {
    let publication: Publication?
    let asOf: Position
    let codes: [String]
    let rows: [IndicatorFigure.Row]

    func units(_ indicator: Indicator) -> [Ranking.Unit] {
      let ratios = Dictionary(rows.map { ($0.key, $0.ratio) }) { first, _ in first }
      return codes.map { code in
        Ranking.Unit(
          code: code, published: ratios[code].flatMap { indicator.worth($0).published },
          ratio: indicator.isShare ? ratios[code] : nil)
      }
    }
  }
}

extension RankingRule.Population {
  fileprivate func codes(_ history: AgencyHistory, on day: Day) -> [String] {
    switch self {
    case .level(let level): history.codes(ofLevel: level, on: day)
    case .named(let codes): codes
    }
  }
}

/// There is no such ranking in that period.
struct RankingUnknown: Refusal {
  var kind: RefusalKind { .unknown }
  var code: String { "ranking.unknown" }
  var explanation: Phrase { "Không có bảng xếp hạng này trong kỳ đã chọn. Xem danh sách các bảng." }
}
