import Storage

/// What letters and the register need besides the dossier itself.
enum LetterMigrations {
  static let all = [
    Migration("dossiers-letters-001") { _ in
      [
        "ALTER TABLE dossier_event ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
        "CREATE INDEX dossier_by_reception ON dossier (agency, received_at, id)",
      ]
    }
  ]
}
