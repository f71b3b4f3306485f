public import Storage

/// The tables of `Documents`.
public enum DocumentMigrations {
  public static let all = [
    Migration("documents-001") { _ in
      [
        """
        CREATE TABLE outgoing_document (
          id TEXT PRIMARY KEY,
          agency TEXT NOT NULL,
          number TEXT NOT NULL,
          issued_on TEXT NOT NULL,
          signer TEXT NOT NULL,
          file TEXT NOT NULL,
          UNIQUE (agency, number, issued_on, signer)
        )
        """
      ]
    }
  ]
}
