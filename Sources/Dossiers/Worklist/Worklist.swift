public import Catalogue
import Deadlines
public import Ground

/// Which dossiers someone asks to see; everything is narrowed to what the caller may see.
public struct WorklistQuestion: Sendable {
  /// How the list is put in order.
  public enum Order: String, Sendable, CaseIterable {
    /// Soonest due first; what has no due date comes last, oldest first.
    case due
    /// What was handed in last comes first.
    case newest
  }

  /// Whose work it is.
  public enum Assignment: Sendable, Equatable {
    case to(AccountID)
    case nobody
  }

  public var agency: AgencyCode?
  /// Empty: every stage.
  public var stages: Set<Stage> = []
  /// Past its due date and not finished.
  public var overdue: Bool?
  public var dueFrom: Instant?
  public var dueBefore: Instant?
  /// In its stage since before this moment: it has waited that long.
  public var since: Instant?
  public var assignment: Assignment?
  public var channel: Channel?
  /// Only these procedures, or procedures of these sectors; `nil`: every one.
  public var about: (procedures: Set<ProcedureCode>, sectors: Set<String>)?
  /// A correction waits for its approval.
  public var correctionPending = false
  public var text: String?
  public var order = Order.due
  public var limit: Int
  public var after: (order: Int64, id: String)?

  public init(limit: Int) { self.limit = limit }

  /// The one stage that is asked for; `nil` when it is several or all.
  public var stage: Stage? {
    get { stages.count == 1 ? stages.first : nil }
    set { stages = newValue.map { [$0] } ?? [] }
  }
}

/// A page of the list, in the order that was asked for.
public struct Worklist: Sendable {
  public let items: [WorklistItem]
  /// Where the next page begins; `nil` on the last.
  public let next: (order: Int64, id: String)?
}

/// One line of the list.
public struct WorklistItem: Sendable {
  public let dossier: Dossier
  public let procedureName: String
  public let isOverdue: Bool
  /// The name of the officer it is assigned to.
  var officerName: String?
  /// How its clock stands, in working time; before reception, how long it waits for an answer.
  var remaining: Remaining?
}
