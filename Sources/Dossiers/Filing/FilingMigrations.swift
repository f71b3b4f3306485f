import Storage

/// The tables of drafts.
enum FilingMigrations {
  static let all = [
    Migration("filing-001") { _ in
      [
        """
        CREATE TABLE draft (
          id TEXT PRIMARY KEY,
          account TEXT NOT NULL,
          procedure TEXT NOT NULL,
          agency TEXT NOT NULL,
          terms TEXT NOT NULL,
          started_at BIGINT NOT NULL,
          changed_at BIGINT NOT NULL,
          dossier TEXT UNIQUE REFERENCES dossier (id),
          sent_at BIGINT,
          CHECK ((dossier IS NULL) = (sent_at IS NULL))
        )
        """,
        "CREATE INDEX draft_by_account ON draft (account, changed_at)",
        "CREATE INDEX draft_by_change ON draft (changed_at) WHERE dossier IS NULL",
        """
        CREATE TABLE draft_screen (
          draft TEXT NOT NULL REFERENCES draft (id),
          step TEXT NOT NULL,
          version BIGINT NOT NULL CHECK (version > 0),
          at BIGINT NOT NULL,
          typed TEXT NOT NULL,
          PRIMARY KEY (draft, step)
        )
        """,
        """
        CREATE TABLE draft_file (
          draft TEXT NOT NULL REFERENCES draft (id),
          place TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          file TEXT NOT NULL UNIQUE REFERENCES file (id),
          PRIMARY KEY (draft, place, sha256)
        )
        """,
        """
        CREATE TABLE file_leftover (
          sha256 TEXT PRIMARY KEY,
          at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX file_by_content ON file (sha256)",
        "CREATE INDEX dossier_paper_by_file ON dossier_paper (file)",
      ]
    }
  ]
}
