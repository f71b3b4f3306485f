import Ground
import Storage

/// Conditions that are being prepared; nothing is taken under them.
struct SavedDraft: Sendable, Equatable {
  let conditions: OfferConditions
  let savedAt: Instant
  let account: AccountID
}

/// What somebody looked at and answers for.
struct OfferCheck: Sendable, Equatable {
  /// The version whose papers were compared; `nil` when none was.
  var version: Int?
  var checkedAt: Instant?
  var checkedBy: AccountID?
  /// When it was said that the common hours hold; `nil` when it was not.
  var commonHoursAt: Instant?
}

/// Every statement on `offer_draft` and `offer_check`. Lives as long as its transaction.
struct OfferDraftStore {
  let tx: any Transaction

  func draft(_ agency: AgencyCode, _ procedure: ProcedureCode) throws -> SavedDraft? {
    try tx.row(
      """
      SELECT conditions, saved_at, account
      FROM offer_draft
      WHERE agency = \(agency) AND procedure = \(procedure)
      """
    ).map { row in
      SavedDraft(
        conditions: try OfferConditions(stored: try JSON(reading: try row.bytes(0))),
        savedAt: try row.instant(1), account: try row.id(2))
    }
  }

  func put(_ draft: SavedDraft, _ agency: AgencyCode, _ procedure: ProcedureCode) throws {
    try tx.run(
      """
      INSERT INTO offer_draft (agency, procedure, conditions, saved_at, account)
      VALUES (\(agency), \(procedure), \(draft.conditions.json.bytes), \(draft.savedAt),
        \(draft.account))
      ON CONFLICT (agency, procedure) DO UPDATE
      SET conditions = excluded.conditions, saved_at = excluded.saved_at,
        account = excluded.account
      """)
  }

  func remove(_ agency: AgencyCode, _ procedure: ProcedureCode) throws {
    try tx.run("DELETE FROM offer_draft WHERE agency = \(agency) AND procedure = \(procedure)")
  }

  /// What an agency prepares, by code. Shape: at most 10,000.
  func drafts(of agency: AgencyCode) throws -> Set<ProcedureCode> {
    Set(
      try tx.rows(
        """
        SELECT procedure
        FROM offer_draft
        WHERE agency = \(agency)
        ORDER BY procedure
        LIMIT 10000
        """
      ).map { try $0.id(0) })
  }

  /// How many drafts each agency has. Shape: at most 20,000.
  func counts() throws -> [AgencyCode: Int] {
    var counts: [AgencyCode: Int] = [:]
    for row in try tx.rows(
      "SELECT agency, count(*) FROM offer_draft GROUP BY agency ORDER BY agency LIMIT 20000")
    {
      counts[try row.id(0)] = try row.int(1)
    }
    return counts
  }

  func check(_ agency: AgencyCode, _ procedure: ProcedureCode) throws -> OfferCheck {
    try tx.row(
      """
      SELECT version, checked_at, checked_by, common_hours_at
      FROM offer_check
      WHERE agency = \(agency) AND procedure = \(procedure)
      """
    ).map { row in
      OfferCheck(
        version: try row.optionalInt(0), checkedAt: try row.optionalInstant(1),
        checkedBy: try row.optionalText(2).map { AccountID($0) },
        commonHoursAt: try row.optionalInstant(3))
    } ?? OfferCheck()
  }

  func setChecked(
    _ version: Int, _ agency: AgencyCode, _ procedure: ProcedureCode, at instant: Instant,
    by account: AccountID
  ) throws {
    try tx.run(
      """
      INSERT INTO offer_check (agency, procedure, version, checked_at, checked_by)
      VALUES (\(agency), \(procedure), \(version), \(instant), \(account))
      ON CONFLICT (agency, procedure) DO UPDATE
      SET version = excluded.version, checked_at = excluded.checked_at,
        checked_by = excluded.checked_by
      """)
  }

  func setCommonHours(
    _ agency: AgencyCode, _ procedure: ProcedureCode, at instant: Instant, by account: AccountID
  ) throws {
    try tx.run(
      """
      INSERT INTO offer_check (agency, procedure, common_hours_at, common_hours_by)
      VALUES (\(agency), \(procedure), \(instant), \(account))
      ON CONFLICT (agency, procedure) DO UPDATE
      SET common_hours_at = excluded.common_hours_at, common_hours_by = excluded.common_hours_by
      """)
  }
}
