public import Ground
public import Storage
public import Web

/// The directory's front door: desks, routes, tables and the reading log for `Server`.
public struct DirectorySlice: Sendable {
  public let cache: DirectoryCache
  public let desk: DirectoryDesk
  public let agencies: AgencyDesk
  public let areas: AreaDesk
  public let hasher: PasswordHasher
  public let accounts: AccountDesk
  public let signIn: SignInDesk
  public let readings: ReadingLog
  public let citizens: CitizenDesk

  /// `now` is the house's clock, `wall` the machine's; `offering` says which agencies take a
  /// procedure, which the catalogue knows; `mailing` puts a letter where it will be sent from.
  public init(
    database: any Database, now: @escaping @Sendable () -> Instant,
    wall: @escaping @Sendable () -> Instant, chance: Chance, cost: ScryptCost = .standard,
    settings: SessionSettings = SessionSettings(), cache: DirectoryCache = DirectoryCache(),
    mailing: @escaping @Sendable (AccountLetter, any Transaction) throws -> Void,
    offering: @escaping @Sendable (ProcedureCode, any Transaction) throws -> Set<AgencyCode>
  ) {
    self.cache = cache
    hasher = PasswordHasher(cost: cost, chance: chance)
    desk = DirectoryDesk(database: database, now: now, cache: cache, offering: offering)
    agencies = AgencyDesk(database: database, now: now, chance: chance, cache: cache)
    areas = AreaDesk(database: database, now: now, chance: chance)
    accounts = AccountDesk(
      database: database, now: now, chance: chance, hasher: hasher, cache: cache)
    signIn = SignInDesk(
      database: database, now: now, wall: wall, chance: chance, hasher: hasher, settings: settings)
    readings = ReadingLog(database: database, now: now, chance: chance)
    citizens = CitizenDesk(
      database: database, now: now, wall: wall, chance: chance, hasher: hasher, settings: settings,
      readings: readings, mailing: mailing)
  }

  public static var migrations: [Migration] {
    DirectoryMigrations.all + ReadingMigrations.all + ContactMigrations.all + PeopleMigrations.all
      + CitizenMigrations.all
  }

  public var endpoints: [Endpoint] {
    DirectoryRoutes(desk: desk).endpoints + SignInRoutes(desk: signIn).endpoints
      + SignUpRoutes(desk: citizens).endpoints + RecoveryRoutes(desk: citizens).endpoints
      + ProfileRoutes(desk: citizens).endpoints
      + AgencyAdministrationRoutes(desk: desk, agencies: agencies).endpoints
      + PeopleRoutes(desk: desk, accounts: accounts).endpoints
      + AgencyListRoutes(desk: desk).endpoints + InformationRoutes(desk: desk).endpoints
  }
}
