import Directory
import Ground
import Storage

/// Reads what the portal's overviews show. Lives as long as its transaction.
struct ShelfStore {
  let tx: any Transaction

  func marks(on day: Day) throws -> PortalMarks {
    guard let row = try tx.row("SELECT changes, offers FROM catalogue_mark WHERE id = 1") else {
      throw StoredUnfit(what: "catalogue_mark")
    }
    return PortalMarks(
      procedures: try row.int(0), offers: try row.int(1),
      directory: try Agencies(tx: tx).mark(), day: day)
  }

  /// Every version in force, by code. Shape: at most 100,000.
  func summaries() throws -> [ProcedureSummary] {
    try tx.rows(
      """
      SELECT v.code, v.version, v.name, v.summary
      FROM procedure p
      JOIN procedure_version v ON v.code = p.code AND v.version = p.version
      ORDER BY v.code
      LIMIT 100000
      """
    ).map { row in
      try ProcedureSummary(
        code: try row.id(0), version: try row.int(1), name: try row.text(2),
        stored: try JSON(reading: try row.bytes(3)))
    }
  }

  /// The offers of a procedure that hold on `day`, by agency. Shape: at most 500.
  func offers(_ procedure: ProcedureCode, on day: Day) throws -> [Offer] {
    try tx.rows(
      """
      SELECT \(offerColumns)
      FROM offer
      WHERE procedure = \(procedure)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY agency, valid_from DESC, id DESC
      LIMIT 500
      """
    ).map(Offer.init)
  }
}
