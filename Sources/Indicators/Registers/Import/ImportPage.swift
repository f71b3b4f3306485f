import Directory
import Ground
import Web
import Workbooks

/// Reads one period of a register from a spreadsheet: what to send, and every cell that is wrong.
struct ImportPage: Page {
  let sheet: RegisterSheet
  let faults: [SheetFault]
  let state: FormState

  var face: Face { .desk }
  var title: Phrase { "Nhập từ tệp Excel" }

  /// How many wrong cells are named at once.
  static let named = 200

  var body: HTML {
    """
    \(HTML.breadcrumbs(ImportPage.trail(sheet)))
    \(state.summary)
    \(wrong)
    <h1>\(title)</h1>
    <p class="lead"><span lang="vi">\(sheet.register.title)</span>, \(sheet.period.words). \(sheet.tag)</p>
    <p>Tải \(HTML.link("tệp mẫu (XLSX)", Paths.report(sheet, RegisterPage.template))), điền mỗi đơn vị \
    một dòng rồi gửi lại. Dòng để trống là đơn vị chưa báo cáo. Có một ô sai thì không ghi nhận gì.</p>
    <div class="narrow">\(form)</div>
    """
  }

  static func trail(_ sheet: RegisterSheet) -> [(Phrase, Path)] {
    [
      ("Sổ số liệu báo cáo", Paths.registers),
      (Phrase(verbatim: sheet.register.title), Paths.register(sheet.register.code, sheet.period)),
    ]
  }

  private var form: HTML {
    let file = state.entry(
      ReportFields.upload, "Tệp Excel (.xlsx)",
      hint: "Tối đa 20 MB, không có macro. Tệp được giữ làm minh chứng của số liệu.")
    return HTML.form(
      to: Paths.report(sheet, RegisterPage.importing), multipart: true,
      """
      \(ReportFields.basis(state, sheet, isCorrection: false))
      \(kept)
      \(HTML.file(file, accept: [".xlsx", EvidenceKind.xlsx.mediaType]))
      \(HTML.button("Kiểm tra tệp"))
      """)
  }

  /// The file that was taken before the form came back, unless its cells are to be mended.
  private var kept: HTML? {
    let id = state.values[ReportFields.kept]
    guard faults.isEmpty, !id.isEmpty else { return nil }
    return """
      \(HTML.hidden(ReportFields.kept, id))<p class="hint">Đã nhận tệp. Chỉ chọn lại khi muốn thay tệp \
      khác.</p>
      """
  }

  private var wrong: HTML? {
    guard !faults.isEmpty else { return nil }
    let more: HTML? =
      faults.count > ImportPage.named
      ? "<p>Và \(faults.count - ImportPage.named) ô nữa.</p>" : nil
    return """
      <div class="notice refused" role="alert" tabindex="-1" data-code="register.sheet-unfit">
      <h2>Chưa ghi nhận gì: có \(faults.count) ô sai</h2>
      <p>Sửa từng ô nêu dưới đây trong tệp rồi gửi lại.</p>
      \(HTML.table(
        caption: "Các ô sai", columns: [Column("Ô"), Column("Sai thế nào, sửa thế nào")],
        rows: faults.prefix(ImportPage.named).map { fault in
          ["<strong>\(fault.cell.text)</strong>", "\(fault.advice)"]
        }, captionHidden: true))
      \(more)
      </div>
      """
  }
}

/// What the spreadsheet would do, before it is done.
struct ImportPreviewPage: Page {
  let sheet: RegisterSheet
  let preview: SheetPreview
  let file: RegisterFile
  let values: FormValues

  var face: Face { .desk }
  var title: Phrase { "Xem lại trước khi ghi" }

  static let step = "buoc"
  static let confirmed = "xac-nhan"

  var body: HTML {
    """
    \(HTML.breadcrumbs(ImportPage.trail(sheet)))
    <h1>\(title)</h1>
    <p class="lead"><span lang="vi">\(sheet.register.title)</span>, \(sheet.period.words). \
    Tệp <span lang="vi">\(file.name)</span>.</p>
    \(HTML.summaryList([
      SummaryRow("Báo cáo mới", "\(preview.fresh.count) đơn vị"),
      SummaryRow("Sửa số đã báo cáo", "\(preview.corrected.count) đơn vị"),
      SummaryRow("Không đổi", "\(preview.same) đơn vị"),
    ]))
    \(table("Báo cáo mới", preview.fresh))
    \(table("Sửa số đã báo cáo", preview.corrected))
    \(HTML.form(to: Paths.report(sheet, RegisterPage.importing), multipart: true, "\(kept)\(buttons)"))
    """
  }

  private func table(_ caption: Phrase, _ changes: [SheetPreview.Change]) -> HTML? {
    guard !changes.isEmpty else { return nil }
    let columns = sheet.register.columns
    return HTML.table(
      caption: caption,
      columns: [Column("Đơn vị")]
        + columns.map { Column(Phrase(verbatim: $0.heading), isNumber: $0.kind.isNumber) },
      rows: changes.map { change in
        ["<span lang=\"vi\">\(change.line.agency.name)</span>"]
          + columns.map { column in
            let (old, new) = (change.line.last?.values[column.code], change.values[column.code])
            let said: HTML = "\(new?.vietnamese ?? "–")"
            guard change.line.last != nil, old != new else { return said }
            return "<del>\(old?.vietnamese ?? "–")</del> <strong>\(said)</strong>"
          }
      }, narrow: .scrolls)
  }

  private var kept: HTML {
    """
    \(HTML.hidden(ReportFields.kept, file.id))\(HTML.hidden(ReportFields.mark, String(sheet.mark)))\
    \(HTML.hidden(ReportFields.document, values[ReportFields.document]))\
    \(HTML.hidden(ReportFields.reason, values[ReportFields.reason]))
    """
  }

  private var buttons: HTML {
    HTML.actions([
      HTML.button(
        "Ghi vào sổ", name: ImportPreviewPage.step, value: ImportPreviewPage.confirmed),
      HTML.buttonLink(
        "Hủy, không ghi", Paths.register(sheet.register.code, sheet.period), .secondary),
    ])
  }
}
