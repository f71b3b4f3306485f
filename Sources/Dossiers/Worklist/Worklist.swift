import Catalogue
import Deadlines
public import Ground

/// Which dossiers someone asks to see; everything is narrowed to what the caller may see.
public struct WorklistQuestion: Sendable {
  public var agency: AgencyCode?
  public var stage: Stage?
  /// Past its due date and not finished.
  public var overdue: Bool?
  public var dueBefore: Instant?
  public var text: String?
  public var limit: Int
  public var after: (order: Int64, id: String)?

  public init(limit: Int) { self.limit = limit }
}

/// A page of the list, soonest due first.
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

  /// The dossier of the contract in short: what a list needs.
  public var json: JSON {
    [
      "id": .string(dossier.id.rawValue), "reference": .string(dossier.reference.text),
      "number": JSON(dossier.number), "procedure": .string(dossier.procedure.rawValue),
      "procedureName": .string(procedureName), "agency": .string(dossier.agency.rawValue),
      "competentAgency": .string(dossier.competentAgency.rawValue),
      "channel": .string(dossier.channel.rawValue), "stage": .string(dossier.stage.rawValue),
      "status": .integer(Int64(dossier.stage.status)),
      "version": .integer(Int64(dossier.version)), "submittedAt": JSON(dossier.submittedAt),
      "receivedAt": JSON(dossier.receivedAt), "dueAt": JSON(dossier.clock?.dueAt),
      "indexDueAt": JSON(dossier.clock?.indexDueAt), "overdue": .bool(isOverdue),
      "applicant": dossier.contents.applicant.maskedJSON,
      "officer": JSON(dossier.officer?.rawValue),
    ]
  }
}
