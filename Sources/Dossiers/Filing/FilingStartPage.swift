import Catalogue
import Ground
import Web

/// Before one begins: what is needed, how long it takes, what it costs, where it goes.
struct FilingStartPage: Page {
  let start: FilingStart
  let state: FormState
  /// How long a draft is kept.
  let days: Int

  private var procedure: Procedure { start.sheet.procedure }
  private var code: String { procedure.code.rawValue }

  var title: Phrase { "Nộp hồ sơ: \(procedure.name)" }

  var body: HTML {
    """
    \(HTML.back("Xem thủ tục \(code)", Paths.procedure(code)))
    \(state.summary)
    <h1>Nộp hồ sơ trực tuyến</h1>
    <p class="lead" lang="vi">\(procedure.name)</p>
    \(drafts)
    \(FilingWords.earlier(start.earlier))
    \(start.sheet.places.isEmpty ? closed : open)
    """
  }

  /// Where nobody takes it online, why and where to go instead.
  private var closed: HTML {
    let ways = procedure.channels.filter { $0 != .online }
    let lines = ways.map { "<li>\(Phrase(key: $0.vietnamese))</li>" as HTML }
    let others: HTML =
      ways.isEmpty
      ? "<p>Thủ tục này chưa công bố hình thức nộp nào khác. Hỏi bộ phận một cửa gần nhất.</p>"
      : "<p>Thủ tục này nhận theo hình thức:</p><ul>\(lines)</ul>"
    return """
      \(HTML.inset(
        """
        <h2>Chưa nộp trực tuyến được ở đây</h2>
        <p>Hiện không có cơ quan nào của tỉnh nhận thủ tục này trực tuyến trên cổng này.</p>\(others)
        <p>Có thể thủ tục được nộp trên Cổng Dịch vụ công quốc gia, dichvucong.gov.vn.</p>
        """, .warning))
      \(HTML.actions([HTML.buttonLink("Xem cơ quan tiếp nhận", Paths.procedure(code), .secondary)]))
      """
  }

  private var open: HTML {
    let terms = procedure.terms(.online)
    let place = start.sheet.places.count == 1 ? start.sheet.places[0] : nil
    let known = place?.offered.terms(.online) ?? terms
    return """
      <h2>Bạn cần chuẩn bị</h2>
      <ul>
      <li>Số căn cước, số điện thoại của người nộp hồ sơ.</li>
      \(papers)
      <li>Giấy ủy quyền, nếu nộp thay cho người khác.</li>
      </ul>
      <h2>Các bước</h2>
      \(steps)
      <p>Khoảng \(minutes) phút. Mỗi bước được lưu lại; dừng lúc nào cũng được và quay lại trong \
      \(days) ngày.</p>
      <h2>Thời hạn và phí</h2>
      \(known.map(cost))
      \(promised)
      \(form)
      """
  }

  private var papers: HTML {
    let asked = procedure.components.filter { !$0.isNote }
    guard !asked.isEmpty else { return "<li>Thủ tục này không yêu cầu giấy tờ.</li>" }
    let names = asked.map { "<li>\(FilingWords.short($0.name))</li>" as HTML }
    return """
      <li>Ảnh chụp hoặc tệp của các giấy tờ mà trường hợp của bạn cần.\
      \(HTML.fold("Xem \(asked.count) loại giấy tờ", "<ol lang=\"vi\">\(names)</ol>"))</li>
      """
  }

  private var steps: HTML {
    let plan = (start.sheet.places.first?.offered).map(FilingPlan.init)
    let names = (plan?.steps ?? []).map { "<li>\($0.title)</li>" as HTML }
    return "<ol>\(names)<li>Kiểm tra và gửi</li></ol>"
  }

  /// Two minutes a step, and one for each paper up to ten. Source: frontend.md 3.2 (the estimated
  /// time must be visible).
  private var minutes: Int {
    let plan = (start.sheet.places.first?.offered).map(FilingPlan.init)
    return (plan?.count ?? 5) * 2 + min(procedure.components.filter { !$0.isNote }.count, 10) / 2
  }

  /// The promise holds for one agency: the only one, or the one chosen last time.
  private var promised: HTML? {
    guard let promise = start.promise else { return nil }
    let place = start.sheet.places.first { $0.code == start.usual } ?? start.sheet.places.first
    return """
      \(FilingWords.promise(promise))
      <p class="hint">Tính theo giờ làm việc của <span lang="vi">\(place?.name)</span>.</p>
      """
  }

  private func cost(_ term: CaseTerm) -> HTML {
    "<p>\(FilingWords.term(term))</p>\(FilingWords.note(term))"
  }

  private var form: HTML {
    HTML.form(
      to: Paths.submission(code),
      """
      \(HTML.hidden("key", start.key))
      \(places)
      \(HTML.actions([HTML.button("Bắt đầu")]))
      <p class="hint">Bấm “Bắt đầu” chưa gửi gì cho cơ quan.</p>
      """)
  }

  private var places: HTML {
    let places = start.sheet.places
    guard places.count > 1 else {
      let only = places[0]
      return """
        <h2>Cơ quan tiếp nhận</h2><p><strong lang="vi">\(only.name)</strong></p>\
        \(HTML.hidden("agency", only.code.rawValue))
        """
    }
    let choices = places.map { Choice($0.code.rawValue, Phrase(verbatim: $0.name)) }
    let entry = state.entry(
      "agency", "Cơ quan tiếp nhận",
      hint: "Thường là nơi bạn cư trú hoặc nơi có việc cần giải quyết.",
      initial: start.usual?.rawValue ?? "")
    return HTML.select(entry, [Choice("", "Chọn cơ quan")] + choices)
  }

  private var drafts: HTML? {
    guard !start.drafts.isEmpty else { return nil }
    let lines = start.drafts.map { draft -> HTML in
      """
      <li>\(HTML.link("Tiếp tục bản nháp lưu \(draft.changedAt.vietnamese)", Paths.draft(draft.procedure, draft.id))), \
      <span lang="vi">\(draft.agencyName)</span> · \
      \(HTML.link("Xóa bản nháp này", Paths.draftDeletion(draft.procedure, draft.id)))</li>
      """
    }
    return HTML.inset(
      "<p><strong>Bạn đang có bản nháp của thủ tục này.</strong></p><ul>\(lines)</ul>")
  }
}

/// A draft that cannot be handed in any more where it was begun: why, and what is left to do.
struct FilingClosedPage: Page {
  let draft: Draft
  let why: Phrase

  var title: Phrase { "Chưa gửi được hồ sơ" }

  var body: HTML {
    """
    <h1>Chưa gửi được hồ sơ</h1>
    \(HTML.inset("<p>\(why)</p>", .warning))
    <p>Bản nháp của bạn vẫn còn. Nếu nơi này tiếp nhận lại, bạn gửi tiếp được.</p>
    \(HTML.actions([
      HTML.buttonLink("Chọn cơ quan khác", Paths.submission(draft.procedure.rawValue)),
      HTML.buttonLink("Xem thủ tục", Paths.procedure(draft.procedure.rawValue), .secondary),
      HTML.buttonLink("Xóa bản nháp", Paths.draftDeletion(draft.procedure, draft.id), .secondary),
    ]))
    """
  }
}

/// Asks before a draft is deleted.
struct DraftDeletionPage: Page {
  let draft: Draft
  let procedureName: String

  var title: Phrase { "Xóa bản nháp" }

  var body: HTML {
    """
    \(HTML.back("Quay lại bản nháp", Paths.draft(draft.procedure, draft.id)))
    <h1>Xóa bản nháp này?</h1>
    <p lang="vi">\(procedureName)</p>
    <p>Nội dung đã ghi và \(draft.files.count) tệp đã tải lên sẽ bị xóa hẳn, không lấy lại được. Hồ sơ \
    đã gửi trước đây không bị ảnh hưởng.</p>
    \(HTML.form(
      to: Paths.draftDeletion(draft.procedure, draft.id),
      HTML.actions([
        HTML.button("Xóa bản nháp", .warning),
        HTML.buttonLink("Giữ lại", Paths.draft(draft.procedure, draft.id), .secondary),
      ])))
    """
  }
}
