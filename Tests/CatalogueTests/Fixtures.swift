import Catalogue
import Deadlines
import Directory
import Foundation
import Ground
import Journal
import Logging
import Rules
import Storage
import Synchronization
import TestKit
import Web

/// A frozen Monday, 08:00 in Vietnam.
let monday = Instant(Day(2026, 11, 23), minute: 8 * 60)

/// A birth certificate as the national list writes it.
let birth = ProcedureRecord(
  code: ProcedureCode("1.001193"), name: "Thủ tục đăng ký khai sinh", decision: "163/QĐ-BTP",
  sector: "Hộ tịch", levels: [.commune], applicants: ["Công dân Việt Nam"],
  steps: "Nộp hồ sơ.\nNhận kết quả.",
  channels: [
    .init(channel: .counter, time: 1, timeUnit: .workingDays, feeVND: 0, feeNote: "Miễn"),
    .init(channel: .online, time: 1, timeUnit: .workingDays, feeVND: 0),
    .init(channel: .counter, time: 5, timeUnit: .days, feeVND: 8000, note: "Cần xác minh"),
  ],
  components: [
    .init(name: "Tờ khai", originals: 1, copies: 0), .init(name: "Lưu ý", originals: 0, copies: 0),
  ], results: [ResultPaper(name: "Giấy khai sinh", code: "KQ.G15.000193")],
  legalBases: ["60/2014/QH13"])

/// A procedure whose term nobody has laid down.
let termless: ProcedureRecord = {
  var record = birth
  record.code = ProcedureCode("1.000656")
  record.name = "Thủ tục đăng ký khai tử"
  record.channels = [.init(channel: .counter)]
  return record
}()

func lines(_ records: [ProcedureRecord]) -> ProcedureSource {
  .bytes(Array(records.map(\.json.serialised).joined(separator: "\n").utf8))
}

let commune = AgencyCode("H99.101")
let decision = Citation(decision: "12/QĐ-UBND", decidedOn: Day(2026, 1, 5))

/// A province with one commune, on an empty catalogue and a clock that a test may move.
struct Province {
  let database: any Database
  let clock = Clock()

  final class Clock: Sendable {
    private let instant = Mutex(monday)
    var now: Instant { instant.withLock { $0 } }
    func move(to later: Instant) { instant.withLock { $0 = later } }
  }

  static let migrations =
    JournalMigrations.all + DirectorySlice.migrations + CatalogueMigrations.all

  /// Runs `body` in a fresh province on `engine`.
  static func with(_ engine: Engine, _ body: (Province) async throws -> Void) async throws {
    try await engine.with(migrations) { database in
      let province = Province(database: database)
      try await province.settle()
      try await body(province)
    }
  }

  private func settle() async throws {
    let file = """
      code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors
      H99\tUBND tỉnh\tprovince\t\t2025-07-01\t\t
      H99.101\tUBND xã An Bình\tcommune\tH99\t2025-07-01\t\t
      H99.102\tUBND xã Bình Hòa\tcommune\tH99\t2025-07-01\t\t
      """
    let desk = AgencyDesk(
      database: database, now: { [clock] in clock.now }, chance: .system, cache: DirectoryCache())
    _ = try await desk.take(AgencyFile(parsing: Array(file.utf8)))
  }

  var procedures: ProceduresDesk {
    ProceduresDesk(database: database, chance: .system, now: { [clock] in clock.now })
  }

  var offers: OffersDesk {
    OffersDesk(database: database, chance: .system, now: { [clock] in clock.now })
  }

  var search: ProcedureSearch {
    ProcedureSearch(database: database, now: { [clock] in clock.now })
  }

  /// The slice as `Server` wires it, with its portal.
  var slice: CatalogueSlice {
    CatalogueSlice(
      database: database, chance: .system, now: { [clock] in clock.now }, cache: DirectoryCache(),
      calendar: { WorkingCalendar() })
  }

  static func lifeEvents() throws -> [LifeEvent] {
    try LifeEvent.list(of: World.packs.pack("life-events"))
  }

  /// The portal's pages behind an edge.
  var edge: Edge {
    get throws {
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      return Edge(
        endpoints: slice.portal(events: try Province.lifeEvents()),
        settings: EdgeSettings(
          publicURL: "http://localhost:8080", provinceName: "Tỉnh Thử Nghiệm",
          formSecret: Array(repeating: 7, count: 32)),
        assets: Assets(), now: { [clock] in clock.now }, chance: .system, logger: logger,
        authenticate: { _ in nil })
    }
  }

  func draft(_ agency: AgencyCode = commune, _ record: ProcedureRecord = birth) -> OfferDraft {
    OfferDraft(agency: agency, procedure: record.code, from: Day(2026, 2, 1), citation: decision)
  }

  func current(_ code: ProcedureCode) async throws -> Procedure? {
    try await database.read { try Procedures(tx: $0).current(code) }
  }

  func offered(_ agency: AgencyCode, _ code: ProcedureCode, on day: Day) async throws
    -> OfferedProcedure?
  {
    try await database.read { try Offers(tx: $0).offered(agency, code, on: day) }
  }

  /// The facts of the catalogue, by kind and `seq`.
  func facts() async throws -> [Fact] {
    try await database.read { tx in
      try tx.rows("SELECT body FROM fact ORDER BY kind, seq LIMIT 100000")
        .map { try Fact(line: try $0.bytes(0)) }
    }.filter { $0.kind.rawValue.hasPrefix("procedure.") || $0.kind.rawValue.hasPrefix("offer.") }
  }
}

/// The state's own data, kept beside the project. Tests on it are skipped by name where it is not;
/// under CI that is a failure.
enum SharedFolder {
  static var folder: String? {
    let environment = ProcessInfo.processInfo.environment
    let beside = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared").standardizedFileURL.path
    let candidates = [environment["MOTCUA_SHARED"], beside].compactMap(\.self)
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/data") }
  }

  static var isHere: Bool { folder != nil }
  static var isCI: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }
  static var procedures: String { (folder ?? "") + "/data/procedures.jsonl.gz" }
  static var queries: String { (folder ?? "") + "/data/search-queries.tsv" }
}
