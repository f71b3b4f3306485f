import Catalogue
import Ground
import Storage

/// Every statement on `draft` and `draft_screen`. Lives as long as its transaction.
struct DraftStore {
  let tx: any Transaction

  private static let columns: SQL = """
    id, account, procedure, agency, terms, started_at, changed_at, dossier, sent_at
    """

  /// The draft of that account with what lies in it; `nil` when there is none.
  func draft(_ id: Draft.ID, of account: AccountID) throws -> Draft? {
    try find(id, account, lock: "")
  }

  /// The same, held against every other transaction until this one ends.
  func locked(_ id: Draft.ID, of account: AccountID) throws -> Draft? {
    try find(id, account, lock: tx.dialect.forUpdate)
  }

  /// Whoever's it is, held likewise: for housekeeping.
  func held(_ id: Draft.ID) throws -> Draft? {
    try find(id, nil, lock: tx.dialect.forUpdate)
  }

  private func find(_ id: Draft.ID, _ account: AccountID?, lock: SQL) throws -> Draft? {
    let own: SQL = account.map { "AND account = \($0)" } ?? ""
    let row = try tx.row(
      "SELECT \(DraftStore.columns) FROM draft WHERE id = \(id) \(own) \(lock)")
    guard let row else { return nil }
    var draft = try Draft(row)
    draft.screens = try screens(of: id)
    draft.files = try DraftFileStore(tx: tx).files(of: id)
    return draft
  }

  private func screens(of id: Draft.ID) throws -> [FilingStep: Draft.Screen] {
    try tx.rows(
      """
      SELECT step, version, at, typed FROM draft_screen
      WHERE draft = \(id)
      ORDER BY step
      LIMIT 50
      """
    ).reduce(into: [:]) { screens, row in
      guard let step = FilingStep(rawValue: try row.text(0)) else {
        throw ContentsUnreadable(what: "draft")
      }
      screens[step] = Draft.Screen(
        values: DraftValues(json: try JSON(reading: Array(try row.text(3).utf8))),
        version: try row.int(1), at: try row.instant(2))
    }
  }

  /// What the account has not sent, latest change first; without what lies in it. Shape: at most
  /// `limit`.
  func open(of account: AccountID, changedAfter: Instant, limit: Int) throws -> [Draft] {
    try tx.rows(
      """
      SELECT \(DraftStore.columns) FROM draft
      WHERE account = \(account) AND dossier IS NULL AND changed_at > \(changedAfter)
      ORDER BY changed_at DESC, id
      LIMIT \(limit)
      """
    ).map(Draft.init)
  }

  /// The latest of the account's drafts, sent or not; for what it chose last time.
  func latest(of account: AccountID) throws -> Draft? {
    try tx.row(
      """
      SELECT \(DraftStore.columns) FROM draft
      WHERE account = \(account)
      ORDER BY changed_at DESC, id
      LIMIT 1
      """
    ).map(Draft.init)
  }

  func insert(_ draft: Draft) throws {
    try tx.run(
      """
      INSERT INTO draft (id, account, procedure, agency, terms, started_at, changed_at)
      VALUES (\(draft.id), \(draft.account), \(draft.procedure), \(draft.agency),
        \(draft.terms.text), \(draft.startedAt), \(draft.changedAt))
      """)
  }

  /// Writes one step as it was typed.
  func put(_ screen: Draft.Screen, _ step: FilingStep, of id: Draft.ID) throws {
    try tx.run(
      """
      INSERT INTO draft_screen (draft, step, version, at, typed)
      VALUES (\(id), \(step.rawValue), \(screen.version), \(screen.at),
        \(screen.values.json.serialised))
      ON CONFLICT (draft, step) DO UPDATE
      SET version = excluded.version, at = excluded.at, typed = excluded.typed
      """)
    try touch(id, at: screen.at)
  }

  func touch(_ id: Draft.ID, at instant: Instant) throws {
    try tx.run("UPDATE draft SET changed_at = \(instant) WHERE id = \(id)")
  }

  /// It became that dossier. What was typed stays in the dossier alone.
  func markSent(_ id: Draft.ID, as dossier: Dossier.ID, at instant: Instant) throws {
    try forgetScreens(of: id)
    try tx.run(
      """
      UPDATE draft SET dossier = \(dossier), sent_at = \(instant), changed_at = \(instant)
      WHERE id = \(id)
      """)
  }

  func delete(_ id: Draft.ID) throws {
    try forgetScreens(of: id)
    try tx.run("DELETE FROM draft WHERE id = \(id)")
  }

  private func forgetScreens(of id: Draft.ID) throws {
    try tx.run("DELETE FROM draft_screen WHERE draft = \(id)")
  }

  /// Drafts that nobody sent or changed since `instant`, oldest first. Shape: at most `limit`;
  /// those that somebody holds at this moment are passed over.
  func abandoned(before instant: Instant, limit: Int) throws -> [Draft.ID] {
    try tx.rows(
      """
      SELECT id FROM draft
      WHERE dossier IS NULL AND changed_at <= \(instant)
      ORDER BY changed_at
      LIMIT \(limit)
      \(tx.dialect.forUpdateSkippingLocked)
      """
    ).map { try $0.id(0) }
  }
}

extension Draft {
  /// Without what lies in it.
  fileprivate init(_ row: Row) throws {
    let dossier: Dossier.ID? = try row.optional(7) { try $0.id($1) }
    let sentAt = try row.optionalInstant(8)
    self.init(
      id: try row.id(0), account: try row.id(1), procedure: try row.id(2), agency: try row.id(3),
      startedAt: try row.instant(5), changedAt: try row.instant(6),
      terms: Terms(text: try row.text(4)), screens: [:], files: [],
      sent: dossier.flatMap { dossier in sentAt.map { Sent(dossier: dossier, at: $0) } })
  }
}
