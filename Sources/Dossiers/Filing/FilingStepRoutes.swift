import Catalogue
import Directory
import Ground
import Web

/// What came with one step: fields, and what became of each file.
private struct StepSent: Sendable {
  let values: FormValues
  var added = 0
  var refused: [RefusedPlace] = []

  var isFromReview: Bool { values["tu"] == FilingPaths.review }
  /// Handles of files that are to be taken out.
  var dropped: Set<String> { Set(values.all("drop")) }
}

/// What became of one file of a form.
private enum TakenFile: Sendable {
  case added(DraftFile)
  case refused(RefusedPlace)
}

extension FilingRoutes {
  /// All files of one saving.
  static let uploadLimit = 10 * FileDesk.limit

  func save(_ step: FilingStep) -> Endpoint {
    let takesFiles = step == .papers || step == .owner
    return Endpoint(
      .post, "\(FilingPaths.draft)/\(step.rawValue)", name: "save\(step.operation)",
      summary: "Lưu bước “\(step.title.vietnamese)”", tag: "pages", access: FilingRoutes.filers,
      body: takesFiles ? .multipart(limit: FilingRoutes.uploadLimit) : .form,
      answers: DossierPages.done, refusals: [.unknown, .stale, .outOfOrder, .content, .tooLarge]
    ) { call in
      try await opened(call) { opened in
        guard opened.plan.steps.contains(step) else { return .redirect(opened.next) }
        let sent = try await received(call, step, opened.draft)
        return try await keep(sent, step, call, opened)
      }
    }
  }

  /// Keeps what was typed, then says what is wrong with it, or goes on.
  private func keep(
    _ sent: StepSent, _ step: FilingStep, _ call: Call, _ before: OpenedDraft
  ) async throws -> Answer {
    let caller = try call.requireCaller()
    let draft = before.draft
    do {
      try await desk.save(
        step, sent.values.kept(by: step), of: draft.id, by: caller,
        expecting: Int(sent.values["version"]) ?? 0)
    } catch DraftRefused.changedElsewhere {
      return try await again(call, step, sent, DraftRefused.changedElsewhere, showsOther: true)
    } catch DraftRefused.sent {
      return .redirect(Paths.draftSent(draft.procedure, draft.id))
    }
    guard sent.refused.isEmpty else {
      return try await again(call, step, sent, DraftRefused.unfit(sent.refused))
    }
    if sent.values["exit"] == "co" {
      return .redirect(
        Paths.mine, notice: "Đã lưu bản nháp. Tiếp tục lúc nào cũng được ở trang này.")
    }
    if sent.values["stay"] == "co" || !sent.dropped.isEmpty {
      return .redirect(
        Paths.draftStep(draft, step, fromReview: sent.isFromReview), notice: sent.said)
    }
    return try await opened(call) { opened in
      let troubles = opened.form.troubles(of: step, on: desk.house.now().day)
      guard troubles.isEmpty else {
        return try await again(call, step, sent, DraftRefused.unfit(troubles))
      }
      if sent.isFromReview, opened.isWholeSaved { return .redirect(Paths.draftReview(draft)) }
      return .redirect(
        opened.plan.after(step).map { Paths.draftStep(draft, $0) } ?? opened.next)
    }
  }

  /// The step once more, with what was typed and why it was not taken.
  private func again(
    _ call: Call, _ step: FilingStep, _ sent: StepSent, _ refused: DraftRefused,
    showsOther: Bool = false
  ) async throws -> Answer {
    try await opened(call) { opened in
      let state = FormState(sent.values, refused: refused)
      let page = try await stepPage(
        call, step, opened, state, isFromReview: sent.isFromReview,
        elsewhere: showsOther ? opened.draft.screens[step]?.values : nil)
      return .page(page, status: refused.formStatus)
    }
  }

  /// Reads the form. Files that are taken lie in the draft from then on, whatever becomes of the
  /// rest; one that is refused undoes none of the others.
  private func received(
    _ call: Call, _ step: FilingStep, _ draft: Draft
  ) async throws -> StepSent {
    guard step == .papers || step == .owner else { return StepSent(values: call.form) }
    let caller = try call.requireCaller()
    let form = try await call.multipart { part in
      try await take(part, step, draft, by: caller)
    }
    var sent = StepSent(values: form.values)
    var old = sent.dropped
    for (field, file) in form.files {
      switch file {
      case .refused(let place): sent.refused.append(place)
      case .added(let added):
        sent.added += 1
        guard sent.values["replace.\(field)"] == "co" else { continue }
        old.formUnion(
          draft.files(at: added.place).map(\.handle).filter { $0 != added.handle })
      }
    }
    let fresh = form.files.compactMap {
      if case .added(let file) = $0.file { file.handle } else { nil }
    }
    try await desk.remove(old.subtracting(fresh), of: draft.id, by: caller)
    return sent
  }

  private func take(
    _ part: FilePart, _ step: FilingStep, _ draft: Draft, by caller: Caller
  ) async throws -> TakenFile {
    guard let place = PaperPlace(name: part.field), place.step == step else {
      throw EdgeRefused.shape([
        RefusedPlace(
          pointer: part.field, code: "shape.multipart",
          detail: "Biểu mẫu không có mục này; hãy tải lại trang và chọn lại tệp.")
      ])
    }
    do {
      guard let type = MediaType(header: part.mediaType) ?? MediaType(fileName: part.fileName)
      else { throw FileRefused.typeNotTaken(part.mediaType) }
      return .added(
        try await desk.add(
          part.stream, type: type, name: part.fileName, at: place, of: draft.id, by: caller))
    } catch let refused as any Refusal where refused.isAboutTheFile {
      return .refused(
        RefusedPlace(
          pointer: "/" + place.name.replacing(".", with: "/"), code: refused.code,
          detail: words(refused, part.fileName)))
    }
  }

  /// In words for somebody who has never heard of media types.
  private func words(_ refused: any Refusal, _ name: String) -> Phrase {
    switch refused as? FileRefused {
    case .typeNotTaken:
      "Chưa nhận loại tệp của “\(name)”. Chụp ảnh giấy tờ hoặc lưu thành PDF rồi chọn lại."
    case .notWhatItClaims:
      """
      Tệp “\(name)” không mở được theo đúng đuôi tên của nó. Mở thử tệp trên máy, lưu lại thành PDF \
      hoặc ảnh JPEG rồi chọn lại.
      """
    case .empty: "Tệp “\(name)” rỗng. Chọn tệp khác."
    case .tooLarge, .nameUnfit, .unknown, nil: "Tệp “\(name)”: \(refused.explanation)"
    }
  }
}

extension StepSent {
  fileprivate var said: Phrase {
    if !dropped.isEmpty { return "Đã gỡ tệp." }
    return added == 0 ? "Chưa có tệp mới nào được chọn." : "Đã tải lên \(added) tệp."
  }
}

extension Refusal {
  /// The others of the same form may well be taken.
  fileprivate var isAboutTheFile: Bool {
    self is FileRefused || self is FileDamaged || code == "file.too-large"
      || self as? DraftRefused == .tooManyFiles(limit: DraftDesk.fileLimit)
  }
}

extension FilingStep {
  /// How operations are named.
  fileprivate var operation: String {
    switch self {
    case .applicant: "Applicant"
    case .owner: "Owner"
    case .circumstances: "Circumstances"
    case .papers: "Papers"
    case .delivery: "Delivery"
    }
  }
}

extension FormValues {
  /// The answers to a step's own questions, as typed. What is longer than any question takes comes
  /// from no form of ours.
  fileprivate func kept(by step: FilingStep) -> DraftValues {
    DraftValues(
      names.filter(step.asks).flatMap { name in
        all(name).prefix(1).map { .init(name: name, value: String($0.prefix(5000))) }
      })
  }
}
