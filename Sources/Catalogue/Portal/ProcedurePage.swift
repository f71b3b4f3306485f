import Deadlines
import Directory
import Ground
import Web

/// One procedure for citizens: when it is done, what one needs, what it costs, who decides and
/// where. In the order of the provincial portals, the promise first.
struct ProcedurePage: Page {
  let view: ProcedureView
  let promise: Promise
  /// `nil`: too few dossiers tell.
  let usual: UsualTime?

  var procedure: Procedure { view.procedure }
  var code: String { procedure.code.rawValue }
  var taking: ProcedureView.Taking? { view.taking(promise.asked.agency) }

  var title: Phrase { Phrase(verbatim: procedure.name) }

  var body: HTML {
    """
    \(HTML.breadcrumbs([
      ("Trang chủ", Paths.home), ("Lĩnh vực", Paths.sectors),
      (Phrase(verbatim: procedure.sector.name), sectorPath),
    ]))
    <h1 lang="vi">\(procedure.name)</h1>
    \(scope)
    \(submission)
    \(promiseBox)
    <h2 id="giay-to">Cần chuẩn bị giấy tờ gì</h2>\(papers)
    <h2 id="phi">Thời hạn và phí, lệ phí</h2>\(terms)
    <h2 id="noi-nop">Nộp ở đâu, ai giải quyết</h2>\(places)
    <h2>Ai được nộp</h2>\(list(procedure.applicants))
    <h2>Yêu cầu, điều kiện</h2>\(text(procedure.requirements, "Xem yêu cầu, điều kiện"))
    <h2>Kết quả</h2>\(list(procedure.results.map(\.name)))
    <h2>Căn cứ pháp lý</h2>\(list(procedure.legalBases, "row"))
    <h2>Trình tự thực hiện</h2>\(text(procedure.steps, "Xem trình tự đầy đủ"))
    \(origin)
    """
  }

  private var sectorPath: Path { Paths.procedures().asking("linh-vuc", procedure.sector.code) }

  private var scope: HTML {
    """
    <p class="facts">\(HTML.tag("Mã \(code)")) \(HTML.tag(procedure.levels.words)) \
    \(HTML.tag(mode, view.online.isEmpty && !view.takings.isEmpty ? .neutral : .active))</p>
    """
  }

  /// How it is delivered: as decided where an agency is chosen, else as the record tells.
  private var mode: Phrase {
    guard let taking else { return Phrase(key: procedure.onlineScope.vietnamese) }
    switch taking.offered.mode {
    case .information: return "Chưa nộp trực tuyến"
    case .partial: return "Trực tuyến một phần"
    case .full: return "Trực tuyến toàn trình"
    }
  }

  private var submission: HTML {
    guard !view.takings.isEmpty else {
      return HTML.inset(
        """
        <p>Hiện chưa có cơ quan nào trong hệ thống này tiếp nhận thủ tục này. \
        Bạn hỏi bộ phận một cửa gần nhất hoặc \(HTML.link("gọi đường dây hỗ trợ", Paths.contact)).</p>
        \(HTML.printButton())
        """, .warning)
    }
    if let taking, taking.offered.accepts(.online) == .closed { return closed(taking) }
    guard !view.online.isEmpty else { return closed(nil) }
    let chosen = promise.asked.agency.map(\.rawValue)
    let path = Paths.submission(code).asking("co-quan", view.takings.count > 1 ? chosen : nil)
    return HTML.actions([
      HTML.buttonLink("Nộp hồ sơ trực tuyến", path), HTML.printButton(),
    ])
  }

  /// Why it cannot be handed in online, and where else.
  private func closed(_ taking: ProcedureView.Taking?) -> HTML {
    let others = taking == nil ? 0 : view.online.count
    let why: HTML =
      if let taking {
        "<strong>\(taking.place.name)</strong> chưa nhận thủ tục này trực tuyến."
      } else {
        "Thủ tục này chưa nhận hồ sơ trực tuyến."
      }
    let elsewhere: HTML =
      others > 0
      ? "Có \(others) cơ quan khác nhận trực tuyến, xem mục"
      : "Bạn nộp tại quầy hoặc qua bưu chính, xem mục"
    return """
      \(HTML.inset(
        """
        <p>\(why) \(elsewhere) <a href="#noi-nop">Nộp ở đâu, ai giải quyết</a>.</p>
        """, .info))
      \(HTML.actions([HTML.printButton()]))
      """
  }

  private var origin: HTML {
    let decision: HTML? = procedure.record.decision.map { "Quyết định công bố: \($0). " }
    return """
      <p class="hint">\(decision)Phiên bản \(procedure.version), áp dụng từ \
      \(procedure.validFrom.day.vietnamese). Nội dung theo Cơ sở dữ liệu quốc gia về thủ tục hành \
      chính.</p>
      """
  }

  static var silent: HTML { "<p class=\"hint\">Danh mục quốc gia chưa ghi.</p>" }

  private func list(_ texts: [String], _ kind: String? = nil) -> HTML {
    guard !texts.isEmpty else { return ProcedurePage.silent }
    let name: HTML? = kind.map { " class=\"\($0)\"" }
    return "<ul lang=\"vi\"\(name)>\(texts.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  /// A long text as paragraphs and lists; a very long one is folded.
  private func text(_ text: String?, _ summary: Phrase) -> HTML {
    guard let text, !text.isEmpty else { return ProcedurePage.silent }
    let html: HTML = "<div lang=\"vi\">\(ReadableText.of(text).html)</div>"
    return text.utf8.count > 1800 ? HTML.fold(summary, html) : html
  }
}

extension ReadableText {
  var html: HTML {
    HTML(
      joining: blocks.map { block in
        switch block {
        case .paragraph("", let text): "<p>\(text)</p>"
        case .paragraph(let lead, let text): "<p><strong>\(lead)</strong> \(text)</p>"
        case .list(let items): ReadableText.list(items)
        }
      })
  }

  /// Items of the second level stand within the item before them.
  private static func list(_ items: [Item]) -> HTML {
    var lines: [HTML] = []
    var rest = items[...]
    while let item = rest.popFirst() {
      let inner = rest.prefix { $0.level > item.level }
      rest = rest.dropFirst(inner.count)
      let nested: HTML? =
        inner.isEmpty ? nil : "<ul>\(inner.map { "<li>\($0.text)</li>" as HTML })</ul>"
      lines.append("<li>\(item.text)\(nested)</li>")
    }
    return "<ul>\(lines)</ul>"
  }
}
