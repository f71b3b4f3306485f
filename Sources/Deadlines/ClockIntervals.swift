public import Ground

/// A stretch in which the clock did not run.
public struct Pause: Sendable, Equatable {
  /// What was waited for: papers (status 5) or money (status 6). Source: domain 1.6.
  public enum Reason: String, Sendable, CaseIterable { case supplement, payment }

  public let reason: Reason
  public let from: Instant
  /// `nil` while it lasts; the end of the clock ends it too.
  public let to: Instant?
  /// Whether the term was counted anew when it ended. Source: TIM-1.
  public let restarted: Bool

  public var json: JSON {
    .present([
      "reason": .string(reason.rawValue), "from": JSON(from), "to": to.map { JSON($0) },
      "restarted": .bool(restarted),
    ])
  }
}

/// A stretch in which the clock ran.
public struct Run: Sendable, Equatable {
  public let from: Instant
  /// `nil` while it lasts.
  public let to: Instant?
}

/// The legal due date moved, and why.
public struct DueDateChange: Sendable, Equatable {
  public enum Reason: String, Sendable, CaseIterable {
    case started, restarted, resumed, extended, recounted

    var vietnamese: String {
      switch self {
      case .started: "Bắt đầu tính"
      case .restarted: "Đã bổ sung đủ, tính lại từ đầu"
      case .resumed: "Hết tạm dừng, tính tiếp phần còn lại"
      case .extended: "Gia hạn, hẹn lại"
      case .recounted: "Tính lại theo quyết định"
      }
    }
  }

  /// `nil` at the start.
  public let old: Instant?
  public let new: Instant
  public let reason: Reason
  public let at: Instant

  public var json: JSON {
    .present([
      "old": old.map { JSON($0) }, "new": JSON(new), "reason": .string(reason.rawValue),
      "at": JSON(at),
    ])
  }
}

extension LegalClock {
  /// In order. Source: TIM-7.
  public var pauses: [Pause] {
    var pauses: [Pause] = []
    var open: (reason: Pause.Reason, from: Instant)?
    func close(_ to: Instant?, restarted: Bool) {
      guard let pause = open else { return }
      pauses.append(
        Pause(reason: pause.reason, from: pause.from, to: to, restarted: restarted))
      open = nil
    }
    for entry in entries {
      switch entry.event {
      case .paused(let reason): open = (reason, entry.at)
      case .resumed(let restarted): close(entry.at, restarted: restarted)
      case .ended: close(entry.at, restarted: false)
      case .started, .extended, .recounted: continue
      }
    }
    close(nil, restarted: false)
    return pauses
  }

  /// In order; between them lie the pauses.
  public var runs: [Run] {
    var runs: [Run] = []
    var open: Instant?
    for entry in entries {
      switch entry.event {
      case .started, .resumed: open = entry.at
      case .paused, .ended:
        if let from = open { runs.append(Run(from: from, to: entry.at)) }
        open = nil
      case .extended, .recounted: continue
      }
    }
    if let from = open { runs.append(Run(from: from, to: nil)) }
    return runs
  }

  /// Every act that set the legal due date, in order, the start first. Source: domain 1.4 (due-date
  /// events are kept, never overwritten).
  public var dueDateChanges: [DueDateChange] {
    var changes: [DueDateChange] = []
    for entry in entries {
      let reason: DueDateChange.Reason? =
        switch entry.event {
        case .started: .started
        case .resumed(let restarted): restarted ? .restarted : .resumed
        case .extended: .extended
        case .recounted: .recounted
        case .paused, .ended: nil
        }
      guard let reason else { continue }
      changes.append(
        DueDateChange(
          old: changes.last?.new, new: entry.dates.legal.at, reason: reason, at: entry.at))
    }
    return changes
  }
}
