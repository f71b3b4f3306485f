import Deadlines
import Directory
import Ground
import Storage

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
  private let shelves: PortalShelves
  private let views = Kept<ViewKey, ProcedureView>(for: .seconds(60), limit: 200)
  private let promises = Kept<PromiseKey, DueAnswer>(for: .seconds(60), limit: 500)
  private let figures = Kept<Day, [PublicFigure]>(for: .seconds(60), limit: 2)
  private let popular = Kept<Day, [ProcedureCode]>(for: .seconds(300), limit: 2)
  private let tops = Kept<PortalMarks, Top>(for: .seconds(600), limit: 2)
  private let usual = Kept<ProcedureCode, UsualTime?>(for: .seconds(600), limit: 500)

  private struct ViewKey: Hashable {
    let code: ProcedureCode
    let marks: PortalMarks
  }

  /// The province's own agency and how to reach it.
  private struct Top: Sendable {
    let agency: Agency?
    let contact: AgencyContact?
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
    events: [LifeEvent], sources: PortalSources, shelves: PortalShelves,
    now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.procedures, self.due) = (database, procedures, due)
    (self.cache, self.events, self.sources, self.now) = (cache, events, sources, now)
    self.shelves = shelves
  }

  /// What has changed up to now.
  func marks() async throws -> PortalMarks { try await procedures.marks() }

  /// The same at this minute.
  func moment() async throws -> PortalMoment {
    let (instant, calendar) = (now(), try await due.calendar())
    return PortalMoment(
      marks: try await marks(), minute: Instant(instant.day, minute: instant.minuteOfDay),
      calendar: calendar.version)
  }

  /// The catalogue as the overviews show it.
  func shelf(_ marks: PortalMarks) async throws -> PortalShelf {
    let (database, events) = (database, events.filter { $0.isInForce(on: marks.day) })
    return try await shelves.shelf(marks) {
      try await database.read { tx in
        PortalShelf(summaries: try ShelfStore(tx: tx).summaries(), events: events)
      }
    }
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func view(_ code: ProcedureCode) async throws -> ProcedureView {
    let (procedures, cache) = (procedures, cache)
    return try await views.value(ViewKey(code: code, marks: try await marks())) {
      try await procedures.view(code, cache)
    }
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
    let (marks, sources) = (try await marks(), sources)
    let shelf = try await shelf(marks)
    let popular = try await popular.value(marks.day) { try await sources.popular() }
    let figures = try await figures.value(marks.day) { try await sources.figures() }
    let top = try await top(marks)
    return HomeView(
      marks: marks, shelf: shelf,
      popular: Array(
        popular.compactMap { shelf.byCode[$0] }.filter { $0.onlineScope != .none }
          .prefix(HomeView.mostPopular)),
      figures: figures, top: top.agency, contact: top.contact)
  }

  private func top(_ marks: PortalMarks) async throws -> Top {
    let (database, cache) = (database, cache)
    return try await tops.value(marks) {
      try await database.glance { tx in
        let agencies = Agencies(tx: tx, cache: cache)
        let agency = try agencies.tree().topmost(on: marks.day)
        return Top(
          agency: agency,
          contact: try agency.flatMap { try agencies.contact(id: $0.id, on: marks.day) })
      }
    }
  }
}

/// What the home page shows.
struct HomeView: Sendable {
  /// How many of the most handed in are shown.
  static let mostPopular = 5

  let marks: PortalMarks
  let shelf: PortalShelf
  /// Most handed in first; only what can be filed online.
  let popular: [ShelfItem]
  let figures: [PublicFigure]
  /// The province's own agency; `nil` before there is one.
  let top: Agency?
  /// `nil`: nothing is known.
  let contact: AgencyContact?

  /// What it depends on.
  struct Key: Sendable, Hashable {
    let marks: PortalMarks
    let popular: [ProcedureCode]
    let figures: [PublicFigure]
  }

  var key: Key { Key(marks: marks, popular: popular.map(\.code), figures: figures) }
}
