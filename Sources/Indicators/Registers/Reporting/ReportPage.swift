import Directory
import Ground
import Web

/// What one agency reported for one period, the form to report or to put it right, and its history.
struct ReportPage: Page {
  let sheet: RegisterSheet
  let line: RegisterSheet.Line
  /// Of those who reported.
  let names: [AccountID: String]
  let state: FormState

  var face: Face { .desk }
  var title: Phrase { Phrase(verbatim: "\(sheet.register.title): \(line.agency.name)") }

  private var isOpen: Bool {
    switch sheet.phase {
    case .open, .late: true
    case .notBegun: false
    case .locked: line.isFromAbove
    }
  }

  var body: HTML {
    """
    \(HTML.breadcrumbs([
      ("Sổ số liệu báo cáo", Paths.registers),
      (Phrase(verbatim: sheet.register.title), Paths.register(sheet.register.code, sheet.period)),
    ]))
    \(state.summary)
    <h1 lang="vi">\(line.agency.name)</h1>
    <p class="lead"><span lang="vi">\(sheet.register.title)</span>, \(sheet.period.words). \(sheet.tag)</p>
    \(form)
    \(history)
    """
  }

  private var form: HTML {
    guard line.mayReport else {
      return line.reports.isEmpty ? HTML.empty("Đơn vị chưa báo cáo kỳ này") : ""
    }
    guard isOpen else {
      let refused: RegisterRefused =
        sheet.phase == .notBegun
        ? .periodNotBegun(on: sheet.period.first)
        : .locked(since: sheet.register.lock(sheet.period))
      return HTML.inset("<p>\(refused.explanation)</p>", .warning)
    }
    return """
      <div class="narrow">\(HTML.form(
        to: Paths.report(sheet, line.agency.code.rawValue), multipart: true,
        """
        \(HTML.hidden(ReportFields.mark, String(sheet.mark)))
        \(sheet.register.columns.map(field))
        \(ReportFields.basis(state, sheet, isCorrection: line.last != nil))
        \(ReportFields.file(state))
        \(HTML.button(line.last == nil ? "Báo cáo" : "Ghi số liệu sửa"))
        """))</div>
      """
  }

  private func field(_ column: RegisterColumn) -> HTML {
    let standing = line.last?.values[column.code]?.vietnamese ?? ""
    let entry = state.entry(
      ReportFields.column(column.code), Phrase(verbatim: column.heading), hint: column.hint,
      optional: !column.isRequired, initial: standing)
    return HTML.input(
      entry, max: column.kind == .text ? RegisterColumn.longest : 40,
      width: column.kind == .text ? .full : .half)
  }

  private var history: HTML? {
    guard !line.reports.isEmpty else { return nil }
    return """
      <h2>Các lần báo cáo</h2>
      \(HTML.timeline(line.reports.reversed().map(event)))
      """
  }

  private func event(_ report: RegisterReport) -> TimelineEvent {
    let values = sheet.register.columns.compactMap { column in
      report.values[column.code].map {
        "<li><span lang=\"vi\">\(column.heading)</span>: <strong>\($0.vietnamese)</strong></li>"
          as HTML
      }
    }
    let reason: HTML? = report.reason.map { "<p>Lý do: <span lang=\"vi\">\($0)</span></p>" }
    let file: HTML? = report.file.map {
      "<p>Minh chứng: \(HTML.link(Phrase(verbatim: $0.name), Paths.shown($0)))</p>"
    }
    let who: HTML? = names[report.account].map {
      "<p class=\"hint\">Người thực hiện: <span lang=\"vi\">\($0)</span></p>"
    }
    return TimelineEvent(
      report.at.vietnamese,
      report.seq == 1
        ? (report.isLate ? "Báo cáo muộn" : "Báo cáo")
        : (report.isLate ? "Sửa số liệu, sau hạn" : "Sửa số liệu"),
      """
      <ul>\(values)</ul>
      <p>Căn cứ: <span lang="vi">\(report.basis)</span></p>\(reason)\(file)\(who)
      """, kind: report.isLate ? .waiting : .good)
  }
}

/// Fields that the form and the import share.
enum ReportFields {
  static let mark = "so-lan"
  static let reason = "ly-do"
  static let document = "can-cu"
  static let upload = "tep"
  /// The id of a file that was taken before the form came back.
  static let kept = "tep-da-gui"

  static func column(_ code: String) -> String { "cot.\(code)" }

  static func basis(_ state: FormState, _ sheet: RegisterSheet, isCorrection: Bool) -> HTML {
    let isLate = sheet.phase == .late || sheet.phase == .locked
    let why: Phrase =
      isLate
      ? "Đã quá hạn \(sheet.register.due(sheet.period).vietnamese)."
      : "Chỉ cần khi sửa số liệu đã báo cáo."
    return """
      \(HTML.input(
        state.entry(
          document, "Căn cứ", hint: "Số, ký hiệu văn bản. Ví dụ: Báo cáo 12/BC-UBND ngày 05/11/2026."),
        max: 300))
      \(HTML.input(
        state.entry(
          reason, isCorrection ? "Lý do sửa" : "Lý do chậm hoặc sửa", hint: why,
          optional: !isLate && !isCorrection), max: 500))
      """
  }

  static func file(_ state: FormState) -> HTML {
    let taken = state.values[kept]
    guard taken.isEmpty else {
      return "\(HTML.hidden(kept, taken))<p class=\"hint\">Đã nhận tệp minh chứng.</p>"
    }
    return HTML.file(
      state.entry(
        upload, "Tệp minh chứng", hint: "PDF, ảnh, DOCX hoặc XLSX, tối đa 20 MB.", optional: true),
      accept: EvidenceKind.allCases.map(\.mediaType))
  }
}

extension RegisterColumn {
  /// What may be written, in words; `nil` where nothing need be said.
  fileprivate var hint: Phrase? {
    switch kind {
    case .text: nil
    case .day: "Ví dụ: 20/11/2026."
    case .whole, .decimal:
      switch (lower, upper) {
      case (let lower?, let upper?): "Từ \(lower.vietnamese) đến \(upper.vietnamese)."
      case (let lower?, nil): "Từ \(lower.vietnamese) trở lên."
      case (nil, let upper?): "Không quá \(upper.vietnamese)."
      case (nil, nil): nil
      }
    }
  }
}
