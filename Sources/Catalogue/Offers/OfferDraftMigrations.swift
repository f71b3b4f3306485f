import Storage

/// What is being prepared beside the offers that hold.
enum OfferDraftMigrations {
  static let all = [
    Migration("catalogue-draft-001") { dialect in
      [
        """
        CREATE TABLE offer_draft (
          agency TEXT NOT NULL,
          procedure TEXT NOT NULL REFERENCES procedure (code),
          conditions \(dialect.bytes) NOT NULL,
          saved_at BIGINT NOT NULL,
          account TEXT NOT NULL,
          PRIMARY KEY (agency, procedure)
        )
        """,
        """
        CREATE TABLE offer_check (
          agency TEXT NOT NULL,
          procedure TEXT NOT NULL REFERENCES procedure (code),
          version BIGINT,
          checked_at BIGINT,
          checked_by TEXT,
          common_hours_at BIGINT,
          common_hours_by TEXT,
          PRIMARY KEY (agency, procedure)
        )
        """,
      ]
    }
  ]
}
