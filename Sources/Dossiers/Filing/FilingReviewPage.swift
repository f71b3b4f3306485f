import Catalogue
import Ground
import Web

/// Everything once more before it is sent, each answer with the way to change it.
struct FilingReviewPage: Page {
  let opened: OpenedDraft
  let state: FormState
  /// What is still missing or wrong.
  let troubles: [RefusedPlace]

  private var draft: Draft { opened.draft }

  var title: Phrase { "Kiểm tra và gửi: \(opened.offered.procedure.name)" }

  var body: HTML {
    """
    \(back)
    \(state.summary)
    \(wrong)
    \(HTML.steps(current: opened.plan.count, of: opened.plan.count, "Kiểm tra và gửi"))
    <h1>Kiểm tra trước khi gửi</h1>
    <p class="lead">Hồ sơ chưa được gửi. Xem lại từng mục; bấm “Sửa” nếu cần.</p>
    \(changed)
    \(FilingWords.earlier(opened.earlier))
    <h2>Thủ tục và nơi nộp</h2>
    \(HTML.summaryList(place))
    \(opened.plan.steps.map(section))
    \(troubles.isEmpty ? sending : unready)
    """
  }

  private var back: HTML? {
    opened.plan.steps.last.map {
      HTML.back("Quay lại bước trước", Paths.draftStep(draft, $0))
    }
  }

  /// Each trouble leads to the entry on its own step.
  private var wrong: HTML? {
    guard !troubles.isEmpty else { return nil }
    let lines = troubles.map { place -> HTML in
      "<li>\(HTML.link(place.detail, path(place.pointer)))</li>"
    }
    return """
      <div class="notice refused" role="alert" tabindex="-1" data-code="draft.unfit">\
      <h2>Còn \(troubles.count) mục cần sửa</h2><ul>\(lines)</ul></div>
      """
  }

  private func path(_ pointer: String) -> Path {
    let step = FilingStep.holding(pointer) ?? .applicant
    return Paths.draftStep(draft, step, fromReview: true, at: entryName(pointer))
  }

  private var changed: HTML? {
    guard opened.isChanged else { return nil }
    return HTML.inset(
      """
      <p><strong>Quy định đã thay đổi từ khi bạn bắt đầu kê khai \
      (\(draft.startedAt.day.vietnamese)).</strong> Danh sách giấy tờ, thời hạn, phí dưới đây là theo \
      quy định đang áp dụng; xem lại trước khi gửi.</p>
      """, .warning)
  }

  private var place: [SummaryRow] {
    let number = opened.form.submission.caseNumber
    let term = opened.offered.terms(.online).first { $0.caseNumber == (number ?? 1) }
    let promise: HTML =
      switch opened.promises[number ?? 0] {
      case .due(let at, _)?: "\(at.vietnamese), nếu được tiếp nhận ngay bây giờ"
      case .unset?, nil: "Chưa có thời hạn; cơ quan hẹn ngày khi tiếp nhận"
      }
    return [
      SummaryRow("Thủ tục", "<span lang=\"vi\">\(opened.offered.procedure.name)</span>"),
      SummaryRow("Nơi nộp", "<span lang=\"vi\">\(opened.offered.agencyName)</span>"),
      SummaryRow("Phí, lệ phí", "\(term?.fee.words ?? "Chưa quy định")"),
      SummaryRow("Hẹn trả dự kiến", promise),
    ]
      + (opened.form.helper.map {
        [SummaryRow("Người hỗ trợ kê khai", "<span lang=\"vi\">\($0)</span>")]
      } ?? [])
  }

  private func section(_ step: FilingStep) -> HTML {
    let rows = ReviewRows(opened: opened).rows(step, draft.values).map { row in
      SummaryRow(
        row.label, row.value,
        change: Paths.draftStep(draft, step, fromReview: true, at: row.field),
        error: troubles.first { entryName($0.pointer) == row.field }?.detail)
    }
    return "<h2>\(step.title)</h2>\(HTML.summaryList(rows))"
  }

  private var sending: HTML {
    HTML.form(
      to: Paths.draftReview(draft),
      """
      <h2>Gửi hồ sơ</h2>
      \(HTML.hidden("terms", Draft.Terms(opened.offered).text))
      \(HTML.checkbox(
        state.entry(
          "declaration",
          "Tôi cam đoan các thông tin và giấy tờ trên đây là đúng sự thật và chịu trách nhiệm về lời khai."
        )))
      <p>Bấm nút dưới đây là gửi hồ sơ đến <span lang="vi">\(opened.offered.agencyName)</span>. Cơ quan \
      trả lời trong 8 giờ làm việc; khi tiếp nhận thì thời hạn bắt đầu tính.</p>
      \(HTML.actions([HTML.button("Gửi hồ sơ")]))
      """)
  }

  private var unready: HTML {
    """
    <h2>Gửi hồ sơ</h2>
    <p>Sửa các mục còn thiếu hoặc chưa đúng ở trên, rồi nút “Gửi hồ sơ” sẽ có ở đây.</p>
    """
  }
}
