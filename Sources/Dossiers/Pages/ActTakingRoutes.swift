import Deadlines
import Directory
import Ground
import Web

/// Does the act of a form. What the portal and the desk have in common; which page is shown again
/// when the act is refused is theirs to say.
struct ActTaking: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  /// A page that is to be shown again, with what was typed.
  struct Again: Sendable {
    let tried: ActKind
    let state: FormState
    let files: [String: UploadedFile]
  }

  /// An act that waits for somebody to say once more that it is meant.
  struct Pending: Sendable {
    let act: Act
    let values: FormValues
    let files: [String: UploadedFile]
    let dossier: Dossier
  }

  /// The dossier with what stands around it; that it was read is written down. Source: domain 7.2.
  func opened(_ call: Call) async throws -> (file: DossierFile, around: Surroundings) {
    let caller = try call.requireCaller()
    let file = try await desk.read(call.path["id"], for: caller)
    try await readings.note(call.reading(of: [file.view.dossier.subject], by: caller))
    return (file, try await desk.surroundings(of: file))
  }

  /// Does `kind` as the form says and goes on to `next`, or shows the page `again`. With `confirm`
  /// an act that cannot be undone, and when `reviewing` any act, is shown once more before it is
  /// done.
  ///
  /// Refuses: `DossierUnknown`; every other refusal is shown on the page.
  func take(
    _ kind: ActKind, _ call: Call, next: @Sendable (Dossier.ID) -> Path,
    confirm: (@Sendable (Call, Pending) async throws -> Answer)? = nil, reviewing: Bool = false,
    again: @Sendable (Call, Again) async throws -> Answer
  ) async throws -> Answer {
    let caller = try call.requireCaller()
    let dossier = try await desk.read(call.path["id"], for: caller).view.dossier
    let uploads =
      kind.takesFiles
      ? try await call.uploads(to: files, by: caller) : Uploads(values: call.form, refused: [])
    let kept = try await desk.uploads(uploads.keptIDs, of: caller)
    let typed = ActTyped(kind: kind, values: uploads.values, dossier: dossier)
    if typed.values["lai"] == "co" {
      let state = FormState(uploads.values)
      return try await again(call, Again(tried: kind, state: state, files: kept))
    }
    do {
      guard uploads.refused.isEmpty else { throw FormRefused(uploads.refused) }
      let act = try typed.act()
      if let confirm, kind.isFinal || reviewing, typed.values["xac-nhan"] != "co" {
        try await check(kind, on: dossier, by: caller, version: typed.values["version"])
        return try await confirm(
          call, Pending(act: act, values: uploads.values, files: kept, dossier: dossier))
      }
      let notice = try await done(act, typed, kept, on: dossier, by: caller)
      return .redirect(
        try await place(dossier, for: caller, next), notice: Phrase(verbatim: notice))
    } catch let refused as any Refusal where refused.keepsForm {
      let shown = refused is FormRefused ? refused : FormRefused(refused, move: typed.place)
      let state = FormState(uploads.values, refused: shown)
      return try await again(call, Again(tried: kind, state: state, files: kept))
    }
  }

  /// Whether the act could be done at all, before anybody is asked to confirm it.
  private func check(
    _ kind: ActKind, on dossier: Dossier, by caller: Caller, version: String
  ) async throws {
    try await desk.admit(kind, on: dossier.id.rawValue, by: caller)
    if let read = Int(version), read != dossier.version {
      throw DossierStale(version: dossier.version)
    }
    _ = try dossier.stage.after(kind, numbered: dossier.number != nil)
  }

  private func done(
    _ act: Act, _ typed: ActTyped, _ kept: [String: UploadedFile], on dossier: Dossier,
    by caller: Caller
  ) async throws -> String {
    let key = typed.values["key"]
    let once = DossierDesk.Once(
      key: key.isEmpty ? nil : key, hash: "page \(dossier.id.rawValue) \(typed.hash(kept))"
    ) { done in
      StoredAnswer(status: 303, body: Array(typed.kind.said(of: done.view.dossier).text.utf8))
    }
    let stored = try await desk.act(
      act, on: dossier.id.rawValue, by: caller, expecting: Int(typed.values["version"]), once: once)
    return String(decoding: stored.body, as: UTF8.self)
  }

  /// A dossier that was forwarded may no longer be the caller's to see.
  private func place(
    _ dossier: Dossier, for caller: Caller, _ next: @Sendable (Dossier.ID) -> Path
  ) async throws -> Path {
    do {
      try await desk.admit(nil, on: dossier.id.rawValue, by: caller)
      return next(dossier.id)
    } catch is DossierUnknown {
      return Paths.desk
    }
  }
}

extension ActKind {
  /// What is said after it was done, with the dates that people wait for.
  func said(of dossier: Dossier) -> Phrase {
    let due = dossier.clock?.dueAt.vietnamese
    return switch (self, due) {
    case (.receive, .some(let due)):
      "Đã tiếp nhận hồ sơ, mã \(dossier.number ?? ""). Hẹn trả kết quả: \(due)."
    case (.receive, nil): done
    case (.supply, .some(let due)), (.pay, .some(let due)):
      "\(done) Đồng hồ chạy lại, hẹn trả kết quả: \(due)."
    case (.extend, .some(let due)): "\(done) Ngày hẹn trả mới: \(due)."
    case (.forward, .some(let due)), (.assign, .some(let due)):
      "\(done) Vẫn hẹn trả \(due)."
    case (.approveCorrection, .some(let due)): "\(done) Hẹn trả kết quả: \(due)."
    case (.refuse, _), (.requestSupplement, _), (.requestPayment, _), (.decide, _), (.deliver, _),
      (.withdraw, _), (.stop, _), (.correct, _), (.rate, _), (.supply, nil), (.pay, nil),
      (.extend, nil), (.forward, nil), (.assign, nil), (.approveCorrection, nil):
      done
    }
  }
}
