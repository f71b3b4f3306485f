import Catalogue
import Deadlines
import Ground
import Web

/// One dossier for officers: who, what, by when, the papers beside, and only the acts that are
/// possible now.
struct DeskDossierPage: Page {
  struct Neighbours: Sendable {
    let previous: Dossier.ID?
    let next: Dossier.ID?
  }

  let file: DossierFile
  let around: Surroundings
  let forms: ActForms
  /// The list in which the dossier was found.
  let filter: WorkFilter
  let neighbours: Neighbours
  /// What happened since the page was opened from which a refused act came.
  let changes: [TimelineItem]
  let outlook: Outlook
  let letters: [IssuedLetter]

  private var dossier: Dossier { file.view.dossier }

  var face: Face { .desk }
  var title: Phrase { "Hồ sơ \(dossier.number ?? dossier.reference.text)" }

  var body: HTML {
    """
    <nav class="between" aria-label="Danh sách đang xem"><ul class="plain row">\
    <li>\(HTML.link(filter.heap?.name ?? "Danh sách hồ sơ", Paths.desk(filter)))</li>\(between)</ul></nav>
    \(forms.state.summary)\(changed)
    <h1>\(title)</h1>
    <p class="lead" lang="vi">\(HTML.link(Phrase(verbatim: file.view.procedureName), Paths.procedure(dossier.procedure.rawValue)))</p>
    <p class="standing">\(DossierTag.stage(dossier.stage)) \(DossierTag.remaining(remaining)) \
    \(dueWords)</p>
    \(pending)
    <div class="columns"><div>
    <h2>Việc có thể làm</h2>\(forms.html(file.possibleActs))
    \(DossierParts.timeline(file.timeline, names: around.names))
    </div><aside aria-label="Thông tin hồ sơ">
    \(papers)\(counted)\(issued)
    \(DossierParts.result(dossier))
    <h2>Người nộp</h2>\(DossierParts.person(dossier.contents.applicant))
    \(owner)
    <h2>Thông tin chung</h2>\(HTML.details(facts))
    </aside></div>
    """
  }

  private var remaining: Remaining? {
    // A date outside the calendar has no working time to tell.
    (try? Remaining.of(dossier, at: outlook.now, calendar: outlook.calendar)) ?? nil
  }

  private var dueWords: HTML? {
    dossier.clock.map { clock in
      "· Hẹn trả <time datetime=\"\(clock.dueAt.rfc3339)\">\(clock.dueAt.vietnamese)</time>"
    }
  }

  private var between: HTML {
    let previous: HTML? = neighbours.previous.map {
      "<li><a rel=\"prev\" accesskey=\"b\" href=\"\(Paths.deskDossier($0, in: filter))\">Hồ sơ trước</a></li>"
    }
    let next: HTML? = neighbours.next.map {
      "<li><a rel=\"next\" accesskey=\"n\" href=\"\(Paths.deskDossier($0, in: filter))\">Hồ sơ sau</a></li>"
    }
    return "\(previous)\(next)"
  }

  /// What somebody else did meanwhile, where an act came too late.
  private var changed: HTML? {
    guard !changes.isEmpty else { return nil }
    let lines = changes.map { item -> HTML in
      "<li><time datetime=\"\(item.at.rfc3339)\">\(item.at.vietnamese)</time>: <span lang=\"vi\">\(item.text)</span></li>"
    }
    return HTML.inset(
      "<h2>Đã thay đổi từ khi ông/bà mở trang</h2><ul>\(lines)</ul>", .warning)
  }

  private var papers: HTML {
    guard !file.view.papers.isEmpty else { return "<h2>Giấy tờ</h2><p>Chưa có tệp nào.</p>" }
    let lines = file.view.papers.map { paper -> HTML in
      let asked = file.view.components.first { $0.number == paper.component }?.name
      let round: Phrase =
        paper.round == 0 ? "nộp lần đầu" : "bổ sung lần \(paper.round)"
      return """
        <li><a href="\(Paths.paper(dossier.id, paper.file.id))" target="_blank" rel="noopener" lang="vi">\
        \(paper.file.name)</a> <span class="hint">(\(DossierParts.size(paper.file.size)), \(round), \(scan(paper.file)), mở trang \
        mới)</span>\(asked.map { "<br><span lang=\"vi\">\($0)</span>" as HTML })</li>
        """
    }
    return "<h2>Giấy tờ (\(file.view.papers.count))</h2><ul class=\"plain papers\">\(lines)</ul>"
  }

  private func scan(_ file: UploadedFile) -> Phrase {
    switch file.scan {
    case .clean: "đã quét mã độc"
    case .unchecked: "chưa quét mã độc"
    }
  }

  /// What lies in the folder on paper, as the counter counted it. Source: DOS-20.
  private var counted: HTML? {
    let handedIn = dossier.contents.answers["handedIn"]
    let lines = file.view.components.compactMap { component -> HTML? in
      guard let counts = handedIn?[String(component.number)] else { return nil }
      let said = PaperCount.allCases.compactMap { kind -> Phrase? in
        counts[kind.rawValue]?.int.map { "\($0) \(kind.lowercase)" }
      }
      let words = Phrase(joining: said, separator: ", ")
      return "<li><span lang=\"vi\">\(component.number). \(component.name)</span>: \(words)</li>"
    }
    guard !lines.isEmpty else { return nil }
    return HTML.fold(
      "Giấy tờ bản giấy đã nhận (\(lines.count))", id: "ban-giay", isOpen: false,
      "<ul class=\"plain papers\">\(lines)</ul>")
  }

  /// The letters that exist, each to be printed again.
  private var issued: HTML? {
    guard !letters.isEmpty else { return nil }
    let lines = letters.map { letter -> HTML in
      """
      <li><a href="\(letter.path(of: dossier.id.rawValue, for: .officer))" target="_blank" rel="noopener">\
      \(letter.title)</a> <span class="hint">(\(letter.form), \(letter.at.vietnamese), mở trang mới)</span></li>
      """
    }
    return "<h2>Phiếu để in</h2><ul class=\"plain papers\">\(lines)</ul>"
  }

  private func name(_ agency: AgencyCode) -> HTML {
    "<span lang=\"vi\">\(around.names[agency] ?? agency.rawValue) (\(agency.rawValue))</span>"
  }

  /// What somebody wrote, in Vietnamese on every page.
  private func data(_ text: String?) -> HTML? { text.map { "<span lang=\"vi\">\($0)</span>" } }

  private var facts: [(Phrase, HTML)] {
    [
      ("Cán bộ xử lý", around.officer.map { "<span lang=\"vi\">\($0)</span>" } ?? "Chưa phân công"),
      ("Thời hạn", "\(dossier.clock?.term.words ?? "Chưa tính")"),
      ("Mã tra cứu", .escaped(dossier.reference.text)),
      ("Hình thức nộp", "\(Phrase(key: dossier.channel.vietnamese))"),
      ("Người nhập", "\(dossier.typedBy.words)"),
      ("Nộp lúc", .escaped(dossier.submittedAt.vietnamese)),
      ("Tiếp nhận lúc", dossier.receivedAt.map { "\($0.vietnamese)" } ?? "Chưa tiếp nhận"),
      ("Cơ quan tiếp nhận", name(dossier.agency)),
      ("Cơ quan giải quyết", name(dossier.competentAgency)),
      ("Nơi trả kết quả", name(dossier.returnAgency)),
      ("Cách nhận kết quả", "\(DeliveryWays.name(dossier.contents.delivery))"),
      ("Địa chỉ nhận kết quả", data(dossier.contents.deliveryAddress) ?? "Không ghi"),
      ("Người nộp ghi thêm", data(dossier.contents.note) ?? "Không có"),
      ("Trường hợp", dossier.caseNumber.map { "\($0)" } ?? "Chưa xác định"),
      ("Phí, lệ phí", DossierParts.fee(dossier)),
    ]
  }

  private var pending: HTML? {
    guard let correction = dossier.correction else { return nil }
    return HTML.inset(
      """
      <p>Có đề nghị đính chính từ \(correction.at.vietnamese), chờ người khác duyệt. Lý do: \
      \(correction.reason)</p>
      """, .warning)
  }

  private var owner: HTML? {
    guard let owner = dossier.contents.owner else { return nil }
    let mandate: HTML? = dossier.contents.mandate.map { mandate in
      """
      <p>\(HTML.link("Giấy ủy quyền", Paths.paper(dossier.id, mandate.file)))\
      \(mandate.until.map { ", đến ngày \($0.vietnamese)" as Phrase })</p>
      """
    }
    return "<h2>Chủ hồ sơ</h2>\(DossierParts.person(owner))\(mandate)"
  }
}

extension TypedBy {
  /// What officers read.
  var words: Phrase {
    switch self {
    case .`self`: "Người nộp tự nhập"
    case .proxy: "Người khác nhập thay"
    case .assisted: "Tổ công nghệ số cộng đồng nhập giúp"
    case .officer: "Cán bộ tiếp nhận"
    case .partner: "Hệ thống liên thông"
    case .`import`: "Chuyển từ hệ thống cũ"
    }
  }
}
