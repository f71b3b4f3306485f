import Storage

/// The tables of the watch. `watch_…` hold nothing that the sealed facts do not give again; what
/// people say to a finding is kept in `finding_act` and never deleted.
enum IntegrityMigrations {
  static let watch = Migration("indicators-010") { dialect in
    watched(dialect) + findings + acts(dialect)
  }

  private static func watched(_ dialect: Dialect) -> [SQL] {
    [
      """
      CREATE TABLE watch_mark (
        one BIGINT PRIMARY KEY CHECK (one = 1),
        position BIGINT NOT NULL CHECK (position >= 0),
        basis TEXT NOT NULL,
        is_swept BIGINT NOT NULL CHECK (is_swept IN (0, 1))
      )
      """,
      "INSERT INTO watch_mark (one, position, basis, is_swept) VALUES (1, 0, '', 1)",
      """
      CREATE TABLE watch_dossier (
        subject TEXT PRIMARY KEY,
        body TEXT NOT NULL
      ) \(dialect.keptByKey)
      """,
      """
      CREATE TABLE watch_day (
        kind TEXT NOT NULL CHECK (kind IN ('closed', 'submitted')),
        actor TEXT NOT NULL,
        day TEXT NOT NULL,
        amount BIGINT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (kind, actor, day)
      ) \(dialect.keptByKey)
      """,
      """
      CREATE TABLE watch_post (
        id TEXT PRIMARY KEY,
        role TEXT NOT NULL,
        agency TEXT NOT NULL,
        granted_at BIGINT NOT NULL,
        ended_at BIGINT
      )
      """,
      "CREATE INDEX watch_post_by_role ON watch_post (role, id)",
    ]
  }

  /// `about` is what a rule found something once in; `basis` the rules under which it was last
  /// seen; `gone` why it holds no more.
  private static var findings: [SQL] {
    [
      """
      CREATE TABLE finding (
        id TEXT PRIMARY KEY,
        rule TEXT NOT NULL,
        about TEXT NOT NULL,
        version TEXT NOT NULL,
        subject TEXT,
        agency TEXT NOT NULL,
        post TEXT,
        day TEXT NOT NULL,
        position BIGINT NOT NULL,
        measured BIGINT NOT NULL,
        threshold BIGINT NOT NULL,
        against BIGINT NOT NULL,
        basis TEXT NOT NULL,
        gone TEXT CHECK (gone IN ('corrected', 'rules')),
        found_at BIGINT NOT NULL,
        head_on TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'acknowledged', 'referred')),
        acts BIGINT NOT NULL CHECK (acts >= 0),
        UNIQUE (rule, about)
      )
      """,
      "CREATE INDEX finding_by_agency ON finding (agency, day, id)",
      "CREATE INDEX finding_by_post ON finding (post, day, id)",
      "CREATE INDEX finding_by_day ON finding (day, id)",
    ]
  }

  /// What was said to a finding, and the salt of the commitment that the fact carries.
  private static func acts(_ dialect: Dialect) -> [SQL] {
    [
      """
      CREATE TABLE finding_act (
        finding TEXT NOT NULL REFERENCES finding (id),
        seq BIGINT NOT NULL CHECK (seq >= 1),
        at BIGINT NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('explain', 'acknowledge', 'refer')),
        post TEXT NOT NULL,
        account TEXT NOT NULL,
        body TEXT NOT NULL,
        salt \(dialect.bytes) NOT NULL,
        fact TEXT NOT NULL,
        PRIMARY KEY (finding, seq)
      )
      """
    ]
  }
}
