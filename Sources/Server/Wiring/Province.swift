import Catalogue
import Deadlines
import Directory
import Documents
import Dossiers
import Exchange
import Ground
import Indicators
import Journal
import Rules
import Storage
import Web

/// The whole house, wired: every slice over one database, one clock and one source of chance.
struct Province: Sendable {
  let instance: Instance
  let key: JournalKey
  let now: @Sendable () -> Instant
  let chance: Chance
  let directory: DirectorySlice
  let catalogue: CatalogueSlice
  let holidays: HolidaysDesk
  let journal: JournalSlice
  let exchange: ExchangeSlice
  let dossiers: DossierSlice
  let indicators: IndicatorSlice
  let lifeEvents: [LifeEvent]
  let practices: HousePractices
  /// The words of English pages.
  let english: Wording

  /// Every table of the house, slice after slice.
  static var migrations: [Migration] {
    JournalSlice.migrations + DirectorySlice.migrations + CatalogueSlice.migrations
      + HolidayMigrations.all + ExchangeMigrations.all + DocumentMigrations.all
      + DossierSlice.migrations + IndicatorSlice.migrations
  }

  /// `now` is the house's clock: the machine's, or a demonstration's own.
  init(
    instance: Instance, packs: PackFolder, key: JournalKey, now: @escaping @Sendable () -> Instant,
    chance: Chance = .system, cost: ScryptCost = .standard
  ) throws {
    (self.instance, self.key, self.now, self.chance) = (instance, key, now, chance)
    let database = instance.database
    let shipped = try WorkingCalendar.shipped(in: packs)
    let holidays = HolidaysDesk(database: database, chance: chance, now: now, shipped: shipped)
    let calendar: @Sendable () async throws -> WorkingCalendar = { try await holidays.calendar() }
    directory = DirectorySlice(
      database: database, now: now, wall: HouseClock.machine, chance: chance, cost: cost,
      settings: SessionSettings(),
      mailing: { letter, tx in try Outbox(tx: tx).put(letter, id: chance.ulid(at: letter.at)) },
      offering: { procedure, tx in
        Set(try Offers(tx: tx).agenciesOffering(procedure, on: now().day))
      })
    catalogue = CatalogueSlice(
      database: database, chance: chance, words: try .shipped(in: packs), now: now,
      cache: directory.cache, calendar: calendar)
    journal = JournalSlice(database: database, key: key)
    exchange = ExchangeSlice(database: database, now: now)
    practices = try packs.reading("house-practice") {
      try HousePractices($0.records.map(\.content))
    }
    var house = House(
      now: now, chance: chance, calendar: calendar, agencies: directory.cache,
      actorTags: ActorTags(folder: instance.keys), rules: ["holidays@\(shipped.version)"],
      practices: practices)
    house.forms = try packs.reading("form-sets") { try FormSets($0.records.map(\.content)) }
    let dossiers = DossierSlice(
      database: database, blobs: instance.blobs, house: house, readings: directory.readings)
    let defined = try packs.reading("indicators") { try Indicator.list(of: $0) }
    indicators = IndicatorSlice(
      database: database, blobs: instance.blobs, journal: journal.desk, indicators: defined,
      rankings: try packs.reading("rankings") { try RankingRule.list(of: $0, indicators: defined) },
      registers: try packs.reading("registers") { try RegisterBlueprint.list(of: $0) },
      cache: directory.cache,
      calendar: calendar, now: now, chance: chance,
      integrity: try packs.reading("integrity") { try IntegrityRule.list(of: $0) }
    ) { subjects, caller in try await dossiers.desk.lines(ofSubjects: subjects, for: caller) }
    (self.dossiers, self.holidays) = (dossiers, holidays)
    english = try Wording(language: .english, yaml: packs.bytes(of: "en"))
    lifeEvents = try packs.reading("life-events") { try LifeEvent.list(of: $0) }
  }

  var endpoints: [Endpoint] {
    directory.endpoints + catalogue.endpoints + administration
      + catalogue.portal(events: lifeEvents, sources: portalSources) + journal.endpoints
      + dossiers.endpoints + indicators.endpoints
      + exchange.endpoints(isDemonstration: key.isDemonstration)
  }

  private var administration: [Endpoint] {
    let desk = dossiers.desk
    return catalogue.administration(holidays: holidays) { old, new, first in
      try await desk.moved(from: old, to: new, since: first)
    }
  }

  /// What the portal's pages show of the figures.
  private var portalSources: PortalSources {
    let figures = indicators.desk
    return PortalSources(
      figures: { try await figures.homeFigures() }, popular: { try await figures.popular(30) },
      usual: { try await figures.usualTime($0) })
  }

  /// The one who seals. In a demonstration whose machine's clock was put back, time stands still at
  /// the last checkpoint instead of stopping the journal.
  func sealer() async throws -> Sealer {
    let floor = key.isDemonstration ? try await journal.desk.asOf()?.at : nil
    let past = PastTime.instant
    return journal.sealer(readers: [IndicatorSlice.reader]) {
      past ?? max(HouseClock.machine(), floor ?? HouseClock.machine())
    }
  }
}

extension PackFolder {
  /// What a pack holds. Refuses: `CommandRefused`, naming the pack's file and the line.
  func reading<T>(_ name: String, _ read: (RulePack) throws -> T) throws -> T {
    do {
      return try read(try pack(name))
    } catch let unreadable as RulePackUnreadable {
      throw CommandRefused("\(name).yaml, \(unreadable)")
    }
  }
}
