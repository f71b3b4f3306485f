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
    }
  ]
}
