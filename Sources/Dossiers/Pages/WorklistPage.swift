import Catalogue
import Ground
import Web

/// The desk of an officer: what is late and what is about to be, then what to do next; or one
/// filtered list.
struct WorklistPage: Page {
  /// A kind of work and how much of it there is.
  struct Tile: Sendable {
    let heap: Heap
    let count: Int
  }

  /// One list of the page.
  struct Part: Sendable {
    let filter: WorkFilter
    let items: [WorklistItem]
    /// `nil` where nobody counted; one above `WorklistStore.mostCounted` stands for more.
    let total: Int?
    /// Where it goes on.
    let next: String?
    /// Everything that fits is shown.
    let isWhole: Bool
    let showsNames: Bool
  }

  let filter: WorkFilter
  let tiles: [Tile]
  let parts: [Part]
  let views: [SavedView]
  /// What the officer is, which decides where the page leads.
  let roles: Set<Role>
  let isFirst: Bool
  /// The register of dossiers, for whoever may print it.
  let register: Path?
  let now: Instant

  var face: Face { .desk }
  var title: Phrase { heading }

  private var seesDossiers: Bool { !roles.isDisjoint(with: Role.desk) }

  private var heading: Phrase {
    if filter.isBlank { return seesDossiers ? "Việc của tôi" : "Bàn làm việc" }
    if let view = views.first(where: { $0.filter == filter }) { return Phrase(verbatim: view.name) }
    return filter.heap?.name ?? "Danh sách hồ sơ"
  }

  var body: HTML {
    let back: HTML? =
      filter.isBlank ? nil : HTML.back("Việc của tôi", Paths.desk(WorkFilter()))
    guard seesDossiers else { return "<h1>\(heading)</h1>\(shortcuts)" }
    return """
      \(back)<h1>\(heading)</h1>\(late)\(cards)\(kept)
      \(WorkFilterPart(filter: filter, columns: true).html)
      <div id="danh-sach" class="\(densityClass)">\(lists)</div>
      \(filter.isBlank ? shortcuts : keepForm)
      """
  }

  private var densityClass: String {
    switch filter.density {
    case .tight: "day"
    case .usual: "vua"
    case .loose: "thoang"
    }
  }

  /// Where the page leads besides dossiers.
  private var shortcuts: HTML {
    var links: [HTML] = []
    if !seesDossiers {
      links.append(HTML.buttonLink("Tình hình giải quyết hồ sơ", Paths.settlement, .secondary))
    }
    if roles.contains(.administrator) {
      links += [
        HTML.buttonLink("Quản trị thủ tục", Path("quan-tri", "thu-tuc"), .secondary),
        HTML.buttonLink("Quản trị cơ quan", Path("quan-tri", "co-quan"), .secondary),
        HTML.buttonLink("Quản trị tài khoản", Path("quan-tri", "tai-khoan"), .secondary),
      ]
    }
    if let register, filter.isBlank {
      links.append(HTML.link("In sổ theo dõi hồ sơ năm nay (PDF)", register))
    }
    return links.isEmpty ? "" : HTML.actions(links)
  }

  /// In words first: nobody has to know what a colour means.
  private var late: HTML? {
    let count = tiles.first { $0.heap == .overdue }?.count ?? 0
    guard filter.isBlank, count > 0 else { return nil }
    return "<p class=\"lead\"><strong class=\"late\">Có \(count) hồ sơ trễ hạn.</strong></p>"
  }

  private var cards: HTML {
    guard filter.isBlank else { return row }
    let cards = tiles.map { tile in
      Card(
        tile.heap.name, Paths.desk(WorkFilter(tile.heap)), hint: nil, count: tile.count,
        kind: tile.count == 0 ? .neutral : tile.heap.kind)
    }
    return """
      <nav class="tiles" aria-label="Việc theo loại">\(HTML.cards(cards))</nav>
      """
  }

  /// The same beside one list, in one line.
  private var row: HTML {
    let links = tiles.map { tile -> HTML in
      let isHere: HTML = filter == WorkFilter(tile.heap) ? " aria-current=\"page\"" : ""
      return """
        <li><a href="\(Paths.desk(WorkFilter(tile.heap)))"\(isHere)>\(tile.heap.name) (\(tile.count))</a></li>
        """
    }
    return "<nav aria-label=\"Việc theo loại\"><ul class=\"plain row\">\(links)</ul></nav>"
  }

  private var kept: HTML? {
    guard !views.isEmpty else { return nil }
    let links = views.map { view -> HTML in
      let isHere: HTML = view.filter == filter ? " aria-current=\"page\"" : ""
      return """
        <li><a href="\(Paths.desk(view.filter))"\(isHere) lang="vi">\(view.name)</a></li>
        """
    }
    return """
      <nav class="kept" aria-label="Bộ lọc đã lưu"><ul class="plain row">\(links)\
      <li>\(HTML.link("Sửa bộ lọc đã lưu", Paths.savedViews))</li></ul></nav>
      """
  }

  private var lists: HTML {
    let isOnly = !filter.isBlank
    let made = parts.map { WorkPart(part: $0, isOnly: isOnly, roles: roles, isFirst: isFirst).html }
    if parts.allSatisfy({ $0.items.isEmpty }), !isOnly {
      return HTML.empty(
        "Không còn việc nào đang chờ", "Hồ sơ mới sẽ hiện tại đây.", actions: [])
    }
    return HTML(joining: made)
  }

  private var keepForm: HTML {
    let fields = filter.pairs.map { HTML.hidden($0.name, $0.value) }
    return HTML.fold(
      "Lưu bộ lọc này", id: "luu-bo-loc", isOpen: false,
      HTML.form(
        to: Paths.savedViews,
        """
        \(fields)\(HTML.input(Entry("ten", "Tên bộ lọc"), max: SavedView.longestName, width: .half))
        \(HTML.checkbox(Entry("bat-dau", "Mở bàn làm việc bằng bộ lọc này")))
        \(HTML.button("Lưu bộ lọc", .secondary))
        """))
  }
}

extension Heap {
  /// How it calls, where there is anything in it.
  var kind: TagKind {
    switch self {
    case .overdue, .answerOverdue: .bad
    case .dueToday, .dueSoon, .supplementOverdue: .waiting
    case .toReceive, .toAssign, .mine, .toDecide, .corrections, .toDeliver: .active
    case .paused, .running: .neutral
    }
  }
}
