import Catalogue
import Ground

/// One line of a list as programs read it: what the list shows and no more, so that a list of fifty
/// does not open fifty dossiers.
struct WorklistLine: Sendable {
  let id: Dossier.ID
  let reference: String
  let number: String?
  let version: Int
  let stage: Stage
  let procedure: ProcedureCode
  let agency: AgencyCode
  let competentAgency: AgencyCode
  let channel: Channel
  let officer: AccountID?
  let submittedAt: Instant
  let receivedAt: Instant?
  let dueAt: Instant?
  /// RFC 3339, as the clock keeps it.
  let indexDueAt: String?
  /// Of the personal number only the ends.
  let applicant: JSON
  /// The subject of its facts, by which readings are written down.
  let subject: String

  /// Running, and past its legal due date. Source: domain 1.4.
  func isOverdue(at instant: Instant) -> Bool {
    (stage == .received || stage == .processing) && (dueAt.map { instant > $0 } ?? false)
  }

  /// The dossier of the contract in short.
  func json(procedureName: String, isOverdue: Bool) -> JSON {
    [
      "id": .string(id.rawValue), "reference": .string(reference), "number": JSON(number),
      "procedure": .string(procedure.rawValue),
      "procedureName": .string(procedureName),
      "agency": .string(agency.rawValue), "competentAgency": .string(competentAgency.rawValue),
      "channel": .string(channel.rawValue), "stage": .string(stage.rawValue),
      "status": .integer(Int64(stage.status)), "version": .integer(Int64(version)),
      "submittedAt": JSON(submittedAt), "receivedAt": JSON(receivedAt), "dueAt": JSON(dueAt),
      "indexDueAt": JSON(indexDueAt), "overdue": .bool(isOverdue),
      "applicant": applicant, "officer": JSON(officer?.rawValue),
    ]
  }
}
