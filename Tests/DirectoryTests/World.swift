import Directory
import Foundation
public import Ground
import Journal
import Storage
import Synchronization
import TestKit

/// The invented province on a frozen Monday, with one administrator.
struct World: Sendable {
  static let migrations = JournalMigrations.all + DirectorySlice.migrations
  static let monday = Day(2026, 11, 16)

  let database: any Database
  let slice: DirectorySlice
  let clock: Clock
  let letters: Letters

  /// The letters that were written. Guards them.
  final class Letters: Sendable {
    private let written = Mutex<[AccountLetter]>([])
    var all: [AccountLetter] { written.withLock { $0 } }
    func add(_ letter: AccountLetter) { written.withLock { $0.append(letter) } }
  }

  /// A clock that stands until it is moved.
  final class Clock: Sendable {
    private let instant: Mutex<Instant>
    init(_ instant: Instant) { self.instant = Mutex(instant) }
    var now: Instant { instant.withLock { $0 } }
    func move(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
  }

  init(_ database: any Database, settings: SessionSettings = SessionSettings()) {
    let clock = Clock(Instant(World.monday, minute: 8 * 60))
    let letters = Letters()
    (self.database, self.clock, self.letters) = (database, clock, letters)
    slice = DirectorySlice(
      database: database, now: { clock.now }, wall: { clock.now }, chance: .system, cost: .cheap,
      settings: settings, mailing: { letter, _ in letters.add(letter) },
      offering: { code, _ in code.rawValue == "1.001193" ? ["H99.101"] : [] })
  }

  static let agencies = """
    code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors
    H99\tỦy ban nhân dân tỉnh\tprovince\t\t2025-07-01\t\t
    H99.1\tSở Tư pháp\tdepartment\tH99\t2025-07-01\t\t
    H99.101\tỦy ban nhân dân phường Đông\tcommune\tH99\t2025-07-01\t\t
    H99.102\tỦy ban nhân dân xã Đoài\tcommune\tH99\t2025-07-01\t\t
    """

  /// The province's agencies, taken from a file.
  func found() async throws {
    _ = try await slice.agencies.take(AgencyFile(parsing: Array(World.agencies.utf8)))
  }

  func account(
    _ username: String, kind: Account.Kind = .officer, password: String = "mat-khau-1"
  ) async throws -> AccountID {
    try await slice.accounts.add(
      username: username, name: "Nguyễn Thị Lan", kind: kind, password: password)
  }

  /// Somebody with a role at an agency, as the house sees them.
  func officer(_ username: String, _ role: Role, at agency: AgencyCode) async throws -> Caller {
    let account = try await account(username)
    _ = try await slice.accounts.grant(role, at: agency, to: account, reason: "QĐ 1", by: nil)
    return try await caller(account)
  }

  func caller(_ account: AccountID) async throws -> Caller {
    let now = clock.now
    let caller = try await database.read { try Officers(tx: $0).caller(account, at: now) }
    guard let caller else { throw Missing() }
    return caller
  }

  func facts(of subject: String) async throws -> [Fact] {
    try await database.read { try JournalStore(tx: $0).facts(ofSubject: subject) }
  }

  func count(_ statement: SQL) async throws -> Int {
    try await database.read { try $0.row(statement)?.int(0) ?? -1 }
  }

  func factCount() async throws -> Int { try await count("SELECT count(*) FROM fact") }

  func agency(_ code: AgencyCode, on day: Day = World.monday) async throws -> Agency? {
    try await database.read { try Agencies(tx: $0).agency(code, on: day) }
  }
}

struct Missing: Error {}

extension ID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
extension ID: ExpressibleByUnicodeScalarLiteral {}
extension ID: ExpressibleByExtendedGraphemeClusterLiteral {}

/// Runs `body` on each engine with the world in it.
func onEachEngine(
  settings: SessionSettings = SessionSettings(), _ body: (World) async throws -> Void
) async throws {
  for engine in Engine.all {
    try await engine.with(World.migrations) { database in
      try await body(World(database, settings: settings))
    }
  }
}
