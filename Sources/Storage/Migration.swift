/// One step of the schema, forward only. A released one is never edited.
public struct Migration: Sendable {
  /// Slice and order: `journal-001`. Applied once, in the order given to `migrate`.
  public let id: String
  /// The statements, for one engine.
  public let statements: @Sendable (Dialect) -> [SQL]

  public init(_ id: String, _ statements: @escaping @Sendable (Dialect) -> [SQL]) {
    (self.id, self.statements) = (id, statements)
  }
}
