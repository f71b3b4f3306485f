import Catalogue
import Deadlines
import Ground
import Storage

/// Every statement on `dossier`. Lives as long as its transaction.
struct DossierStore {
  let tx: any Transaction

  static let columns: SQL = """
    id, reference, number, version, stage, procedure, procedure_version, case_number, sector,
    agency, competent_agency, return_agency, channel, typed_by, account, officer, submitted_at,
    received_at, subject, lookup_token, salt, details
    """

  /// The dossier with this id, number or reference; `nil` when there is none.
  func dossier(_ key: String) throws -> Dossier? { try find(key, lock: "") }

  /// The same, held against every other transaction until this one ends: one dossier, one lock.
  func locked(_ key: String) throws -> Dossier? { try find(key, lock: tx.dialect.forUpdate) }

  /// Which version the dossier with this id, number or reference has; `nil` when there is none.
  func mark(_ key: String) throws -> DossierMark? {
    try tx.row("SELECT id, version FROM dossier WHERE \(column(of: key)) = \(key)").map {
      DossierMark(id: try $0.id(0), version: try $0.int(1))
    }
  }

  /// The dossiers with these ids, in no order that means anything.
  func dossiers(_ ids: [Dossier.ID]) throws -> [Dossier] {
    try rows(DossierStore.columns, of: ids).map(Dossier.init)
  }

  /// These columns of these dossiers, in no order that means anything.
  func rows(_ columns: SQL, of ids: [Dossier.ID]) throws -> [Row] {
    try ids.forStatements().flatMap { part in
      try tx.rows(
        """
        SELECT \(columns)
        FROM dossier
        WHERE id IN (\(list: Array(part)))
        ORDER BY id
        LIMIT \(part.count)
        """)
    }
  }

  private func find(_ key: String, lock: SQL) throws -> Dossier? {
    try tx.row(
      "SELECT \(DossierStore.columns) FROM dossier WHERE \(column(of: key)) = \(key) \(lock)"
    ).map(Dossier.init)
  }

  private func column(of key: String) -> SQL {
    if key.contains("-") { "number" } else if key.utf8.count == 10 { "reference" } else { "id" }
  }

  func insert(_ dossier: Dossier) throws {
    try tx.run(
      """
      INSERT INTO dossier (id, reference, number, version, stage, procedure, procedure_version,
        case_number, sector, agency, competent_agency, return_agency, channel, typed_by, account,
        officer, submitted_at, received_at, due_at, due_order, ended_at, search, subject,
        lookup_token, salt, details, stage_at, correction_at)
      VALUES (\(dossier.id), \(dossier.reference.text), \(dossier.number), \(dossier.version),
        \(dossier.stage.rawValue), \(dossier.procedure), \(dossier.procedureVersion),
        \(dossier.caseNumber), \(dossier.sector), \(dossier.agency), \(dossier.competentAgency),
        \(dossier.returnAgency), \(dossier.channel.rawValue), \(dossier.typedBy.rawValue),
        \(dossier.account), \(dossier.officer), \(dossier.submittedAt), \(dossier.receivedAt),
        \(dossier.clock?.dueAt), \(dossier.dueOrder), \(dossier.clock?.endedAt),
        \(dossier.searchText), \(dossier.subject), \(dossier.lookupToken), \(dossier.salt),
        \(dossier.detailsJSON.serialised), \(dossier.submittedAt), \(dossier.correction?.at))
      """
    )
  }

  /// Writes back what an act at `now` has made of `was`, and nothing else: an engine moves a row in
  /// every index of a column that is set, also where it is set to what it was.
  func update(_ dossier: Dossier, was: Dossier, at now: Instant) throws {
    var change = SQL.Interpolation(literalCapacity: 300, interpolationCount: 24)
    change.appendLiteral("UPDATE dossier SET version = ")
    change.appendInterpolation(dossier.version)
    change.appendLiteral(", details = ")
    change.appendInterpolation(dossier.detailsJSON.serialised)
    if dossier.stage != was.stage {
      change.appendLiteral(", stage_at = ")
      change.appendInterpolation(now)
    }
    for (old, new) in zip(was.changeable, dossier.changeable) where old.value != new.value {
      change.appendLiteral(", \(new.column) = ")
      change.appendInterpolation(new.value)
    }
    change.appendLiteral(" WHERE id = ")
    change.appendInterpolation(dossier.id)
    try tx.run(SQL(stringInterpolation: change))
  }

  /// The next place in the day's order of receipt, from 1; taken under the row's lock, so that two
  /// receptions never share one. Source: DOS-5.
  func nextSequence(at agency: AgencyCode, on day: Day) throws -> Int {
    let row = try tx.row(
      """
      INSERT INTO reception_counter (agency, day, last)
      VALUES (\(agency), \(day), 1)
      ON CONFLICT (agency, day) DO UPDATE SET last = reception_counter.last + 1
      RETURNING last
      """
    )
    guard let row else { preconditionFailure("an upsert that returns always returns a row") }
    return try row.int(0)
  }

  /// Whether a reference is taken: chance repeats itself once in a billion.
  func isTaken(_ reference: DossierReference) throws -> Bool {
    try tx.row("SELECT 1 FROM dossier WHERE reference = \(reference.text)") != nil
  }
}

extension Dossier {
  init(_ row: Row) throws {
    let details = try JSON(reading: Array(try row.text(21).utf8))
    guard let reference = DossierReference(try row.text(1)),
      let stage = Stage(rawValue: try row.text(4)),
      let channel = Channel(rawValue: try row.text(12)),
      let typedBy = TypedBy(rawValue: try row.text(13)), let contents = details["contents"],
      let attributes = details["attributes"], let fee = details["fee"]
    else { throw ContentsUnreadable(what: "dossier \(try row.text(0))") }
    self.init(
      id: try row.id(0), reference: reference, number: try row.optionalText(2),
      version: try row.int(3), stage: stage, procedure: try row.id(5),
      procedureVersion: try row.int(6), caseNumber: try row.optionalInt(7),
      sector: try row.text(8), agency: try row.id(9), competentAgency: try row.id(10),
      returnAgency: try row.id(11), channel: channel, typedBy: typedBy,
      submittedAt: try row.instant(16), receivedAt: try row.optionalInstant(17),
      account: try row.id(14), officer: try row.optional(15) { try $0.id($1) },
      contents: try Contents(contents),
      clock: try details["clock"].map { try LegalClock(json: $0) },
      fee: try FeeObligation(fee),
      supplements: try (details["supplements"]?.elements ?? []).map(SupplementRequest.init),
      decision: try details["decision"].map(Decision.init),
      delivery: try details["delivery"].map(Delivery.init),
      correction: try details["correction"].map(Correction.init),
      rating: try details["rating"].map(Rating.init), attributes: try Attributes(attributes),
      subject: try row.text(18), lookupToken: try row.text(19), salt: try row.bytes(20))
  }

  /// The columns that acts may change, with what belongs in them.
  fileprivate var changeable: [(column: String, value: SQL.Value)] {
    [
      ("number", number.sqlValue), ("stage", stage.rawValue.sqlValue),
      ("case_number", caseNumber.sqlValue), ("agency", agency.sqlValue),
      ("competent_agency", competentAgency.sqlValue), ("return_agency", returnAgency.sqlValue),
      ("channel", channel.rawValue.sqlValue), ("officer", officer.sqlValue),
      ("received_at", receivedAt.sqlValue), ("due_at", (clock?.dueAt).sqlValue),
      ("due_order", dueOrder.sqlValue), ("ended_at", (clock?.endedAt).sqlValue),
      ("search", searchText.sqlValue), ("correction_at", (correction?.at).sqlValue),
    ]
  }

  /// Soonest due first; without a due date last.
  var dueOrder: Int64 { clock?.dueAt.milliseconds ?? Dossier.neverDue }

  /// Later than every real date.
  static let neverDue: Int64 = 9_000_000_000_000_000

  var searchText: String {
    let names = [contents.applicant.name, contents.owner?.name ?? ""].joined(separator: " ")
    return folded(names) + " " + reference.text + " " + (number.map(folded) ?? "")
  }
}

extension Optional where Wrapped: SQLValue {
  fileprivate var sqlValue: SQL.Value { self?.sqlValue ?? .null }
}
