import Deadlines
import Directory
import Documents
import Ground

/// Why a dossier was not decided.
enum DecisionRefused: Refusal, Equatable {
  case draftUnknown
  case fileUnknown
  case issuedInFuture(Day)
  case reasonMissing

  var code: String {
    switch self {
    case .draftUnknown: "decision.draft-unknown"
    case .fileUnknown: "decision.file-unknown"
    case .issuedInFuture: "decision.issued-in-future"
    case .reasonMissing: "decision.reason-missing"
    }
  }

  var explanation: Phrase {
    switch self {
    case .draftUnknown:
      "Không có dự thảo này. Ban hành văn bản rồi ghi số, ngày, người ký và tệp của văn bản."
    case .fileUnknown: "Không tìm thấy tệp văn bản. Tải tệp lên rồi gửi lại."
    case .issuedInFuture(let day):
      "Ngày ban hành \(day.vietnamese) ở tương lai. Kiểm tra lại ngày trên văn bản."
    case .reasonMissing: "Từ chối giải quyết phải nêu lý do."
    }
  }

  var kind: RefusalKind { .content }

  var places: [RefusedPlace] {
    let pointer =
      switch self {
      case .draftUnknown: "/document/draft"
      case .fileUnknown: "/document/file"
      case .issuedInFuture: "/document/issuedOn"
      case .reasonMissing: "/reason"
      }
    return [RefusedPlace(pointer: pointer, code: code, detail: explanation)]
  }
}

extension ProceedingDesk {
  /// Ban hành kết quả: never without its document. The document enters the register of the agency
  /// that decides, in the same transaction. Source: 1.6, 4 → 9; TIM-2; TIM-9.
  mutating func decide(
    _ outcome: Decision.Outcome, _ document: DecisionDocument, reason: String?
  ) throws {
    guard case .issued(let number, let day, let signer, let fileID) = document else {
      throw DecisionRefused.draftUnknown
    }
    guard let file = try DossierPaperStore(tx: tx).file(fileID), try mayUse(file) else {
      throw DecisionRefused.fileUnknown
    }
    guard day <= today else { throw DecisionRefused.issuedInFuture(day) }
    if outcome == .refused, reason == nil { throw DecisionRefused.reasonMissing }
    guard let post else { preconditionFailure("an approver acts from a post") }
    try OutgoingDocuments(tx: tx).issue(
      OutgoingDocument(
        id: house.chance.ulid(at: now), agency: dossier.competentAgency, number: number,
        issuedOn: day, signer: signer, file: file.sha256),
      by: post.id, at: now, chance: house.chance)
    dossier.decision = Decision(
      outcome: outcome, documentNumber: number, issuedOn: day, signer: signer, file: fileID,
      reason: reason, at: now)
    try endClock()
    // Whether the file is signed is left out: nobody has judged it, and a fact cannot be mended.
    data += [
      JSON.Member("outcome", .string(outcome.rawValue)), JSON.Member("resultFile", true),
    ]
    text =
      switch outcome {
      case .granted: "Ban hành kết quả số \(number) ngày \(day.vietnamese), \(signer) ký."
      case .refused: "Từ chối giải quyết, văn bản số \(number): \(reason ?? "")"
      }
    notice = (
      "dossier.decided", "Hồ sơ đã có kết quả: văn bản số \(number) ngày \(day.vietnamese)."
    )
  }

  /// The caller's own upload, or one by somebody with a post at the agency that decides.
  private func mayUse(_ file: UploadedFile) throws -> Bool {
    if file.account == caller.account { return true }
    let officer = try Officers(tx: tx).officer(file.account, at: now)
    return officer?.posts.contains { $0.agency == dossier.competentAgency } ?? false
  }
}
