import Ground
import Web

/// What the search page was asked, as typed.
struct SearchAsked: Sendable, Hashable {
  var text: String
  var sector: String
  var level: String
  var agency: String
  var after: String

  /// Words that mean nothing here ask for nothing.
  var query: ProcedureQuery {
    ProcedureQuery(
      text: text, sector: sector.isEmpty ? nil : sector, level: Level(rawValue: level),
      agency: agency.isEmpty ? nil : AgencyCode(agency), limit: 20,
      after: after.isEmpty ? nil : ProcedureCode(after))
  }

  var isNarrowed: Bool { !sector.isEmpty || !level.isEmpty || !agency.isEmpty }

  /// The same question, going on after a code.
  func path(after code: ProcedureCode?) -> Path {
    Paths.procedures(q: text.isEmpty ? nil : text)
      .asking("linh-vuc", sector.isEmpty ? nil : sector).asking("cap", level.isEmpty ? nil : level)
      .asking("co-quan", agency.isEmpty ? nil : agency).asking("sau", code?.rawValue)
  }

  /// The same words in the whole catalogue.
  var widened: Path { Paths.procedures(q: text.isEmpty ? nil : text) }
}

/// The search for procedures.
struct ProcedureSearchPage: Page {
  let asked: SearchAsked
  let found: ProcedureFound
  let sectors: [Sector]

  var title: Phrase { "Tìm thủ tục" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    \(HTML.searchForm(to: Paths.procedures(), fields))
    \(understood)\(found.items.isEmpty ? nothing : results)
    """
  }

  private var fields: HTML {
    let state = FormState()
    let narrowing: HTML = """
      \(HTML.select(state.entry("cap", "Cấp thực hiện", initial: asked.level), levels))
      \(HTML.select(state.entry("linh-vuc", "Lĩnh vực", initial: chosenSector), allSectors))
      \(agencyField)
      """
    return """
      \(HTML.input(
        state.entry(
          "q", "Bạn cần làm việc gì?",
          hint: "Gõ có dấu hoặc không dấu, bằng lời thường ngày hoặc mã thủ tục.",
          initial: asked.text), .search, autocomplete: "off", max: 200, list: "goi-y-thu-tuc"))
      <datalist id="goi-y-thu-tuc"></datalist>
      \(HTML.fold("Thu hẹp kết quả", id: "thu-hep", isOpen: asked.isNarrowed, narrowing))
      \(HTML.button("Tìm"))
      """
  }

  private var levels: [Choice] {
    [Choice("", "Mọi cấp")]
      + Level.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
  }

  private var allSectors: [Choice] {
    [Choice("", "Mọi lĩnh vực")]
      + sectors.map { Choice($0.code, Phrase(verbatim: $0.name)) }
  }

  /// An address may name a sector by its name too.
  private var chosenSector: String {
    sectors.contains { $0.code == asked.sector } ? asked.sector : Sector(named: asked.sector).code
  }

  private var agencyField: HTML? {
    guard !asked.agency.isEmpty else { return nil }
    let choices = [
      Choice("", "Mọi cơ quan"),
      Choice(asked.agency, Phrase(verbatim: found.agencyName ?? asked.agency)),
    ]
    return HTML.select(
      FormState().entry("co-quan", "Cơ quan tiếp nhận", initial: asked.agency), choices)
  }

  /// That slips were mended, so that nobody wonders what was looked for.
  private var understood: HTML? {
    found.mended.map {
      """
      <p role="status">Đã tìm theo cách viết: <strong lang="vi">\($0)</strong></p>
      """
    }
  }

  private var results: HTML {
    let items = found.items.map { "<li>\(item($0))</li>" as HTML }
    return """
      <p>\(asked.text.isEmpty ? "Xếp theo mã thủ tục." : "Thủ tục phù hợp nhất đứng trước.")</p>
      <ol class="plain">\(items)</ol>
      \(HTML.pager(
        "Có \(found.total.grouped) thủ tục",
        first: asked.after.isEmpty ? nil : asked.path(after: nil),
        next: found.next.map { asked.path(after: $0) }))
      """
  }

  private func item(_ summary: ProcedureSummary) -> HTML {
    let levels = Phrase(
      joining: summary.levels.map { Phrase(key: $0.vietnamese) }, separator: ", ")
    return """
      <span lang="vi">\(HTML.link(
        Phrase(verbatim: summary.name), Paths.procedure(summary.code.rawValue)))</span>
      <p class="hint">\(summary.code.rawValue) · <span lang="vi">\(summary.sector.name)</span> · \
      \(levels) · \(Phrase(key: summary.onlineScope.vietnamese))</p>
      """
  }

  private var nothing: HTML {
    var actions = [HTML.buttonLink("Xem theo lĩnh vực", Paths.sectors, .secondary)]
    if asked.isNarrowed {
      actions.insert(HTML.buttonLink("Tìm trong mọi thủ tục", asked.widened), at: 0)
    }
    return """
      <div role="status">\(HTML.empty(
        "Không tìm thấy thủ tục nào", "Có thể thử một trong các cách sau.", actions: actions))</div>
      <ul>
      <li>Viết ngắn lại, chỉ giữ tên giấy tờ hoặc việc cần làm: “khai sinh”, “sang tên xe”.</li>
      <li>Kiểm tra lại chính tả, hoặc gõ cách gọi khác của việc đó.</li>
      <li>Gõ mã thủ tục nếu bạn biết, ví dụ 1.001193.</li>
      <li>\(HTML.link("Hỏi bộ phận một cửa", Paths.contact)): cán bộ sẽ chỉ đúng thủ tục.</li>
      </ul>
      """
  }
}
