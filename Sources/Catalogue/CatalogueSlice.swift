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
  private let database: any Database
  private let cache: DirectoryCache
  private let shelves = PortalShelves()
  private let now: @Sendable () -> Instant

  /// `calendar` gives the working calendar in force, shipped and imported days together; `words`
  /// are the everyday words that search knows.
  public init(
    database: any Database, chance: Chance, words: EverydayWords = .none,
    now: @escaping @Sendable () -> Instant, cache: DirectoryCache,
    calendar: @escaping @Sendable () async throws -> WorkingCalendar
  ) {
    (self.database, self.cache, self.now) = (database, cache, now)
    procedures = ProceduresDesk(database: database, chance: chance, now: now)
    offers = OffersDesk(database: database, chance: chance, cache: cache, now: now)
    search = ProcedureSearch(database: database, words: words, cache: cache, now: now)
    due = DueDesk(database: database, cache: cache, calendar: calendar)
  }

  public static var migrations: [Migration] { CatalogueMigrations.all }

  public var endpoints: [Endpoint] {
    ProcedureRoutes(procedures: procedures, search: search, due: due).endpoints
  }

  /// The screens of administration: their start, offers, the calendar. `effect` says what a change
  /// of the calendar would move; whoever keeps dossiers knows.
  public func administration(
    holidays: HolidaysDesk, effect: @escaping CalendarEffect
  ) -> [Endpoint] {
    AdministrationRoutes(
      procedures: procedures, offers: offers, search: search,
      calendar: { try await holidays.calendar() }
    ).endpoints + CalendarRoutes(holidays: holidays, offers: offers, effect: effect).endpoints
  }

  /// The portal's pages over the catalogue: home, sectors, life events, procedures, agencies.
  /// `sources` are what stands above it; `events` those of the pack.
  public func portal(events: [LifeEvent], sources: PortalSources = .none) -> [Endpoint] {
    let desk = portalDesk(events, sources)
    return PortalRoutes(desk: desk).endpoints + ProcedurePageRoutes(desk: desk).endpoints
      + PublicAgencyRoutes(desk: desk).endpoints
  }

  private func portalDesk(_ events: [LifeEvent], _ sources: PortalSources) -> PortalDesk {
    PortalDesk(
      database: database, procedures: procedures, due: due, cache: cache, events: events,
      sources: sources, shelves: shelves, now: now)
  }

  /// Makes the overviews and the index of search ready, so that the first visitor of a day does not
  /// wait for them. Shape: the codes that life events of today name and the catalogue lacks, for a
  /// line of the log.
  public func prepare(_ events: [LifeEvent]) async throws -> [ProcedureCode] {
    try await search.prepare()
    let desk = portalDesk(events, .none)
    let marks = try await desk.marks()
    let known = Set(try await desk.shelf(marks).byCode.keys)
    let missing = events.filter { $0.isInForce(on: marks.day) }.flatMap { $0.missing(known) }
    return Set(missing).sorted()
  }
}
