import Ground
import Journal
import Web

/// Ai giữ hồ sơ khi quá hạn: late dossiers by step, post, agency or head, adding up to the
/// settlement report's.
struct LateSplitPage: Page {
  let asked: LateSplitAsked
  /// The agencies that may be asked for: code and name.
  let agencies: [(String, String)]
  /// `nil` when the question was refused.
  let split: LateSplit?
  let labels: [String: String]
  let rule: IntegrityRule?
  let refusal: FigureRefused?

  var face: Face { .desk }
  var title: Phrase { "Ai giữ hồ sơ khi quá hạn" }

  private var state: FormState {
    FormState(
      FormValues([
        ("tu", asked.from), ("den", asked.to), ("co-quan", asked.agency ?? split?.agency ?? ""),
        ("theo", asked.breakdown.rawValue),
      ]), refused: refusal.map(FieldNamed.init))
  }

  var body: HTML {
    """
    \(HTML.back("Kiểm soát", FindingPaths.start))
    \(state.summary)
    <h1>\(title)</h1>
    \(question)
    \(split.map(answer))
    \(rule.map { "<h2>Cách tính</h2>\(FindingParts.about($0))" as HTML })
    """
  }

  private var question: HTML {
    let choices = agencies.map { Choice($0.0, Phrase(verbatim: "\($0.1) (\($0.0))")) }
    return HTML.searchForm(
      to: FindingPaths.lateness,
      """
      \(HTML.input(state.entry("tu", "Từ ngày"), .date))
      \(HTML.input(state.entry("den", "Đến hết ngày"), .date))
      \(HTML.select(state.entry("co-quan", "Cơ quan tiếp nhận, gồm cả đơn vị trực thuộc"), choices))
      \(HTML.select(
        state.entry("theo", "Chia theo"),
        LateBreakdown.allCases.map { Choice($0.rawValue, $0.words) }))
      \(HTML.button("Xem bảng"))
      """)
  }

  private func answer(_ split: LateSplit) -> HTML {
    """
    <p class="hint">Tính đến sự kiện thứ \(split.asOf.size) đã niêm phong; hồ sơ đang giải quyết được \
    xét vào \(min(split.asOf.at, split.period.end).vietnamese).</p>
    \(HTML.actions([
      HTML.buttonLink("Tải bảng (CSV)", FindingPaths.latenessTable(asked), .secondary),
      HTML.buttonLink(
        "Báo cáo tình hình giải quyết cùng kỳ",
        Paths.settlement(
          SettlementAsked(
            from: asked.from, to: asked.to, agency: split.agency, breakdown: .agency)),
        .secondary),
    ]))
    \(table(split))
    """
  }

  private func table(_ split: LateSplit) -> HTML {
    guard !split.rows.isEmpty else { return HTML.empty("Kỳ này không có hồ sơ quá hạn") }
    let total = split.total
    return HTML.table(
      caption: "Hồ sơ quá hạn theo người giữ; tổng bằng số quá hạn của báo cáo cùng kỳ",
      columns: [
        Column(split.breakdown.words), Column("Có kết quả quá hạn", isNumber: true),
        Column("Đang giải quyết quá hạn", isNumber: true), Column("Tổng cộng", isNumber: true),
      ],
      rows: split.rows.map { row in
        [
          name(row, split.breakdown), "\(row.finished)", "\(row.open)",
          "<strong>\(row.total)</strong>",
        ]
      }, narrow: .scrolls,
      total: ["Tổng cộng", "\(total.finished)", "\(total.open)", "\(total.total)"])
  }

  private func name(_ row: LateSplit.Row, _ breakdown: LateBreakdown) -> HTML {
    if row.key == "-" { return "\(LateSplit.untold)" }
    let text = labels[row.key] ?? row.key
    return breakdown == .step ? "\(text)" : "<span lang=\"vi\">\(text)</span>"
  }
}
