import Ground
import Web

/// One procedure for citizens: what one needs, what it costs, how long it takes, who decides.
struct ProcedurePage: Page {
  let view: ProcedureView

  private var procedure: Procedure { view.procedure }
  private var code: String { procedure.code.rawValue }
  private static let silent = "Danh mục quốc gia chưa ghi"

  var title: String { procedure.name }

  var body: HTML {
    """
    <h1>\(procedure.name)</h1>
    \(summary)
    <p>\(HTML.link("Nộp hồ sơ", Paths.submission(code)))</p>
    <h2>Thời hạn và phí, lệ phí</h2>\(terms)
    <h2>Giấy tờ cần có</h2>\(papers)
    <h2>Trình tự thực hiện</h2>\(paragraphs(procedure.steps))
    <h2>Yêu cầu, điều kiện</h2>\(paragraphs(procedure.requirements))
    <h2>Kết quả</h2>\(list(procedure.results.map(\.name)))
    <h2>Căn cứ pháp lý</h2>\(list(procedure.legalBases))
    <h2>Nơi tiếp nhận</h2>\(agencies)
    """
  }

  private var summary: HTML {
    HTML.details([
      ("Mã thủ tục", .escaped(code)),
      ("Lĩnh vực", .escaped(procedure.sector.name)),
      ("Cấp thực hiện", .escaped(procedure.levels.map(\.vietnamese).joined(separator: ", "))),
      ("Đối tượng", .escaped(text(procedure.applicants.joined(separator: "; ")))),
      ("Cơ quan thực hiện", .escaped(text(procedure.record.agency))),
      ("Cơ quan có thẩm quyền", .escaped(text(procedure.authority))),
      ("Dịch vụ công", .escaped(procedure.onlineScope.vietnamese)),
      ("Quyết định công bố", .escaped(text(procedure.record.decision))),
      ("Phiên bản", .escaped("\(procedure.version), từ \(procedure.validFrom.day.vietnamese)")),
    ])
  }

  private func text(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return ProcedurePage.silent }
    return text
  }

  private var terms: HTML {
    let cases = procedure.channels.flatMap(procedure.terms)
    guard !cases.isEmpty else {
      return "<p>Danh mục quốc gia chưa ghi cách thức thực hiện của thủ tục này.</p>"
    }
    let rows = cases.map { each -> [HTML] in
      [
        .escaped(each.channel.vietnamese), .escaped(String(each.caseNumber)),
        .escaped(each.termText), "\(each.fee.vietnamese)\(note(each.fee.note))",
        "\(each.note)\(note(each.doubt))",
      ]
    }
    return HTML.table(
      caption: "Thời hạn và phí theo từng kênh, từng trường hợp",
      heads: ["Kênh nộp", "Trường hợp", "Thời hạn", "Phí, lệ phí", "Ghi chú"], rows: rows)
  }

  private func note(_ text: String?) -> HTML {
    guard let text else { return "" }
    return "<p class=\"hint\">\(text)</p>"
  }

  private var papers: HTML {
    guard !procedure.components.isEmpty else { return "<p>\(ProcedurePage.silent)</p>" }
    let rows = procedure.components.map { paper -> [HTML] in
      let count: HTML =
        paper.isNote ? "Lưu ý" : "\(paper.originals) bản chính, \(paper.copies) bản sao"
      return [
        .escaped(String(paper.number)), "\(paper.name)\(note(paper.group))", count,
        .escaped(paper.form ?? ""),
      ]
    }
    return HTML.table(
      caption: "Thành phần hồ sơ", heads: ["Số", "Giấy tờ", "Số lượng", "Mẫu"], rows: rows)
  }

  private func paragraphs(_ text: String?) -> HTML {
    guard let text else { return "<p>\(ProcedurePage.silent)</p>" }
    let lines = text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
    return "\(lines.map { "<p>\(String($0))</p>" as HTML })"
  }

  private func list(_ texts: [String]) -> HTML {
    guard !texts.isEmpty else { return "<p>\(ProcedurePage.silent)</p>" }
    return "<ul>\(texts.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  private var agencies: HTML {
    guard !view.agencies.isEmpty else {
      return "<p>Hiện chưa có cơ quan nào trong hệ thống này tiếp nhận thủ tục này.</p>"
    }
    let more: HTML =
      view.agencyCount > view.agencies.count
      ? "<p>và \(view.agencyCount - view.agencies.count) cơ quan khác.</p>" : ""
    let items = view.agencies.map { "<li>\($0.name) (\($0.code.rawValue))</li>" as HTML }
    return "<ul>\(items)</ul>\(more)"
  }
}
