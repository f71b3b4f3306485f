public import Deadlines
public import Directory
public import Ground
public import Journal
public import Storage
public import Web

/// The front door of figures: tables, the reader of sealed facts, and routes for `Server`.
public struct IndicatorSlice: Sendable {
  public let desk: FigureDesk

  /// `now` is the house's clock: open dossiers are judged by it. `resolve` gives, of at most 500
  /// subjects of facts, the dossiers that the caller may see; others are left out.
  public init(
    database: any Database, journal: JournalDesk, indicators: [Indicator], cache: DirectoryCache,
    calendar: @escaping @Sendable () async throws -> WorkingCalendar,
    now: @escaping @Sendable () -> Instant,
    resolve:
      @escaping @Sendable (
        _ subjects: [String], _ caller: Caller
      ) async throws -> [String: JSON]
  ) {
    desk = FigureDesk(
      database: database, journal: journal, indicators: indicators, cache: cache,
      calendar: calendar, now: now, resolve: resolve)
  }

  public static var migrations: [Migration] { IndicatorMigrations.all }

  /// Counts facts while they are sealed; for `JournalSlice.sealer(readers:)`.
  public static var reader: any SealedFactReader { SummaryDesk() }

  public var endpoints: [Endpoint] {
    SettlementRoutes(desk: desk).endpoints + IndicatorRoutes(desk: desk).endpoints
      + EvidencePageRoutes(desk: desk).endpoints
  }
}
