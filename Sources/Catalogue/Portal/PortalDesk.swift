import Deadlines
import Directory
import Ground
import Storage
import Synchronization

/// Reads what the portal's pages show, and keeps what is dear to make.
///
/// A class because it guards what it keeps: the shelf as long as the catalogue does not change,
/// procedures as long as they and their offers do not, promises for their minute.
final class PortalDesk: Sendable {
  let database: any Database
  let procedures: ProceduresDesk
  let due: DueDesk
  let cache: DirectoryCache
  let sources: PortalSources
  let now: @Sendable () -> Instant
  private let events: [LifeEvent]
  private let kept = Mutex<(shelf: PortalShelf, day: Day)?>(nil)
  private let views = Kept<ViewKey, ProcedureView>(for: .seconds(60), limit: 200)
  private let promises = Kept<PromiseKey, DueAnswer>(for: .seconds(60), limit: 500)
  private let figures = Kept<Day, [PublicFigure]>(for: .seconds(60), limit: 2)
  private let popular = Kept<Day, [ProcedureCode]>(for: .seconds(300), limit: 2)
  let takenByAgency = Kept<TakenKey, TakenProcedures>(for: .seconds(600), limit: 500)
  private let usual = Kept<ProcedureCode, UsualTime?>(for: .seconds(600), limit: 500)

  private struct ViewKey: Hashable {
    let code: ProcedureCode
    let changes: Int
    let offers: String
    let day: Day
  }

  private struct PromiseKey: Hashable {
    let code: ProcedureCode
    let asked: PromiseAsked
    let at: Instant
    let version: Int
    let offer: String?
  }

  init(
    database: any Database, procedures: ProceduresDesk, due: DueDesk, cache: DirectoryCache,
    events: [LifeEvent], sources: PortalSources, now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.procedures, self.due) = (database, procedures, due)
    (self.cache, self.events, self.sources, self.now) = (cache, events, sources, now)
  }

  /// The catalogue as the overviews show it today.
  func shelf() async throws -> PortalShelf {
    let today = now().day
    let known = kept.withLock { $0 }
    let events = events.filter { $0.isInForce(on: today) }
    let shelf = try await database.read { tx -> PortalShelf in
      let changes = try Procedures(tx: tx).changes()
      if let known, known.shelf.changes == changes, known.day == today { return known.shelf }
      return PortalShelf(
        changes: changes, summaries: try ShelfStore(tx: tx).summaries(), events: events)
    }
    kept.withLock { $0 = (shelf, today) }
    return shelf
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func view(_ code: ProcedureCode) async throws -> ProcedureView {
    let today = now().day
    let key = try await database.glance { tx in
      ViewKey(
        code: code, changes: try Procedures(tx: tx).changes(),
        offers: try ShelfStore(tx: tx).offersMark(code, on: today), day: today)
    }
    let (procedures, cache) = (procedures, cache)
    return try await views.value(key) { try await procedures.view(code, cache) }
  }

  /// When the result is due if the dossier is taken in at this minute.
  func promise(_ view: ProcedureView, _ asked: PromiseAsked) async throws -> Promise {
    let instant = now()
    let at = Instant(instant.day, minute: instant.minuteOfDay)
    let asked = view.settled(asked)
    guard let channel = asked.channel else {
      return Promise(asked: asked, at: at, outcome: .unasked)
    }
    let question = DueQuestion(
      procedure: view.procedure.code, channel: channel, agency: asked.agency,
      caseNumber: asked.caseNumber, at: at)
    let key = PromiseKey(
      code: question.procedure, asked: asked, at: at, version: view.procedure.version,
      offer: view.taking(asked.agency)?.offered.offer.id)
    do {
      let answer = try await promises.value(key) { [due] in try await due.answer(question) }
      return Promise(asked: asked, at: at, outcome: .answered(answer))
    } catch let refused as DueRefused {
      return Promise(asked: asked, at: at, outcome: .uncounted(refused.explanation))
    }
  }

  /// How long it usually takes; `nil` when too few dossiers tell.
  func usualTime(_ code: ProcedureCode) async throws -> UsualTime? {
    let sources = sources
    return try await usual.value(code) { try await sources.usual(code) }
  }

  /// What the home page shows.
  func home() async throws -> HomeView {
    let (today, sources, cache) = (now().day, sources, cache)
    let shelf = try await shelf()
    let popular = try await popular.value(today) { try await sources.popular() }
    let figures = try await figures.value(today) { try await sources.figures() }
    let (top, contact) = try await database.glance { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let top = try agencies.tree().topmost(on: today)
      return (top, try top.flatMap { try agencies.contact(id: $0.id, on: today) })
    }
    return HomeView(
      shelf: shelf,
      popular: Array(
        popular.compactMap { shelf.byCode[$0] }.filter { $0.onlineScope != .none }
          .prefix(HomeView.mostPopular)), figures: figures, top: top,
      contact: contact)
  }
}

/// What the home page shows.
struct HomeView: Sendable {
  /// How many of the most handed in are shown.
  static let mostPopular = 5

  let shelf: PortalShelf
  /// Most handed in first; only what can be filed online.
  let popular: [ShelfItem]
  let figures: [PublicFigure]
  /// The province's own agency; `nil` before there is one.
  let top: Agency?
  /// `nil`: nothing is known.
  let contact: AgencyContact?
}
