import Crypto
public import Ground

/// Brings the schema up to date and gives the ids that were applied now, in order; each migration
/// is one transaction. Several processes may do it at once: each migration is applied once.
///
/// Refuses: `MigrationChanged`, `SchemaNewer`; then nothing more was applied.
public func migrate(
  _ database: any Database, _ migrations: [Migration], at instant: Instant
) async throws -> [String] {
  let steps = migrations.map { Step($0, database.dialect) }
  precondition(Set(steps.map(\.id)).count == steps.count, "two migrations have one id")
  try await writeUnhurried(database) { transaction in
    try transaction.lock(lockName)
    try transaction.run(
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        id TEXT NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL,
        applied_at BIGINT NOT NULL
      )
      """)
    _ = try pending(steps, transaction)
  }
  var applied: [String] = []
  for step in steps {
    let isNew = try await writeUnhurried(database) { transaction in
      try transaction.lock(lockName)
      guard try pending(steps, transaction).contains(step.id) else { return false }
      for statement in step.statements { try transaction.run(statement) }
      try transaction.run(
        """
        INSERT INTO schema_migration (id, digest, applied_at)
        VALUES (\(step.id), \(step.digest), \(instant))
        """)
      return true
    }
    if isNew { applied.append(step.id) }
  }
  return applied
}

/// A migration that was applied reads differently now; a released one is never edited.
public struct MigrationChanged: Error, Sendable, Equatable, CustomStringConvertible {
  public let id: String

  public init(id: String) { self.id = id }

  public var description: String {
    "migration \(id) was applied in another wording; use the program that made this database"
      + " or a newer one"
  }
}

/// The database holds migrations that this program does not know.
public struct SchemaNewer: Error, Sendable, Equatable, CustomStringConvertible {
  /// In their own order.
  public let ids: [String]

  public init(ids: [String]) { self.ids = ids }

  public var description: String {
    "the database was migrated by a newer program (\(ids.joined(separator: ", ")));"
      + " use that one"
  }
}

private let lockName = "schema_migration"

/// A migration as one engine reads it.
private struct Step: Sendable {
  let id: String
  let statements: [SQL]
  let digest: String

  init(_ migration: Migration, _ dialect: Dialect) {
    (id, statements) = (migration.id, migration.statements(dialect))
    var hash = SHA256()
    for statement in statements {
      hash.update(data: Array(statement.text.utf8))
      hash.update(data: [0])
    }
    digest = hex(hash.finalize())
  }
}

/// The ids of the steps that were not applied yet.
private func pending(_ steps: [Step], _ transaction: any Transaction) throws -> Set<String> {
  var unknown: [String: String] = [:]
  for row in try transaction.rows("SELECT id, digest FROM schema_migration ORDER BY id") {
    unknown[try row.text(0)] = try row.text(1)
  }
  var pending: Set<String> = []
  for step in steps {
    switch unknown.removeValue(forKey: step.id) {
    case nil: pending.insert(step.id)
    case step.digest: break
    case .some: throw MigrationChanged(id: step.id)
    }
  }
  guard unknown.isEmpty else { throw SchemaNewer(ids: unknown.keys.sorted()) }
  return pending
}

/// A write that may take as long as it needs: an index over a province's dossiers, or the wait for
/// another process that migrates.
private func writeUnhurried<T: Sendable>(
  _ database: any Database, _ body: @escaping @Sendable (any Transaction) throws -> T
) async throws -> T {
  guard let postgresql = database as? PostgreSQLDatabase else {
    return try await database.write(body)
  }
  return try await postgresql.writeUnhurried(body)
}
