import Storage

/// What the lists of work need of `dossier`: since when it waits, and an index for each way of
/// asking, so that no list walks over what is finished.
enum WorklistMigrations {
  static let all = [
    Migration("dossiers-worklist-001") { _ in
      [
        "ALTER TABLE dossier ADD COLUMN stage_at BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE dossier ADD COLUMN correction_at BIGINT",
        """
        UPDATE dossier
        SET stage_at = COALESCE(
          (SELECT min(e.at)
            FROM dossier_event e
            WHERE e.dossier = dossier.id AND e.stage = dossier.stage AND e.seq > COALESCE(
              (SELECT max(o.seq)
                FROM dossier_event o
                WHERE o.dossier = dossier.id AND o.stage <> dossier.stage), 0)),
          submitted_at)
        """,
        """
        UPDATE dossier
        SET correction_at = COALESCE(
          (SELECT max(e.at)
            FROM dossier_event e
            WHERE e.dossier = dossier.id AND e.act = 'correct'), submitted_at)
        WHERE details LIKE '%"correction":{%'
        """,
        "DROP INDEX dossier_by_agency",
        "DROP INDEX dossier_by_competent_agency",
        "CREATE INDEX dossier_by_agency_work ON dossier (agency, stage, due_order, id)",
        """
        CREATE INDEX dossier_by_competent_work
        ON dossier (competent_agency, stage, due_order, id)
        """,
        "CREATE INDEX dossier_by_officer_work ON dossier (officer, stage, due_order, id)",
        "CREATE INDEX dossier_by_stage ON dossier (stage, due_order, id)",
        """
        CREATE INDEX dossier_by_correction
        ON dossier (competent_agency, correction_at)
        WHERE correction_at IS NOT NULL
        """,
        """
        CREATE TABLE saved_view (
          id TEXT PRIMARY KEY,
          account TEXT NOT NULL,
          name TEXT NOT NULL,
          name_key TEXT NOT NULL,
          query TEXT NOT NULL,
          starts BIGINT NOT NULL CHECK (starts IN (0, 1)),
          at BIGINT NOT NULL,
          UNIQUE (account, name_key)
        )
        """,
        "CREATE UNIQUE INDEX saved_view_start ON saved_view (account) WHERE starts = 1",
      ]
    },
    Migration("dossiers-worklist-002") { _ in
      [
        "CREATE INDEX dossier_by_agency_newest ON dossier (agency, id)",
        "CREATE INDEX dossier_by_competent_newest ON dossier (competent_agency, id)",
      ]
    },
    slender,
  ]

  /// Every act moves a dossier in each index that holds it, so an index holds only those that are
  /// looked for in it: most dossiers are decided where they were handed in, few have an officer
  /// when they come. What the heaps of a desk are counted by stands in the index.
  private static let slender = Migration("dossiers-worklist-003") { _ in
    [
      "DROP INDEX dossier_by_agency_work",
      "DROP INDEX dossier_by_competent_work",
      "DROP INDEX dossier_by_officer_work",
      "DROP INDEX dossier_by_competent_newest",
      """
      CREATE INDEX dossier_by_agency_work
      ON dossier (agency, stage, due_order, id, officer, stage_at)
      """,
      """
      CREATE INDEX dossier_by_competent_work
      ON dossier (competent_agency, stage, due_order, id, officer, stage_at, agency)
      WHERE competent_agency <> agency
      """,
      """
      CREATE INDEX dossier_by_officer_work
      ON dossier (officer, stage, due_order, id)
      WHERE officer IS NOT NULL
      """,
      """
      CREATE INDEX dossier_by_competent_newest
      ON dossier (competent_agency, id)
      WHERE competent_agency <> agency
      """,
    ]
  }
}
