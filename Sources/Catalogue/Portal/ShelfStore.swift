import Ground
import Storage

/// Reads what the portal's overviews show. Lives as long as its transaction.
struct ShelfStore {
  let tx: any Transaction

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

  /// What tells whether the offers of a procedure that hold on `day` are still those known: how
  /// many there are, and the youngest.
  func offersMark(_ procedure: ProcedureCode, on day: Day) throws -> String {
    try mark("procedure = \(procedure)", on: day)
  }

  /// The same of the offers of an agency.
  func offersMark(ofAgency agency: AgencyCode, on day: Day) throws -> String {
    try mark("agency = \(agency)", on: day)
  }

  private func mark(_ whose: SQL, on day: Day) throws -> String {
    let row = try tx.row(
      """
      SELECT COUNT(*), MAX(id)
      FROM offer
      WHERE \(whose)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      """)
    guard let row else { throw StoredUnfit(what: "the count of offers") }
    return "\(try row.int(0)) \(try row.optionalText(1) ?? "")"
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
