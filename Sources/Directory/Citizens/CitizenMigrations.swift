import Storage

/// The tables of what people do with their own accounts.
enum CitizenMigrations {
  static let all = [
    Migration("directory-citizens-001") { dialect in
      [
        """
        CREATE TABLE profile (
          account TEXT PRIMARY KEY REFERENCES account (id),
          subject TEXT NOT NULL UNIQUE,
          facts BIGINT NOT NULL CHECK (facts >= 0),
          email TEXT,
          email_key TEXT UNIQUE,
          confirmed_at BIGINT,
          consented_at BIGINT,
          phone TEXT,
          personal_number TEXT,
          birth_date TEXT,
          address_line TEXT,
          commune TEXT,
          province TEXT,
          CHECK ((email IS NULL) = (email_key IS NULL)),
          CHECK ((email IS NULL) = (confirmed_at IS NULL))
        )
        """,
        """
        CREATE TABLE account_link (
          token_hash \(dialect.bytes) PRIMARY KEY,
          kind TEXT NOT NULL CHECK (kind IN ('signUp', 'recovery', 'email')),
          account TEXT REFERENCES account (id),
          email TEXT NOT NULL,
          name TEXT,
          phone TEXT,
          password_hash TEXT,
          next TEXT NOT NULL,
          at BIGINT NOT NULL,
          expires_at BIGINT NOT NULL CHECK (expires_at > at),
          CHECK ((kind = 'signUp') = (account IS NULL)),
          CHECK ((kind = 'signUp') = (password_hash IS NOT NULL)),
          CHECK ((kind = 'signUp') = (name IS NOT NULL))
        )
        """,
        "CREATE INDEX account_link_by_end ON account_link (expires_at)",
        "CREATE INDEX account_link_by_account ON account_link (account)",
        "ALTER TABLE session ADD COLUMN device TEXT",
        "CREATE INDEX session_by_account ON session (account, touched_at)",
      ]
    }
  ]
}
