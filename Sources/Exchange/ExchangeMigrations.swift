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
    },
    Migration("exchange-002") { _ in
      [
        """
        CREATE TABLE mail (
          id TEXT PRIMARY KEY,
          at BIGINT NOT NULL,
          recipient TEXT NOT NULL,
          subject TEXT NOT NULL,
          text TEXT,
          link TEXT,
          expires_at BIGINT NOT NULL,
          state TEXT NOT NULL
            CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'expired')),
          tries BIGINT NOT NULL CHECK (tries >= 0),
          next_at BIGINT NOT NULL,
          last_error TEXT,
          CHECK ((text IS NULL) = (state IN ('sent', 'failed', 'expired'))),
          CHECK (text IS NOT NULL OR link IS NULL)
        )
        """,
        "CREATE INDEX mail_by_next ON mail (state, next_at)",
        "CREATE INDEX mail_by_time ON mail (at)",
      ]
    },
  ]
}
