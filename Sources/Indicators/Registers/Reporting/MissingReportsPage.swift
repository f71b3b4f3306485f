import Directory
import Ground
import Web

/// Ai chưa báo cáo: over all registers, for the period that is asked for first of each.
struct MissingReportsPage: Page {
  let registers: [RegisterSummary]

  var face: Face { .desk }
  var title: Phrase { "Đơn vị chưa báo cáo" }

  private var waiting: [RegisterSheet] {
    registers.map(\.sheet).filter { $0.phase != .notBegun && !$0.missing.isEmpty }
  }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Sổ số liệu báo cáo", Paths.registers)]))
    <h1>\(title)</h1>
    <p>Kỳ gần nhất của từng sổ, trong các cơ quan mà ông/bà được xem.</p>
    \(waiting.isEmpty ? HTML.empty("Mọi đơn vị đã báo cáo") : "\(waiting.map(section))")
    """
  }

  private func section(_ sheet: RegisterSheet) -> HTML {
    let due = sheet.register.due(sheet.period)
    let late = sheet.today > due ? sheet.today.ordinal - due.ordinal : 0
    let overdue: HTML? = late > 0 ? " \(HTML.tag("Quá hạn \(late) ngày", .bad))" : nil
    let names = sheet.missing.map {
      "<li><span lang=\"vi\">\($0.agency.name)</span> (\($0.agency.code.rawValue))</li>" as HTML
    }
    return """
      <section class="box">
      <h2>\(HTML.link(
        Phrase(verbatim: sheet.register.title), Paths.register(sheet.register.code, sheet.period)))</h2>
      <p>\(sheet.period.words). Hạn báo cáo: \(due.vietnamese).\(overdue) Chưa báo cáo: \
      <strong>\(names.count)</strong> trên \(sheet.lines.count) đơn vị.</p>
      <ul>\(names)</ul>
      </section>
      """
  }
}
