import Directory
public import Ground
import Journal
import Storage

extension DossierDesk {
  /// Dossiers whose row, history and facts do not tell the same: each named by id. At most 1,000.
  public func defects() async throws -> [String] {
    try await database.read { tx in
      try tx.rows(
        """
        SELECT d.id, d.version, count(e.seq), min(e.seq), max(e.seq)
        FROM dossier d LEFT JOIN dossier_event e ON e.dossier = d.id
        GROUP BY d.id, d.version
        HAVING count(e.seq) <> d.version OR min(e.seq) <> 1 OR max(e.seq) <> d.version
        ORDER BY d.id
        LIMIT 1000
        """
      ).map { row in
        "dossier \(try row.text(0)): version \(try row.int(1)), but \(try row.int(2)) events"
      }
    }
  }

  /// The dossiers behind facts, by their subject, for a reader of figures: number and stage, never
  /// a person. Those outside the reader's agencies are left out.
  public func lines(
    ofSubjects subjects: [String], for caller: Caller
  ) async throws -> [String: JSON] {
    guard !subjects.isEmpty else { return [:] }
    let day = house.now().day
    return try await database.read { tx in
      let tree = Agencies(tx: tx, cache: house.agencies)
      let mine = try caller.posts.reduce(into: Set<AgencyCode>()) {
        $0.formUnion(try tree.below($1.agency, on: day))
      }
      return try DossierStore(tx: tx).lines(ofSubjects: subjects).reduce(into: [:]) { known, line in
        guard mine.contains(line.agency) || mine.contains(line.competentAgency) else { return }
        known[line.subject] = line.json
      }
    }
  }
}

/// A dossier as a reader of figures sees it.
struct EvidenceLine {
  let subject: String
  let agency: AgencyCode
  let competentAgency: AgencyCode
  let json: JSON
}

extension DossierStore {
  func lines(ofSubjects subjects: [String]) throws -> [EvidenceLine] {
    try tx.rows(
      """
      SELECT subject, agency, competent_agency, id, reference, number, stage, procedure
      FROM dossier
      WHERE subject IN (\(list: subjects))
      ORDER BY id
      LIMIT \(subjects.count)
      """
    ).map { row in
      EvidenceLine(
        subject: try row.text(0), agency: try row.id(1), competentAgency: try row.id(2),
        json: [
          "id": .string(try row.text(3)), "reference": .string(try row.text(4)),
          "number": JSON(try row.optionalText(5)), "stage": .string(try row.text(6)),
          "procedure": .string(try row.text(7)),
        ])
    }
  }
}
