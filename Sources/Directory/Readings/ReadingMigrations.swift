import Storage

/// What the log of readings needs beyond its first table.
enum ReadingMigrations {
  static let all = [manySubjects]

  /// A list shows fifty dossiers and is one reading of all of them: its row names every subject,
  /// and a narrow table leads from a subject to its readings. Ids begin with the instant, so a day
  /// is a range of them and needs no index.
  private static let manySubjects = Migration("directory-readings-001") { dialect in
    [
      """
      CREATE TABLE reading_subject (
        subject TEXT NOT NULL,
        reading TEXT NOT NULL,
        PRIMARY KEY (subject, reading)
      )
      \(dialect.keptByKey)
      """,
      "INSERT INTO reading_subject (subject, reading) SELECT subject, id FROM reading",
      "DROP INDEX reading_by_subject",
      "DROP INDEX reading_by_day",
    ]
  }
}
