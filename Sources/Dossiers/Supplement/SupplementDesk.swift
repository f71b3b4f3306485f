import Catalogue
import Deadlines
import Ground

/// Why a supplement was not asked for, or not taken.
enum SupplementRefused: Refusal, Equatable {
  /// At reception an instruction is given once and completely. Source: DOS-21.
  case onceAtReception
  /// A further one from appraisal needs its legal basis and its approver. Source: domain 1.4.
  case basisMissing
  case nothingAsked
  case componentUnknown(index: Int, count: Int)

  var code: String {
    switch self {
    case .onceAtReception: "supplement.once"
    case .basisMissing: "supplement.basis-missing"
    case .nothingAsked: "supplement.nothing-asked"
    case .componentUnknown: "supplement.component-unknown"
    }
  }

  var explanation: Phrase {
    switch self {
    case .onceAtReception:
      """
      Hồ sơ đã được yêu cầu bổ sung một lần; ở khâu tiếp nhận chỉ được hướng dẫn một lần, đầy đủ. \
      Hãy tiếp nhận hoặc từ chối hồ sơ.
      """
    case .basisMissing:
      """
      Hồ sơ đã được yêu cầu bổ sung trước đó. Yêu cầu thêm phải nêu căn cứ pháp lý và người \
      duyệt.
      """
    case .nothingAsked: "Nêu ít nhất một nội dung cần bổ sung và cách thực hiện."
    case .componentUnknown(_, let count):
      "Không có thành phần hồ sơ này: chọn từ 1 đến \(count)."
    }
  }

  var kind: RefusalKind {
    switch self {
    case .onceAtReception: .outOfOrder
    case .basisMissing, .nothingAsked, .componentUnknown: .content
    }
  }

  var places: [RefusedPlace] {
    switch self {
    case .onceAtReception, .basisMissing: []
    case .nothingAsked: [RefusedPlace(pointer: "/items", code: code, detail: explanation)]
    case .componentUnknown(let index, _):
      [RefusedPlace(pointer: "/items/\(index)/component", code: code, detail: explanation)]
    }
  }
}

extension ProceedingDesk {
  /// Yêu cầu bổ sung: the clock stands still from now. The receiver asks before processing, the
  /// handler in it. Source: DOS-21, DOS-24, TIM-1.
  mutating func requestSupplement(
    _ items: [SupplementRequest.Item], reason: String, legalBasis: String?, approver: String?,
    from stage: Stage
  ) throws {
    let before = stage != .processing
    guard post?.role == (before ? .receiver : .handler) else {
      throw ActRefused(act: .requestSupplement, stage: stage)
    }
    if before, !dossier.supplements.isEmpty { throw SupplementRefused.onceAtReception }
    if !before, !dossier.supplements.isEmpty, legalBasis == nil || approver == nil {
      throw SupplementRefused.basisMissing
    }
    guard !items.isEmpty else { throw SupplementRefused.nothingAsked }
    try checkComponents(of: items)
    dossier.supplements.append(
      SupplementRequest(
        at: now, beforeProcessing: before, items: items, reason: reason, legalBasis: legalBasis,
        approver: approver, suppliedAt: nil))
    dossier.clock = try dossier.clock?.paused(for: .supplement, at: now)
    data += [
      JSON.Member("round", .integer(Int64(dossier.supplements.count))),
      JSON.Member("atReception", .bool(before)),
      JSON.Member("items", .integer(Int64(items.count))),
    ]
    let list = items.map { "\($0.what): \($0.how)" }.joined(separator: "; ")
    text = "Yêu cầu bổ sung: \(list). Lý do: \(reason)"
    notice = (
      "supplement.requested",
      "Hồ sơ cần bổ sung, hoàn thiện: \(list). Lý do: \(reason) Nộp bổ sung tại trang hồ sơ của tôi."
    )
  }

  /// Nộp bổ sung: the term begins anew unless the procedure says that it only stood still.
  /// Source: TIM-1.
  mutating func supply(answers: JSON?, papers: [SubmittedPaper]) throws {
    try checkFiles(of: papers, at: "/papers")
    let store = DossierPaperStore(tx: tx)
    let standing = try store.papers(of: dossier.id)
    try store.insert(
      papers, of: dossier.id, from: (standing.last?.position ?? 0) + 1,
      round: dossier.supplements.count)
    if let answers { dossier.contents.answers = answers }
    if !dossier.supplements.isEmpty {
      dossier.supplements[dossier.supplements.count - 1].suppliedAt = now
    }
    if let clock = dossier.clock {
      let restarting = try offered().offer.conditions.supplementRule == .restart
      dossier.clock = try clock.resumed(at: now, restarting: restarting, calendar: calendar)
      data.append(JSON.Member("restarted", .bool(restarting)))
    }
    data +=
      [
        JSON.Member("round", .integer(Int64(dossier.supplements.count))),
        JSON.Member("digitised", .integer(Int64(papers.count))),
      ] + indexDue()
    let due = dossier.clock.map { " Hẹn trả kết quả mới: \($0.dueAt.vietnamese)." } ?? ""
    text = "Đã nộp bổ sung \(papers.count) giấy tờ.\(due)"
    notice = ("supplement.supplied", "Đã nhận giấy tờ bổ sung.\(due)")
  }

  /// The national index's due date, where there is one.
  func indexDue() -> [JSON.Member] {
    dossier.clock.map { [JSON.Member("indexDue", JSON($0.indexDueAt))] } ?? []
  }

  private func checkComponents(of items: [SupplementRequest.Item]) throws {
    let procedure = try Procedures(tx: tx).version(dossier.procedure, dossier.procedureVersion)
    let count = procedure?.components.count ?? 0
    for (index, item) in items.enumerated() {
      guard let component = item.component else { continue }
      guard (1...max(count, 1)).contains(component), count > 0 else {
        throw SupplementRefused.componentUnknown(index: index, count: count)
      }
    }
  }

  /// Refuses papers whose file nobody uploaded, or somebody else did.
  func checkFiles(of papers: [SubmittedPaper], at pointer: String) throws {
    let store = DossierPaperStore(tx: tx)
    for (index, paper) in papers.enumerated() {
      guard let file = try store.file(paper.file), file.account == caller.account else {
        throw SubmissionRefused.fileUnknown(pointer: "\(pointer)/\(index)/file")
      }
    }
  }
}
