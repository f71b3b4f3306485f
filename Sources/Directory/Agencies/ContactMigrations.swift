import Storage

/// The tables and columns by which agencies and their officers are reached.
enum ContactMigrations {
  static let all = [
    Migration("directory-contact-001") { dialect in
      [
        """
        CREATE TABLE agency_contact (
          agency TEXT NOT NULL REFERENCES agency (id),
          from_on TEXT NOT NULL,
          address TEXT CHECK (address <> ''),
          phone TEXT CHECK (phone <> ''),
          email TEXT CHECK (email <> ''),
          website TEXT CHECK (website <> ''),
          salt \(dialect.bytes) NOT NULL,
          PRIMARY KEY (agency, from_on)
        )
        """,
        "ALTER TABLE post ADD COLUMN phone TEXT",
      ]
    }
  ]
}
