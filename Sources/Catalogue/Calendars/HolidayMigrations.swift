public import Storage

/// The table of decisions on rest days.
public enum HolidayMigrations {
  public static let all = [
    Migration("catalogue-calendar-001") { _ in
      [
        """
        CREATE TABLE calendar_day (
          place BIGINT PRIMARY KEY,
          day TEXT NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
          name TEXT NOT NULL,
          decision TEXT NOT NULL,
          known_on TEXT NOT NULL
        )
        """
      ]
    },
    Migration("catalogue-calendar-002") { _ in
      [
        """
        CREATE TABLE calendar_act (
          fact TEXT PRIMARY KEY,
          at BIGINT NOT NULL,
          account TEXT,
          days BIGINT NOT NULL CHECK (days > 0),
          about TEXT NOT NULL
        )
        """,
        "CREATE INDEX calendar_act_by_time ON calendar_act (at)",
      ]
    },
  ]
}
