import Ground
import Rules
import Web

/// The findings that a head or supervisor oversees, narrowed by rule, agency, state and days.
struct FindingListPage: Page {
  let asked: FindingDesk.Question
  let found: [KeptFinding]
  let next: String?
  let isFirst: Bool
  /// The agencies that may be asked for, and those of the rows: code and name.
  let choices: [(String, String)]
  let agencies: [String: String]
  let names: PostNames
  let rules: [IntegrityRule]
  let refusal: FigureRefused?
  let today: Day

  var face: Face { .desk }
  var title: Phrase { "Dấu hiệu cần giải trình" }

  var body: HTML {
    """
    \(HTML.back("Kiểm soát", FindingPaths.start))
    \(FormState(refused: refusal).summary)
    <h1>\(title)</h1>
    \(question)
    \(list)
    \(FindingParts.rules(rules, on: today))
    """
  }

  private var question: HTML {
    let codes = IntegrityRule.Code.allCases.filter { $0 != .lateHeld }.map { code in
      Choice(
        code.rawValue, Phrase(verbatim: rules.rule(code, on: today)?.title.said ?? code.rawValue))
    }
    let states = FindingState.allCases.map { Choice($0.rawValue, $0.words) }
    let places = choices.map { Choice($0.0, Phrase(verbatim: "\($0.1) (\($0.0))")) }
    return HTML.searchForm(
      to: FindingPaths.list(.init()),
      """
      \(HTML.select(
        Entry("quy-tac", "Quy tắc", value: asked.rule?.rawValue ?? ""),
        [Choice("", "Mọi quy tắc")] + codes))
      \(HTML.select(
        Entry("co-quan", "Cơ quan, gồm cả đơn vị trực thuộc", value: asked.agency ?? ""),
        [Choice("", "Mọi cơ quan trong phạm vi")] + places))
      \(HTML.select(
        Entry("tinh-trang", "Tình trạng", value: asked.state?.rawValue ?? ""),
        [Choice("", "Mọi tình trạng")] + states))
      \(HTML.input(Entry("tu", "Từ ngày", value: asked.from?.iso ?? ""), .date))
      \(HTML.input(Entry("den", "Đến hết ngày", value: asked.to?.iso ?? ""), .date))
      \(HTML.button("Lọc"))
      """)
  }

  private var list: HTML {
    guard !found.isEmpty else { return HTML.empty("Không có dấu hiệu nào") }
    return """
      \(HTML.table(
        caption: "Dấu hiệu cần giải trình",
        columns: [
          Column("Dấu hiệu"), Column("Ngày"), Column("Cơ quan"), Column("Vị trí"),
          Column("Đo được"), Column("Tình trạng"),
        ],
        rows: found.map(row), captionHidden: true))
      \(HTML.pager(
        "\(found.count) dòng trên trang này", first: isFirst ? nil : FindingPaths.list(asked),
        next: next.map { FindingPaths.list(asked, after: $0) }))
      """
  }

  private func row(_ kept: KeptFinding) -> [HTML] {
    let finding = kept.finding
    return [
      HTML.link(FindingParts.title(kept, rules), FindingPaths.finding(kept.id)),
      "\(finding.day.vietnamese)",
      "<span lang=\"vi\">\(agencies[finding.agency] ?? finding.agency)</span>",
      FindingParts.post(finding.post, names), "\(finding.words)",
      FindingParts.state(kept),
    ]
  }
}
