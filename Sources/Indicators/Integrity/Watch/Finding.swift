import Ground

/// Dấu hiệu cần giải trình: something that a rule found in the facts.
///
/// A pure function of sealed facts, rules and the working calendar; what people say to it is kept
/// beside it. Source: domain P5, P8, P9.
struct Finding: Sendable, Equatable {
  /// What it is about, once a rule.
  struct Key: Sendable, Hashable, Comparable {
    let rule: IntegrityRule.Code
    /// The position of a fact, a dossier, a post and a day, or a tag and a window.
    let about: String

    static func < (a: Key, b: Key) -> Bool {
      (a.rule.rawValue, a.about) < (b.rule.rawValue, b.about)
    }
  }

  let key: Key
  /// The wording of the rule.
  let version: String
  /// The dossier; `nil` when it is about several.
  let subject: String?
  /// The agency of the post, else the one that received.
  let agency: String
  /// Who acted; `nil` when it was no officer.
  let post: String?
  /// The day of what was found.
  let day: Day
  /// Of the fact with which it began.
  let position: Int
  var measured: Int
  let threshold: Int
  /// What `measured` is seen against: of the clock all working minutes, of closings the usual
  /// amount of a day in tenths; else 0.
  var against = 0
  /// A later correction made it wrong.
  var isGone = false
}

/// What one more fact does to what was found.
enum FindingChange: Sendable, Equatable {
  case found(Finding)
  case gone(Finding.Key)
}

/// Everything that was found, as the changes left it.
struct FindingBook: Sendable, Equatable {
  private(set) var findings: [Finding.Key: Finding] = [:]

  /// What began once keeps its place; how much it is moves on.
  mutating func apply(_ change: FindingChange) {
    switch change {
    case .found(let finding):
      guard var known = findings[finding.key] else {
        findings[finding.key] = finding
        return
      }
      (known.measured, known.against, known.isGone) = (finding.measured, finding.against, false)
      findings[finding.key] = known
    case .gone(let key): findings[key]?.isGone = true
    }
  }
}
