import Ground

/// What has been said to a finding. Source: peers gap 8 (the officer sees it first, then the head).
enum FindingState: String, Sendable, CaseIterable {
  case open, explained, acknowledged, referred

  /// The state after `act`; `nil` when it is not its turn.
  func after(_ act: FindingAct) -> FindingState? {
    switch (self, act) {
    case (.open, .explain): .explained
    case (.open, .acknowledge), (.explained, .acknowledge): .acknowledged
    case (.open, .refer), (.explained, .refer): .referred
    case (.explained, .explain), (.acknowledged, _), (.referred, _): nil
    }
  }
}

/// What is said to a finding, each with a text. The raw value is what is stored.
enum FindingAct: String, Sendable, CaseIterable {
  /// By the officer whose post it is about.
  case explain
  /// By a head: seen, with a remark.
  case acknowledge
  /// By a head: handed on to be looked into.
  case refer
}

/// A finding as it is kept: what was found, and what was said to it.
struct KeptFinding: Sendable, Equatable {
  /// Why it holds no more.
  enum Gone: String, Sendable, CaseIterable {
    case corrected
    /// The rules or the calendar were changed.
    case rules
  }

  /// Opaque; the subject of the facts of what is said to it.
  let id: String
  let finding: Finding
  let foundAt: Instant
  /// The first day on which the head sees it though nobody has explained it.
  let headOn: Day
  let state: FindingState
  /// How much has been said to it.
  let acts: Int
  let gone: Gone?

  /// Whether heads and supervisors see it on `day`: what is about no officer at once, else when it
  /// is explained or the officer's days are over.
  func isShown(on day: Day) -> Bool {
    finding.post == nil || state != .open || headOn <= day
  }
}

/// One thing that was said.
struct SpokenAct: Sendable, Equatable {
  let at: Instant
  let act: FindingAct
  let post: String
  let text: String
}
