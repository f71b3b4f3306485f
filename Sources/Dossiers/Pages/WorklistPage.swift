import Ground
import Web

/// The desk of an officer: what waits, soonest due first; or one filtered list.
struct WorklistPage: Page {
  /// One heap of work.
  struct Heap: Sendable {
    let title: String
    let empty: String
    let items: [WorklistItem]
    /// The lists in which all of it is found, when not all of it is shown.
    let more: [Stage]
    let showsNames: Bool
  }

  /// What was asked, as typed.
  struct Asked: Sendable {
    var text = ""
    var stage = ""
    var late = ""

    var isBlank: Bool { text.isEmpty && stage.isEmpty && late.isEmpty }

    func path(after cursor: String?) -> Path {
      Paths.desk.asking("q", text.isEmpty ? nil : text)
        .asking("trang-thai", stage.isEmpty ? nil : stage)
        .asking("tre-han", late.isEmpty ? nil : late).asking("sau", cursor)
    }
  }

  let asked: Asked
  let heaps: [Heap]
  /// Where the filtered list goes on; `nil` on its last page.
  let next: String?
  /// What the officer is, which decides where the page leads.
  let roles: Set<Role>
  let now: Instant

  var face: Face { .desk }
  var title: String { "Bàn làm việc" }

  var body: HTML {
    let all: HTML? =
      asked.isBlank ? nil : "<p>\(HTML.link("Bỏ lọc, về bàn làm việc", Paths.desk))</p>"
    let more: HTML? = next.map { cursor in
      "<p>\(HTML.link("Trang sau", asked.path(after: cursor)))</p>"
    }
    return """
      <h1>Bàn làm việc</h1>
      <ul>\(links)</ul>
      \(seesDossiers ? HTML.searchForm(to: Paths.desk, filters) : "")
      \(all)\(seesDossiers ? heaps.map(heap) : [])\(more)
      """
  }

  private var seesDossiers: Bool {
    !roles.isDisjoint(with: [.receiver, .handler, .approver, .clerk, .supervisor])
  }

  private var links: [HTML] {
    var links = [("Tình hình giải quyết hồ sơ", Paths.settlement)]
    if roles.contains(.receiver) { links.insert(("Tiếp nhận tại quầy", Paths.reception), at: 0) }
    if roles.contains(.administrator) {
      links += [
        ("Quản trị thủ tục", Path("quan-tri", "thu-tuc")),
        ("Quản trị cơ quan", Path("quan-tri", "co-quan")),
        ("Quản trị tài khoản", Path("quan-tri", "tai-khoan")),
      ]
    }
    return links.map { "<li>\(HTML.link($0.0, $0.1))</li>" }
  }

  private var filters: HTML {
    let stages =
      [Choice("", "Mọi trạng thái")]
      + Stage.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    let late = [
      Choice("", "Trong và trễ hạn"), Choice("co", "Chỉ hồ sơ trễ hạn"),
      Choice("khong", "Chỉ hồ sơ chưa trễ"),
    ]
    return """
      \(HTML.input(Entry("q", "Mã hồ sơ hoặc tên người nộp", value: asked.text), .search, max: 200))
      \(HTML.select(Entry("trang-thai", "Trạng thái", value: asked.stage), stages))
      \(HTML.select(Entry("tre-han", "Thời hạn", value: asked.late), late))
      \(HTML.button("Lọc", .secondary))
      """
  }

  private func heap(_ heap: Heap) -> HTML {
    let links = heap.more.map { stage -> HTML in
      " \(HTML.link("Xem hết “\(stage.vietnamese)”", Asked(stage: stage.rawValue).path(after: nil)))"
    }
    let more: HTML? = links.isEmpty ? nil : "<p>\(links)</p>"
    guard !heap.items.isEmpty else {
      return "<h2>\(heap.title)</h2><p>\(heap.empty)</p>\(more)"
    }
    let late = heap.items.count { $0.isOverdue }
    let mark: HTML? =
      late == 0 ? nil : "<p><strong class=\"late\">\(late) hồ sơ trễ hạn</strong></p>"
    let names = heap.showsNames ? ["Người nộp"] : []
    return """
      <h2>\(heap.title) (\(heap.items.count)\(heap.more.isEmpty ? "" : " hồ sơ đầu"))</h2>\(mark)
      \(HTML.table(
        caption: heap.title, heads: ["Mã", "Thủ tục"] + names + ["Trạng thái", "Nộp lúc", "Hẹn trả"],
        rows: heap.items.map { row($0, showsName: heap.showsNames) }))
      \(more)
      """
  }

  private func row(_ item: WorklistItem, showsName: Bool) -> [HTML] {
    let dossier = item.dossier
    let name = showsName ? [HTML.escaped(dossier.contents.applicant.name)] : []
    return [
      HTML.link(
        dossier.number ?? dossier.reference.text, Paths.deskDossier(dossier.id.rawValue)),
      .escaped(item.procedureName),
    ] + name + [
      DossierParts.tag(dossier.stage), .escaped(dossier.submittedAt.vietnamese),
      DossierParts.due(dossier, now: now),
    ]
  }
}
