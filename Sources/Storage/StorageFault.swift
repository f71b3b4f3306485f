public import Ground

/// What an engine or the disk could not do. For logs and for the edge's choice between "later" and
/// "our fault"; never shown to people.
public struct StorageFault: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// The disk holds no more.
    case full
    /// The server cannot be reached, or the connection was lost before anything was committed.
    case unreachable
    /// Others held what was needed for too long, or too many wait already; later it may go.
    case busy
    /// The database was closed.
    case closed
    /// A value that the house does not store: text with a NUL, a floating-point column.
    case unfit
    case other
  }

  public let kind: Kind
  /// PostgreSQL's SQLSTATE, SQLite's extended result code, or the system's error number.
  public let code: String
  /// What the engine said. It may name tables and constraints, never values of a row.
  public let message: String

  public init(_ kind: Kind, code: String = "", _ message: String) {
    (self.kind, self.code, self.message) = (kind, code, message)
  }

  public var description: String {
    "storage \(kind)\(code.isEmpty ? "" : " \(code)"): \(message)"
  }

  static let closed = StorageFault(.closed, "the database is closed")
}

extension StorageFault: PassingFault {
  public var passing: Passing? {
    switch kind {
    case .full: .full
    case .unreachable, .closed: .unreachable
    case .busy: .busy
    case .unfit, .other: nil
    }
  }
}

/// The connection was lost after COMMIT was sent, so nobody knows whether what was written is kept.
/// Only an idempotency key or another look at the data can tell.
public struct CommitUnknown: PassingFault, CustomStringConvertible {
  public init() {}
  public var passing: Passing? { .outcomeUnknown }
  public var description: String { "the connection was lost during COMMIT; outcome unknown" }
}

extension SQL {
  /// The values, unless one of them can be stored by one engine only.
  func storableValues() throws(StorageFault) -> [Value] {
    for case .text(let text) in values where text.utf8.contains(0) {
      throw StorageFault(.unfit, "text with a NUL is refused on both engines")
    }
    return values
  }
}
