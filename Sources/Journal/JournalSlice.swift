public import Ground
public import Storage
public import Web

/// The journal's front door for `Server`: tables, routes, reading, and the sealer as a job.
public struct JournalSlice: Sendable {
  public let desk: JournalDesk
  private let database: any Database
  private let key: JournalKey

  /// `key` is made by `JournalKey.open`; its name is the journal's origin.
  public init(database: any Database, key: JournalKey) {
    (self.database, self.key, desk) = (database, key, JournalDesk(database: database))
  }

  public static var migrations: [Migration] { JournalMigrations.all }

  public var endpoints: [Endpoint] {
    JournalRoutes(desk: desk, key: key.verifier).endpoints
  }

  /// The one who seals; `run` is the job. `now` must not go back, so it is the machine's clock even
  /// where a demonstration's acts go by another.
  public func sealer(
    readers: [any SealedFactReader], now: @escaping @Sendable () -> Instant
  ) -> Sealer {
    Sealer(database: database, key: key, readers: readers, now: now)
  }
}
