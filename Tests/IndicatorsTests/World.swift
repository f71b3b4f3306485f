import Deadlines
import Directory
import Foundation
import Ground
import Rules
import Storage
import TestKit

@testable import Indicators
@testable import Journal

/// Monday 16 November 2026, 08:00 in Vietnam.
let monday = Instant(Day(2026, 11, 16), minute: 8 * 60)

let calendar = WorkingCalendar()

/// Numbers that are the same in every run.
struct Repeatable: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 33)
  }
}

/// Makes facts as the slices do, with ids that count.
struct FactMaker {
  private(set) var made = 0
  private var seqs: [String: Int] = [:]

  mutating func fact(
    _ kind: String, _ subject: String, at: Instant, recorded: Instant? = nil,
    data: [(String, JSON)] = []
  ) -> Fact {
    made += 1
    seqs[subject, default: 0] += 1
    var fact = Fact(
      id: "F" + padded(made, 6), kind: Fact.Kind(rawValue: kind), at: at,
      recordedAt: recorded ?? at, subject: subject, seq: seqs[subject] ?? 1)
    fact.data = data.map { JSON.Member($0.0, $0.1) }
    return fact
  }

  /// `agency.established` or `agency.changed`.
  mutating func agency(
    _ subject: String, code: String, parent: String?, since: Day = Day(2026, 1, 1),
    from: Day = Day(2026, 1, 1), to: Day? = nil, kind: String = "agency.established"
  ) -> Fact {
    var data: [(String, JSON)] = [("level", "commune")]
    if let parent { data.append(("parent", .string(parent))) }
    data += [("since", JSON(since)), ("from", JSON(from))]
    if let to { data.append(("to", JSON(to))) }
    var fact = fact(kind, subject, at: Instant(Day(2026, 1, 2), minute: 480), data: data)
    fact.agency = AgencyCode(code)
    return fact
  }

  mutating func offer(
    _ agency: String, _ procedure: String, sector: String, from: Day = Day(2026, 1, 1),
    to: Day? = nil, channels: [String] = ["online", "counter"], kind: String = "offer.opened"
  ) -> Fact {
    var data: [(String, JSON)] = [
      ("channels", .array(channels.map { .string($0) })), ("from", JSON(from)),
    ]
    if let to { data.append(("to", JSON(to))) }
    var fact = fact(
      kind, "O-\(agency)-\(procedure)", at: Instant(Day(2026, 1, 3), minute: 480), data: data)
    (fact.agency, fact.procedure) = (AgencyCode(agency), ProcedureCode(procedure))
    fact.sector = sector
    return fact
  }

  /// A fact of a dossier that goes from one national status to another.
  mutating func dossier(
    _ verb: String, _ subject: String, at: Instant, _ from: Int, _ to: Int, numbered: Bool,
    place: Heading, due: Instant? = nil, recorded: Instant? = nil, data: [(String, JSON)] = []
  ) -> Fact {
    var fact = fact(
      "dossier." + verb, subject, at: at, recorded: recorded,
      data: [("from", JSON(from)), ("to", JSON(to)), ("numbered", .bool(numbered))] + data)
    (fact.agency, fact.sector) = (AgencyCode(place.agency), place.sector)
    (fact.procedure, fact.channel) = (ProcedureCode(place.procedure), place.channel)
    fact.due = due
    return fact
  }
}

let province: [(subject: String, code: String, parent: String?)] = [
  ("A0", "H99", nil), ("A1", "H99.1", "H99"), ("A2", "H99.101", "H99"), ("A3", "H99.102", "H99.1"),
]

extension FactMaker {
  mutating func provinceFacts() -> [Fact] {
    province.map { agency($0.subject, code: $0.code, parent: $0.parent) }
  }
}

let testKey: JournalKey = {
  do {
    return try JournalKey(origin: "demo/test", seed: (0..<32).map { UInt8($0) })
  } catch { preconditionFailure("\(error)") }
}()

extension Database {
  func add(_ facts: [Fact]) async throws {
    try await write { tx in for fact in facts { try JournalStore(tx: tx).add(fact) } }
  }

  /// Seals everything; the figures are counted with it unless `counting` is false. Sums by day are
  /// made of so many facts `together`.
  func seal(counting: Bool = true, together: Int = 37) async throws {
    let readers: [any SealedFactReader] = counting ? [SummaryDesk(together: together)] : []
    let sealer = Sealer(database: self, key: testKey, readers: readers) {
      Instant(Day(2027, 6, 1), minute: 0)
    }
    _ = try await sealer.seal()
  }

  func sealedFacts() async throws -> [Sealed] {
    try await read { tx in
      var facts: [Sealed] = []
      while true {
        let page = try JournalStore(tx: tx).facts(from: facts.count, to: .max, limit: 1000)
        facts += page
        if page.count < 1000 { return facts }
      }
    }
  }

  func figures(
    indicators: [Indicator] = [], now: Instant,
    resolve: @escaping @Sendable ([String], Caller) async throws -> [String: JSON] = { _, _ in [:] }
  ) -> FigureDesk {
    IndicatorSlice(
      database: self, blobs: NoBlobs(), journal: JournalDesk(database: self),
      indicators: indicators, rankings: [], registers: [], cache: .init(), calendar: { calendar },
      now: { now }, chance: .system,
      resolve: resolve
    ).desk
  }
}

let tables = JournalMigrations.all + IndicatorSlice.migrations

/// An officer with one post.
func officer(_ role: Role = .reporter, at agency: String) -> Caller {
  Caller(
    account: AccountID("01JACCOUNT"), name: "Nguyễn Thị Hoa", ownRoles: [],
    posts: [Caller.Post(id: PostID("01JPOST"), role: role, agency: AgencyCode(agency))])
}

func shippedIndicators() throws -> [Indicator] {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Packs/indicators.yaml")
  return try Indicator.list(of: RulePack(yaml: Array(try Data(contentsOf: file))))
}

/// Files that nobody keeps: for figures that have none.
struct NoBlobs: Blobs {
  struct Kept: Error {}

  func put<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, limit: Int
  ) async throws -> Blob where Chunks.Element == [UInt8] { throw Kept() }
  func find(_ sha256: String) async throws -> Blob? { nil }
  func chunks(of sha256: String) async throws -> BlobChunks { throw BlobMissing(sha256: sha256) }
  func remove(_ sha256: String, unlessYoungerThan seconds: Int) async throws {}
  func verify(_ sha256: String) async throws { throw BlobMissing(sha256: sha256) }
  func list(after name: String, limit: Int) async throws -> [Blob] { [] }
}
