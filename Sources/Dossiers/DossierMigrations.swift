public import Storage

/// The tables of `Dossiers`.
public enum DossierMigrations {
  public static let all = [
    Migration("dossiers-001") { dialect in
      [
        """
        CREATE TABLE dossier (
          id TEXT PRIMARY KEY,
          reference TEXT NOT NULL UNIQUE,
          number TEXT UNIQUE,
          version BIGINT NOT NULL CHECK (version > 0),
          stage TEXT NOT NULL CHECK (stage IN ('submitted', 'received', 'refused', 'processing',
            'awaitingSupplement', 'awaitingPayment', 'withdrawn', 'stopped', 'decided',
            'delivered')),
          procedure TEXT NOT NULL,
          procedure_version BIGINT NOT NULL,
          case_number BIGINT,
          sector TEXT NOT NULL,
          agency TEXT NOT NULL,
          competent_agency TEXT NOT NULL,
          return_agency TEXT NOT NULL,
          channel TEXT NOT NULL CHECK (channel IN ('online', 'counter', 'post')),
          typed_by TEXT NOT NULL,
          account TEXT NOT NULL,
          officer TEXT,
          submitted_at BIGINT NOT NULL,
          received_at BIGINT,
          due_at BIGINT,
          due_order BIGINT NOT NULL,
          ended_at BIGINT,
          search TEXT NOT NULL,
          subject TEXT NOT NULL UNIQUE,
          lookup_token TEXT NOT NULL,
          salt \(dialect.bytes) NOT NULL,
          details TEXT NOT NULL,
          CHECK ((number IS NULL) = (received_at IS NULL)),
          CHECK (number IS NOT NULL OR stage NOT IN ('received', 'processing', 'decided',
            'delivered')),
          CHECK (number IS NULL OR stage NOT IN ('submitted', 'refused'))
        )
        """,
        "CREATE INDEX dossier_by_agency ON dossier (agency, due_order, id)",
        "CREATE INDEX dossier_by_competent_agency ON dossier (competent_agency, due_order, id)",
        "CREATE INDEX dossier_by_account ON dossier (account, due_order, id)",
        """
        CREATE TABLE dossier_paper (
          dossier TEXT NOT NULL REFERENCES dossier (id),
          position BIGINT NOT NULL,
          round BIGINT NOT NULL,
          component BIGINT,
          file TEXT NOT NULL,
          copies BIGINT NOT NULL CHECK (copies > 0),
          PRIMARY KEY (dossier, position)
        )
        """,
        """
        CREATE TABLE dossier_event (
          dossier TEXT NOT NULL REFERENCES dossier (id),
          seq BIGINT NOT NULL,
          at BIGINT NOT NULL,
          act TEXT NOT NULL,
          stage TEXT NOT NULL,
          post TEXT,
          agency TEXT,
          account TEXT NOT NULL,
          fact TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (dossier, seq)
        )
        """,
        """
        CREATE TABLE reception_counter (
          agency TEXT NOT NULL,
          day TEXT NOT NULL,
          last BIGINT NOT NULL,
          PRIMARY KEY (agency, day)
        )
        """,
        """
        CREATE TABLE file (
          id TEXT PRIMARY KEY,
          account TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          size BIGINT NOT NULL,
          media_type TEXT NOT NULL,
          name TEXT NOT NULL,
          scan TEXT NOT NULL,
          at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX file_by_account ON file (account, at)",
      ]
    }
  ]
}
