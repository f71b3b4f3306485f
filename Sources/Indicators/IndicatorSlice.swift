public import Deadlines
public import Directory
public import Ground
public import Journal
public import Storage
public import Web

/// The front door of figures: tables, the reader of sealed facts, and routes for `Server`.
public struct IndicatorSlice: Sendable {
  public let desk: FigureDesk
  private let stated: StatedDesk
  private let publications: PublicationDesk
  private let rankings: RankingDesk
  private let registers: RegisterDesk
  private let watch: WatchDesk

  /// `now` is the house's clock: open dossiers are judged by it. `resolve` gives, of at most 500
  /// subjects of facts, the dossiers that the caller may see; others are left out. `rankings`
  /// say who is compared, `integrity` what the house watches itself for.
  public init(
    database: any Database, blobs: any Blobs, journal: JournalDesk, indicators: [Indicator],
    rankings rules: [RankingRule], registers blueprints: [RegisterBlueprint],
    cache: DirectoryCache,
    calendar: @escaping @Sendable () async throws -> WorkingCalendar,
    now: @escaping @Sendable () -> Instant, chance: Chance, integrity: [IntegrityRule] = [],
    resolve:
      @escaping @Sendable (
        _ subjects: [String], _ caller: Caller
      ) async throws -> [String: JSON]
  ) {
    desk = FigureDesk(
      database: database, journal: journal, indicators: indicators, cache: cache,
      calendar: calendar, now: now, resolve: resolve)
    publications = PublicationDesk(figures: desk, chance: chance)
    rankings = RankingDesk(figures: desk, rules: rules)
    registers = RegisterDesk(
      database: database, blobs: blobs, cache: cache, now: now, chance: chance,
      blueprints: blueprints)
    stated = StatedDesk(database: database, chance: chance, now: now)
    watch = WatchDesk(
      database: database, rules: integrity, calendar: calendar, now: now, chance: chance)
  }

  public var bags: BagDesk { BagDesk(figures: desk) }

  public static var migrations: [Migration] {
    IndicatorMigrations.all + RegisterMigrations.all + [IntegrityMigrations.watch]
  }

  /// Counts facts while they are sealed; for `JournalSlice.sealer(readers:)`.
  public static var reader: any SealedFactReader { SummaryDesk() }

  /// Counts what was sealed before the tables were there or made anew, and states on which
  /// definitions and calendar figures rest. To be called before figures are asked for, and again
  /// when a decision on days off may have come.
  public func prepare() async throws {
    try await SummaryDesk.catchUp(desk.database)
    try await stated.state(desk.indicators, desk.calendar())
  }

  /// Whether a report to a register points to bytes of this digest.
  public func holds(_ sha256: String) async throws -> Bool { try await registers.holds(sha256) }

  /// The digests of files that reports point to, after `sha256`, for `motcua check`.
  public func contents(after sha256: String, limit: Int) async throws -> [String] {
    try await registers.contents(after: sha256, limit: limit)
  }

  /// Forgets files that were sent a day ago and never reported with.
  public func forgetFiles() async throws { try await registers.forgetFiles() }

  /// Looks through what was sealed since the last time for what the rules name.
  public func lookForFindings() async throws { try await watch.catchUp() }

  /// Where the stored findings differ from what the facts give, in words. For `check`.
  public func findingDefects() async throws -> [String] { try await watch.defects() }

  /// Publishes the figures of a period of the caller's agency.
  ///
  /// Refuses: `PublishingRefused`, `FigureRefused`.
  public func publish(_ period: ReportingPeriod, by caller: Caller) async throws {
    _ = try await publications.publish(
      PublicationDesk.Asked(period: period, agency: nil, reason: nil, key: nil, hash: ""),
      by: caller)
  }

  public var endpoints: [Endpoint] {
    SettlementRoutes(desk: desk).endpoints + IndicatorRoutes(desk: desk).endpoints
      + EvidencePageRoutes(desk: desk).endpoints
      + PublicationRoutes(desk: publications).endpoints
      + PublicationPageRoutes(desk: publications).endpoints
      + RankingRoutes(desk: rankings).endpoints + RankingPageRoutes(desk: rankings).endpoints
      + RegisterRoutes(desk: registers).endpoints + RegisterPageRoutes(desk: registers).endpoints
      + ImportRoutes(desk: registers).endpoints
      + RegisterDefinitionRoutes(desk: registers).endpoints
      + FindingRoutes(desk: FindingDesk(figures: desk, watch: watch)).endpoints
      + LateSplitRoutes(desk: LateSplitDesk(figures: desk, watch: watch)).endpoints
  }
}
