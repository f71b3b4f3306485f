import Ground
import Journal

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
  var map = AgencyMap.reported
  let asOf: Position
  let rows: [Row]

  /// Counts `indicator` for `agency` and what is below it on the map's day; for everything when
  /// `agency` is `nil`.
  ///
  /// Shape: by month every month of the period; by anything else the headings with something to
  /// count, by key; without a breakdown one row, of the agency.
  static func counted(
    _ indicator: Indicator, _ period: ReportingPeriod, agency: String?,
    by breakdown: Breakdown?, map: AgencyMap = .reported, asOf: Position,
    from counts: some FigureCounts
  ) throws -> IndicatorFigure {
    let (history, day) = (try counts.history(), map.day(of: period, at: asOf.at))
    let name = agency.map { history.code(of: $0, on: day) } ?? ""
    let scope = FigureScope(
      period: period, codes: agency.map { history.below($0, on: day) },
      breakdown: breakdown, at: asOf.at
    ) { key in
      switch breakdown {
      case nil: name
      case .agency: history.code(of: key, on: day)
      case .sector, .procedure, .channel, .month: key
      }
    }
    var rows: [String: Ratio] = [:]
    switch indicator.formula {
    case .share(let part, let whole):
      rows = try scope.rows(scope.sum(part, counts), over: scope.sum(whole, counts))
    case .ratio(let total, let whole):
      rows = try scope.rows(
        scope.sum(total.conditions, total.measure, counts), over: scope.sum(whole, counts))
    case .procedures(let part, let whole):
      let (all, some) = (try scope.procedures(whole, counts), try scope.procedures(part, counts))
      rows = scope.rows(some.mapValues(\.count), over: all.mapValues(\.count))
    case .unmeasured: break
    }
    let nothing = Ratio(numerator: 0, denominator: 0)
    if breakdown == nil { rows[name] = rows[name] ?? nothing }
    if breakdown == .month {
      for month in period.months { rows[month.key] = rows[month.key] ?? nothing }
    }
    return IndicatorFigure(
      indicator: indicator, period: period, agency: name, breakdown: breakdown, map: map,
      asOf: asOf,
      rows: rows.sorted { $0.key < $1.key }.map { Row(key: $0.key, ratio: $0.value) })
  }
}

/// Where and when something is counted, and under which headings.
struct FigureScope {
  let period: ReportingPeriod
  /// By every code they ever had; `nil` is all agencies.
  let codes: Set<String>?
  let breakdown: Breakdown?
  /// The moment for which open dossiers are judged while the period goes on.
  let at: Instant
  /// The heading under which a key of the facts is shown.
  let name: (String) -> String

  /// What the conditions add up to by heading.
  func sum(
    _ conditions: [Condition], _ measure: Indicator.Total.Measure = .points,
    _ counts: some FigureCounts
  ) throws -> [String: Int] {
    var sums: [String: Int] = [:]
    try each(conditions, counts) { key, amount, condition, sign in
      let worth =
        switch measure {
        case .points: amount.count * condition.points
        case .workedMinutes: amount.minutes
        }
      sums[key, default: 0] += sign * worth
    }
    return sums
  }

  func sum(_ conditions: [Condition], _ counts: some FigureCounts) throws -> [String: Int] {
    try sum(conditions, .points, counts)
  }

  /// The different procedures by heading; one for which something counted on balance is there once.
  func procedures(
    _ set: ProcedureSet, _ counts: some FigureCounts
  ) throws -> [String: Set<String>] {
    var offered: [String: Set<String>] = [:]
    for (key, stretch) in headings {
      for offer in try counts.offers(in: stretch, of: codes)
      where set.offered.holds(offer, in: stretch) {
        for heading in key.map({ [$0] }) ?? headings(of: offer, set.offered) {
          offered[heading, default: []].insert(offer.procedure)
        }
      }
    }
    guard let with = set.with else { return offered }
    let question = question(with.conditions, splitByProcedure: true)
    var came: [String: [String: Int]] = [:]
    for count in try counts.events(question) {
      for condition in with.conditions {
        let amount = condition.sign(of: count) * count.amount.count
        came[name(count.key), default: [:]][count.procedure, default: 0] += amount
      }
    }
    return offered.reduce(into: [:]) { found, entry in
      let (key, procedures) = entry
      found[key] = procedures.filter { came[key]?[$0] ?? 0 >= with.atLeast }
    }
  }

  /// Numerators over denominators, for every heading with something to count.
  func rows(_ parts: [String: Int], over wholes: [String: Int]) -> [String: Ratio] {
    Set(parts.keys).union(wholes.keys).reduce(into: [:]) { rows, key in
      let (part, whole) = (parts[key] ?? 0, wholes[key] ?? 0)
      if part != 0 || whole != 0 { rows[key] = Ratio(numerator: part, denominator: whole) }
    }
  }

  private func each(
    _ conditions: [Condition], _ counts: some FigureCounts,
    _ add: (String, Amount, Condition, Int) -> Void
  ) throws {
    func take(_ count: EventCount, _ conditions: [Condition], as key: String?) {
      for condition in conditions {
        let sign = condition.sign(of: count)
        if sign != 0 { add(key ?? name(count.key), count.amount, condition, sign) }
      }
    }
    let (lasting, happening) = (conditions.filter(\.isStock), conditions.filter { !$0.isStock })
    if !happening.isEmpty {
      for count in try counts.events(question(happening)) { take(count, happening, as: nil) }
    }
    guard !lasting.isEmpty else { return }
    for (key, stretch) in headings {
      let judgement = Judgement(end: stretch.to, at: min(at, stretch.end))
      for count in try counts.standing(judgement, question(lasting)) {
        take(count, lasting, as: key)
      }
    }
  }

  /// By month each month, under its name; else the whole period, under headings of the facts.
  private var headings: [(key: String?, period: ReportingPeriod)] {
    breakdown == .month ? period.months.map { ($0.key, $0.period) } : [(nil, period)]
  }

  private func question(
    _ conditions: [Condition], splitByProcedure: Bool = false
  ) -> CountQuestion {
    CountQuestion(
      events: Set(conditions.flatMap { $0.terms.map(\.event) }), period: period, codes: codes,
      breakdown: breakdown, splitByProcedure: splitByProcedure)
  }

  private func headings(of offer: OfferPeriod, _ asked: OfferCondition) -> [String] {
    switch breakdown {
    case nil, .month: [name("")]
    case .agency: [name(offer.agency)]
    case .sector: [offer.sector]
    case .procedure: [offer.procedure]
    case .channel:
      offer.terms.channels.filter { asked.channels.isEmpty || asked.channels.contains($0) }
    }
  }
}

extension IndicatorFigure {
  /// As the API gives it. Source: contract, `/indicators/{code}`.
  var json: JSON {
    [
      "definition": indicator.json, "from": JSON(period.from), "to": JSON(period.to),
      "agency": .string(agency), "by": JSON(breakdown?.rawValue), "tree": .string(map.rawValue),
      "asOf": asOf.json,
      "rows": .array(
        rows.map { row in
          let worth = indicator.worth(row.ratio)
          return [
            "key": .string(row.key), "numerator": .integer(Int64(row.ratio.numerator)),
            "denominator": .integer(Int64(row.ratio.denominator)),
            "value": JSON(worth.value), "published": JSON(worth.published),
          ]
        }),
    ]
  }
}
