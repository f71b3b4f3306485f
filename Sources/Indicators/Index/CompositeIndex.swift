import Ground
public import Rules

/// Bộ chỉ số: points for components, added up by groups, as a decision or a study defines them.
///
/// A definition is data, one pack each: a new edition is a new pack and no new code. Source: KPI-1;
/// domain 5.3, 5.5, 5.8.
public struct CompositeIndex: Sendable, Equatable {
  /// What 0 out of 0 means. All three occur in one official index. Source: KPI-4.
  enum ZeroRule: String, Sendable, CaseIterable {
    /// No rate and no score; the maximum stays.
    case none
    /// Rate 0, score 0.
    case zero
    /// No rate, and the maximum.
    case full
  }

  /// How rates are written.
  enum RateUnit: String, Sendable, CaseIterable {
    case percent
    /// Between 0 and 1.
    case share
  }

  struct Group: Sendable, Equatable {
    let code: String
    let title: BilingualText
    let maximum: Exact
  }

  struct Component: Sendable, Equatable {
    let code: String
    let group: String?
    let title: BilingualText
    let maximum: Exact
    /// The rate that gives the maximum.
    let fullAt: Exact
    /// More than the maximum is not given.
    let isCapped: Bool
    let zero: ZeroRule
    /// What a reader of its score should know.
    let remark: BilingualText?
    let legalBasis: String
    let validFrom: Day
    /// The last day; `nil` while no end is known.
    let validTo: Day?

    func score(_ rate: Exact) -> Exact {
      let score = maximum.times(rate, over: fullAt)
      return isCapped ? min(score, maximum) : score
    }
  }

  public let code: String
  public let version: Int
  public let title: BilingualText
  public let source: String
  let rateUnit: RateUnit
  /// Of published rates and scores.
  let decimals: Int
  let maximum: Exact
  let groups: [Group]
  let components: [Component]

  /// On what it rests, each basis once.
  var legalBases: [String] {
    components.reduce(into: []) { bases, component in
      if !bases.contains(component.legalBasis) { bases.append(component.legalBasis) }
    }
  }

  /// From when to when every component holds; the last day is `nil` while no end is known.
  var validity: (from: Day?, to: Day?) {
    (components.map(\.validFrom).max(), components.compactMap(\.validTo).min())
  }
}
