import Ground
import Storage

/// The statements of the register: what an agency received in a year, in order of reception.
struct RegisterStore {
  let tx: any Transaction

  /// Where a page of the register goes on.
  struct Place: Sendable {
    let receivedAt: Instant
    let id: Dossier.ID
  }

  /// The dossiers that `agency` received from `from` until before `to`, in the order of reception.
  /// Shape: at most `limit` after `place`.
  func dossiers(
    of agency: AgencyCode, from: Instant, to: Instant, after place: Place?, limit: Int
  ) throws -> [Dossier] {
    let start = place ?? Place(receivedAt: from, id: Dossier.ID(""))
    return try tx.rows(
      """
      SELECT \(DossierStore.columns)
      FROM dossier
      WHERE agency = \(agency) AND received_at < \(to)
        AND (received_at, id) > (\(start.receivedAt), \(start.id))
      ORDER BY received_at, id
      LIMIT \(limit)
      """
    ).map(Dossier.init)
  }

  /// How many papers each dossier had handed in by uploading; a dossier without is absent.
  func filedPapers(of dossiers: [Dossier.ID]) throws -> [Dossier.ID: Int] {
    guard !dossiers.isEmpty else { return [:] }
    var counts: [Dossier.ID: Int] = [:]
    for row in try tx.rows(
      """
      SELECT dossier, CAST(sum(copies) AS BIGINT)
      FROM dossier_paper
      WHERE dossier IN (\(list: dossiers.map(\.rawValue)))
      GROUP BY dossier
      ORDER BY dossier
      LIMIT \(dossiers.count)
      """)
    {
      counts[try row.id(0)] = try row.int(1)
    }
    return counts
  }

  /// What the acts of one kind left for letters, by dossier: of several the last one.
  func details(of act: ActKind, _ dossiers: [Dossier.ID]) throws -> [Dossier.ID: JSON] {
    guard !dossiers.isEmpty else { return [:] }
    var found: [Dossier.ID: JSON] = [:]
    for row in try tx.rows(
      """
      SELECT dossier, details
      FROM dossier_event
      WHERE dossier IN (\(list: dossiers.map(\.rawValue))) AND act = \(act.rawValue)
      ORDER BY dossier, seq
      LIMIT \(dossiers.count * 500)
      """)
    {
      found[try row.id(0)] = try JSON(reading: Array(try row.text(1).utf8))
    }
    return found
  }
}
