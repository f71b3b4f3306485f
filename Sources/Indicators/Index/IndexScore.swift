public import Ground
import Rules

/// The points of one unit in an index. Sums are of unrounded scores, and rounded last. Source:
/// KPI-3.
public struct IndexScore: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    let component: CompositeIndex.Component
    /// `nil`: there is none, by the zero rule or for want of data.
    let rate: Exact?
    let score: Exact?
    /// More was counted than there was to count. Source: KPI-2.
    let exceedsWhole: Bool
  }

  let index: CompositeIndex
  public let unit: String?
  let lines: [Line]

  public init(_ input: IndexInput, in index: CompositeIndex) {
    (self.index, unit) = (index, input.unit)
    lines = index.components.map { Line($0, input.measured[$0.code]) }
  }

  /// What the components of `group` have together; `nil` when none of them has a score.
  func score(of group: CompositeIndex.Group) -> Exact? {
    IndexScore.sum(lines.filter { $0.component.group == group.code })
  }

  /// What all components have together; `nil` when none has a score. What has none adds nothing,
  /// and the maximum stays.
  var total: Exact? { IndexScore.sum(lines) }

  private static func sum(_ lines: [Line]) -> Exact? {
    let scores = lines.compactMap(\.score)
    return scores.isEmpty ? nil : scores.reduce(.zero, +)
  }
}

extension IndexScore.Line {
  fileprivate init(_ component: CompositeIndex.Component, _ measured: IndexInput.Measured?) {
    self.component = component
    switch measured {
    case nil: (rate, score, exceedsWhole) = (nil, nil, false)
    case .rate(let given):
      (rate, score) = (given, component.score(given))
      exceedsWhole = given > Exact(1, outOf: 1)
    case .counts(_, denominator: 0):
      exceedsWhole = false
      switch component.zero {
      case .none: (rate, score) = (nil, nil)
      case .zero: (rate, score) = (.zero, .zero)
      case .full: (rate, score) = (nil, component.maximum)
      }
    case .counts(let numerator, let denominator):
      let share = Exact(numerator, outOf: denominator)
      (rate, score) = (share, component.score(share))
      exceedsWhole = numerator > denominator
    }
  }
}

extension IndexScore {
  /// Source: contract, "Index packs".
  public var json: JSON {
    .present([
      "unit": unit.map { .string($0) },
      "indicators": .object(lines.map { JSON.Member($0.component.code, json(of: $0)) }),
      "groups": .object(
        index.groups.map { group in
          JSON.Member(group.code, sum(score(of: group), maximum: group.maximum))
        }),
      "total": sum(total, maximum: index.maximum),
      "remarks": .array(remarks.map { ["indicator": .string($0.code), "text": .string($0.text)] }),
      "pack": [
        "code": .string(index.code), "version": JSON(index.version),
        "title": .string(index.title.vietnamese), "source": .string(index.source),
        "legalBasis": .array(index.legalBases.map { .string($0) }),
        "validFrom": JSON(index.validity.from), "validTo": JSON(index.validity.to),
      ],
    ])
  }

  private func json(of line: Line) -> JSON {
    ["rate": JSON(rate(of: line)), "score": JSON(published(line.score))]
  }

  private func sum(_ score: Exact?, maximum: Exact) -> JSON {
    ["score": JSON(published(score)), "maximum": JSON(published(maximum))]
  }

  /// In the index's unit.
  func rate(of line: Line) -> String? {
    guard let rate = line.rate else { return nil }
    switch index.rateUnit {
    case .share: return rate.published(decimals: index.decimals)
    case .percent:
      let percent = Exact(100, outOf: 1).times(rate, over: Exact(1, outOf: 1))
      return percent.published(decimals: index.decimals)
    }
  }

  func published(_ score: Exact?) -> String? { score?.published(decimals: index.decimals) }

  /// What a reader should know of single scores.
  var remarks: [(code: String, text: String)] {
    lines.flatMap { line -> [(code: String, text: String)] in
      let code = line.component.code
      var found: [(code: String, text: String)] = []
      if line.exceedsWhole { found.append((code, "Tử số lớn hơn mẫu số: kiểm tra lại số liệu.")) }
      if let remark = line.component.remark, line.score != nil {
        found.append((code, remark.vietnamese))
      }
      return found
    }
  }
}
