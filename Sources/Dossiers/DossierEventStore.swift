import Ground
import Storage

/// One line of a dossier's history.
struct DossierEvent: Sendable, Equatable {
  let seq: Int
  let at: Instant
  let act: String
  let stage: Stage
  let post: PostID?
  let agency: AgencyCode?
  let account: AccountID
  let fact: String
  let text: String
  /// What letters say of the act and the dossier does not keep: reasons, whom it was handed to.
  /// Source: MRG-4 (a reprint says what was said on the day of the act).
  var details = JSON.object([])
}

/// Every statement on `dossier_event`. There is no update and no delete.
struct EventStore {
  let tx: any Transaction

  func insert(_ event: DossierEvent, of dossier: Dossier.ID) throws {
    try tx.run(
      """
      INSERT INTO dossier_event (dossier, seq, at, act, stage, post, agency, account, fact, text,
        details)
      VALUES (\(dossier), \(event.seq), \(event.at), \(event.act), \(event.stage.rawValue),
        \(event.post), \(event.agency), \(event.account), \(event.fact), \(event.text),
        \(event.details.serialised))
      """
    )
  }

  /// The whole history in order, at most 500 lines.
  func events(of dossier: Dossier.ID) throws -> [DossierEvent] {
    try tx.rows(
      """
      SELECT seq, at, act, stage, post, agency, account, fact, text, details
      FROM dossier_event
      WHERE dossier = \(dossier)
      ORDER BY seq
      LIMIT 500
      """
    ).map { row in
      guard let stage = Stage(rawValue: try row.text(3)) else {
        throw ContentsUnreadable(what: "event of \(dossier.rawValue)")
      }
      return DossierEvent(
        seq: try row.int(0), at: try row.instant(1), act: try row.text(2), stage: stage,
        post: try row.optional(4) { try $0.id($1) }, agency: try row.optional(5) { try $0.id($1) },
        account: try row.id(6), fact: try row.text(7), text: try row.text(8),
        details: try JSON(reading: Array(try row.text(9).utf8)))
    }
  }
}
