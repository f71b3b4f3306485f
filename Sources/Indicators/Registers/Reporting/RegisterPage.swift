import Directory
import Ground
import Web

/// One register for one period: who reported what, and who has not.
struct RegisterPage: Page {
  let sheet: RegisterSheet
  let mayDefine: Bool

  var face: Face { .desk }
  var title: Phrase { Phrase(verbatim: register.title) }

  private var register: ReportedRegister { sheet.register }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Sổ số liệu báo cáo", Paths.registers)]))
    <h1 lang="vi">\(title)</h1>
    \(periods)
    \(lead)
    \(HTML.actions(buttons))
    \(missing)
    \(values)
    \(definition)
    """
  }

  private var periods: HTML {
    let choices = sheet.versions.periods(until: sheet.today).map { Choice($0.code, $0.words) }
    let isListed = choices.contains { $0.value == sheet.period.code }
    let own = isListed ? [] : [Choice(sheet.period.code, sheet.period.words)]
    return HTML.searchForm(
      to: Paths.register(register.code),
      """
      \(HTML.select(Entry("ky", "Kỳ báo cáo", value: sheet.period.code), own + choices))\
      \(HTML.button("Xem"))
      """)
  }

  private var lead: HTML {
    """
    <p>\(HTML.tag("Do đơn vị báo cáo", .neutral)) \(sheet.tag) Hạn báo cáo: \
    <strong>\(register.due(sheet.period).vietnamese)</strong>. Báo cáo sau hạn phải nêu lý do. Khóa \
    từ ngày \(register.lock(sheet.period).vietnamese): chỉ cơ quan cấp trên còn ghi được, kèm lý do.</p>
    """
  }

  private var buttons: [HTML] {
    var buttons: [HTML] = []
    if sheet.lines.contains(where: \.mayReport) {
      buttons = [
        HTML.buttonLink("Nhập từ tệp Excel", Paths.report(sheet, RegisterPage.importing)),
        HTML.buttonLink(
          "Tải tệp mẫu (XLSX)", Paths.report(sheet, RegisterPage.template), .secondary),
      ]
    }
    if mayDefine {
      buttons.append(
        HTML.buttonLink("Sửa mẫu sổ", Paths.definition(register.code), .secondary))
    }
    return buttons
  }

  static let importing = "nhap-tep"
  static let template = "mau.xlsx"

  private var missing: HTML {
    guard !sheet.lines.isEmpty else { return HTML.empty("Không có đơn vị nào phải báo cáo") }
    let names = sheet.missing.map { line -> HTML in
      let name: HTML = "<span lang=\"vi\">\(line.agency.name)</span> (\(line.agency.code.rawValue))"
      let link: HTML? =
        line.mayReport
        ? " · \(HTML.link("Báo cáo", Paths.report(sheet, line.agency.code.rawValue)))" : nil
      return "<li>\(name)\(link)</li>"
    }
    let list: HTML? = names.isEmpty ? nil : "<ul>\(names)</ul>"
    return """
      <h2>Chưa báo cáo: \(names.count) trên \(sheet.lines.count) đơn vị</h2>
      \(list ?? "<p>Mọi đơn vị đã báo cáo.</p>")
      """
  }

  private var values: HTML? {
    let lines = sheet.lines.filter { !$0.reports.isEmpty }
    guard !lines.isEmpty else { return nil }
    let rows = lines.map { line -> [HTML] in
      let link = HTML.link(
        Phrase(verbatim: line.agency.name), Paths.report(sheet, line.agency.code.rawValue))
      let values = line.last?.values ?? [:]
      let state: HTML =
        line.last?.isLate ?? false ? HTML.tag("Muộn", .waiting) : HTML.tag("Đúng hạn", .good)
      let again: HTML? = line.reports.count > 1 ? " \(HTML.tag("Đã sửa", .neutral))" : nil
      return ["<span lang=\"vi\">\(link)</span>"]
        + register.columns.map { column in
          "\(values[column.code]?.vietnamese ?? "–")\(percent(column, [values]))"
        }
        + ["\(state)\(again)"]
    }
    return """
      <h2>Số liệu đã báo cáo</h2>
      \(HTML.table(
        caption: "Số liệu đã báo cáo",
        columns: [Column("Đơn vị")]
          + register.columns.map {
            Column(Phrase(verbatim: $0.heading), isNumber: $0.kind.isNumber)
          } + [Column("Báo cáo")],
        rows: rows, narrow: .scrolls, captionHidden: true, total: total))
      """
  }

  /// The share that a column makes of its whole, beside its number.
  private func percent(_ column: RegisterColumn, _ all: [RegisterValues]) -> HTML? {
    register.share(of: column, over: all).map {
      " <span class=\"hint\">(\($0.vietnamese) %)</span>"
    }
  }

  private var total: [HTML] {
    let all = sheet.lines.compactMap { $0.last?.values }
    return ["Tổng cộng \(sheet.reported) đơn vị"]
      + register.columns.map { "\(sheet.total($0)?.vietnamese ?? "")\(percent($0, all))" } + [""]
  }

  private var definition: HTML {
    HTML.fold(
      "Mẫu sổ, ai báo cáo, căn cứ",
      """
      \(HTML.details([
        ("Kỳ báo cáo", "\(register.rhythm.words)"),
        ("Hạn", "\(register.dueDays) ngày sau khi kết thúc kỳ; khóa sau hạn \(register.lockDays) ngày"),
        ("Áp dụng từ", "\(register.from.vietnamese) (mẫu thứ \(register.version))"),
        ("Mã sổ", "<code>\(register.code)</code>"),
      ]))
      \(HTML.table(
        caption: "Các cột",
        columns: [
          Column("Cột"), Column("Mã"), Column("Loại"), Column("Là một phần của"),
          Column("Bắt buộc"),
        ],
        rows: register.columns.map { column in
          [
            "<span lang=\"vi\">\(column.heading)</span>", "<code>\(column.code)</code>",
            "\(column.kind.words)",
            "<span lang=\"vi\">\(register.whole(of: column)?.title ?? "")</span>", column.isRequired ? "Có" : "Không",
          ]
        }))
      """)
  }
}

extension RegisterColumn.Kind {
  var words: Phrase {
    switch self {
    case .whole: "Số nguyên"
    case .decimal: "Số thập phân"
    case .text: "Chữ"
    case .day: "Ngày"
    }
  }
}
