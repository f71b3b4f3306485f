import Storage

/// The summary tables. They hold nothing that the sealed facts do not give again.
enum IndicatorMigrations {
  static let all = [subjects, counts, entries, places, settled, traits, stated, published]

  /// The last known state of each dossier, by the subject of its facts.
  private static let subjects = Migration("indicators-001") { _ in
    [
      """
      CREATE TABLE figure_subject (
        subject TEXT PRIMARY KEY,
        seq BIGINT NOT NULL CHECK (seq >= 1),
        at BIGINT NOT NULL,
        agency TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        competent_agency TEXT,
        status BIGINT NOT NULL,
        is_numbered BIGINT NOT NULL CHECK (is_numbered IN (0, 1)),
        phase TEXT NOT NULL
          CHECK (phase IN ('waiting', 'running', 'supplement', 'payment', 'over')),
        due_at BIGINT,
        index_due_at BIGINT,
        submitted_at BIGINT,
        received_at BIGINT,
        finish_event TEXT,
        finish_outcome TEXT NOT NULL,
        finish_timeliness TEXT NOT NULL,
        trouble TEXT
      )
      """,
      """
      CREATE INDEX figure_subject_open ON figure_subject (agency, sector, phase)
      WHERE phase <> 'over'
      """,
    ]
  }

  /// How often what happened on a day under a heading; and by how many the open dossiers under a
  /// heading changed on a day. `due_on` is empty and `submitted_at` 0 where the phase needs none.
  private static let counts = Migration("indicators-002") { _ in
    [
      """
      CREATE TABLE figure_event (
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        event TEXT NOT NULL,
        outcome TEXT NOT NULL,
        timeliness TEXT NOT NULL,
        amount BIGINT NOT NULL,
        PRIMARY KEY (agency, day, sector, procedure, channel, event, outcome, timeliness)
      )
      """,
      """
      CREATE TABLE figure_opening (
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        sector TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('waiting', 'running', 'supplement', 'payment')),
        due_on TEXT NOT NULL,
        submitted_at BIGINT NOT NULL,
        amount BIGINT NOT NULL,
        PRIMARY KEY (agency, day, sector, phase, due_on, submitted_at)
      )
      """,
    ]
  }

  /// One event of one dossier: what stands behind a number.
  private static let entries = Migration("indicators-003") { _ in
    [
      """
      CREATE TABLE figure_entry (
        position BIGINT NOT NULL,
        ordinal BIGINT NOT NULL,
        subject TEXT NOT NULL REFERENCES figure_subject (subject),
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        event TEXT NOT NULL,
        outcome TEXT NOT NULL,
        timeliness TEXT NOT NULL,
        amount BIGINT NOT NULL,
        PRIMARY KEY (position, ordinal)
      )
      """,
      """
      CREATE INDEX figure_entry_by_place ON figure_entry (event, agency, day, subject)
      """,
    ]
  }

  /// Offers and agencies as facts tell them, and the position of the next fact to be counted.
  private static let places = Migration("indicators-004") { _ in
    [
      """
      CREATE TABLE figure_offer (
        subject TEXT NOT NULL,
        seq BIGINT NOT NULL,
        agency TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT,
        is_online BIGINT NOT NULL CHECK (is_online IN (0, 1)),
        PRIMARY KEY (subject, seq)
      )
      """,
      """
      CREATE TABLE figure_agency (
        subject TEXT NOT NULL,
        seq BIGINT NOT NULL,
        code TEXT NOT NULL,
        parent TEXT,
        since_on TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT,
        PRIMARY KEY (subject, seq)
      )
      """,
      """
      CREATE TABLE figure_mark (
        one BIGINT PRIMARY KEY CHECK (one = 1),
        position BIGINT NOT NULL CHECK (position >= 0)
      )
      """,
      """
      INSERT INTO figure_mark (one, position) VALUES (1, 0)
      """,
    ]
  }

  /// How long the dossiers of one procedure took is asked for by its page.
  private static let settled = Migration("indicators-005") { _ in
    [
      """
      CREATE INDEX figure_entry_settled ON figure_entry (procedure, day, subject)
      WHERE event = 'settled'
      """
    ]
  }

  /// Counted things carry traits, and what lasts is counted among them. The tables are made anew
  /// and filled from the facts: what was in them is there again.
  private static let traits = Migration("indicators-006") { dialect in
    [
      "DROP TABLE figure_event",
      "DROP TABLE figure_opening",
      "DROP TABLE figure_entry",
      "DROP TABLE figure_subject",
      "DROP TABLE figure_offer",
      """
      CREATE TABLE figure_subject (
        subject TEXT PRIMARY KEY,
        seq BIGINT NOT NULL CHECK (seq >= 1),
        at BIGINT NOT NULL,
        agency TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        competent_agency TEXT,
        status BIGINT NOT NULL,
        is_numbered BIGINT NOT NULL CHECK (is_numbered IN (0, 1)),
        phase TEXT NOT NULL
          CHECK (phase IN ('waiting', 'running', 'supplement', 'payment', 'over')),
        due_at BIGINT,
        index_due_at BIGINT,
        submitted_at BIGINT,
        received_at BIGINT,
        is_index_late BIGINT NOT NULL CHECK (is_index_late IN (0, 1)),
        flags TEXT NOT NULL,
        cells TEXT NOT NULL,
        trouble TEXT
      ) \(dialect.keptByKey)
      """,
      """
      CREATE INDEX figure_subject_open ON figure_subject (agency, sector, phase)
      WHERE phase <> 'over'
      """,
      """
      CREATE TABLE figure_entry (
        position BIGINT NOT NULL,
        ordinal BIGINT NOT NULL,
        subject TEXT NOT NULL,
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        event TEXT NOT NULL,
        traits TEXT NOT NULL,
        amount BIGINT NOT NULL,
        minutes BIGINT NOT NULL,
        mark BIGINT,
        PRIMARY KEY (position, ordinal)
      ) \(dialect.keptByKey)
      """,
      "CREATE INDEX figure_entry_by_place ON figure_entry (event, agency, day, subject)",
      """
      CREATE INDEX figure_entry_settled ON figure_entry (procedure, day, subject)
      WHERE event = 'settled'
      """,
      """
      CREATE TABLE figure_day (
        event TEXT NOT NULL,
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        traits TEXT NOT NULL,
        amount BIGINT NOT NULL,
        minutes BIGINT NOT NULL,
        PRIMARY KEY (event, agency, day, sector, procedure, channel, traits)
      ) \(dialect.keptByKey)
      """,
      """
      CREATE TABLE figure_offer (
        position BIGINT NOT NULL,
        subject TEXT NOT NULL,
        seq BIGINT NOT NULL,
        agency TEXT NOT NULL,
        sector TEXT NOT NULL,
        procedure TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT,
        terms TEXT,
        PRIMARY KEY (subject, seq)
      )
      """,
      "DELETE FROM figure_agency",
      "ALTER TABLE figure_agency ADD COLUMN position BIGINT NOT NULL DEFAULT 0",
      "ALTER TABLE figure_agency ADD COLUMN level TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE figure_mark ADD COLUMN summed BIGINT NOT NULL DEFAULT 0",
      "UPDATE figure_mark SET position = 0",
    ]
  }

  /// On what figures rest besides facts, with the digests that facts name; and the texts.
  private static let stated = Migration("indicators-007") { dialect in
    [
      """
      CREATE TABLE figure_stated (
        kind TEXT NOT NULL CHECK (kind IN ('indicator', 'calendar')),
        code TEXT NOT NULL,
        from_on TEXT NOT NULL,
        subject TEXT NOT NULL,
        seq BIGINT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (kind, code, from_on)
      ) \(dialect.keptByKey)
      """,
      """
      CREATE TABLE figure_stated_text (
        sha256 TEXT PRIMARY KEY,
        body TEXT NOT NULL
      )
      """,
    ]
  }

  /// Publications, and each of their figures as it was answered.
  private static let published = Migration("indicators-008") { dialect in
    [
      """
      CREATE TABLE publication (
        id TEXT PRIMARY KEY,
        agency TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT NOT NULL,
        position BIGINT NOT NULL CHECK (position >= 0),
        root \(dialect.bytes) NOT NULL,
        at BIGINT NOT NULL,
        published_at BIGINT NOT NULL,
        post TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        figures BIGINT NOT NULL,
        supersedes TEXT UNIQUE REFERENCES publication (id),
        reason TEXT
      )
      """,
      "CREATE INDEX publication_by_period ON publication (agency, from_on, to_on, id)",
      """
      CREATE TABLE published_figure (
        publication TEXT NOT NULL REFERENCES publication (id),
        code TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (publication, code)
      )
      """,
    ]
  }
}
