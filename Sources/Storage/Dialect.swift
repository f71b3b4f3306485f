/// Where the two engines differ, by name. Everything else is one text for both.
public enum Dialect: Sendable, CaseIterable {
  case sqlite
  case postgresql

  /// The column type for bytes.
  public var bytes: SQL {
    switch self {
    case .sqlite: "BLOB"
    case .postgresql: "BYTEA"
    }
  }

  /// Locks the rows that a `SELECT` reads until the transaction ends. SQLite has one writer anyway.
  public var forUpdate: SQL {
    switch self {
    case .sqlite: ""
    case .postgresql: "FOR UPDATE"
    }
  }

  /// The same, passing over rows that another transaction holds: for claiming jobs.
  public var forUpdateSkippingLocked: SQL {
    switch self {
    case .sqlite: ""
    case .postgresql: "FOR UPDATE SKIP LOCKED"
    }
  }

  /// Ends a `CREATE TABLE` whose rows are their key and little else: one tree instead of two.
  public var keptByKey: SQL {
    switch self {
    case .sqlite: "WITHOUT ROWID"
    case .postgresql: ""
    }
  }

  /// Orders text by its bytes on both engines.
  public var byteOrder: SQL {
    switch self {
    case .sqlite: ""
    case .postgresql: "COLLATE \"C\""
    }
  }
}
