import Ground
import Web

/// The people whom an administrator sees.
struct PeoplePage: Page {
  let query: PeopleQuery
  let found: PeopleFound
  let at: Instant

  var face: Face { .desk }
  var title: Phrase { "Người dùng và chức trách" }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([])))
    <h1>\(title)</h1>
    \(HTML.actions([HTML.buttonLink("Thêm người dùng", AdministrationPaths.newPerson)]))
    \(HTML.privateSearchForm(to: AdministrationPaths.people, filters))
    <div id="danh-sach">\(list)</div>
    """
  }

  private var filters: HTML {
    let states = PeopleQuery.State.allCases.map { Choice($0.rawValue, $0.words) }
    let roles = [Choice("", "Mọi vai trò")] + Role.posts.map { Choice($0.rawValue, $0.words) }
    return """
      \(HTML.input(
        Entry("q", "Họ tên hoặc tên đăng nhập", value: query.text), .search,
        max: 200))
      \(HTML.select(Entry("tinh-trang", "Tình trạng", value: query.state.rawValue), states))
      \(HTML.select(Entry("vai-tro", "Vai trò", value: query.role?.rawValue ?? ""), roles))
      \(HTML.input(
        Entry(
          "co-quan", "Tại cơ quan", hint: "Mã, ví dụ H99.101", value: query.agency?.rawValue ?? ""), max: 35, width: .short))
      \(HTML.hidden("xep", query.order.rawValue))
      \(HTML.button("Lọc", .secondary))
      """
  }

  private var list: HTML {
    guard !found.people.isEmpty else {
      return HTML.empty(
        "Không có người dùng nào như vậy",
        "Bỏ bớt điều kiện lọc, hoặc tìm theo họ tên hay tên đăng nhập khác.",
        actions: [HTML.link("Bỏ mọi điều kiện lọc", AdministrationPaths.people)])
    }
    func column(_ head: Phrase, _ order: PeopleQuery.Order) -> Column {
      Column(head, sort: (address(order, page: 1), query.order == order ? .ascending : nil))
    }
    return """
      \(HTML.table(
        caption: query.state.words,
        columns: [
          column("Họ và tên", .name), column("Tên đăng nhập", .username), Column("Chức trách"),
          Column("Tình trạng"),
        ], rows: found.people.map(row), captionHidden: true))
      \(pageLinks(
        "Có \(found.total) người", page: query.page, size: PeopleQuery.size, total: found.total,
        { address(query.order, page: $0) }))
      """
  }

  private func row(_ person: Person) -> [HTML] {
    let posts = person.holding(at: at).map { post -> HTML in
      "<li>\(post.role.words) (\(post.agency.rawValue))</li>"
    }
    return [
      "<a href=\"\(AdministrationPaths.person(person.account.id))\" lang=\"vi\">\(person.account.name)</a>",
      "\(person.account.username)",
      posts.isEmpty ? "\(person.account.kind.words)" : "<ul class=\"plain\">\(posts)</ul>",
      person.tag(at: at),
    ]
  }

  private func address(_ order: PeopleQuery.Order, page: Int) -> Path {
    AdministrationPaths.people.asking(private: "q", query.text.isEmpty ? nil : query.text)
      .asking("tinh-trang", query.state == .all ? nil : query.state.rawValue)
      .asking("vai-tro", query.role?.rawValue).asking("co-quan", query.agency?.rawValue)
      .asking("xep", order == .username ? nil : order.rawValue)
      .asking("trang", page == 1 ? nil : String(page))
  }
}

extension PeopleQuery.State {
  var words: Phrase {
    switch self {
    case .all: "Tất cả"
    case .withPost: "Đang giữ chức trách"
    case .withoutPost: "Chưa giao chức trách"
    case .ending: "Sắp hết chức trách"
    case .locked: "Đã khóa"
    }
  }
}

extension Role {
  /// Those that a post can give.
  static var posts: [Role] { allCases.filter { ![.citizen, .helper].contains($0) } }
}

extension Person {
  func tag(at instant: Instant) -> HTML {
    if lockedAt != nil { return HTML.tag("Đã khóa", .bad) }
    if account.kind == .helper { return HTML.tag("Đang dùng", .good) }
    let holding = holding(at: instant)
    if holding.contains(where: { $0.endsSoon(after: instant) }) {
      return HTML.tag("Sắp hết chức trách", .waiting)
    }
    if !holding.isEmpty { return HTML.tag("Đang giữ chức trách", .good) }
    return standing(at: instant).isEmpty
      ? HTML.tag("Chưa giao chức trách", .waiting) : HTML.tag("Chưa bắt đầu", .neutral)
  }
}
