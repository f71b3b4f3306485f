import Ground
import Journal
import Storage

/// Every statement on `publication` and `published_figure`. Lives as long as its transaction.
struct PublicationStore {
  let tx: any Transaction

  private static let columns: SQL = """
    id, agency, from_on, to_on, position, root, at, published_at, post, sha256, figures,
    supersedes, reason
    """

  func insert(_ publication: Publication, _ answers: [(code: String, answer: JSON)]) throws {
    let asOf = publication.asOf
    try tx.run(
      """
      INSERT INTO publication (\(PublicationStore.columns))
      VALUES (\(publication.id), \(publication.agency), \(publication.period.from),
        \(publication.period.to), \(asOf.size), \(asOf.root.bytes), \(asOf.at),
        \(publication.publishedAt), \(publication.post), \(publication.sha256),
        \(publication.count), \(publication.supersedes), \(publication.reason))
      """)
    for (code, answer) in answers {
      try tx.run(
        """
        INSERT INTO published_figure (publication, code, answer)
        VALUES (\(publication.id), \(code), \(answer.serialised))
        """)
    }
  }

  func publication(_ id: String) throws -> Publication? {
    try tx.row("SELECT \(PublicationStore.columns) FROM publication WHERE id = \(id)").map(read)
  }

  /// The newest of that period and agency; `nil` when it was never published.
  func latest(_ period: ReportingPeriod, of agency: String) throws -> Publication? {
    try tx.row(
      """
      SELECT \(PublicationStore.columns)
      FROM publication
      WHERE agency = \(agency) AND from_on = \(period.from) AND to_on = \(period.to)
      ORDER BY id DESC
      LIMIT 1
      """
    ).map(read)
  }

  /// Those of the agencies, newest first. Shape: at most `limit`, before the id `after`.
  func list(of codes: Set<String>, after: String?, limit: Int) throws -> [Publication] {
    guard !codes.isEmpty else { return [] }
    let before: SQL = after.map { "id < \($0)" } ?? "1 = 1"
    return try tx.rows(
      """
      SELECT \(PublicationStore.columns)
      FROM publication
      WHERE agency IN (\(list: codes.sorted())) AND \(before)
      ORDER BY id DESC
      LIMIT \(limit)
      """
    ).map(read)
  }

  /// The answer as it was frozen; `nil` when the indicator was not among them.
  func answer(_ code: String, of publication: String) throws -> JSON? {
    try tx.row(
      """
      SELECT answer
      FROM published_figure
      WHERE publication = \(publication) AND code = \(code)
      """
    ).map { try JSON(reading: Array(try $0.text(0).utf8)) }
  }

  /// All of them, in the order in which they were hashed.
  func answers(of publication: String) throws -> [JSON] {
    try tx.rows(
      """
      SELECT answer
      FROM published_figure
      WHERE publication = \(publication)
      ORDER BY code \(tx.dialect.byteOrder)
      LIMIT 10000
      """
    ).map { try JSON(reading: Array(try $0.text(0).utf8)) }
  }

  private func read(_ row: Row) throws -> Publication {
    guard let root = TreeHash(bytes: try row.bytes(5)) else {
      throw ColumnUnfit(index: 5, wanted: "root", found: row.columns[5])
    }
    return Publication(
      id: try row.text(0), agency: try row.text(1),
      period: ReportingPeriod(unchecked: try row.day(2), try row.day(3)),
      asOf: Position(size: try row.int(4), root: root, at: try row.instant(6)),
      publishedAt: try row.instant(7), post: try row.text(8), sha256: try row.text(9),
      count: try row.int(10), supersedes: try row.optionalText(11),
      reason: try row.optionalText(12))
  }
}
