public import Deadlines
public import Directory
public import Ground
public import Storage
public import Web

/// The catalogue's front door: desks, search, routes and tables for `Server`.
public struct CatalogueSlice: Sendable {
  public let procedures: ProceduresDesk
  public let offers: OffersDesk
  public let search: ProcedureSearch
  public let due: DueDesk

  /// `calendar` gives the working calendar in force, shipped and imported days together.
  public init(
    database: any Database, chance: Chance, now: @escaping @Sendable () -> Instant,
    cache: DirectoryCache, calendar: @escaping @Sendable () async throws -> WorkingCalendar
  ) {
    procedures = ProceduresDesk(database: database, chance: chance, now: now)
    offers = OffersDesk(database: database, chance: chance, cache: cache, now: now)
    search = ProcedureSearch(database: database, now: now)
    due = DueDesk(database: database, cache: cache, calendar: calendar)
  }

  public static var migrations: [Migration] { CatalogueMigrations.all }

  public var endpoints: [Endpoint] {
    ProcedureRoutes(procedures: procedures, search: search, due: due).endpoints
      + AdministrationRoutes(procedures: procedures, offers: offers, search: search).endpoints
  }
}
