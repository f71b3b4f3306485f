import Ground
import Web

/// One line of a list of dossiers behind a number.
struct EvidenceRow: Sendable {
  /// Its number, else its reference; `nil` for a reader who may not see the dossier.
  let name: String?
  /// Its id on the desk, for those who may open it.
  let id: String?
  let procedure: String
  let agency: String
  let day: Day?
  /// 1; −1 for one that a correction took away; how many for a procedure.
  let counts: Int
}

/// The dossiers behind one number.
struct EvidenceListPage: Page {
  let heading: Phrase
  let lead: Phrase
  let rows: [EvidenceRow]
  let back: Path
  let first: Path?
  let next: Path?

  var face: Face { .desk }
  var title: Phrase { heading }

  var body: HTML {
    """
    \(HTML.back("Về báo cáo", back))
    <h1>\(heading)</h1>
    <p>\(lead)</p>
    \(list)
    """
  }

  private var list: HTML {
    guard !rows.isEmpty else { return HTML.empty("Không có hồ sơ nào") }
    let lines = rows.map { row -> [HTML] in
      [
        "<span class=\"number\">\(name(row))</span>",
        "<span class=\"brief\" lang=\"vi\">\(row.procedure)</span>",
        "<span lang=\"vi\">\(row.agency)</span>", "\(row.day?.vietnamese)",
        row.counts == 1 ? "1" : "\(row.counts)",
      ]
    }
    return """
      \(HTML.table(
        caption: "Hồ sơ đứng sau con số",
        columns: [
          Column("Hồ sơ"), Column("Thủ tục"), Column("Cơ quan"), Column("Ngày"),
          Column("Tính", isNumber: true),
        ], rows: lines, captionHidden: true))
      \(HTML.pager("\(rows.count) dòng trên trang này", first: first, next: next))
      """
  }

  private func name(_ row: EvidenceRow) -> HTML {
    guard let name = row.name else { return "<span class=\"hint\">Ngoài quyền xem</span>" }
    return row.id.map { HTML.link(Phrase(verbatim: name), Paths.deskDossier($0)) } ?? "\(name)"
  }
}
