import Directory
import Ground
import Journal
import Storage

/// Registers: laid down by an administrator once, filled by agencies for each period.
struct RegisterDesk: Sendable {
  let database: any Database
  let blobs: any Blobs
  let cache: DirectoryCache
  let now: @Sendable () -> Instant
  let chance: Chance
  /// Registers that the rule packs propose.
  let blueprints: [RegisterBlueprint]

  /// How the registers stand that the caller has to do with, by code.
  func registers(for caller: Caller) async throws -> [RegisterSummary] {
    let today = now().day
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      return try RegisterDesk.versions(try RegisterStore(tx: tx).definitions()).map { versions in
        let period = versions.current(on: today)
        let found = try RegisterDesk.sheet(versions, period, tx, tree, caller, today)
        guard let sheet = found else { throw RegisterUnreadable(what: versions.code) }
        return RegisterSummary(sheet)
      }
    }
  }

  /// One register for one period, else for the one that is asked for first.
  ///
  /// Refuses: `RegisterRefused.unknown`, `.periodUnknown`.
  func sheet(
    _ code: String, _ period: String?, for caller: Caller
  ) async throws -> RegisterSheet {
    let today = now().day
    return try await database.read { tx in
      try sheet(code, period, for: caller, tx, today)
    }
  }

  func sheet(
    _ code: String, _ period: String?, for caller: Caller, _ tx: any Transaction, _ today: Day
  ) throws -> RegisterSheet {
    let laid = try RegisterStore(tx: tx).definitions(of: code)
    guard let versions = RegisterVersions(laid.map(\.definition)) else {
      throw RegisterRefused.unknown
    }
    var asked = versions.current(on: today)
    if let period {
      guard let named = RegisterPeriod(code: period) else { throw RegisterRefused.periodUnknown }
      asked = named
    }
    let tree = try Agencies(tx: tx, cache: cache).tree()
    guard let sheet = try RegisterDesk.sheet(versions, asked, tx, tree, caller, today) else {
      throw RegisterRefused.periodUnknown
    }
    return sheet
  }

  /// `nil` for a period that the register does not have.
  private static func sheet(
    _ versions: RegisterVersions, _ period: RegisterPeriod, _ tx: any Transaction,
    _ tree: AgencyTree, _ caller: Caller, _ today: Day
  ) throws -> RegisterSheet? {
    guard let register = versions.definition(for: period) else { return nil }
    let day = ReportedRegister.judged(period, today: today)
    let reach = RegisterReach(caller, tree, on: [day, today])
    let reports = try RegisterStore(tx: tx).reports(to: register, period)
    let byAgency = Dictionary(grouping: reports, by: \.identity)
    let asked = tree.reporting(to: register, for: period, today: today)
    let others = Set(byAgency.keys).subtracting(asked.map(\.id))
      .compactMap { tree.agency(id: $0, on: day) }.sorted { $0.isBefore($1) }
    let lines = (asked + others).filter { reach.seen.contains($0.code) }.map { agency in
      RegisterSheet.Line(
        agency: agency, reports: byAgency[agency.id] ?? [],
        reporter: reach.reporters[agency.code])
    }
    return RegisterSheet(
      versions: versions, register: register, period: period, today: today, lines: lines,
      mark: reports.count)
  }

  /// All definitions of one register with who laid them down, in order.
  ///
  /// Refuses: `RegisterRefused.unknown`.
  func history(_ code: String) async throws -> [(laid: RegisterStore.Laid, name: String?)] {
    try await database.read { tx in
      let laid = try RegisterStore(tx: tx).definitions(of: code)
      guard !laid.isEmpty else { throw RegisterRefused.unknown }
      let names = try Officers(tx: tx).names(of: Set(laid.map(\.account)))
      return laid.map { ($0, names[$0.account]) }
    }
  }

  /// The names of those who reported.
  func names(of accounts: Set<AccountID>) async throws -> [AccountID: String] {
    try await database.read { try Officers(tx: $0).names(of: accounts) }
  }

  /// The names of agencies, to choose reporters from. Shape: by code, those that exist today.
  func agencies() async throws -> [Agency] {
    let today = now().day
    return try await database.read { tx in
      try Agencies(tx: tx, cache: cache).tree().agencies(on: today)
    }
  }

  private static func versions(_ laid: [RegisterStore.Laid]) -> [RegisterVersions] {
    Dictionary(grouping: laid.map(\.definition), by: \.code).values
      .compactMap { RegisterVersions($0) }.sorted { $0.code < $1.code }
  }
}

extension ReportedRegister {
  /// The day on which it is judged who reports for `period`.
  static func judged(_ period: RegisterPeriod, today: Day) -> Day {
    min(period.last, max(today, period.first))
  }
}
