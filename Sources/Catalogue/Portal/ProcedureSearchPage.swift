import Ground
import Web

/// What the search page was asked, as typed.
struct SearchAsked: Sendable {
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

  /// The same question, going on after a code.
  func path(after code: ProcedureCode?) -> Path {
    Paths.procedures(q: text.isEmpty ? nil : text)
      .asking("linh-vuc", sector.isEmpty ? nil : sector).asking("cap", level.isEmpty ? nil : level)
      .asking("co-quan", agency.isEmpty ? nil : agency).asking("sau", code?.rawValue)
  }
}

/// The search for procedures.
struct ProcedureSearchPage: Page {
  let asked: SearchAsked
  let found: ProcedureFound
  let sectors: [Sector]

  var title: String { "Tra cứu thủ tục hành chính" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    \(HTML.searchForm(to: Paths.procedures(), fields))
    \(results)
    """
  }

  private var fields: HTML {
    let state = FormState()
    let levels = [Choice("", "Mọi cấp")] + Level.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    let all = [Choice("", "Mọi lĩnh vực")] + sectors.map { Choice($0.code, $0.name) }
    let agency: HTML = asked.agency.isEmpty ? "" : HTML.hidden("co-quan", asked.agency)
    return """
      \(HTML.input(
        state.entry(
          "q", "Ông/bà cần làm việc gì?", hint: "Gõ có dấu hoặc không dấu, hoặc mã thủ tục.",
          initial: asked.text), .search, max: 200))
      \(HTML.select(state.entry("cap", "Cấp thực hiện", initial: asked.level), levels))
      \(HTML.select(state.entry("linh-vuc", "Lĩnh vực", initial: asked.sector), all))
      \(agency)\(HTML.button("Tìm"))
      """
  }

  private var results: HTML {
    guard !found.items.isEmpty else {
      return """
        <p role="status">Không tìm thấy thủ tục nào. Hãy thử ít chữ hơn, bỏ bớt điều kiện, hoặc hỏi \
        bộ phận một cửa gần nhất.</p>
        """
    }
    let items = found.items.map { "<li>\(item($0))</li>" as HTML }
    let more: HTML? = found.next.map {
      "<p>\(HTML.link("Xem tiếp", asked.path(after: $0)))</p>"
    }
    return """
      <p role="status">Tìm thấy \(found.total) thủ tục.</p>
      <ol class="results">\(items)</ol>\(more)
      """
  }

  private func item(_ summary: ProcedureSummary) -> HTML {
    """
    \(HTML.link(summary.name, Paths.procedure(summary.code.rawValue)))
    <p class="hint">\(summary.code.rawValue) · \(summary.sector.name) · \
    \(summary.levels.map(\.vietnamese).joined(separator: ", ")) · \
    \(summary.onlineScope.vietnamese)</p>
    """
  }
}
