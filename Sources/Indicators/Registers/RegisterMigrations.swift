import Storage

/// The tables of registers: their definitions, what was reported with the files that show it, and
/// what sealed facts tell of it.
enum RegisterMigrations {
  static let all = [registers]

  private static let registers = Migration("indicators-009") { dialect in
    [
      """
      CREATE TABLE register_definition (
        code TEXT NOT NULL,
        version BIGINT NOT NULL CHECK (version >= 1),
        subject TEXT NOT NULL,
        from_on TEXT NOT NULL,
        body TEXT NOT NULL,
        reason TEXT NOT NULL,
        at BIGINT NOT NULL,
        account TEXT NOT NULL,
        fact TEXT NOT NULL UNIQUE,
        PRIMARY KEY (code, version)
      )
      """,
      """
      CREATE TABLE register_file (
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        size BIGINT NOT NULL CHECK (size > 0),
        media_type TEXT NOT NULL,
        name TEXT NOT NULL,
        account TEXT NOT NULL,
        at BIGINT NOT NULL
      )
      """,
      "CREATE INDEX register_file_by_content ON register_file (sha256)",
      """
      CREATE TABLE register_report (
        register TEXT NOT NULL,
        period TEXT NOT NULL,
        identity TEXT NOT NULL,
        seq BIGINT NOT NULL CHECK (seq >= 1),
        subject TEXT NOT NULL,
        from_on TEXT NOT NULL,
        agency TEXT NOT NULL,
        version BIGINT NOT NULL,
        body TEXT NOT NULL,
        basis TEXT NOT NULL,
        reason TEXT,
        is_late BIGINT NOT NULL CHECK (is_late IN (0, 1)),
        file TEXT REFERENCES register_file (id),
        at BIGINT NOT NULL,
        post TEXT NOT NULL,
        account TEXT NOT NULL,
        salt \(dialect.bytes) NOT NULL,
        fact TEXT NOT NULL UNIQUE,
        PRIMARY KEY (register, period, identity, seq),
        FOREIGN KEY (register, version) REFERENCES register_definition (code, version)
      )
      """,
      "CREATE INDEX register_report_by_file ON register_report (file)",
      "CREATE INDEX register_report_by_time ON register_report (register, from_on)",
      """
      CREATE TABLE figure_report (
        position BIGINT NOT NULL,
        subject TEXT NOT NULL,
        seq BIGINT NOT NULL,
        register TEXT NOT NULL,
        agency TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT NOT NULL,
        amounts TEXT NOT NULL,
        PRIMARY KEY (subject, seq)
      ) \(dialect.keptByKey)
      """,
      "CREATE INDEX figure_report_by_register ON figure_report (register, position)",
    ]
  }
}
