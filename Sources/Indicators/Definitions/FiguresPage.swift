import Ground
import Journal
import Web

/// Số liệu công khai: the province's indicators with their definitions, and no dossier.
struct FiguresPage: Page {
  /// `2026-11`, the month shown.
  let month: String
  /// The last month that can be asked for.
  let latest: String
  let figures: [IndicatorFigure]
  let sinceNewYear: [IndicatorFigure]

  var title: String { "Số liệu giải quyết thủ tục hành chính" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    \(question)
    \(asOf)
    \(figures.map(section))
    """
  }

  private var question: HTML {
    let entry = Entry(
      "thang", "Tháng", hint: "Năm-tháng, ví dụ \(latest)", value: month)
    return HTML.searchForm(
      to: Paths.figures, "\(HTML.input(entry, max: 7))\(HTML.button("Xem"))")
  }

  private var asOf: HTML? {
    figures.first.map { figure in
      """
      <p>Từ \(figure.period.from.vietnamese) đến hết \(figure.period.to.vietnamese). Tính từ \
      \(figure.asOf.size) sự kiện đã niêm phong, lúc \(figure.asOf.at.vietnamese). Gốc cây Merkle: \
      <code>\(figure.asOf.root.hexadecimal)</code>; điểm kiểm tra đã ký của nhật ký đăng tại \
      <code>/api/v1/journal/checkpoint</code>.</p>
      """
    }
  }

  private func section(_ figure: IndicatorFigure) -> HTML {
    let indicator = figure.indicator
    let year = sinceNewYear.first { $0.indicator.code == indicator.code }
    let rows = [("Trong tháng", figure.rows.first), ("Từ đầu năm", year?.rows.first)]
    return """
      <section>
      <h2>\(indicator.title)</h2>
      \(HTML.table(
        caption: indicator.title, heads: ["Kỳ", "Tử số", "Mẫu số", "Tỷ lệ"],
        rows: rows.map { cells($0.0, $0.1?.ratio, indicator) }))
      <p>\(indicator.definition)</p>
      <p class="hint">Căn cứ: \(indicator.legalBasis)</p>
      </section>
      """
  }

  private func cells(_ name: String, _ ratio: Ratio?, _ indicator: Indicator) -> [HTML] {
    let share = ratio?.percent(decimals: indicator.decimals).map { number in
      String(number.map { $0 == "." ? "," : $0 }) + " " + indicator.unit
    }
    return [
      "\(name)", "\(ratio?.numerator ?? 0)", "\(ratio?.denominator ?? 0)",
      "\(share ?? "chưa có hồ sơ")",
    ]
  }
}
