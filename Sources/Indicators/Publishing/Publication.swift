import Directory
import Ground
import Journal

/// A publication: the figures of one period and agency, frozen with their definitions and the
/// position of the journal that they were counted from. Source: domain 9, P8 (frozen snapshots).
struct Publication: Sendable, Equatable {
  let id: String
  let agency: String
  let period: ReportingPeriod
  let asOf: Position
  let publishedAt: Instant
  /// The post that published, not the person.
  let post: String
  /// SHA-256 over all answers, as the fact names it.
  let sha256: String
  /// How many indicators it holds.
  let count: Int
  /// The publication that this one puts right, and why.
  let supersedes: String?
  let reason: String?
}

/// The kinds of periods that reports use. Source: KPI-9.
enum PeriodKind: String, Sendable, CaseIterable {
  case month, quarter, halfYear, nineMonths, year

  /// The kind of these days; `nil` when they are none.
  init?(_ period: ReportingPeriod) {
    let (from, to) = (period.from, period.to)
    guard from.day == 1, to.adding(days: 1).day == 1, from.year == to.year else { return nil }
    switch (from.month, to.month - from.month + 1) {
    case (_, 1): self = .month
    case (1, 3), (4, 3), (7, 3), (10, 3): self = .quarter
    case (1, 6), (7, 6): self = .halfYear
    case (1, 9): self = .nineMonths
    case (1, 12): self = .year
    default: return nil
    }
  }
}

/// One row of a published figure beside what it would be now.
struct PublishedRow: Sendable, Equatable {
  let key: String
  /// `nil`: there was no such row, or there is none now.
  let published: Ratio?
  let now: Ratio?

  var hasChanged: Bool { (published ?? .nothing) != (now ?? .nothing) }
}

extension Ratio {
  static let nothing = Ratio(numerator: 0, denominator: 0)
}

/// A published figure, and the same now.
struct PublishedFigure: Sendable, Equatable {
  let publication: Publication
  let indicator: Indicator
  let rows: [PublishedRow]
  let now: Position

  /// Rows of two figures beside each other, by key.
  static func rows(_ published: [IndicatorFigure.Row], _ now: [IndicatorFigure.Row])
    -> [PublishedRow]
  {
    func byKey(_ rows: [IndicatorFigure.Row]) -> [String: Ratio] {
      Dictionary(rows.map { ($0.key, $0.ratio) }) { first, _ in first }
    }
    let (old, new) = (byKey(published), byKey(now))
    return Set(old.keys).union(new.keys).sorted().map {
      PublishedRow(key: $0, published: old[$0], now: new[$0])
    }
  }
}

/// One fact that changed a published figure after it was published.
struct LaterChange: Sendable, Equatable {
  /// Why something that concerns a past period comes later. Source: domain 9, P8.
  enum Reason: String, Sendable, CaseIterable {
    case correction, lateEntry, imported, other

    init(_ fact: Fact) {
      if fact.kind.rawValue == "dossier.corrected" {
        self = .correction
      } else if fact.typedBy == "import" {
        self = .imported
      } else if fact.recordedAt.milliseconds - fact.at.milliseconds >= 60_000 {
        self = .lateEntry
      } else {
        self = .other
      }
    }

    var words: Phrase {
      switch self {
      case .correction: "Đính chính"
      case .lateEntry: "Ghi nhận sau khi việc đã diễn ra"
      case .imported: "Nhập từ hệ thống cũ"
      case .other: "Việc diễn ra sau khi công bố"
      }
    }
  }

  let position: Int
  let fact: String
  let kind: String
  let at: Instant
  let recordedAt: Instant
  let subject: String
  /// What it adds to the number.
  let amount: Int
  let reason: Reason
}
