import Ground
import Journal
import Rules

/// An indicator as counted for a period, one row a heading.
struct IndicatorFigure: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    let key: String
    let ratio: Ratio
  }

  let indicator: Indicator
  let period: ReportingPeriod
  let agency: String
  let breakdown: Breakdown?
  let asOf: Position
  let rows: [Row]

  /// Counts `indicator` for `agency` and what is below it on the period's last day; for everything
  /// when `agency` is `nil`.
  ///
  /// Shape: by month every month of the period; by anything else the headings with something to
  /// count, by key; without a breakdown one row, of the agency.
  static func counted(
    _ indicator: Indicator, _ period: ReportingPeriod, agency: String?,
    by breakdown: Breakdown?, asOf: Position, from counts: some FigureCounts
  ) throws -> IndicatorFigure {
    let history = try counts.history()
    let codes = agency.map { history.below($0, on: period.to) }
    let name = agency.map { history.code(of: $0, on: period.to) } ?? ""
    var count = IndicatorCount(indicator, period) { key in
      switch breakdown {
      case nil: name
      case .agency: history.code(of: key, on: period.to)
      case .sector, .procedure, .channel, .month: key
      }
    }
    try count.take(from: counts, of: codes, by: breakdown)
    if breakdown == nil { count.open(name) }
    if breakdown == .month { for month in period.months { count.open(month.key) } }
    return IndicatorFigure(
      indicator: indicator, period: period, agency: name, breakdown: breakdown, asOf: asOf,
      rows: count.rows)
  }
}

/// Gathers numerators and denominators by heading.
private struct IndicatorCount {
  private var numerators: [String: Int] = [:]
  private var denominators: [String: Int] = [:]
  private let indicator: Indicator
  private let period: ReportingPeriod
  private let name: (String) -> String

  init(_ indicator: Indicator, _ period: ReportingPeriod, naming name: @escaping (String) -> String)
  {
    (self.indicator, self.period, self.name) = (indicator, period, name)
  }

  var rows: [IndicatorFigure.Row] {
    denominators.keys.sorted().map { key in
      IndicatorFigure.Row(
        key: key,
        ratio: Ratio(
          numerator: numerators[key] ?? 0, denominator: denominators[key] ?? 0))
    }
  }

  /// Makes sure that the heading has a row.
  mutating func open(_ key: String) { denominators[key, default: 0] += 0 }

  mutating func take(
    from counts: some FigureCounts, of codes: Set<String>?, by breakdown: Breakdown?
  ) throws {
    let events = try counts.events(
      in: period, of: codes, by: breakdown, splitByProcedure: indicator.counts == .procedures)
    switch indicator.counts {
    case .dossiers: for found in events { take(found) }
    case .procedures:
      takeProcedures(
        events, try counts.onlineOffers(in: period, of: codes), by: breakdown)
    }
    for (key, amount) in denominators where amount == 0 && numerators[key] ?? 0 == 0 {
      denominators[key] = nil
    }
  }

  private mutating func take(_ found: EventCount) {
    let key = name(found.key)
    if indicator.denominator.holds(found.counted, channel: found.channel) {
      denominators[key, default: 0] += found.amount
    }
    if indicator.numerator.holds(found.counted, channel: found.channel) {
      numerators[key, default: 0] += found.amount
    }
  }

  /// Procedures are counted once a heading, and only when something came in for them on balance.
  private mutating func takeProcedures(
    _ events: [EventCount], _ offers: [OfferPeriod], by breakdown: Breakdown?
  ) {
    var offered: [String: Set<String>] = [:]
    for offer in offers {
      for key in keys(of: offer, by: breakdown) {
        offered[key, default: []].insert(offer.procedure)
      }
    }
    var came: [String: [String: Int]] = [:]
    for found in events where indicator.numerator.holds(found.counted, channel: found.channel) {
      came[name(found.key), default: [:]][found.procedure, default: 0] += found.amount
    }
    for (key, procedures) in offered {
      denominators[key] = procedures.count
      numerators[key] = procedures.count { came[key]?[$0] ?? 0 > 0 }
    }
  }

  private func keys(of offer: OfferPeriod, by breakdown: Breakdown?) -> [String] {
    switch breakdown {
    case nil: [name("")]
    case .agency: [name(offer.agency)]
    case .sector: [offer.sector]
    case .procedure: [offer.procedure]
    case .channel: ["online"]
    case .month: period.months.filter { offer.touches($0.period) }.map(\.key)
    }
  }
}

extension IndicatorFigure {
  /// As the API gives it. Source: contract, `/indicators/{code}`.
  var json: JSON {
    [
      "definition": indicator.json, "from": JSON(period.from), "to": JSON(period.to),
      "agency": .string(agency), "by": JSON(breakdown?.rawValue), "asOf": asOf.json,
      "rows": .array(
        rows.map { row in
          [
            "key": .string(row.key), "numerator": .integer(Int64(row.ratio.numerator)),
            "denominator": .integer(Int64(row.ratio.denominator)),
            "value": JSON(row.ratio.value),
            "published": JSON(row.ratio.percent(decimals: indicator.decimals)),
          ]
        }),
    ]
  }
}

extension Indicator {
  /// The whole definition, so that nobody needs to ask what a number means.
  var json: JSON {
    [
      "code": .string(code), "title": .string(title.vietnamese),
      "definition": .string(definition.vietnamese),
      "unit": .string(unit), "decimals": JSON(decimals), "legalBasis": .string(legalBasis),
      "source": .string(source), "validFrom": JSON(validFrom), "validTo": JSON(validTo),
      "counts": .string(counts.rawValue), "numerator": numerator.json,
      "denominator": denominator.json,
    ]
  }
}

extension Indicator.Condition {
  var json: JSON {
    func list(_ words: Set<String>) -> JSON? {
      words.isEmpty ? nil : .array(words.sorted().map { .string($0) })
    }
    return .present([
      "event": .string(event), "outcome": list(outcomes), "timeliness": list(timeliness),
      "channel": list(channels),
    ])
  }
}
