/// A database of either engine. Every statement of the house runs on both.
public protocol Database: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` on one snapshot that does not change under it. Nothing can be written.
  ///
  /// The body is synchronous and may be run again, so it touches nothing but its transaction.
  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T

  /// The same for a body that asks for a few rows by their keys and is soon done: it may run on the
  /// thread of its caller.
  func glance<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T

  /// Runs `body` in a transaction; when this returns, what it wrote is durable. When `body` throws,
  /// nothing of it is kept.
  ///
  /// The body is synchronous and may be run again.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T

  /// Waits for what is under way and closes every connection.
  func close() async throws

  /// What the group committer has done; `nil` where the engine groups commits by itself.
  var figures: CommitFigures? { get }
}

extension Database {
  public func glance<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await read(body)
  }

  public var figures: CommitFigures? { nil }
}

/// How well commits are grouped, since the database was opened.
public struct CommitFigures: Sendable, Equatable {
  /// Transactions that were committed.
  public let commits: Int
  /// Bodies that were committed in them; those that refused are not among them.
  public let bodies: Int
  /// Bodies that wait at this moment.
  public let waiting: Int
}

/// One open transaction. The only way to reach the database; never stored, never escapes.
///
/// Trap: a statement that fails spoils its transaction on both engines: every later statement and
/// the commit throw the same fault, even when the body catches it. To learn whether a row is there
/// already, ask with `ON CONFLICT DO NOTHING RETURNING`; to turn `ConstraintBroken` into a
/// refusal, throw the refusal.
public protocol Transaction {
  var dialect: Dialect { get }

  /// Runs a statement and gives its rows, in the order the statement asks for.
  func rows(_ sql: SQL) throws -> [Row]

  /// Runs a statement whose answer nobody needs. It may be sent later, at the latest before the
  /// next `rows` or the commit; so its fault may rise there.
  func run(_ sql: SQL) throws
}

extension Transaction {
  /// The first row, or `nil` when there is none.
  public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }
}

/// A constraint of the schema was broken; the same on both engines.
public struct ConstraintBroken: Error, Sendable {
  public enum Kind: Sendable, Equatable { case unique, check, foreignKey, notNull }
  public let kind: Kind
  /// What the engine said; for logs, never for people.
  public let message: String

  public init(kind: Kind, message: String) { (self.kind, self.message) = (kind, message) }
}
