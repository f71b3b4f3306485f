public import Storage

/// The journal's tables, forward only.
public enum JournalMigrations {
  public static let all: [Migration] = [facts, tree]

  /// `position` is NULL until the fact is sealed. The body is the hashed line; the columns beside
  /// it repeat what is asked for.
  private static let facts = Migration("journal-001") { dialect in
    [
      """
      CREATE TABLE fact (
        id TEXT \(dialect.byteOrder) NOT NULL PRIMARY KEY,
        subject TEXT \(dialect.byteOrder) NOT NULL,
        seq BIGINT NOT NULL CHECK (seq >= 1),
        recorded_at BIGINT NOT NULL,
        kind TEXT \(dialect.byteOrder) NOT NULL,
        body \(dialect.bytes) NOT NULL,
        position BIGINT CHECK (position >= 0),
        UNIQUE (subject, seq)
      )
      """,
      "CREATE INDEX fact_unsealed ON fact (recorded_at, id) WHERE position IS NULL",
      "CREATE UNIQUE INDEX fact_position ON fact (position) WHERE position IS NOT NULL",
    ]
  }

  /// Tiles of up to 256 hashes; those at the right edge grow until they are full.
  private static let tree = Migration("journal-002") { dialect in
    [
      """
      CREATE TABLE tree_tile (
        level BIGINT NOT NULL CHECK (level >= 0),
        idx BIGINT NOT NULL CHECK (idx >= 0),
        hashes \(dialect.bytes) NOT NULL,
        PRIMARY KEY (level, idx)
      )
      """,
      """
      CREATE TABLE checkpoint (
        size BIGINT NOT NULL PRIMARY KEY CHECK (size >= 1),
        root \(dialect.bytes) NOT NULL,
        at BIGINT NOT NULL,
        note TEXT NOT NULL,
        stamp \(dialect.bytes) NOT NULL
      )
      """,
    ]
  }
}
