import Catalogue
import Ground
import Rules
import Web

/// What of a replay was printed, what is counted from its journal, and what is invented.
struct ReplayPage: Page {
  struct Row: Sendable {
    let check: Replay.Check
    let counted: PublicFigure
  }

  let replay: Replay
  let rows: [Row]

  var title: Phrase { Phrase(verbatim: replay.title.said) }

  var body: HTML {
    let (first, last) = (replay.period.lowerBound, replay.period.upperBound)
    return """
      <h1>\(title)</h1>
      <p>\(said(replay.about))</p>
      <p>Kỳ diễn lại: \(first.vietnamese) – \(last.vietnamese).</p>
      <h2>Số đã in và số đếm được</h2>
      \(HTML.table(
        caption: "Mỗi số đã in cạnh số đếm từ nhật ký",
        columns: [
          Column("Chỉ số"), Column("Đã in"), Column("Đếm được", isNumber: true),
          Column("Tử số", isNumber: true), Column("Mẫu số", isNumber: true), Column("Ghi chú"),
        ],
        rows: rows.map { row in
          [
            said(row.counted.title), "<span lang=\"vi\">\(row.check.printed)</span>",
            "\(row.counted.share ?? "–")", "\(row.counted.numerator.grouped)",
            "\(row.counted.denominator.grouped)", row.check.note.map(said) ?? "",
          ]
        }, captionHidden: true))
      <h2>Điều cần biết về các số đã in</h2>
      \(list(replay.remarks))
      <h2>Phần dựng thêm</h2>
      \(list(replay.invented))
      <p>\(HTML.link("Xem số liệu công khai", Paths.figures))</p>
      """
  }

  private func said(_ text: BilingualText) -> HTML { "\(Phrase(verbatim: text.said))" }

  private func list(_ texts: [BilingualText]) -> HTML {
    "<ul>\(texts.map { text -> HTML in "<li>\(said(text))</li>" })</ul>"
  }
}

extension Replay {
  /// What every page says above everything else.
  var banner: @Sendable () -> HTML {
    let about = about
    return {
      "Hệ thống trình diễn. \(Phrase(verbatim: about.said)) \(HTML.link("Số in và số dựng", Path("dien-lai")))"
    }
  }
}
