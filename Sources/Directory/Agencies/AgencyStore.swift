import Ground
import Storage

/// Every statement on the tables of agencies. Lives as long as its transaction.
struct AgencyStore {
  let tx: any Transaction

  /// The mark that the last change left.
  func mark() throws -> String {
    try tx.row("SELECT mark FROM directory_mark WHERE one = 1")?.text(0) ?? ""
  }

  /// Takes the directory for this transaction, one at a time, and leaves a fresh mark.
  ///
  /// Trap: before the tree is read, not after; else two changes at once could each miss the other.
  func change(_ mark: String) throws {
    try tx.run("UPDATE directory_mark SET mark = \(mark) WHERE one = 1")
  }

  func tree() throws -> AgencyTree {
    var periods: [AgencyID: [AgencyTree.Period]] = [:]
    for row in try tx.rows(
      """
      SELECT agency, from_on, name, level, parent, hours
      FROM agency_period
      ORDER BY agency, from_on
      """)
    {
      let period = AgencyTree.Period(
        from: try row.day(1), name: try row.text(2), level: try stored(try row.text(3), "level"),
        parent: try row.optionalText(4).map { AgencyID($0) }, hours: try row.optionalText(5))
      periods[try row.id(0), default: []].append(period)
    }
    let codes = try codes()
    let identities = try tx.rows("SELECT id, from_on, to_on, facts FROM agency ORDER BY id").map {
      let id: AgencyID = try $0.id(0)
      return AgencyTree.Identity(
        id: id, from: try $0.day(1), to: try $0.optional(2) { try $0.day($1) },
        periods: periods[id, default: []], codes: codes[id, default: []], facts: try $0.int(3))
    }
    return AgencyTree(identities, try successions())
  }

  private func codes() throws -> [AgencyID: [AgencyTree.Code]] {
    var codes: [AgencyID: [AgencyTree.Code]] = [:]
    for row in try tx.rows(
      """
      SELECT agency, code, scheme, is_own, from_on, to_on
      FROM agency_code
      ORDER BY agency, from_on, code
      """)
    {
      let code = AgencyTree.Code(
        code: try row.id(1), scheme: try stored(try row.text(2), "scheme"),
        isOwn: try row.bool(3), from: try row.day(4), to: try row.optional(5) { try $0.day($1) })
      codes[try row.id(0), default: []].append(code)
    }
    return codes
  }

  private func successions() throws -> [Succession] {
    try tx.rows(
      """
      SELECT predecessor, successor, kind, effective_on, sectors, legal_basis
      FROM agency_succession
      ORDER BY effective_on, id
      """
    ).map { row in
      Succession(
        predecessor: try row.id(0), successor: try row.optionalText(1).map { AgencyID($0) },
        kind: try stored(try row.text(2), "kind"), effective: try row.day(3),
        sectors: Set(try row.text(4).split(separator: " ").map(String.init)),
        legalBasis: try row.text(5))
    }
  }

  /// Writes agencies as they are now; those they stand under may be among them.
  func put(_ identities: [AgencyTree.Identity]) throws {
    for identity in identities {
      try tx.run(
        """
        INSERT INTO agency (id, from_on, to_on, facts)
        VALUES (\(identity.id), \(identity.from), \(identity.to), \(identity.facts))
        ON CONFLICT (id) DO UPDATE
        SET from_on = excluded.from_on, to_on = excluded.to_on, facts = excluded.facts
        """)
    }
    for identity in identities {
      try tx.run("DELETE FROM agency_period WHERE agency = \(identity.id)")
      try tx.run("DELETE FROM agency_code WHERE agency = \(identity.id)")
      for period in identity.periods { try put(period, of: identity.id) }
      for code in identity.codes { try put(code, of: identity.id) }
    }
  }

  private func put(_ period: AgencyTree.Period, of id: AgencyID) throws {
    try tx.run(
      """
      INSERT INTO agency_period (agency, from_on, name, level, parent, hours)
      VALUES (\(id), \(period.from), \(period.name), \(period.level.rawValue), \(period.parent),
        \(period.hours))
      """)
  }

  private func put(_ code: AgencyTree.Code, of id: AgencyID) throws {
    try tx.run(
      """
      INSERT INTO agency_code (code, agency, scheme, is_own, from_on, to_on)
      VALUES (\(code.code), \(id), \(code.scheme.rawValue), \(code.isOwn), \(code.from), \(code.to))
      """)
  }

  func add(_ link: Succession, id: String) throws {
    let sectors = link.sectors.sorted().joined(separator: " ")
    try tx.run(
      """
      INSERT INTO agency_succession
        (id, predecessor, successor, kind, effective_on, sectors, legal_basis)
      VALUES (\(id), \(link.predecessor), \(link.successor), \(link.kind.rawValue),
        \(link.effective), \(sectors), \(link.legalBasis))
      """)
  }

  func removeLinks(of id: AgencyID, effective day: Day) throws {
    try tx.run(
      "DELETE FROM agency_succession WHERE predecessor = \(id) AND effective_on = \(day)")
  }

  /// Keeps who did what and why: a fact has room for neither.
  func add(_ act: AgencyAct, id: AgencyID, seq: Int) throws {
    try tx.run(
      """
      INSERT INTO agency_act (fact, agency, seq, kind, at, account, post, reason)
      VALUES (\(act.fact), \(id), \(seq), \(act.kind), \(act.at), \(act.account), \(act.post),
        \(act.reason))
      """)
  }

  /// What was done to an agency, newest first. Shape: at most `limit`.
  func acts(on id: AgencyID, limit: Int) throws -> [AgencyAct] {
    try tx.rows(
      """
      SELECT fact, kind, at, account, post, reason
      FROM agency_act
      WHERE agency = \(id)
      ORDER BY seq DESC
      LIMIT \(limit)
      """
    ).map { row in
      AgencyAct(
        fact: try row.text(0), kind: try row.text(1), at: try row.instant(2),
        account: try row.optionalText(3).map { AccountID($0) },
        post: try row.optionalText(4).map { PostID($0) }, reason: try row.text(5))
    }
  }
}
