import Ground
import Journal
import Rules
import Web

/// Bảng xếp hạng: who stands where, by which published values, and who does not stand in it.
struct RankingPage: Page {
  let rules: [RankingRule]
  let offered: [ReportingPeriod]
  /// `nil`: no ranking is defined.
  let ranked: RankingDesk.Ranked?

  var face: Face { .desk }
  var title: Phrase { "Bảng xếp hạng" }

  var body: HTML {
    guard let ranked else {
      return "<h1>\(title)</h1>\(HTML.empty("Chưa định nghĩa bảng xếp hạng nào"))"
    }
    return """
      <h1>\(title)</h1>
      \(question(ranked))
      <h2>\(ranked.rule.title.said): \(ranked.period.name)</h2>
      \(basis(ranked))
      \(table(ranked))
      \(excluded(ranked))
      \(HTML.fold(
        "Cách xếp hạng, căn cứ",
        """
        <p>\(ranked.rule.about.said)</p>
        <p>So giá trị đã làm tròn để công bố: bằng nhau thì cùng hạng, hạng sau nhảy số (1, 2, 2, 4). Đơn \
        vị dưới mức tối thiểu \(ranked.rule.minimum) hồ sơ hoặc không có gì để tính thì không xếp hạng.</p>
        <p class="hint" lang="vi">Căn cứ: \(ranked.rule.legalBasis)</p>
        """))
      """
  }

  private func question(_ ranked: RankingDesk.Ranked) -> HTML {
    let tables = rules.map { Choice($0.code, Phrase(verbatim: $0.title.said)) }
    let periods = offered.map { Choice($0.code, $0.name) }
    return HTML.searchForm(
      to: Paths.rankings,
      """
      \(HTML.select(Entry("bang", "Bảng", value: ranked.rule.code), tables))\
      \(HTML.select(Entry("ky", "Kỳ", value: ranked.period.code), periods))\
      \(HTML.button("Xem"))
      """)
  }

  private func basis(_ ranked: RankingDesk.Ranked) -> HTML {
    guard let publication = ranked.publication else {
      return HTML.inset(
        """
        <p><strong>Tạm tính</strong> đến \(ranked.asOf.at.vietnamese): kỳ này chưa được công bố, thứ hạng \
        còn thay đổi.</p>
        """, .warning)
    }
    return """
      <p>Theo số liệu \(HTML.link("đã công bố", Paths.publication(publication.id))) lúc \
      \(publication.publishedAt.vietnamese). Bảng có \(ranked.population) đơn vị.</p>
      """
  }

  private func table(_ ranked: RankingDesk.Ranked) -> HTML {
    guard !ranked.ranking.rows.isEmpty else {
      return HTML.empty("Không đơn vị nào đủ điều kiện xếp hạng trong kỳ này")
    }
    return HTML.table(
      caption: "Thứ hạng",
      columns: [
        Column("Hạng", isNumber: true), Column("Đơn vị"), Column("Giá trị", isNumber: true),
        Column("Tử số trên mẫu số", isNumber: true),
        Column("Còn thiếu để lên hạng", isNumber: true),
      ],
      rows: ranked.ranking.rows.map { row in
        [
          row.isTied ? "\(row.rank) <span class=\"hint\">(đồng hạng)</span>" : "\(row.rank)",
          "<span lang=\"vi\">\(ranked.name(row.unit))</span>",
          "<strong>\(value(row.unit))</strong>",
          row.unit.ratio.map { "\($0.numerator) / \($0.denominator)" } ?? "",
          row.toNext.map { "\($0) hồ sơ" } ?? "–",
        ]
      })
  }

  private func value(_ unit: Ranking.Unit) -> String {
    let number = (unit.published ?? "–").replacing(".", with: ",")
    return unit.ratio == nil ? number : number + " %"
  }

  private func excluded(_ ranked: RankingDesk.Ranked) -> HTML {
    guard !ranked.ranking.excluded.isEmpty else { return "" }
    return """
      <h3>Không xếp hạng</h3>
      \(HTML.table(
        caption: "Đơn vị không xếp hạng và lý do", columns: [Column("Đơn vị"), Column("Lý do")],
        rows: ranked.ranking.excluded.map { unit, why in
          [
            "<span lang=\"vi\">\(ranked.name(unit))</span>",
            "\(why.words(ranked.rule.minimum))",
          ]
        }, captionHidden: true))
      """
  }
}
