public import Catalogue
public import Deadlines
public import Directory
import Documents
public import Dossiers
import Exchange
import Foundation
public import Ground
public import Journal
public import Rules
public import Storage
import Synchronization

/// The one world of the tests: a province with a department and two communes, people with names,
/// ten procedures of our own, and a Monday that stands still until a test moves it.
///
/// It is wired from the slices themselves, and everything in it came about through their desks.
public struct World: Sendable {
  public let database: any Database
  /// Where its files and keys lie.
  public let folder: String
  public let clock: FrozenClock
  public let chance: Chance
  public let key: JournalKey
  public let directory: DirectorySlice
  public let catalogue: CatalogueSlice
  public let holidays: HolidaysDesk
  public let journal: JournalSlice
  public let dossiers: DossierSlice
  let registry: Registry

  /// Monday 2 March 2026, 08:00 in Vietnam.
  public static let monday = Instant(Day(2026, 3, 2), minute: 8 * 60)

  /// Long enough ago that every day under test has its agencies, posts and offers.
  public static let birth = Instant(Day(2015, 1, 5), minute: 8 * 60)

  /// Every table that the world needs; the summary tables of figures are not among them.
  public static var migrations: [Migration] {
    JournalSlice.migrations + DirectorySlice.migrations + CatalogueSlice.migrations
      + HolidayMigrations.all + ExchangeMigrations.all + DocumentMigrations.all
      + DossierSlice.migrations
  }

  /// The packs as they ship.
  public static var packs: PackFolder { PackFolder(folders: [root + "/Packs"]) }

  /// The folder of the package.
  public static var root: String {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 1...3 { folder.deleteLastPathComponent() }
    return folder.path
  }

  /// The working calendar as it ships.
  public static let calendar: WorkingCalendar = {
    do {
      return try WorkingCalendar(pack: packs.pack("holidays").records.map(\.content))
    } catch { preconditionFailure("the shipped calendar is damaged: \(error)") }
  }()

  /// The printed forms as they ship.
  public static let forms: FormSets = {
    do {
      return try FormSets(packs.pack("form-sets").records.map(\.content))
    } catch { preconditionFailure("the shipped forms are damaged: \(error)") }
  }()

  /// The house's own spans as they ship.
  public static let practices: HousePractices = {
    do {
      return try HousePractices(packs.pack("house-practice").records.map(\.content))
    } catch { preconditionFailure("the shipped practice is damaged: \(error)") }
  }()

  /// Gives `body` a fresh world on `engine` and removes it afterwards. `more` are tables besides
  /// the world's own.
  public static func with(
    _ engine: Engine, more: [Migration] = [], chance: Chance = .system,
    _ body: (World) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "/motcua-world-\(UUID().uuidString)"
    // A folder that is left over harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for part in ["blobs", "keys"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
    }
    try await engine.with(migrations + more) { database in
      let world = try await World(database: database, folder: folder, chance: chance)
      try await world.settle()
      world.clock.set(World.monday)
      try await body(world)
    }
  }

  private init(database: any Database, folder: String, chance: Chance) async throws {
    let clock = FrozenClock(World.birth)
    let now: @Sendable () -> Instant = { clock.now }
    let keys = KeyFolder(path: folder + "/keys")
    (self.database, self.folder, self.clock, self.chance) = (database, folder, clock, chance)
    key = try JournalKey.open(in: keys, origin: "demo/test", chance: chance)
    let directory = DirectorySlice(
      database: database, now: now, wall: now, chance: chance, cost: .cheap,
      mailing: { letter, tx in try Outbox(tx: tx).put(letter, id: chance.ulid(at: letter.at)) },
      offering: { procedure, tx in
        Set(try Offers(tx: tx).agenciesOffering(procedure, on: now().day))
      })
    let holidays = HolidaysDesk(
      database: database, chance: chance, now: now, shipped: World.calendar)
    let calendar: @Sendable () async throws -> WorkingCalendar = { try await holidays.calendar() }
    catalogue = CatalogueSlice(
      database: database, chance: chance, now: now, cache: directory.cache, calendar: calendar)
    journal = JournalSlice(database: database, key: key)
    var house = House(
      now: now, chance: chance, calendar: calendar, agencies: directory.cache,
      actorTags: ActorTags(folder: keys), rules: ["holidays@\(World.calendar.version)"],
      practices: World.practices)
    house.forms = World.forms
    dossiers = DossierSlice(
      database: database, blobs: try await FolderBlobs(folder: folder + "/blobs"), house: house,
      readings: directory.readings)
    (self.directory, self.holidays, registry) = (directory, holidays, Registry())
  }
}

/// The house's clock: it shows one instant until it is set to another. Guards that instant.
public final class FrozenClock: Sendable {
  private let instant: Mutex<Instant>

  public init(_ instant: Instant) { self.instant = Mutex(instant) }

  public var now: Instant { instant.withLock { $0 } }

  public func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }

  /// Lets `hours` pass on the wall.
  public func advance(hours: Int64) {
    instant.withLock { $0 = $0.adding(seconds: hours * 3600) }
  }
}

/// Chance that draws the same in every run, and never the same twice. Guards its state.
public final class Draws: Sendable {
  private let state: Mutex<UInt64>

  public init(seed: UInt64) { state = Mutex(seed) }

  public var chance: Chance {
    Chance { count in (0..<count).map { _ in UInt8(self.next() & 255) } }
  }

  /// By SplitMix64. Source: Steele, Lea, Flood, "Fast Splittable PRNGs", 2014.
  public func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// 0 ..< `sides`.
  public func roll(_ sides: Int) -> Int { Int(next() % UInt64(max(sides, 1))) }

  public func pick<T>(_ things: [T]) -> T { things[roll(things.count)] }
}

/// Who is who in this world, and the session of each. Guards both.
final class Registry: Sendable {
  private struct Known: Sendable {
    var account: AccountID
    var post: PostID?
    var token: String?
  }

  private let known = Mutex<[Person: Known]>([:])

  func add(_ person: Person, _ account: AccountID, _ post: PostID?) {
    known.withLock { $0[person] = Known(account: account, post: post) }
  }

  func account(_ person: Person) -> AccountID {
    guard let account = known.withLock({ $0[person]?.account }) else {
      preconditionFailure("\(person) does not live in this world yet")
    }
    return account
  }

  func post(_ person: Person) -> PostID? { known.withLock { $0[person]?.post } }
  func token(_ person: Person) -> String? { known.withLock { $0[person]?.token } }
  func forget(_ person: Person) { known.withLock { $0[person]?.token = nil } }
  func keep(_ token: String, of person: Person) { known.withLock { $0[person]?.token = token } }
}
