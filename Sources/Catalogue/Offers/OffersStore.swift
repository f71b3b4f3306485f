public import Directory
public import Ground
public import Storage

/// Which agency takes dossiers of which procedure, for callers who hold a transaction.
public struct Offers {
  let tx: any Transaction
  let cache: DirectoryCache?

  public init(tx: any Transaction, cache: DirectoryCache? = nil) {
    (self.tx, self.cache) = (tx, cache)
  }

  /// The offer that holds on `day`; `nil` when the agency does not take the procedure then.
  public func offer(_ agency: AgencyCode, _ procedure: ProcedureCode, on day: Day) throws -> Offer?
  {
    try tx.row(
      """
      SELECT \(offerColumns)
      FROM offer
      WHERE agency = \(agency) AND procedure = \(procedure)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY valid_from DESC, id DESC
      LIMIT 1
      """
    ).map(Offer.init)
  }

  /// The procedure's version in force, as the agency offers it on `day`; `nil` when it does not.
  public func offered(
    _ agency: AgencyCode, _ procedure: ProcedureCode, on day: Day
  ) throws -> OfferedProcedure? {
    guard let offer = try offer(agency, procedure, on: day),
      let current = try Procedures(tx: tx).current(procedure)
    else { return nil }
    return try offered(current, offer, day)
  }

  /// The same with an earlier version, as a dossier keeps it.
  public func offered(
    _ agency: AgencyCode, _ procedure: ProcedureCode, version: Int, on day: Day
  ) throws -> OfferedProcedure? {
    guard let offer = try offer(agency, procedure, on: day),
      let version = try Procedures(tx: tx).version(procedure, version)
    else { return nil }
    return try offered(version, offer, day)
  }

  private func offered(
    _ procedure: Procedure, _ offer: Offer, _ day: Day
  ) throws -> OfferedProcedure {
    let name = try Agencies(tx: tx, cache: cache).agency(offer.agency, on: day)?.name
    return OfferedProcedure(
      procedure: procedure, offer: offer, agencyName: name ?? offer.agency.rawValue)
  }

  /// Who takes the procedure on `day`, by code. Shape: at most 20,000.
  public func agenciesOffering(_ procedure: ProcedureCode, on day: Day) throws -> [AgencyCode] {
    try tx.rows(
      """
      SELECT DISTINCT agency
      FROM offer
      WHERE procedure = \(procedure)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY agency
      LIMIT 20000
      """
    ).map { try $0.id(0) }
  }

  /// What the agency takes on `day`, by code. Shape: at most 100,000.
  public func proceduresOffered(by agency: AgencyCode, on day: Day) throws -> [ProcedureCode] {
    try tx.rows(
      """
      SELECT DISTINCT procedure
      FROM offer
      WHERE agency = \(agency)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY procedure
      LIMIT 100000
      """
    ).map { try $0.id(0) }
  }

  /// Every offer of the agency that holds on `day`, by procedure. Shape: at most 100,000.
  public func offers(of agency: AgencyCode, on day: Day) throws -> [Offer] {
    try tx.rows(
      """
      SELECT \(offerColumns)
      FROM offer
      WHERE agency = \(agency)
        AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY procedure, valid_from, id
      LIMIT 100000
      """
    ).map(Offer.init)
  }

  /// Every offer there was for the pair, newest first. Shape: at most 500.
  public func history(_ agency: AgencyCode, _ procedure: ProcedureCode) throws -> [Offer] {
    try tx.rows(
      """
      SELECT \(offerColumns)
      FROM offer
      WHERE agency = \(agency) AND procedure = \(procedure)
      ORDER BY valid_from DESC, id DESC
      LIMIT 500
      """
    ).map(Offer.init)
  }
}

let offerColumns: SQL =
  "id, agency, procedure, valid_from, valid_to, decision, decided_on, conditions"

extension Offer {
  init(_ row: Row) throws {
    id = try row.text(0)
    agency = try row.id(1)
    procedure = try row.id(2)
    validFrom = try row.day(3)
    validTo = try row.optional(4) { try $0.day($1) }
    citation = Citation(decision: try row.text(5), decidedOn: try row.day(6))
    conditions = try OfferConditions(stored: try JSON(reading: try row.bytes(7)))
  }
}

/// The statements that change offers. Only for this slice.
struct OfferStore {
  let tx: any Transaction

  /// The pair of an agency and a procedure, and how many facts it has.
  struct Offering {
    let id: String
    let seq: Int
  }

  /// The pair's row, locked until the transaction ends; `nil` when the pair is new.
  func offering(_ agency: AgencyCode, _ procedure: ProcedureCode) throws -> Offering? {
    try tx.row(
      """
      SELECT id, seq
      FROM offering
      WHERE agency = \(agency) AND procedure = \(procedure)
      \(tx.dialect.forUpdate)
      """
    ).map { Offering(id: try $0.text(0), seq: try $0.int(1)) }
  }

  /// Every pair there ever was. Shape: at most 5,000,000.
  func pairs() throws -> Set<[String]> {
    Set(
      try tx.rows("SELECT agency, procedure FROM offering ORDER BY agency, procedure LIMIT 5000000")
        .map { [try $0.text(0), try $0.text(1)] })
  }

  func add(_ offering: Offering, _ agency: AgencyCode, _ procedure: ProcedureCode) throws {
    try tx.run(
      """
      INSERT INTO offering (agency, procedure, id, seq)
      VALUES (\(agency), \(procedure), \(offering.id), \(offering.seq))
      """)
  }

  func setSeq(_ seq: Int, _ agency: AgencyCode, _ procedure: ProcedureCode) throws {
    try tx.run(
      """
      UPDATE offering
      SET seq = \(seq)
      WHERE agency = \(agency) AND procedure = \(procedure)
      """)
  }

  func add(_ offer: Offer, salt: [UInt8], at instant: Instant) throws {
    try tx.run(
      """
      INSERT INTO offer
        (id, agency, procedure, valid_from, valid_to, decision, decided_on, conditions, salt,
          recorded_at)
      VALUES (\(offer.id), \(offer.agency), \(offer.procedure), \(offer.validFrom),
        \(offer.validTo), \(offer.citation.decision), \(offer.citation.decidedOn),
        \(offer.conditions.json.bytes), \(salt), \(instant))
      """)
    try count()
  }

  func close(_ offer: Offer, lastDay: Day) throws {
    try tx.run("UPDATE offer SET valid_to = \(lastDay) WHERE id = \(offer.id)")
    try count()
  }

  /// One change of offers more: what was made from them before is made anew.
  private func count() throws {
    try tx.run("UPDATE catalogue_mark SET offers = offers + 1 WHERE id = 1")
  }

  /// Procedures of the agency of which something else holds from a later day on: the day of the
  /// first such change. Shape: at most 10,000.
  func announced(of agency: AgencyCode, after today: Day) throws -> [ProcedureCode: Day] {
    var days: [ProcedureCode: Day] = [:]
    for row in try tx.rows(
      """
      SELECT procedure, valid_from, valid_to
      FROM offer
      WHERE agency = \(agency) AND (valid_from > \(today) OR valid_to >= \(today))
        AND (valid_to IS NULL OR valid_to >= valid_from)
      ORDER BY procedure, valid_from DESC
      LIMIT 10000
      """)
    {
      let (code, from): (ProcedureCode, Day) = (try row.id(0), try row.day(1))
      let end = try row.optional(2) { try $0.day($1) }
      days[code] = from > today ? from : end.map { $0.adding(days: 1) }
    }
    return days
  }

  /// Every offer that holds on `day`: agency, procedure, conditions as stored.
  /// Shape: at most 500,000, in no order that means anything.
  func standing(on day: Day) throws -> [(AgencyCode, ProcedureCode, [UInt8])] {
    try tx.rows(
      """
      SELECT agency, procedure, conditions
      FROM offer
      WHERE valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY agency, procedure
      LIMIT 500000
      """
    ).map { (try $0.id(0), try $0.id(1), try $0.bytes(2)) }
  }
}
