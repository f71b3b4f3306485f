import Ground
import Storage

/// Every statement on `post`. Lives as long as its transaction.
struct PostStore {
  let tx: any Transaction

  func insert(_ post: Post, agency: AgencyID) throws {
    try tx.run(
      """
      INSERT INTO post (id, account, role, agency, title, from_at, to_at, granted_by, grant_reason,
        phone, facts)
      VALUES (\(post.id), \(post.account), \(post.role.rawValue), \(agency), \(post.title),
        \(post.from), \(post.to), \(post.grantedBy), \(post.grantReason), \(post.phone), 1)
      """)
  }

  /// The posts of an account, oldest first. Shape: at most 500.
  func posts(of account: AccountID, in tree: AgencyTree, on day: Day) throws -> [Post] {
    try posts(where: "account = \(account)", in: tree, on: day)
  }

  /// The posts ever granted at an agency, by account. Shape: at most 500.
  func posts(at agency: AgencyID, in tree: AgencyTree, on day: Day) throws -> [Post] {
    try posts(where: "agency = \(agency)", in: tree, on: day)
  }

  func post(_ id: PostID, in tree: AgencyTree, on day: Day) throws -> Post? {
    try posts(where: "id = \(id)", in: tree, on: day).first
  }

  /// Every post of officers, by account and beginning. Shape: at most 100,000.
  func all(in tree: AgencyTree, on day: Day) throws -> [AccountID: [Post]] {
    Dictionary(
      grouping: try posts(where: "account <> ''", in: tree, on: day, limit: 100_000), by: \.account)
  }

  private func posts(
    where condition: SQL, in tree: AgencyTree, on day: Day, limit: Int = 500
  ) throws -> [Post] {
    try tx.rows(
      """
      SELECT id, account, role, agency, title, from_at, to_at, grant_reason, granted_by, end_reason,
        ended_by, phone
      FROM post
      WHERE \(condition)
      ORDER BY from_at, id
      LIMIT \(limit)
      """
    ).map { row in
      let agency: AgencyID = try row.id(3)
      return Post(
        id: try row.id(0), account: try row.id(1), role: try stored(try row.text(2), "role"),
        agency: tree.identities[agency]?.code(on: day) ?? AgencyCode(agency.rawValue),
        title: try row.text(4), phone: try row.optionalText(11), from: try row.instant(5),
        to: try row.optionalInstant(6),
        grantReason: try row.text(7), grantedBy: try row.optionalText(8).map { AccountID($0) },
        endReason: try row.optionalText(9), endedBy: try row.optionalText(10).map { AccountID($0) })
    }
  }

  /// Sets title and telephone of a post and gives the number of its fact.
  func setCard(_ id: PostID, title: String, phone: String?) throws -> Int {
    let row = try tx.row(
      """
      UPDATE post
      SET title = \(title), phone = \(phone), facts = facts + 1
      WHERE id = \(id)
      RETURNING facts
      """)
    return try row?.int(0) ?? 1
  }

  /// Ends a post and gives the number of its fact.
  func end(_ id: PostID, at instant: Instant, by account: AccountID?, reason: String) throws -> Int
  {
    let row = try tx.row(
      """
      UPDATE post
      SET to_at = CASE WHEN from_at > \(instant) THEN from_at ELSE \(instant) END,
        ended_by = \(account), end_reason = \(reason), facts = facts + 1
      WHERE id = \(id)
      RETURNING facts
      """)
    return try row?.int(0) ?? 1
  }

  /// Ends every post at an agency that ends, without facts of their own: the agency's fact says it.
  /// Source: MRG-7.
  func endAll(at agency: AgencyID, _ instant: Instant, by account: AccountID?) throws {
    try tx.run(
      """
      UPDATE post
      SET to_at = CASE WHEN from_at > \(instant) THEN from_at ELSE \(instant) END,
        ended_by = \(account), end_reason = \(PostStore.agencyEnded)
      WHERE agency = \(agency) AND (to_at IS NULL OR to_at > \(instant))
      """)
  }

  /// Lets the posts go on that were to end with their agency at `instant`.
  func resumeAll(at agency: AgencyID, _ instant: Instant) throws {
    try tx.run(
      """
      UPDATE post
      SET to_at = NULL, ended_by = NULL, end_reason = NULL
      WHERE agency = \(agency) AND to_at = \(instant) AND end_reason = \(PostStore.agencyEnded)
      """)
  }

  static let agencyEnded = "Cơ quan kết thúc hoạt động"

  /// Accounts with their posts that hold at `instant` at an agency, by account.
  /// Shape: at most `limit` accounts after `after`.
  func officers(
    at agency: AgencyID, code: AgencyCode, instant: Instant, limit: Int, after: AccountID?
  ) throws -> [Officer] {
    let rows = try tx.rows(
      """
      SELECT account.id, account.name, post.id, post.role
      FROM post
      JOIN account ON account.id = post.account
      WHERE post.agency = \(agency) AND post.from_at <= \(instant)
        AND (post.to_at IS NULL OR post.to_at > \(instant))
        AND post.account IN (
          SELECT account
          FROM post
          WHERE agency = \(agency) AND account > \(after ?? AccountID("")) AND from_at <= \(instant)
            AND (to_at IS NULL OR to_at > \(instant))
          GROUP BY account
          ORDER BY account
          LIMIT \(limit))
      ORDER BY account.id, post.from_at, post.id
      """)
    return try grouped(rows.map { ($0, code) })
  }

  /// An account with the posts that it holds at `instant`.
  func officer(_ account: AccountID, instant: Instant) throws -> Officer? {
    try grouped(
      try tx.rows(
        """
        SELECT account.id, account.name, post.id, post.role, \(PostStore.code(instant))
        FROM account
        LEFT JOIN post ON post.account = account.id AND post.from_at <= \(instant)
          AND (post.to_at IS NULL OR post.to_at > \(instant))
        WHERE account.id = \(account)
        ORDER BY post.from_at, post.id
        """
      ).map { ($0, AgencyCode(try $0.optionalText(4) ?? "")) }
    ).first
  }

  /// The code that the agency of `post` has on the day of `instant`, as a column.
  static func code(_ instant: Instant) -> SQL {
    """
    (SELECT agency_code.code
     FROM agency_code
     WHERE agency_code.agency = post.agency AND agency_code.is_own = 1
       AND agency_code.from_on <= \(instant.day)
     ORDER BY agency_code.from_on DESC
     LIMIT 1)
    """
  }

  private func grouped(_ rows: [(Row, AgencyCode)]) throws -> [Officer] {
    var officers: [(AccountID, String, [Caller.Post])] = []
    for (row, code) in rows {
      let account: AccountID = try row.id(0)
      if officers.last?.0 != account { officers.append((account, try row.text(1), [])) }
      if let post = try row.optionalText(2) {
        officers[officers.count - 1].2.append(
          Caller.Post(id: PostID(post), role: try stored(try row.text(3), "role"), agency: code))
      }
    }
    return officers.map { Officer(account: $0.0, name: $0.1, posts: $0.2) }
  }
}
