import Directory
import Ground
import Web

/// The desk's front page and its lists, and the filters that somebody keeps.
struct ListRoutes: Sendable {
  let desk: DossierDesk
  let views: SavedViewDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] { [list, ask, manage, keep, change] }

  /// How many rows a part of the front page shows, and a page of a list.
  private static let frontRows = 20
  private static let pageRows = 50
  /// The queue of reception is shown whole, as each of its dossiers is owed an answer within hours.
  private static let queueRows = 500

  private let officers = Access.roles([.receiver, .handler, .approver, .clerk, .supervisor])
  /// Everybody with a post begins here; who sees no dossiers is led on.
  private let everyOfficer = Access.roles([
    .receiver, .handler, .approver, .clerk, .supervisor, .reporter, .administrator,
  ])

  private var list: Endpoint {
    Endpoint(
      .get, "/ban-lam-viec", name: "deskPage", summary: "Bàn làm việc", tag: "pages",
      access: everyOfficer, face: .desk,
      query: (WorkFilter.names + WorkFilter.columnNames + ["sau", "chung"]).map {
        QueryParameter($0, .string(max: 2000), isPrivate: $0 == "q")
      },
      answers: DossierPages.answers
    ) { call in
      let caller = try call.requireCaller().atWork
      let filter = WorkFilter { call.query[$0] }
      let kept = try await views.views(of: caller.account)
      let isBare = (WorkFilter.names + ["sau", "chung"]).allSatisfy { call.query[$0] == nil }
      if isBare, let start = kept.first(where: \.starts) {
        return .redirect(Paths.desk(start.filter))
      }
      let page = try await page(filter, after: call.query["sau"], kept, for: caller)
      let shown = page.parts.filter(\.showsNames).flatMap(\.items)
      try await readings.note(call.reading(of: shown.map(\.dossier.subject), by: caller))
      return .page(page)
    }
  }

  /// The form of the list leads on to its address, in which the name of an applicant is sealed.
  private var ask: Endpoint {
    Endpoint(
      .post, "/ban-lam-viec", name: "filterDesk", summary: "Lọc danh sách", tag: "pages",
      access: everyOfficer, face: .desk, body: .form, answers: [AnswerShape(303)]
    ) { call in
      .redirect(Paths.desk(WorkFilter { call.form.has($0) ? call.form[$0] : nil }))
    }
  }

  private func page(
    _ filter: WorkFilter, after cursor: String?, _ views: [SavedView], for caller: Caller
  ) async throws -> WorklistPage {
    let seesDossiers = !caller.roles.isDisjoint(with: Role.desk)
    let moments = try await desk.moments(for: caller)
    let heaps = seesDossiers ? Heap.all(for: caller.roles) : []
    let counts = try await desk.counts(heaps, moments, for: caller)
    let tiles = heaps.map { WorklistPage.Tile(heap: $0, count: counts[$0] ?? 0) }
    let parts =
      filter.isBlank
      ? try await front(seesDossiers, counts, moments, for: caller)
      : [try await found(filter, after: cursor, moments, for: caller)]
    return WorklistPage(
      filter: filter, tiles: tiles, parts: parts, views: views, roles: caller.roles,
      isFirst: cursor == nil, register: register(of: caller, on: moments.now.day),
      now: moments.now)
  }

  /// Source: domain 1.8; who may print it is the register's own question.
  private func register(of caller: Caller, on day: Day) -> Path? {
    let post = caller.posts.first { [.receiver, .clerk, .approver].contains($0.role) }
    return post.map { Paths.dossierRegister($0.agency.rawValue, year: day.year) }
  }

  /// The desk without a filter: what to do next, part by part.
  private func front(
    _ seesDossiers: Bool, _ counts: [Heap: Int], _ moments: DeskMoments, for caller: Caller
  ) async throws -> [WorklistPage.Part] {
    guard seesDossiers else { return [] }
    var parts: [WorklistPage.Part] = []
    for heap in Heap.front(for: caller.roles) {
      let most = heap == .toReceive ? ListRoutes.queueRows : ListRoutes.frontRows
      var question = WorklistQuestion(limit: most)
      heap.narrow(&question, moments, for: caller.account)
      let found = try await desk.list(question, for: caller)
      parts.append(
        WorklistPage.Part(
          filter: WorkFilter(heap), items: found.items, total: counts[heap], next: nil,
          isWhole: found.next == nil, showsNames: found.items.count <= ListRoutes.pageRows))
    }
    return parts
  }

  /// One filtered list.
  private func found(
    _ filter: WorkFilter, after cursor: String?, _ moments: DeskMoments, for caller: Caller
  ) async throws -> WorklistPage.Part {
    let about = try await desk.meaning(of: filter.about, for: caller)
    var question = filter.question(
      limit: ListRoutes.pageRows, moments, for: caller.account, about: about)
    let whole = question
    let parts = cursor.flatMap { Cursor.parts($0) } ?? []
    if parts.count == 2, let order = parts[0].integer, let id = parts[1].text {
      question.after = (order, id)
    }
    let found = try await desk.list(question, for: caller)
    let isWhole = found.next == nil && question.after == nil
    return WorklistPage.Part(
      filter: filter, items: found.items,
      total: isWhole ? found.items.count : try await desk.count(whole, for: caller),
      next: found.next.map { Cursor.text([.integer($0), .string($1)]) }, isWhole: isWhole,
      showsNames: true)
  }

  private var manage: Endpoint {
    Endpoint(
      .get, "/ban-lam-viec/bo-loc", name: "savedViewsPage", summary: "Bộ lọc đã lưu", tag: "pages",
      access: officers, face: .desk, answers: DossierPages.answers
    ) { call in
      let caller = try call.requireCaller()
      return .page(
        SavedViewsPage(
          views: try await views.views(of: caller.account), filter: nil, state: FormState(),
          tried: nil))
    }
  }

  private var keep: Endpoint {
    Endpoint(
      .post, "/ban-lam-viec/bo-loc", name: "keepView", summary: "Lưu bộ lọc", tag: "pages",
      access: officers, face: .desk, body: .form, answers: DossierPages.done, refusals: [.content]
    ) { call in
      let account = try call.requireCaller().account
      let filter = WorkFilter { call.form.has($0) ? call.form[$0] : nil }
      return try await changing(call, filter: filter, tried: nil) {
        try await views.keep(
          filter, as: call.form["ten"], starting: call.form["bat-dau"] == "co", of: account)
        return .redirect(
          Paths.desk(filter), notice: "Đã lưu bộ lọc “\(normalised(call.form["ten"]))”.")
      }
    }
  }

  private var change: Endpoint {
    Endpoint(
      .post, "/ban-lam-viec/bo-loc/{id}", name: "changeView", summary: "Sửa bộ lọc đã lưu",
      tag: "pages", access: officers, face: .desk, body: .form, answers: DossierPages.done,
      refusals: [.unknown, .content]
    ) { call in
      let account = try call.requireCaller().account
      let id = call.path["id"]
      return try await changing(call, filter: nil, tried: id) {
        let notice: Phrase
        switch call.form["viec"] {
        case "doi-ten":
          try await views.rename(id, to: call.form["ten"], of: account)
          notice = "Đã đổi tên bộ lọc."
        case "xoa":
          try await views.delete(id, of: account)
          notice = "Đã xóa bộ lọc."
        case "bat-dau":
          try await views.start(with: id, of: account)
          notice = "Bàn làm việc sẽ mở bằng bộ lọc này."
        case "thoi":
          try await views.start(with: nil, of: account)
          notice = "Bàn làm việc lại mở bằng việc chung."
        case _: throw EdgeRefused.noSuchPlace
        }
        return .redirect(Paths.savedViews, notice: notice)
      }
    }
  }

  /// Does it, or shows the kept views again with what was typed.
  private func changing(
    _ call: Call, filter: WorkFilter?, tried: String?, _ body: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let refused as any Refusal where refused.keepsForm {
      let account = try call.requireCaller().account
      return .page(
        SavedViewsPage(
          views: try await views.views(of: account), filter: filter,
          state: FormState(call.form, refused: refused), tried: tried),
        status: refused.formStatus)
    }
  }
}

extension Caller {
  /// The same account in its posts only: on the desk nobody is a citizen.
  var atWork: Caller { Caller(account: account, name: name, ownRoles: [], posts: posts) }
}

extension Role {
  /// Those who see dossiers on the desk.
  static let desk: Set<Role> = [.receiver, .handler, .approver, .clerk, .supervisor]
}

extension Paths {
  static let savedViews = Path("ban-lam-viec", "bo-loc")
  static let bulk = Path("ban-lam-viec", "hang-loat")

  /// The desk, narrowed by a filter; the bare desk is named so that no kept view takes its place.
  static func desk(_ filter: WorkFilter, after cursor: String? = nil) -> Path {
    let pairs = filter.pairs
    let path = pairs.reduce(desk) {
      $1.name == "q" ? $0.asking(private: $1.name, $1.value) : $0.asking($1.name, $1.value)
    }
    return (pairs.isEmpty ? path.asking("chung", "co") : path).asking("sau", cursor)
  }

  /// A dossier as it was found in a list, so that the next one of that list is at hand.
  static func deskDossier(_ id: Dossier.ID, in filter: WorkFilter?) -> Path {
    let path = deskDossier(id.rawValue)
    guard let filter else { return path }
    return path.asking(private: "ds", Cursor.text([.string(filter.kept)]))
  }
}

extension WorkFilter {
  /// The list that an address carries in `ds`; `nil` when it carries none.
  init?(carried: String?) {
    guard let kept = carried.flatMap({ Cursor.parts($0) })?.first?.text else { return nil }
    self.init(kept: kept)
  }
}
