import Catalogue
import Ground
import Storage

extension WorklistStore {
  /// The lines of these dossiers, in no order that means anything.
  func lines(_ ids: [Dossier.ID]) throws -> [WorklistLine] {
    try DossierStore(tx: tx).rows(WorklistLine.columns, of: ids).map(WorklistLine.init)
  }
}

extension WorklistLine {
  fileprivate static let columns: SQL = """
    id, reference, number, version, stage, procedure, agency, competent_agency, channel, officer,
    submitted_at, received_at, due_at, subject, details
    """

  init(_ row: Row) throws {
    let details = try JSON(
      reading: Array(try row.text(14).utf8), only: ["contents", "clock"])
    guard let stage = Stage(rawValue: try row.text(4)),
      let channel = Channel(rawValue: try row.text(8)),
      let applicant = details["contents"]?["applicant"]
    else { throw ContentsUnreadable(what: "dossier \(try row.text(0))") }
    self.init(
      id: try row.id(0), reference: try row.text(1), number: try row.optionalText(2),
      version: try row.int(3), stage: stage, procedure: try row.id(5), agency: try row.id(6),
      competentAgency: try row.id(7), channel: channel,
      officer: try row.optional(9) { try $0.id($1) }, submittedAt: try row.instant(10),
      receivedAt: try row.optionalInstant(11), dueAt: try row.optionalInstant(12),
      indexDueAt: details["clock"]?["entries"]?.elements?.last?["indexDue"]?.text,
      applicant: Applicant.masked(applicant), subject: try row.text(13))
  }
}
