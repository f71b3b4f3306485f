public import Ground
public import Storage

/// Procedures and their versions, for callers who hold a transaction.
public struct Procedures {
  let tx: any Transaction
  public init(tx: any Transaction) { self.tx = tx }

  /// The version in force now; `nil` when no procedure bears the code.
  public func current(_ code: ProcedureCode) throws -> Procedure? {
    try one(
      """
      WHERE v.code = \(code) AND v.version = p.version
      """)
  }

  /// One version, however old; `nil` when there is none.
  public func version(_ code: ProcedureCode, _ number: Int) throws -> Procedure? {
    try one("WHERE v.code = \(code) AND v.version = \(number)")
  }

  private func one(_ condition: SQL) throws -> Procedure? {
    let row = try tx.row(
      """
      SELECT v.code, p.national_code, p.local_code, v.version, v.valid_from, v.valid_to, v.digest
      FROM procedure_version v
      JOIN procedure p ON p.code = v.code
      \(condition)
      """)
    guard let row else { return nil }
    return try Procedure(row, try record(row))
  }

  /// The record of a version, read only when nobody has read its like.
  private func record(_ row: Row) throws -> ProcedureRecord {
    let digest = try row.text(6)
    if let known = RecordCache.shared.record(digest) { return known }
    let stored = try tx.row(
      """
      SELECT record
      FROM procedure_version
      WHERE code = \(try row.text(0)) AND version = \(try row.int(3))
      """)
    guard let stored else { throw StoredUnfit(what: "procedure_version") }
    let record = try ProcedureRecord(json: try JSON(reading: try stored.bytes(0)))
    RecordCache.shared.keep(record, digest)
    return record
  }

  /// What lists show of the version in force; `nil` when no procedure bears the code.
  public func summary(_ code: ProcedureCode) throws -> ProcedureSummary? {
    try summaries([code])[code]
  }

  /// The same for many. Shape: codes that nobody bears are left out.
  public func summaries(_ codes: [ProcedureCode]) throws -> [ProcedureCode: ProcedureSummary] {
    var found: [ProcedureCode: ProcedureSummary] = [:]
    for part in codes.inParts(of: 500) {
      let rows = try tx.rows(
        """
        SELECT v.code, v.version, v.name, v.summary
        FROM procedure p
        JOIN procedure_version v ON v.code = p.code AND v.version = p.version
        WHERE p.code IN (\(list: part))
        ORDER BY v.code
        LIMIT 500
        """)
      for row in rows {
        let summary = try ProcedureSummary(row)
        found[summary.code] = summary
      }
    }
    return found
  }

  /// The names of the versions in force. Shape: codes that nobody bears are left out.
  public func names(_ codes: [ProcedureCode]) throws -> [ProcedureCode: String] {
    var found: [ProcedureCode: String] = [:]
    for part in codes.inParts(of: 500) {
      let rows = try tx.rows(
        """
        SELECT v.code, v.name
        FROM procedure p
        JOIN procedure_version v ON v.code = p.code AND v.version = p.version
        WHERE p.code IN (\(list: part))
        ORDER BY v.code
        LIMIT 500
        """)
      for row in rows { found[try row.id(0)] = try row.text(1) }
    }
    return found
  }

  /// Every sector that a procedure ever had, by code. Shape: at most 10,000.
  public func sectors() throws -> [Sector] {
    try tx.rows("SELECT code, name FROM sector ORDER BY code LIMIT 10000").map {
      Sector(code: try $0.text(0), name: try $0.text(1))
    }
  }

  /// How often procedures have changed: what was read before is still true while this stays.
  public func changes() throws -> Int {
    guard let row = try tx.row("SELECT changes FROM catalogue_mark WHERE id = 1") else {
      throw StoredUnfit(what: "catalogue_mark")
    }
    return try row.int(0)
  }
}

extension Procedure {
  fileprivate init(_ row: Row, _ record: ProcedureRecord) throws {
    code = try row.id(0)
    nationalCode = try row.optional(1) { try $0.id($1) }
    localCode = try row.optional(2) { try $0.id($1) }
    version = try row.int(3)
    validFrom = try row.instant(4)
    validTo = try row.optionalInstant(5)
    self.record = record
  }
}

extension ProcedureSummary {
  fileprivate init(_ row: Row) throws {
    try self.init(
      code: try row.id(0), version: try row.int(1), name: try row.text(2),
      stored: try JSON(reading: try row.bytes(3)))
  }
}

extension Array {
  /// The elements in order, in parts of at most `size`.
  func inParts(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

/// The statements that change procedures, and those that search reads. Only for this slice.
struct ProcedureStore {
  let tx: any Transaction

  /// What is known of a code before an import.
  struct Known {
    let id: String
    let version: Int
    let digest: String
  }

  /// Lets no other transaction change the catalogue until this one ends.
  func lockCatalogue() throws {
    _ = try tx.row("SELECT changes FROM catalogue_mark WHERE id = 1 \(tx.dialect.forUpdate)")
  }

  func noteChange() throws {
    try tx.run("UPDATE catalogue_mark SET changes = changes + 1 WHERE id = 1")
  }

  /// Every procedure there is. Shape: at most 100,000.
  func known() throws -> [ProcedureCode: Known] {
    let rows = try tx.rows(
      "SELECT code, id, version, digest FROM procedure ORDER BY code LIMIT 100000")
    return Dictionary(
      try rows.map { row in
        (
          try row.id(0) as ProcedureCode,
          Known(id: try row.text(1), version: try row.int(2), digest: try row.text(3))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func known(_ code: ProcedureCode) throws -> Known? {
    try tx.row("SELECT id, version, digest FROM procedure WHERE code = \(code)").map {
      Known(id: try $0.text(0), version: try $0.int(1), digest: try $0.text(2))
    }
  }

  func addSector(_ sector: Sector) throws {
    try tx.run(
      """
      INSERT INTO sector (code, name)
      VALUES (\(sector.code), \(sector.name))
      ON CONFLICT (code) DO NOTHING
      """)
  }

  func add(_ code: ProcedureCode, national: ProcedureCode?, id: String, digest: String) throws {
    let local: ProcedureCode? = code.isLocal ? code : nil
    try tx.run(
      """
      INSERT INTO procedure (code, id, national_code, local_code, version, digest)
      VALUES (\(code), \(id), \(national), \(local), 1, \(digest))
      """)
  }

  /// Closes the version in force, since `version` takes its place.
  func supersede(_ code: ProcedureCode, by version: Int, digest: String, at instant: Instant) throws
  {
    try tx.run(
      """
      UPDATE procedure_version
      SET valid_to = \(instant)
      WHERE code = \(code) AND version = \(version - 1)
      """)
    try tx.run(
      """
      UPDATE procedure
      SET version = \(version), digest = \(digest)
      WHERE code = \(code)
      """)
  }

  func addVersion(_ entry: ProcedureFile.Entry, _ version: Int, at instant: Instant) throws {
    let record = entry.record
    try tx.run(
      """
      INSERT INTO procedure_version
        (code, version, digest, record, summary, name, folded, sector, valid_from)
      VALUES (\(record.code), \(version), \(entry.digest), \(entry.bytes),
        \(record.summaryJSON.bytes), \(record.name), \(record.foldedForSearch),
        \(Sector(named: record.sector).code), \(instant))
      """)
  }

  /// What search compares, of every version in force, by code. Shape: at most 100,000.
  func searchable() throws -> [(summary: ProcedureSummary, folded: String)] {
    try tx.rows(
      """
      SELECT v.code, v.version, v.name, v.summary, v.folded
      FROM procedure p
      JOIN procedure_version v ON v.code = p.code AND v.version = p.version
      ORDER BY v.code
      LIMIT 100000
      """
    ).map { (try ProcedureSummary($0), try $0.text(4)) }
  }
}
