import Ground
import Journal
import Rules
import Web

/// Số liệu công khai: the province's indicators with their definitions, and no dossier.
struct FiguresPage: Page {
  let period: PublicPeriod
  let offered: [PublicPeriod]
  let view: PublicFigures
  /// Whether the reader may open the dossiers behind a number.
  let canOpen: Bool

  var title: Phrase { "Số liệu giải quyết thủ tục hành chính" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    \(question)
    <p>Từ \(period.from.vietnamese) đến hết \(period.to.vietnamese), tính đến \
    \(view.asOf.at.vietnamese).</p>
    <div class="tiles">\(core.map(section))</div>
    \(detail)
    \(others.map(group))
    \(proof)
    """
  }

  private var core: [IndicatorFigure] {
    view.figures.filter { $0.indicator.group.code == Indicator.Group.core }
  }

  /// The other groups, in the pack's order.
  private var others: [[IndicatorFigure]] {
    var groups: [[IndicatorFigure]] = []
    for figure in view.figures where figure.indicator.group.code != Indicator.Group.core {
      if groups.last?.first?.indicator.group == figure.indicator.group {
        groups[groups.count - 1].append(figure)
      } else {
        groups.append([figure])
      }
    }
    return groups
  }

  private func group(_ figures: [IndicatorFigure]) -> HTML {
    let heading = figures.first?.indicator.group.title.said ?? ""
    let rows = figures.map { figure -> [HTML] in
      let (indicator, ratio) = (figure.indicator, figure.rows.first?.ratio)
      return [
        indicator.isMeasured
          ? HTML.link(Phrase(verbatim: indicator.title.said), path(indicator))
          : "\(indicator.title.said)",
        ratio.map { amount(indicator, $0) } ?? "",
        ratio.flatMap(indicator.published).map { "\($0)" } ?? "\(indicator.absence)",
      ]
    }
    return """
      <h2>\(heading)</h2>
      \(HTML.table(
        caption: Phrase(verbatim: heading),
        columns: [
          Column("Chỉ số"), Column("Tử số trên mẫu số", isNumber: true),
          Column("Giá trị", isNumber: true),
        ], rows: rows, captionHidden: true))
      """
  }

  /// What stands behind the value; nothing where nothing is measured.
  private func amount(_ indicator: Indicator, _ ratio: Ratio) -> HTML {
    switch indicator.formula {
    case .unmeasured: ""
    case .share, .ratio, .procedures:
      "\(ratio.numerator.grouped) trên \(ratio.denominator.grouped)"
    }
  }

  private var question: HTML {
    let choices = offered.map { Choice($0.key, $0.words) }
    let code: HTML? = view.byAgency.map { HTML.hidden("chi-so", $0.indicator.code) }
    return HTML.searchForm(
      to: Paths.figures,
      """
      \(HTML.select(Entry("thang", "Kỳ", value: period.key), choices))\(code)\
      \(HTML.button("Xem"))
      """)
  }

  private func section(_ figure: IndicatorFigure) -> HTML {
    let (indicator, ratio) = (figure.indicator, figure.rows.first?.ratio)
    let share = ratio.flatMap(indicator.published)
    let amount: HTML =
      ratio.map { ratio in
        """
        <p class="share"><strong>\(share ?? "–")</strong> \
        <span class="hint">\(ratio.numerator.grouped) trên \(ratio.denominator.grouped)</span></p>\(shareBar(ratio))
        """
      } ?? "<p>Chưa có hồ sơ nào để tính.</p>"
    return """
      <section class="box">
      <h2>\(indicator.title.said)</h2>
      \(amount)
      \(HTML.fold("Cách tính, căn cứ", definition(indicator)))
      <p>\(HTML.link("Xem theo cơ quan và theo tháng", path(indicator)))</p>
      </section>
      """
  }

  private func definition(_ indicator: Indicator) -> HTML {
    """
    <p>\(indicator.definition.said)</p>
    <p class="hint" lang="vi">Căn cứ: \(indicator.legalBasis)</p>
    """
  }

  private func path(_ indicator: Indicator) -> Path {
    Paths.figures.asking("thang", period.key).asking("chi-so", indicator.code).at("chi-tiet")
  }

  private var detail: HTML? {
    guard let byAgency = view.byAgency, let byMonth = view.byMonth else { return nil }
    return """
      <h2 id="chi-tiet">\(byAgency.indicator.title.said): theo cơ quan và theo tháng</h2>
      \(table("Theo cơ quan (\(period.words))", "Cơ quan", byAgency) { view.labels[$0] ?? $0 })
      \(table("Các tháng gần nhất", "Tháng", byMonth) {
        "\($0.suffix(2))/\($0.prefix(4))"
      })
      """
  }

  private func table(
    _ caption: Phrase, _ head: Phrase, _ figure: IndicatorFigure, _ name: (String) -> String
  ) -> HTML {
    let told = figure.rows.drop { $0.ratio.denominator == 0 }
    guard !told.isEmpty else { return "<p>Chưa có hồ sơ nào để tính.</p>" }
    let rows = told.map { row -> [HTML] in
      let shown = name(row.key)
      return [
        evidence(figure, row).map { HTML.link(Phrase(verbatim: shown), $0) } ?? "\(shown)",
        "\(row.ratio.numerator.grouped) trên \(row.ratio.denominator.grouped)",
        "\(figure.indicator.published(row.ratio) ?? "–")", shareBar(row.ratio),
      ]
    }
    return HTML.table(
      caption: caption,
      columns: [
        Column(head), Column("Tử số trên mẫu số", isNumber: true),
        Column("Tỷ lệ", isNumber: true), Column("Biểu đồ"),
      ], rows: rows)
  }

  /// Where the dossiers behind a row are listed.
  private func evidence(_ figure: IndicatorFigure, _ row: IndicatorFigure.Row) -> Path? {
    guard canOpen, let breakdown = figure.breakdown else { return nil }
    return Paths.evidence(
      figure.indicator.code, figure.period, by: breakdown, key: row.key, .denominator)
  }

  private var proof: HTML {
    HTML.fold(
      "Kiểm chứng số liệu này",
      """
      <p>Số liệu tính từ \(view.asOf.size) sự kiện đã niêm phong của nhật ký. Gốc cây Merkle: \
      <code>\(view.asOf.root.hexadecimal)</code>. Điểm kiểm tra đã ký đăng tại \
      <code>/api/v1/journal/checkpoint</code>; ai có bản xuất các sự kiện đều tính lại được bằng \
      <code>motcua verify</code>.</p>
      """)
  }
}

/// A share as a bar beside its number; it says nothing that the number does not.
func shareBar(_ ratio: Ratio) -> HTML {
  guard ratio.denominator > 0 else { return "" }
  let part = min(100, max(0, ratio.numerator * 100 / ratio.denominator))
  let width = ratio.numerator > 0 ? max(1, part) : 0
  return """
    <svg class="share" viewBox="0 0 100 8" width="100" height="8" preserveAspectRatio="none" \
    aria-hidden="true" focusable="false"><rect class="ground" width="100" height="8" \
    fill="#d9dee3"/><rect class="part" width="\(width)" height="8" fill="#0b4f8a"/></svg>
    """
}

extension Indicator {
  /// What stands in place of a value where there is none. Source: KPI-5.
  var absence: Phrase { isMeasured ? "không có gì để tính" : "chưa đo được" }
}

extension Paths {
  /// The dossiers behind one number of an indicator.
  static func evidence(
    _ code: String, _ period: ReportingPeriod, by breakdown: Breakdown?, key: String?,
    _ part: FigurePart, after: String? = nil
  ) -> Path {
    Path("so-lieu", code, "ho-so").asking("tu", period.from.iso).asking("den", period.to.iso)
      .asking("theo", breakdown?.rawValue).asking("dong", key).asking("phan", part.rawValue)
      .asking("sau", after)
  }
}
