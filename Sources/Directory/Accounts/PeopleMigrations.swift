import Storage

/// What administrators keep of accounts besides their posts.
enum PeopleMigrations {
  static let all = [
    Migration("directory-people-001") { dialect in
      [
        "ALTER TABLE account ADD COLUMN locked_at BIGINT",
        "ALTER TABLE account ADD COLUMN made_by TEXT",
        "ALTER TABLE account ADD COLUMN subject TEXT",
        "ALTER TABLE account ADD COLUMN facts BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE account_act (
          fact TEXT PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id),
          seq BIGINT NOT NULL CHECK (seq > 0),
          kind TEXT NOT NULL,
          at BIGINT NOT NULL,
          actor TEXT,
          reason TEXT NOT NULL CHECK (reason <> ''),
          UNIQUE (account, seq)
        )
        """,
        """
        CREATE TABLE password_link (
          token_hash \(dialect.bytes) PRIMARY KEY,
          account TEXT NOT NULL UNIQUE REFERENCES account (id),
          made_at BIGINT NOT NULL,
          ends_at BIGINT NOT NULL CHECK (ends_at > made_at)
        )
        """,
      ]
    }
  ]
}
