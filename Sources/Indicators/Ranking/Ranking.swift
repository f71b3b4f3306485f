import Ground

/// Units in the order of a published value.
///
/// Standard competition ranking: equal published values share a rank and the next one skips.
/// Source: KPI-7, KPI-8 (ties are those of the published value, not of the raw one).
struct Ranking: Sendable, Equatable {
  /// One unit as it comes in.
  struct Unit: Sendable, Equatable {
    let code: String
    /// As published; `nil` where there is no value.
    let published: String?
    /// Behind the value, when it is a share: what its rank rests on, and what would change it.
    var ratio: Ratio?
  }

  struct Row: Sendable, Equatable {
    let unit: Unit
    let rank: Int
    /// Whether another unit has the same published value.
    let isTied: Bool
    /// How many more of the counted would publish the value of the next better unit; `nil` for the
    /// best, and where the value is no share or more of the counted cannot help.
    let toNext: Int?
  }

  /// Why a unit has no rank.
  enum Exclusion: Sendable, Equatable {
    /// Named by the rule, with its reason.
    case named(String)
    /// There is nothing to publish.
    case noValue
    /// Fewer counted than the rule asks for.
    case tooFew(Int)
  }

  let rows: [Row]
  let excluded: [(unit: Unit, why: Exclusion)]

  init(_ units: [Unit], by rule: RankingRule) {
    var (ranked, excluded): ([(Unit, Exact)], [(Unit, Exclusion)]) = ([], [])
    for unit in units.sorted(by: { $0.code < $1.code }) {
      if let why = rule.exclusion(of: unit) {
        excluded.append((unit, why))
      } else if let value = unit.published.flatMap({ Exact($0) }) {
        ranked.append((unit, value))
      } else {
        excluded.append((unit, .noValue))
      }
    }
    let isBetter: (Exact, Exact) -> Bool = { a, b in
      switch rule.direction {
      case .higher: b < a
      case .lower: a < b
      }
    }
    let ordered = ranked.enumerated().sorted { a, b in
      a.element.1 == b.element.1 ? a.offset < b.offset : isBetter(a.element.1, b.element.1)
    }.map(\.element)
    rows = ordered.map { unit, value in
      let better = ordered.prefix { isBetter($0.1, value) }
      return Row(
        unit: unit, rank: better.count + 1,
        isTied: ordered.count { $0.1 == value } > 1,
        toNext: better.last.flatMap { rule.missing(unit, to: $0.1) })
    }
    self.excluded = excluded
  }

  static func == (a: Ranking, b: Ranking) -> Bool {
    a.rows == b.rows
      && a.excluded.elementsEqual(b.excluded) { $0.unit == $1.unit && $0.why == $1.why }
  }
}

extension RankingRule {
  fileprivate func exclusion(of unit: Ranking.Unit) -> Ranking.Exclusion? {
    if let reason = excluded[unit.code] { return .named(reason) }
    if unit.published == nil { return .noValue }
    if let volume = unit.ratio?.denominator, volume < minimum { return .tooFew(volume) }
    return nil
  }

  /// How many more in the numerator, of the same denominator, publish at least `value`.
  fileprivate func missing(_ unit: Ranking.Unit, to value: Exact) -> Int? {
    guard direction == .higher, let ratio = unit.ratio, ratio.denominator > 0 else { return nil }
    func reaches(_ more: Int) -> Bool {
      let bettered = Ratio(
        numerator: ratio.numerator + more, denominator: ratio.denominator)
      return bettered.percent(decimals: decimals, rounding).flatMap { Exact($0) }
        .map { !($0 < value) } ?? false
    }
    var (low, high) = (0, ratio.denominator - ratio.numerator)
    guard high > 0, reaches(high) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
