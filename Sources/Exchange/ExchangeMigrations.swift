public import Storage

/// The tables of `Exchange`.
public enum ExchangeMigrations {
  public static let all = [
    Migration("exchange-001") { _ in
      [
        """
        CREATE TABLE notice (
          id TEXT PRIMARY KEY,
          at BIGINT NOT NULL,
          subject TEXT NOT NULL,
          account TEXT,
          code TEXT NOT NULL,
          text TEXT NOT NULL
        )
        """,
        "CREATE INDEX notice_by_subject ON notice (subject, at)",
      ]
    }
  ]
}
