import Storage

/// What letters and the register need besides the dossier itself.
enum LetterMigrations {
  static let all = [
    Migration("dossiers-letters-001") { _ in
      [
        "ALTER TABLE dossier_event ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
        "CREATE INDEX dossier_by_reception ON dossier (agency, received_at, id)",
      ]
    },
    // What has not been received stands in no register.
    Migration("dossiers-letters-002") { _ in
      [
        "DROP INDEX dossier_by_reception",
        """
        CREATE INDEX dossier_by_reception
        ON dossier (agency, received_at, id)
        WHERE received_at IS NOT NULL
        """,
      ]
    },
  ]
}
