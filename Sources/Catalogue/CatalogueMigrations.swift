public import Storage

/// The catalogue's tables, forward only.
public enum CatalogueMigrations {
  public static let all: [Migration] = [procedures, offers] + OfferDraftMigrations.all + [marks]

  /// `procedure` names the current version; `procedure_version` keeps every one. `id` is the
  /// subject of the procedure's facts. `catalogue_mark` has one row, and counts the changes of
  /// procedures.
  private static let procedures = Migration("catalogue-001") { dialect in
    [
      """
      CREATE TABLE catalogue_mark (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
        changes BIGINT NOT NULL CHECK (changes >= 0)
      )
      """,
      "INSERT INTO catalogue_mark (id, changes) VALUES (1, 0)",
      """
      CREATE TABLE sector (
        code TEXT \(dialect.byteOrder) NOT NULL PRIMARY KEY,
        name TEXT NOT NULL
      )
      """,
      """
      CREATE TABLE procedure (
        code TEXT \(dialect.byteOrder) NOT NULL PRIMARY KEY,
        id TEXT \(dialect.byteOrder) NOT NULL UNIQUE,
        national_code TEXT \(dialect.byteOrder),
        local_code TEXT \(dialect.byteOrder) UNIQUE,
        version BIGINT NOT NULL CHECK (version >= 1),
        digest TEXT NOT NULL,
        CHECK (national_code IS NOT NULL OR local_code IS NOT NULL)
      )
      """,
      """
      CREATE TABLE procedure_version (
        code TEXT \(dialect.byteOrder) NOT NULL REFERENCES procedure (code),
        version BIGINT NOT NULL CHECK (version >= 1),
        digest TEXT NOT NULL,
        record \(dialect.bytes) NOT NULL,
        summary \(dialect.bytes) NOT NULL,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        sector TEXT \(dialect.byteOrder) NOT NULL REFERENCES sector (code),
        valid_from BIGINT NOT NULL,
        valid_to BIGINT,
        PRIMARY KEY (code, version)
      )
      """,
    ]
  }

  /// `offering` is the pair whose facts are counted by `seq`; `offer` holds its dated conditions.
  private static let offers = Migration("catalogue-002") { dialect in
    [
      """
      CREATE TABLE offering (
        agency TEXT \(dialect.byteOrder) NOT NULL,
        procedure TEXT \(dialect.byteOrder) NOT NULL REFERENCES procedure (code),
        id TEXT \(dialect.byteOrder) NOT NULL UNIQUE,
        seq BIGINT NOT NULL CHECK (seq >= 1),
        PRIMARY KEY (agency, procedure)
      )
      """,
      """
      CREATE TABLE offer (
        id TEXT \(dialect.byteOrder) NOT NULL PRIMARY KEY,
        agency TEXT \(dialect.byteOrder) NOT NULL,
        procedure TEXT \(dialect.byteOrder) NOT NULL,
        valid_from TEXT \(dialect.byteOrder) NOT NULL,
        valid_to TEXT \(dialect.byteOrder),
        decision TEXT NOT NULL CHECK (decision <> ''),
        decided_on TEXT NOT NULL,
        conditions \(dialect.bytes) NOT NULL,
        salt \(dialect.bytes) NOT NULL,
        recorded_at BIGINT NOT NULL,
        FOREIGN KEY (agency, procedure) REFERENCES offering (agency, procedure)
      )
      """,
      "CREATE INDEX offer_of_agency ON offer (agency, procedure, valid_from)",
      "CREATE INDEX offer_of_procedure ON offer (procedure, valid_from)",
    ]
  }

  /// `catalogue_mark` counts the changes of offers too.
  private static let marks = Migration("catalogue-003") { _ in
    ["ALTER TABLE catalogue_mark ADD COLUMN offers BIGINT NOT NULL DEFAULT 0 CHECK (offers >= 0)"]
  }
}
