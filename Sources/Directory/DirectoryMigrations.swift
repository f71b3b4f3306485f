import Storage

/// The tables of the directory.
enum DirectoryMigrations {
  static let all = [agencies, areas, accounts, sessions, idempotency, readings]

  private static let agencies = Migration("directory-001") { _ in
    [
      """
      CREATE TABLE agency (
        id TEXT PRIMARY KEY,
        from_on TEXT NOT NULL,
        to_on TEXT CHECK (to_on >= from_on),
        facts BIGINT NOT NULL CHECK (facts >= 0)
      )
      """,
      """
      CREATE TABLE agency_period (
        agency TEXT NOT NULL REFERENCES agency (id),
        from_on TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        level TEXT NOT NULL,
        parent TEXT REFERENCES agency (id) CHECK (parent <> agency),
        hours TEXT,
        PRIMARY KEY (agency, from_on)
      )
      """,
      """
      CREATE TABLE agency_code (
        code TEXT NOT NULL CHECK (code <> ''),
        agency TEXT NOT NULL REFERENCES agency (id),
        scheme TEXT NOT NULL,
        is_own BIGINT NOT NULL CHECK (is_own IN (0, 1)),
        from_on TEXT NOT NULL,
        to_on TEXT CHECK (to_on >= from_on),
        PRIMARY KEY (code, agency, from_on)
      )
      """,
      "CREATE INDEX agency_code_by_agency ON agency_code (agency, from_on)",
      """
      CREATE TABLE agency_succession (
        id TEXT PRIMARY KEY,
        predecessor TEXT NOT NULL REFERENCES agency (id),
        successor TEXT REFERENCES agency (id) CHECK (successor <> predecessor),
        kind TEXT NOT NULL
          CHECK (kind IN ('merge', 'split', 'absorb', 'rename', 'abolish', 'transfer')),
        effective_on TEXT NOT NULL,
        sectors TEXT NOT NULL,
        legal_basis TEXT NOT NULL
      )
      """,
      """
      CREATE TABLE directory_mark (
        one BIGINT PRIMARY KEY CHECK (one = 1),
        mark TEXT NOT NULL
      )
      """,
      "INSERT INTO directory_mark (one, mark) VALUES (1, 'empty')",
      """
      CREATE TABLE agency_act (
        fact TEXT PRIMARY KEY,
        agency TEXT NOT NULL REFERENCES agency (id),
        seq BIGINT NOT NULL CHECK (seq > 0),
        kind TEXT NOT NULL,
        at BIGINT NOT NULL,
        account TEXT,
        post TEXT,
        reason TEXT NOT NULL CHECK (reason <> ''),
        UNIQUE (agency, seq)
      )
      """,
    ]
  }

  private static let areas = Migration("directory-002") { _ in
    [
      """
      CREATE TABLE area (
        id TEXT PRIMARY KEY,
        level TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune'))
      )
      """,
      """
      CREATE TABLE area_period (
        area TEXT NOT NULL REFERENCES area (id),
        from_on TEXT NOT NULL,
        to_on TEXT CHECK (to_on >= from_on),
        level TEXT NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        parent TEXT REFERENCES area (id),
        PRIMARY KEY (area, from_on)
      )
      """,
      "CREATE UNIQUE INDEX area_period_by_code ON area_period (level, code, from_on)",
      "CREATE INDEX area_period_by_parent ON area_period (parent, from_on)",
      """
      CREATE TABLE area_succession (
        predecessor TEXT NOT NULL REFERENCES area (id),
        successor TEXT NOT NULL REFERENCES area (id),
        effective_on TEXT NOT NULL,
        is_whole BIGINT NOT NULL CHECK (is_whole IN (0, 1)),
        PRIMARY KEY (predecessor, successor, effective_on)
      )
      """,
      "CREATE INDEX area_succession_by_successor ON area_succession (successor, effective_on)",
    ]
  }

  private static let accounts = Migration("directory-003") { _ in
    [
      """
      CREATE TABLE account (
        id TEXT PRIMARY KEY,
        username TEXT NOT NULL,
        username_key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('citizen', 'helper', 'officer')),
        password_hash TEXT NOT NULL,
        created_at BIGINT NOT NULL
      )
      """,
      """
      CREATE TABLE post (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id),
        role TEXT NOT NULL,
        agency TEXT NOT NULL REFERENCES agency (id),
        title TEXT NOT NULL,
        from_at BIGINT NOT NULL,
        to_at BIGINT CHECK (to_at >= from_at),
        granted_by TEXT,
        grant_reason TEXT NOT NULL CHECK (grant_reason <> ''),
        ended_by TEXT,
        end_reason TEXT,
        facts BIGINT NOT NULL CHECK (facts >= 0)
      )
      """,
      "CREATE INDEX post_by_account ON post (account, from_at)",
      "CREATE INDEX post_by_agency ON post (agency, account)",
    ]
  }

  private static let sessions = Migration("directory-004") { dialect in
    [
      """
      CREATE TABLE session (
        token_hash \(dialect.bytes) PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id),
        started_at BIGINT NOT NULL,
        touched_at BIGINT NOT NULL,
        ends_at BIGINT NOT NULL CHECK (ends_at > started_at)
      )
      """,
      "CREATE INDEX session_by_end ON session (ends_at)",
      """
      CREATE TABLE sign_in_count (
        who \(dialect.bytes) PRIMARY KEY,
        opened_at BIGINT NOT NULL,
        failures BIGINT NOT NULL CHECK (failures >= 0)
      )
      """,
      "CREATE INDEX sign_in_count_by_time ON sign_in_count (opened_at)",
    ]
  }

  private static let idempotency = Migration("directory-005") { dialect in
    [
      """
      CREATE TABLE idempotency (
        account TEXT NOT NULL,
        key TEXT NOT NULL,
        request_hash TEXT NOT NULL,
        at BIGINT NOT NULL,
        status BIGINT NOT NULL,
        headers TEXT NOT NULL,
        body \(dialect.bytes) NOT NULL,
        PRIMARY KEY (account, key)
      )
      """,
      "CREATE INDEX idempotency_by_time ON idempotency (at)",
    ]
  }

  private static let readings = Migration("directory-006") { _ in
    [
      """
      CREATE TABLE reading (
        id TEXT PRIMARY KEY,
        day TEXT NOT NULL,
        at BIGINT NOT NULL,
        account TEXT,
        post TEXT,
        subject TEXT NOT NULL,
        purpose TEXT NOT NULL,
        request_id TEXT NOT NULL
      )
      """,
      "CREATE INDEX reading_by_day ON reading (day, id)",
      "CREATE INDEX reading_by_subject ON reading (subject, at)",
      """
      CREATE TABLE reading_digest (
        day TEXT PRIMARY KEY,
        readings BIGINT NOT NULL CHECK (readings >= 0),
        sha256 TEXT NOT NULL,
        fact TEXT NOT NULL
      )
      """,
    ]
  }
}
