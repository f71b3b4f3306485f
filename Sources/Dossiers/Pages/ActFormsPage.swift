import Deadlines
import Ground
import Web

/// The forms of the acts that are possible now, each with its consequence for the clock said before
/// it is done.
struct ActForms {
  let file: DossierFile
  let around: Surroundings
  /// The act that was tried and refused, with what was typed.
  let tried: ActKind?
  let state: FormState
  let files: [String: UploadedFile]
  let key: String
  let path: @Sendable (Dossier.ID, ActKind) -> Path
  /// What must be known to say what an act would do, with its dates; `nil` says it in general.
  var outlook: Outlook?
  /// What every form carries along, besides its own.
  var carried: [(name: String, value: String)] = []

  private var dossier: Dossier { file.view.dossier }

  func html(_ acts: [ActKind]) -> HTML {
    let lost: HTML? = tried.flatMap { acts.contains($0) ? nil : typed($0) }
    guard !acts.isEmpty else {
      return """
        \(lost)<p>Hiện không có bước nào ông/bà cần hoặc có thể thực hiện với hồ sơ này.</p>
        """
    }
    let sorted = acts.filter { !isImpossible($0) } + acts.filter(isImpossible)
    let expected = expected(among: sorted)
    let others = sorted.filter { $0 != expected }
    let all = (expected.map { [$0] } ?? []) + others
    return "\(lost)\(all.map { form($0, isFirst: $0 == expected) })"
  }

  /// What most people come to this page for: it stands first and open.
  private func expected(among acts: [ActKind]) -> ActKind? {
    var wanted: [ActKind] = [.approveCorrection, .receive, .supply, .pay, .deliver, .rate]
    wanted += dossier.officer == nil ? [.assign] : [.decide, .requestSupplement]
    return wanted.first { acts.contains($0) && !isImpossible($0) }
  }

  private func consequence(_ act: ActKind) -> Consequence? {
    guard let outlook else { return nil }
    // Dates outside the calendar cannot be said; the act itself refuses them.
    return try? Consequence(of: act, on: dossier, outlook)
  }

  private func isImpossible(_ act: ActKind) -> Bool { consequence(act)?.isImpossible ?? false }

  /// What was typed for an act that is possible no more: it can still be read and copied.
  private func typed(_ act: ActKind) -> HTML {
    let fields = ActFields(act: act, file: file, around: around, state: state, files: files)
    return """
      <details open><summary>\(Phrase(key: act.vietnamese)): không còn thực hiện được</summary>
      <p class="hint">Nội dung ông/bà đã ghi còn ở đây để sao chép; chưa có gì được thực hiện.</p>
      \(fields.html)</details>
      """
  }

  private func form(_ act: ActKind, isFirst: Bool) -> HTML {
    let name = Phrase(key: act.vietnamese)
    let consequence = consequence(act)
    if let consequence, consequence.isImpossible, act != tried {
      return """
        <div class="act" id="\(act.slug)"><p><strong>\(name)</strong> chưa thực hiện được.</p>
        <p class="hint">\(consequence.words)</p></div>
        """
    }
    let isExpected = tried == nil && isFirst && kind(act) != .warning
    let isOpen: HTML = act == tried || isExpected ? " open" : ""
    let fields = ActFields(
      act: act, file: file, around: around, state: act == tried ? state : FormState(),
      files: files)
    let exact: HTML? = consequence.map {
      "<p class=\"consequence\"><strong>\($0.words)</strong></p>"
    }
    let hidden = carried.map { HTML.hidden($0.name, $0.value) }
    return """
      <details class="act" id="\(act.slug)"\(isOpen)><summary>\(name)</summary>
      <p class="hint">\(act.consequence(for: dossier))</p>\(exact)
      \(HTML.form(
        to: path(dossier.id, act), multipart: act.takesFiles,
        """
        \(HTML.hidden("version", String(dossier.version)))\(HTML.hidden("key", key))\(hidden)
        \(fields.html)\(buttons(act, name))
        """))
      </details>
      """
  }

  private func buttons(_ act: ActKind, _ name: Phrase) -> HTML {
    var buttons = [HTML.button(name, name: "act", value: act.rawValue, kind(act))]
    if act == .receive, !carried.isEmpty {
      buttons.append(
        HTML.button("Tiếp nhận và mở hồ sơ kế tiếp", name: "tiep", value: "co", .secondary))
    }
    return HTML.actions(buttons)
  }
}

/// How strongly the button of an act calls: what ends a dossier is set apart.
func kind(_ act: ActKind) -> ButtonKind {
  switch act {
  case .refuse, .withdraw, .stop: .warning
  case .receive, .forward, .assign, .requestSupplement, .supply, .requestPayment, .pay, .extend,
    .decide, .deliver, .correct, .approveCorrection, .rate:
    .primary
  }
}

extension ActKind {
  /// What it does to the clock, said before it is done. Source: domain 1.6, column "Clock".
  func consequence(for dossier: Dossier) -> Phrase {
    switch self {
    case .receive:
      "Đồng hồ bắt đầu chạy từ bây giờ: hồ sơ được cấp mã số và ngày hẹn trả, người nộp được báo ngay."
    case .refuse: "Hồ sơ kết thúc tại đây, không tính thời hạn. Người nộp nhận lý do và căn cứ."
    case .forward, .assign: "Đồng hồ vẫn chạy, ngày hẹn trả không đổi."
    case .requestSupplement:
      dossier.clock == nil
        ? "Hồ sơ chưa tiếp nhận nên đồng hồ chưa chạy. Chỉ được yêu cầu một lần, nêu đầy đủ mọi nội dung."
        : "Đồng hồ dừng từ bây giờ, đến khi người nộp bổ sung. Nêu đầy đủ mọi nội dung trong một lần."
    case .supply:
      dossier.clock == nil
        ? "Hồ sơ trở lại chờ tiếp nhận; đồng hồ chưa chạy."
        : "Đồng hồ chạy lại từ bây giờ. Ngày hẹn trả mới được tính và báo ngay."
    case .requestPayment:
      dossier.clock == nil
        ? "Hồ sơ chờ nộp tiền; đồng hồ chưa chạy."
        : "Đồng hồ dừng từ bây giờ, đến khi xác nhận đã nộp tiền."
    case .pay:
      dossier.clock == nil
        ? "Hồ sơ trở lại chờ tiếp nhận; đồng hồ chưa chạy."
        : "Đồng hồ chạy tiếp từ bây giờ với thời gian còn lại."
    case .extend:
      """
      Ngày hẹn trả đổi sang ngày mới. Chỉ hẹn lại một lần, và phải làm chậm nhất vào ngày làm việc liền \
      trước ngày đang hẹn. Người nộp nhận lời xin lỗi và lý do.
      """
    case .decide: "Đồng hồ kết thúc ngay bây giờ; đúng hạn hay trễ hạn được ghi theo thời điểm này."
    case .deliver:
      "Đồng hồ đã kết thúc khi có kết quả. Trả kết quả không đổi việc đúng hạn hay trễ hạn."
    case .withdraw: "Hồ sơ kết thúc, đồng hồ kết thúc. Muốn làm lại thì nộp hồ sơ mới."
    case .stop: "Hồ sơ dừng giải quyết, đồng hồ kết thúc. Người nộp nhận lý do."
    case .correct:
      "Chưa đổi gì: người khác có thẩm quyền phải duyệt. Cả đề nghị và bản cũ được giữ lại."
    case .approveCorrection:
      "Nội dung đính chính có hiệu lực ngay. Đổi hình thức nộp hoặc trường hợp thì ngày hẹn được tính lại."
    case .rate: "Mỗi hồ sơ đánh giá một lần; cơ quan đọc được nhận xét."
    }
  }

  /// What is said after it was done.
  var done: Phrase {
    switch self {
    case .receive: "Đã tiếp nhận hồ sơ."
    case .refuse: "Đã từ chối tiếp nhận, người nộp đã được báo lý do."
    case .forward: "Đã chuyển hồ sơ."
    case .assign: "Đã phân công."
    case .requestSupplement: "Đã gửi yêu cầu bổ sung; đồng hồ dừng."
    case .supply: "Đã nhận giấy tờ bổ sung."
    case .requestPayment: "Đã thông báo nộp tiền; đồng hồ dừng."
    case .pay: "Đã xác nhận nộp tiền."
    case .extend: "Đã xin lỗi và hẹn lại."
    case .decide: "Đã ban hành kết quả."
    case .deliver: "Đã trả kết quả."
    case .withdraw: "Đã rút hồ sơ."
    case .stop: "Đã dừng giải quyết."
    case .correct: "Đã gửi đề nghị đính chính, chờ người khác duyệt."
    case .approveCorrection: "Đã duyệt đính chính."
    case .rate: "Cảm ơn ông/bà đã đánh giá."
    }
  }
}
