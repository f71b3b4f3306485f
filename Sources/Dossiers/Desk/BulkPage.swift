import Deadlines
import Ground
import Web

/// To whom the chosen dossiers go: shown before anything is done.
struct BulkAssignmentPage: Page {
  let chosen: [DossierFile]
  let officers: [(account: AccountID, name: String)]
  let filter: WorkFilter
  let state: FormState
  /// Makes two presses of the button one assignment.
  let key: String

  var face: Face { .desk }
  var title: Phrase { "Phân công \(chosen.count) hồ sơ" }

  var body: HTML {
    """
    \(HTML.back("Danh sách hồ sơ", Paths.desk(filter)))
    \(state.summary)<h1>\(title)</h1>
    <p>Đồng hồ của mỗi hồ sơ vẫn chạy, ngày hẹn trả không đổi. Hồ sơ nào không phân công được sẽ có lý do \
    riêng; các hồ sơ khác vẫn được phân công.</p>
    \(officers.isEmpty ? nobody : form)
    """
  }

  private var nobody: HTML {
    HTML.inset(
      "<p>Cơ quan giải quyết chưa có ai giữ vị trí xử lý. Quản trị viên cần giao vị trí trước.</p>",
      .warning)
  }

  private var form: HTML {
    let choices =
      [Choice("", "Chọn cán bộ")]
      + officers.map { Choice($0.account.rawValue, Phrase(verbatim: $0.name)) }
    let fields = chosen.map { HTML.hidden("chon", $0.view.dossier.id.rawValue) }
    return HTML.form(
      to: Path("ban-lam-viec", "hang-loat", "phan-cong"),
      """
      \(HTML.hidden("key", key))\(HTML.hidden("ds", Cursor.text([.string(filter.kept)])))\(fields)
      \(HTML.select(state.entry("officer", "Cán bộ xử lý"), choices))
      \(HTML.table(
        caption: "Các hồ sơ đã chọn", columns: ["Mã hồ sơ", "Thủ tục", "Trạng thái"].map { Column($0) },
        rows: chosen.map(row)))
      \(HTML.button("Phân công \(chosen.count) hồ sơ"))
      """)
  }

  private func row(_ file: DossierFile) -> [HTML] {
    let dossier = file.view.dossier
    return [
      .escaped(dossier.number ?? dossier.reference.text),
      "<span lang=\"vi\">\(file.view.procedureName)</span>", DossierTag.stage(dossier.stage),
    ]
  }
}

/// What became of each of the chosen dossiers.
struct BulkResultPage: Page {
  struct Line: Sendable {
    let dossier: Dossier
    let isDone: Bool
    let says: Phrase
  }

  let lines: [Line]
  let filter: WorkFilter

  private var done: Int { lines.count { $0.isDone } }

  var face: Face { .desk }
  var title: Phrase { "Đã phân công \(done) trong \(lines.count) hồ sơ" }

  var body: HTML {
    """
    \(HTML.back("Danh sách hồ sơ", Paths.desk(filter)))
    <h1>\(title)</h1>
    \(HTML.table(
      caption: "Kết quả từng hồ sơ", columns: ["Mã hồ sơ", "Kết quả", "Ghi chú"].map { Column($0) },
      rows: lines.sorted { !$0.isDone && $1.isDone }.map(row)))
    """
  }

  private func row(_ line: Line) -> [HTML] {
    [
      HTML.link(
        Phrase(verbatim: line.dossier.number ?? line.dossier.reference.text),
        Paths.deskDossier(line.dossier.id, in: filter)),
      line.isDone ? HTML.tag("Đã phân công", .good) : HTML.tag("Không phân công được", .bad),
      "\(line.says)",
    ]
  }
}

/// A list to hand papers over with, for two signatures.
struct HandOverPage: Page {
  let chosen: [DossierFile]
  let by: String
  let at: Instant
  let filter: WorkFilter

  var face: Face { .desk }
  var title: Phrase { "Danh sách bàn giao \(chosen.count) hồ sơ" }

  var body: HTML {
    let columns = [
      Column("STT", isNumber: true), Column("Mã hồ sơ"), Column("Thủ tục"), Column("Người nộp"),
      Column("Hẹn trả"), Column("Ký nhận"),
    ]
    return """
      \(HTML.back("Danh sách hồ sơ", Paths.desk(filter)))
      <h1>\(title)</h1>
      <p>Lập lúc \(at.vietnamese), người lập: <span lang="vi">\(by)</span>.</p>
      \(HTML.table(
        caption: "Hồ sơ bàn giao", columns: columns,
        rows: chosen.enumerated().map { row($0 + 1, $1) }, narrow: .scrolls))
      <div class="columns"><p>Người giao (ký, ghi rõ họ tên)</p><p>Người nhận (ký, ghi rõ họ tên)</p></div>
      \(HTML.printButton("In danh sách"))
      """
  }

  private func row(_ number: Int, _ file: DossierFile) -> [HTML] {
    let dossier = file.view.dossier
    return [
      "\(number)", .escaped(dossier.number ?? dossier.reference.text),
      "<span lang=\"vi\">\(file.view.procedureName)</span>",
      "<span lang=\"vi\">\(dossier.contents.applicant.name)</span>",
      .escaped(dossier.clock?.dueAt.vietnamese ?? ""), "",
    ]
  }
}
