import Ground
import Journal
import Web

/// Công bố số liệu: what was published, and the form that publishes a period.
struct PublicationsPage: Page {
  let publications: [Publication]
  let next: Path?
  let isFirst: Bool
  let names: [String: String]
  /// The form, for those who may publish.
  let form: PublishingForm?

  var face: Face { .desk }
  var title: Phrase { "Công bố số liệu" }

  var body: HTML {
    """
    \(form.map(\.state.summary))
    <h1>\(title)</h1>
    <p>Công bố là chốt giá trị, định nghĩa và vị trí nhật ký của một kỳ. Việc ghi sau đó không sửa \
    số đã công bố; chênh lệch hiện ra cạnh nó, kèm lý do.</p>
    \(form.map(\.html))
    <h2>Các kỳ đã công bố</h2>
    \(list)
    """
  }

  private var list: HTML {
    guard !publications.isEmpty else { return HTML.empty("Chưa công bố kỳ nào") }
    return """
      \(HTML.table(
        caption: "Các kỳ đã công bố, mới nhất trước",
        columns: [
          Column("Kỳ"), Column("Cơ quan"), Column("Công bố lúc"), Column("Chỉ số", isNumber: true),
          Column("Vị trí nhật ký", isNumber: true), Column("Ghi chú"),
        ],
        rows: publications.map { publication in
          [
            HTML.link(publication.period.name, Paths.publication(publication.id)),
            "<span lang=\"vi\">\(names[publication.agency] ?? publication.agency)</span>",
            "\(publication.publishedAt.vietnamese)", "\(publication.count)",
            "\(publication.asOf.size)",
            publication.reason.map { "Công bố lại: <span lang=\"vi\">\($0)</span>" } ?? "",
          ]
        }, captionHidden: true))
      \(HTML.pager(
        "\(publications.count) kỳ trên trang này", first: isFirst ? nil : Paths.publications,
        next: next))
      """
  }
}

/// The form that publishes a period.
struct PublishingForm: Sendable {
  let periods: [ReportingPeriod]
  let agencies: [(code: String, name: String)]
  let state: FormState

  var html: HTML {
    let periods = periods.map { Choice($0.code, $0.name) }
    let agencies = agencies.map { Choice($0.code, Phrase(verbatim: $0.name)) }
    return """
      <h2>Công bố một kỳ</h2>
      \(HTML.form(
        to: Paths.publications,
        """
        \(HTML.select(state.entry("ky", "Kỳ"), periods))
        \(HTML.select(state.entry("co-quan", "Cơ quan"), agencies))
        \(HTML.input(
          state.entry(
            "ly-do", "Lý do công bố lại",
            hint: "Chỉ cần khi kỳ này đã công bố trước đó.", optional: true), max: 500))
        \(HTML.checkbox(
          state.entry("xac-nhan", "Tôi đã xem các số liệu của kỳ này và đồng ý công bố")))
        \(HTML.button("Công bố"))
        """))
      """
  }
}

extension ReportingPeriod {
  /// As people name it: `Tháng 6/2026`, `Quý 2/2026`, `6 tháng đầu năm 2026`.
  var name: Phrase {
    switch PeriodKind(self) {
    case .month: "Tháng \(from.month)/\(from.year)"
    case .quarter: "Quý \((from.month + 2) / 3)/\(from.year)"
    case .halfYear:
      from.month == 1
        ? "6 tháng đầu năm \(from.year)" : "6 tháng cuối năm \(from.year)"
    case .nineMonths: "9 tháng năm \(from.year)"
    case .year: "Năm \(from.year)"
    case nil: "\(from.vietnamese) – \(to.vietnamese)"
    }
  }

  /// As forms and addresses name it.
  var code: String { "\(from.iso)_\(to.iso)" }

  /// Reads `code`; `nil` for anything else.
  init?(code: String) {
    let parts = code.split(separator: "_").map { Day(iso: String($0)) }
    guard parts.count == 2, let from = parts[0], let to = parts[1], from <= to,
      ReportingPeriod.bounds.contains(from), ReportingPeriod.bounds.contains(to)
    else { return nil }
    self.init(unchecked: from, to)
  }

  /// The periods of reports that ended before `today`, of this year and the one before: latest end
  /// first, and of one end the shortest.
  static func ended(before today: Day) -> [ReportingPeriod] {
    let spans = [1, 3, 6, 9, 12]
    let found = [today.year, today.year - 1].flatMap { year in
      spans.flatMap { months in
        stride(from: 1, through: 13 - months, by: months == 9 ? 12 : months).map { first in
          let from = Day(year, first, 1)
          return ReportingPeriod(unchecked: from, from.adding(months: months).adding(days: -1))
        }
      }
    }
    return found.filter { $0.to < today }.sorted { ($1.to, $1.from) < ($0.to, $0.from) }
  }
}

extension Paths {
  static let publications = Path("bao-cao", "cong-bo")
  static let rankings = Path("bao-cao", "xep-hang")

  static func publication(_ id: String, figure code: String? = nil) -> Path {
    code.map { Path("bao-cao", "cong-bo", id, $0) } ?? Path("bao-cao", "cong-bo", id)
  }

  static func changes(
    _ id: String, _ code: String, key: String?, _ part: FigurePart, after: Int? = nil
  ) -> Path {
    Path("bao-cao", "cong-bo", id, code, "chenh-lech").asking("dong", key)
      .asking("phan", part.rawValue).asking("sau", after.map(String.init))
  }
}
