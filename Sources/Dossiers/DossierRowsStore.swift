public import Ground
public import Storage

/// Dossiers as rows for an export: places, stage and moments, and nothing of a person.
public struct DossierRows: Sendable {
  let database: any Database

  public init(database: any Database) { self.database = database }

  public static let columns = [
    "id", "reference", "number", "procedure", "procedureVersion", "case", "sector", "agency",
    "competentAgency", "returnAgency", "channel", "typedBy", "stage", "status", "submittedAt",
    "receivedAt", "dueAt", "endedAt",
  ]

  /// At most `limit` dossiers with ids after `id`, by id; the values stand as `columns` names them.
  public func page(after id: String, limit: Int) async throws -> [[JSON]] {
    try await database.read { tx in
      try tx.rows(
        """
        SELECT id, reference, number, procedure, procedure_version, case_number, sector, agency,
          competent_agency, return_agency, channel, typed_by, stage, submitted_at, received_at,
          due_at, ended_at
        FROM dossier
        WHERE id > \(id)
        ORDER BY id
        LIMIT \(limit)
        """
      ).map { row in
        let stage = try row.text(12)
        return [
          .string(try row.text(0)), .string(try row.text(1)), JSON(try row.optionalText(2)),
          .string(try row.text(3)), JSON(try row.int(4)), JSON(try row.optionalInt(5)),
          .string(try row.text(6)), .string(try row.text(7)), .string(try row.text(8)),
          .string(try row.text(9)), .string(try row.text(10)), .string(try row.text(11)),
          .string(stage), JSON(Stage(rawValue: stage)?.status), JSON(try row.instant(13)),
          JSON(try row.optionalInstant(14)), JSON(try row.optionalInstant(15)),
          JSON(try row.optionalInstant(16)),
        ]
      }
    }
  }
}
