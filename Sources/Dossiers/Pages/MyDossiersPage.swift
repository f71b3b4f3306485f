import Ground
import Web

/// Which of one's dossiers are shown.
enum MyDossierGroup: String, CaseIterable {
  case waiting = "can-ban"
  case open = "dang"
  case over = "xong"

  var name: Phrase {
    switch self {
    case .waiting: "Cần bạn làm"
    case .open: "Đang giải quyết"
    case .over: "Đã xong"
    }
  }

  var stages: Set<Stage> {
    Set(
      Stage.allCases.filter { stage in
        switch self {
        case .waiting: StageWords(stage: stage, isNumbered: true).waitsForApplicant
        case .open: !stage.isOver
        case .over: stage.isOver
        }
      })
  }
}

/// What somebody handed in, newest first; what waits for them, and what they have begun, above it.
struct MyDossiersPage: Page {
  let text: String
  let group: MyDossierGroup?
  let drafts: [DraftSummary]
  /// What waits for the one who reads this; shown once, above the first page of everything.
  let waiting: [WorklistItem]
  let items: [WorklistItem]
  let count: Int
  /// After which this page and the next one begin; `nil` on the first and the last.
  let after: String?
  let next: String?
  let now: Instant

  var title: Phrase { "Hồ sơ của tôi" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>Hồ sơ của tôi</h1>
    \(begun)\(urgent)
    \(isBlank ? nothing : everything)
    """
  }

  /// Nothing was ever handed in.
  private var isBlank: Bool { items.isEmpty && text.isEmpty && group == nil && after == nil }

  private var nothing: HTML {
    HTML.empty(
      "Bạn chưa nộp hồ sơ nào",
      "Tìm thủ tục cần làm rồi chọn “Nộp hồ sơ”. Hồ sơ nộp tại quầy thì xem ở trang Tra cứu.",
      actions: [
        HTML.buttonLink("Tìm thủ tục", Paths.procedures()),
        HTML.buttonLink("Tra cứu hồ sơ", Paths.lookup, .secondary),
      ])
  }

  private var begun: HTML? {
    guard !drafts.isEmpty else { return nil }
    let lines = drafts.map { draft -> HTML in
      """
      <li><p><strong lang="vi">\(draft.procedureName)</strong><br>\
      <span class="hint">Sửa lần cuối \(draft.changedAt.vietnamese); giữ đến \(draft.expiresOn.vietnamese).</span></p>
      \(HTML.actions([
        HTML.buttonLink("Làm tiếp", Paths.draft(draft.procedure, draft.id)),
        HTML.buttonLink("Xóa bản nháp", Paths.draftDeletion(draft.procedure, draft.id), .secondary),
      ]))</li>
      """
    }
    return """
      <section class="box" aria-labelledby="dang-lam"><h2 id="dang-lam">Đang làm dở, chưa gửi</h2>\
      <ul class="plain">\(lines)</ul></section>
      """
  }

  private var urgent: HTML? {
    guard !waiting.isEmpty else { return nil }
    return """
      <section aria-labelledby="can-ban-lam"><h2 id="can-ban-lam">Cần bạn làm</h2>
      \(table("Hồ sơ đang chờ bạn", waiting))</section>
      """
  }

  private var everything: HTML {
    """
    <h2>Tất cả hồ sơ</h2>
    \(HTML.privateSearchForm(to: Paths.mine, question))
    \(items.isEmpty ? unfound : list)
    """
  }

  private var question: HTML {
    let choices =
      [Choice("", "Tất cả")]
      + MyDossierGroup.allCases.map { Choice($0.rawValue, $0.name) }
    return """
      \(HTML.input(
        Entry("q", "Tìm theo mã hoặc tên người nộp", value: text), .search, max: 200))
      \(HTML.select(Entry("nhom", "Tình trạng", value: group?.rawValue ?? ""), choices))
      \(HTML.button("Lọc", .secondary))
      """
  }

  private var unfound: HTML {
    HTML.empty(
      "Không có hồ sơ nào khớp", "Thử bỏ bớt điều kiện lọc.",
      actions: [HTML.buttonLink("Xem tất cả hồ sơ", Paths.mine, .secondary)])
  }

  private var list: HTML {
    let pager = HTML.pager(
      "Có \(count) hồ sơ", first: after == nil ? nil : page(nil), next: next.map(page))
    return "\(table("Hồ sơ đã nộp, mới nhất trước", items))\(pager)"
  }

  private func page(_ after: String?) -> Path {
    Paths.mine(q: text, after: after).asking("nhom", group?.rawValue)
  }

  private func table(_ caption: Phrase, _ items: [WorklistItem]) -> HTML {
    let columns = [
      Column("Hồ sơ"), Column("Trạng thái"), Column("Hẹn trả kết quả"), Column("Nộp lúc"),
    ]
    return HTML.table(
      caption: caption, columns: columns, rows: items.map(row), captionHidden: true)
  }

  private func row(_ item: WorklistItem) -> [HTML] {
    let dossier = item.dossier
    let words = StageWords(dossier)
    let call: HTML? =
      words.waitsForApplicant ? "<br><strong class=\"soon\">\(words.headline)</strong>" : nil
    return [
      """
      <a href="\(Paths.dossier(dossier.id.rawValue))" lang="vi">\(item.procedureName)</a><br>\
      <span class="hint">\(dossier.number ?? dossier.reference.text) · <span lang="vi">\
      \(dossier.contents.applicant.name)</span></span>
      """,
      "\(DossierParts.tag(dossier.stage))\(call)", DossierParts.due(dossier, now: now),
      .escaped(dossier.submittedAt.vietnamese),
    ]
  }
}
