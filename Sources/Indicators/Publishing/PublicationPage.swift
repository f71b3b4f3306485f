import Ground
import Journal
import Rules
import Web

/// One publication: every figure as it was published, as it would be now, and the difference.
struct PublicationPage: Page {
  let publication: Publication
  let figures: [PublishedFigure]
  let agency: String
  /// The groups as today's definitions name them, in their order: what was frozen has their codes.
  let groups: [Indicator.Group]

  var face: Face { .desk }
  var title: Phrase { "Số liệu đã công bố: \(publication.period.name)" }

  var body: HTML {
    """
    \(HTML.back("Về các kỳ đã công bố", Paths.publications))
    <h1>\(title)</h1>
    <p lang="vi">\(agency)</p>
    <p>Công bố lúc \(publication.publishedAt.vietnamese), tính từ \(publication.asOf.size) sự kiện đã \
    niêm phong.</p>
    \(summary)
    \(tables)
    \(proof)
    """
  }

  private var changed: [PublishedFigure] {
    figures.filter { $0.rows.contains(where: \.hasChanged) }
  }

  private var summary: HTML {
    guard !changed.isEmpty else {
      return HTML.inset("<p>Đến nay không số nào của kỳ này thay đổi.</p>", .done)
    }
    return HTML.inset(
      """
      <p>\(changed.count) trong \(figures.count) chỉ số nay khác số đã công bố vì có việc được ghi \
      sau. Số đã công bố vẫn giữ nguyên; mở từng chỉ số để xem chênh lệch và lý do.</p>
      """, .warning)
  }

  private var tables: [HTML] {
    let byGroup = Dictionary(grouping: figures) { $0.indicator.group.code }
    let known = groups.filter { byGroup[$0.code] != nil }
    let others = Set(byGroup.keys).subtracting(known.map(\.code)).sorted()
    return known.map { group in
      let title = Phrase(verbatim: group.title.said)
      return "<h2>\(title)</h2>\(table(byGroup[group.code] ?? [], title))"
    } + others.map { table(byGroup[$0] ?? [], Phrase(verbatim: $0)) }
  }

  private func table(_ figures: [PublishedFigure], _ group: Phrase) -> HTML {
    let rows = figures.flatMap { figure in
      figure.rows.map { row -> [HTML] in
        let link = HTML.link(
          Phrase(verbatim: figure.indicator.title.said),
          Paths.publication(publication.id, figure: figure.indicator.code))
        return ["\(link)\(figure.indicator.mark)"] + row.cells(figure.indicator)
      }
    }
    return HTML.table(
      caption: "\(group): đã công bố, hiện nay và chênh lệch",
      columns: [Column("Chỉ số")] + PublishedRow.columns, rows: rows, captionHidden: true)
  }

  private var proof: HTML {
    HTML.fold(
      "Kiểm chứng kỳ công bố này",
      """
      <p>Gốc cây Merkle tại vị trí \(publication.asOf.size): \
      <code>\(publication.asOf.root.hexadecimal)</code></p>
      <p>Tóm tắt SHA-256 của mọi chỉ số, cũng nằm trong sự kiện <code>figures.published</code> của nhật \
      ký: <code>\(publication.sha256)</code></p>
      """)
  }
}

/// One published figure by agency.
struct PublishedFigurePage: Page {
  let figure: PublishedFigure
  let names: [String: String]

  var face: Face { .desk }
  var title: Phrase {
    "\(figure.indicator.title.said): \(figure.publication.period.name)"
  }

  var body: HTML {
    let publication = figure.publication
    return """
      \(HTML.back("Về kỳ công bố", Paths.publication(publication.id)))
      <h1>\(title)</h1>
      <p>\(figure.indicator.mark)\(figure.indicator.definition.said)</p>
      <p class="hint" lang="vi">Căn cứ: \(figure.indicator.legalBasis)</p>
      \(HTML.table(
        caption: "Theo cơ quan: đã công bố, hiện nay và chênh lệch",
        columns: [Column("Cơ quan")] + PublishedRow.columns,
        rows: figure.rows.map { row in
          ["<span lang=\"vi\">\(names[row.key] ?? row.key)</span>"]
            + row.cells(figure.indicator) { part in
              Paths.changes(publication.id, figure.indicator.code, key: row.key, part)
            }
        }))
      """
  }
}

extension PublishedRow {
  static let columns = [
    Column("Đã công bố", isNumber: true), Column("Hiện nay", isNumber: true),
    Column("Chênh lệch tử số", isNumber: true), Column("Chênh lệch mẫu số", isNumber: true),
  ]

  /// Published, now and both differences; a difference leads where `path` says.
  func cells(
    _ indicator: Indicator, _ path: ((FigurePart) -> Path)? = nil
  ) -> [HTML] {
    func side(_ ratio: Ratio?) -> HTML {
      guard let ratio, ratio != .nothing else { return "–" }
      return """
        <strong lang="vi">\(indicator.published(ratio) ?? "–")</strong> \
        <span class="hint">\(ratio.numerator.grouped) / \(ratio.denominator.grouped)</span>
        """
    }
    func difference(_ part: FigurePart, _ old: Int, _ new: Int) -> HTML {
      guard old != new else { return "<span class=\"soft\">0</span>" }
      let text = Phrase(verbatim: new > old ? "+\((new - old).grouped)" : "−\((old - new).grouped)")
      return path.map { HTML.link(text, $0(part)) } ?? "\(text)"
    }
    let (old, new) = (published ?? .nothing, now ?? .nothing)
    return [
      side(published), side(now), difference(.numerator, old.numerator, new.numerator),
      difference(.denominator, old.denominator, new.denominator),
    ]
  }
}

/// The facts that made a difference.
struct ChangesPage: Page {
  let figure: PublishedFigure
  let key: String?
  let name: String
  let part: FigurePart
  let changes: [LaterChange]
  let next: Path?
  /// What the reader may know of the dossiers, by subject.
  let dossiers: [String: (name: String, id: String?)]

  var face: Face { .desk }
  var title: Phrase { "Chênh lệch sau khi công bố" }

  var body: HTML {
    let (publication, indicator) = (figure.publication, figure.indicator)
    return """
      \(HTML.back("Về chỉ số đã công bố", Paths.publication(publication.id, figure: indicator.code)))
      <h1>\(title)</h1>
      <p>\(part.words(indicator.title.said)). \(publication.period.name). \
      <span lang="vi">\(name)</span></p>
      \(list)
      """
  }

  private var list: HTML {
    guard !changes.isEmpty else { return HTML.empty("Không có sự kiện nào làm thay đổi số này") }
    return """
      \(HTML.table(
        caption: "Các sự kiện ghi sau khi công bố",
        columns: [
          Column("Hồ sơ"), Column("Lý do"), Column("Việc diễn ra"), Column("Ghi vào lúc"),
          Column("Cộng vào số", isNumber: true), Column("Vị trí", isNumber: true),
        ],
        rows: changes.map { change in
          [
            dossier(change), "\(change.reason.words)", "\(change.at.vietnamese)",
            "\(change.recordedAt.vietnamese)",
            change.amount > 0 ? "+\(change.amount)" : "−\(-change.amount)",
            "\(change.position)",
          ]
        }, captionHidden: true))
      \(HTML.pager("\(changes.count) sự kiện trên trang này", next: next))
      """
  }

  private func dossier(_ change: LaterChange) -> HTML {
    guard let known = dossiers[change.subject] else {
      return "<span class=\"hint\">Ngoài quyền xem</span>"
    }
    let name = Phrase(verbatim: known.name)
    return known.id.map { HTML.link(name, Paths.deskDossier($0)) } ?? "\(name)"
  }
}
