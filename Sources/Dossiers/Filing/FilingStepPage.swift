import Catalogue
import Directory
import Ground
import Web

/// One step of the form: one question, one screen, one button that goes on.
struct FilingStepPage: Page {
  let opened: OpenedDraft
  let step: FilingStep
  let state: FormState
  /// The version of the step that the next saving replaces.
  let version: Int
  /// Whether one came from the review and goes back there.
  let isFromReview: Bool
  /// What another window saved meanwhile; `nil` when none did.
  let elsewhere: DraftValues?
  /// What fills the first step the first time.
  let known: ContactDefaults?

  private var draft: Draft { opened.draft }

  var title: Phrase { "\(step.title): \(opened.offered.procedure.name)" }

  var body: HTML {
    """
    \(back)
    \(state.summary)
    \(HTML.steps(current: opened.plan.number(of: step), of: opened.plan.count, step.title))
    <p class="hint"><span lang="vi">\(opened.offered.procedure.name)</span> · \
    <span lang="vi">\(opened.offered.agencyName)</span></p>
    <h1>\(heading)</h1>
    \(conflict)
    \(HTML.form(to: Paths.draftStep(draft, step), multipart: takesFiles, content))
    """
  }

  private var takesFiles: Bool { step == .papers || step == .owner }

  private var back: HTML {
    if isFromReview { return HTML.back("Quay lại trang kiểm tra", Paths.draftReview(draft)) }
    guard let before = opened.plan.before(step) else {
      return HTML.back("Quay lại", Paths.submission(draft.procedure.rawValue))
    }
    return HTML.back("Quay lại bước trước", Paths.draftStep(draft, before))
  }

  private var heading: Phrase {
    switch step {
    case .applicant: opened.form.helper != nil ? "Ai là người nộp hồ sơ?" : "Thông tin người nộp"
    case .owner: "Chủ hồ sơ là ai?"
    case .circumstances: "Trường hợp của hồ sơ"
    case .papers: "Giấy tờ gửi kèm"
    case .delivery: "Nhận kết quả"
    }
  }

  private var content: HTML {
    """
    \(HTML.hidden("version", String(version)))
    \(isFromReview ? HTML.hidden("tu", FilingPaths.review) : "")
    \(questions)
    \(HTML.actions([
      HTML.button(isFromReview ? "Lưu và quay lại kiểm tra" : "Lưu và tiếp tục"),
      HTML.button("Lưu và thoát", name: "exit", value: "co", .secondary),
    ]))
    <p class="hint">Chưa gửi gì cho cơ quan. Nội dung được lưu vào bản nháp của bạn mỗi khi bấm lưu.</p>
    """
  }

  private var questions: HTML {
    switch step {
    case .applicant:
      "\(assisting)\(PersonQuestions(who: "applicant", state: state, known: known).html)"
    case .owner: OwnerQuestions(state: state, draft: draft).html
    case .circumstances: CaseQuestions(state: state, opened: opened).html
    case .papers: PaperQuestions(state: state, opened: opened).html
    case .delivery: DeliveryQuestions(state: state, opened: opened).html
    }
  }

  /// Source: contract, "Who typed".
  private var assisting: HTML? {
    guard let helper = opened.form.helper else { return nil }
    return HTML.inset(
      """
      <p>Bạn đang kê khai hộ. Ghi thông tin của người cần nộp hồ sơ, không ghi thông tin của bạn. Hồ sơ \
      ghi rõ người hỗ trợ: <strong lang="vi">\(helper)</strong>.</p>
      """)
  }

  private var conflict: HTML? {
    guard let elsewhere else { return nil }
    let rows = ReviewRows(opened: opened).rows(step, elsewhere)
    let pairs = rows.map { ($0.label, $0.value) }
    return HTML.inset(
      """
      <h2>Nội dung đã lưu ở cửa sổ khác</h2>\(HTML.details(pairs))
      """, .warning)
  }
}
