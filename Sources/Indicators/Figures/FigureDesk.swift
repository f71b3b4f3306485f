import Catalogue
import Deadlines
import Directory
import Ground
import Journal
import Storage

/// Answers questions about figures, each from one snapshot of the summary tables, so that the
/// number and its "as of" always belong together.
public struct FigureDesk: Sendable {
  let database: any Database
  let journal: JournalDesk
  let indicators: [Indicator]
  let cache: DirectoryCache
  let calendar: @Sendable () async throws -> WorkingCalendar
  let now: @Sendable () -> Instant
  let resolve: @Sendable (_ subjects: [String], _ caller: Caller) async throws -> [String: JSON]
  /// Public figures, while nothing more is sealed.
  let kept = Kept<PublicFiguresKey, PublicFigures>(for: .seconds(600), limit: 64)

  /// Who may see figures of their agency and of what is below it.
  static let readers: Set<Role> = [
    .reporter, .supervisor, .administrator, .approver, .handler, .receiver, .clerk,
  ]

  /// The settlement report of `agency`, else of the caller's own.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`, `.agencyNotYours`, `.positionUnknown`.
  func settlement(
    _ period: ReportingPeriod, agency: String?, by breakdown: Breakdown, size: Int? = nil,
    for caller: Caller
  ) async throws -> SettlementReport {
    let (instant, calendar) = (now(), try await calendar())
    return try await database.read { tx in
      let counts = SummaryCountsStore(tx: tx, size: size)
      let code = try FigureDesk.scope(agency, of: caller, try counts.history(), on: instant.day)
      return try SettlementReport.counted(
        period, agency: code, by: breakdown,
        asOf: try FigureDesk.asOf(tx, size: size, at: instant), calendar: calendar, from: counts)
    }
  }

  /// One indicator for `agency`, else for the caller's own.
  ///
  /// Refuses: `FigureRefused`.
  func figure(
    _ code: String, _ period: ReportingPeriod, agency: String?, by breakdown: Breakdown?,
    size: Int? = nil, map: AgencyMap = .reported, for caller: Caller
  ) async throws -> IndicatorFigure {
    let instant = now()
    let indicator = try indicators.definition(of: code, on: period.to)
    return try await database.read { tx in
      let counts = SummaryCountsStore(tx: tx, size: size)
      let code = try FigureDesk.scope(agency, of: caller, try counts.history(), on: instant.day)
      return try IndicatorFigure.counted(
        indicator, period, agency: code, by: breakdown, map: map,
        asOf: try FigureDesk.asOf(tx, size: size, at: instant), from: counts)
    }
  }

  /// The definitions that hold on `day`, in the pack's order.
  func definitions(on day: Day) -> [Indicator] { indicators.filter { $0.isInForce(on: day) } }

  /// Waits until the fact is counted, at most five seconds. Source: contract, `?after-fact=`.
  ///
  /// Refuses: `FigureRefused.factUnknown`.
  func wait(forFact id: String?) async throws {
    guard let id else { return }
    if try await journal.waitUntilSealed(fact: id) == .unknown { throw FigureRefused.factUnknown }
  }

  /// The names of agencies, or of sectors, for people.
  func labels(of keys: Set<String>, by breakdown: Breakdown?) async throws -> [String: String] {
    let day = now().day
    return try await database.read { tx in
      switch breakdown {
      case .agency, nil:
        let codes = Set(keys.map { AgencyCode($0) })
        let tree = Agencies(tx: tx, cache: cache)
        let names = try tree.names(of: codes, on: day)
        return Dictionary(names.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
      case .sector:
        let sectors = try Procedures(tx: tx).sectors()
        return Dictionary(sectors.map { ($0.code, $0.name) }) { first, _ in first }
      case .procedure:
        let names = try Procedures(tx: tx).names(keys.sorted().map { ProcedureCode($0) })
        return Dictionary(names.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
      case .channel:
        return Dictionary(Channel.allCases.map { ($0.rawValue, $0.vietnamese) }) { first, _ in
          first
        }
      case .month: return [:]
      }
    }
  }

  /// The agencies that the caller may ask about: its own posts' and what is below them, by code.
  func agencies(for caller: Caller) async throws -> [String] {
    let day = now().day
    return try await database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      let reach = FigureDesk.reach(of: caller, history, on: day)
      return Set(reach.map { history.code(of: $0, on: day) }).sorted()
    }
  }

  /// How far the journal is sealed in this snapshot, judged at `instant`; or as it was when it had
  /// `size` facts, judged when they were sealed.
  ///
  /// Refuses: `FigureRefused.positionUnknown`.
  static func asOf(
    _ tx: any Transaction, size: Int? = nil, at instant: Instant
  ) throws -> Position {
    guard let size else {
      let sealed = try JournalStore(tx: tx).asOf()
      return Position(size: sealed?.size ?? 0, root: sealed?.root ?? .empty, at: instant)
    }
    guard let position = try JournalStore(tx: tx).asOf(size: size) else {
      throw FigureRefused.positionUnknown(size)
    }
    return position
  }

  /// The agency that a figure is about: the one asked for, when the caller may see it.
  static func scope(
    _ asked: String?, of caller: Caller, _ history: AgencyHistory, on day: Day
  ) throws(FigureRefused) -> String {
    let posts = caller.posts.filter { readers.contains($0.role) }
    guard let own = posts.first?.agency.rawValue else { throw .agencyNotYours }
    let code = asked ?? own
    let isOwn = posts.contains { $0.agency.rawValue == code }
    guard isOwn || history.knows(code) else { throw .agencyUnknown(code) }
    guard isOwn || reach(of: caller, history, on: day).contains(code) else {
      throw .agencyNotYours
    }
    return code
  }

  private static func reach(
    of caller: Caller, _ history: AgencyHistory, on day: Day
  ) -> Set<String> {
    caller.posts.filter { readers.contains($0.role) }.reduce(into: []) { reach, post in
      reach.formUnion(history.below(post.agency.rawValue, on: day))
    }
  }
}
