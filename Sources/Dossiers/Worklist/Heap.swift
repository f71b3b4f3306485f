import Ground

/// One kind of work that a desk shows with its count: what is late, what is about to be, what waits
/// for whom. Each is a filter of the list, so a count and its list cannot differ.
enum Heap: String, Sendable, CaseIterable {
  case overdue = "qua-han"
  case dueToday = "han-hom-nay"
  case dueSoon = "sap-den-han"
  case answerOverdue = "cho-tiep-nhan-lau"
  case supplementOverdue = "cho-bo-sung-lau"
  case toReceive = "cho-tiep-nhan"
  case toAssign = "chua-phan-cong"
  case mine = "cua-toi"
  case toDecide = "cho-quyet-dinh"
  case corrections = "cho-duyet-dinh-chinh"
  case toDeliver = "cho-tra-ket-qua"
  case paused = "tam-dung"
  case running = "dang-giai-quyet"

  var name: Phrase {
    switch self {
    case .overdue: "Quá hạn"
    case .dueToday: "Đến hạn hôm nay"
    case .dueSoon: "Trong 2 ngày làm việc tới"
    case .answerOverdue: "Chờ tiếp nhận quá 8 giờ"
    case .supplementOverdue: "Chờ bổ sung đã lâu"
    case .toReceive: "Chờ tiếp nhận"
    case .toAssign: "Chưa phân công"
    case .mine: "Giao cho tôi"
    case .toDecide: "Chờ ban hành kết quả"
    case .corrections: "Chờ duyệt đính chính"
    case .toDeliver: "Chờ trả kết quả"
    case .paused: "Tạm dừng"
    case .running: "Đang giải quyết"
    }
  }

  /// Those of whoever holds `roles`, the most pressing first.
  static func all(for roles: Set<Role>) -> [Heap] {
    var heaps: [Heap] = [.overdue, .dueToday, .dueSoon]
    if roles.contains(.receiver) {
      heaps += [.answerOverdue, .toReceive, .supplementOverdue, .toDeliver]
    }
    if roles.contains(.approver) { heaps += [.toDecide, .corrections, .toAssign] }
    if roles.contains(.handler) { heaps += [.mine, .toAssign, .supplementOverdue] }
    if !roles.isDisjoint(with: [.clerk, .supervisor]) {
      heaps += [.answerOverdue, .supplementOverdue, .toDeliver]
    }
    var seen: Set<Heap> = []
    return heaps.filter { seen.insert($0).inserted }
  }

  /// The parts of the front page of whoever holds `roles`: what to do next stands first.
  static func front(for roles: Set<Role>) -> [Heap] {
    var parts: [Heap] = []
    if roles.contains(.receiver) { parts += [.toReceive, .toDeliver] }
    if roles.contains(.approver) { parts += [.corrections, .toDecide] }
    if roles.contains(.handler) { parts += [.mine, .toAssign] }
    if !roles.isDisjoint(with: [.receiver, .clerk, .supervisor]) { parts.append(.running) }
    if roles.contains(.receiver) { parts.append(.paused) }
    var seen: Set<Heap> = []
    return parts.filter { seen.insert($0).inserted }
  }

  /// Narrows `question` to this kind of work.
  func narrow(_ question: inout WorklistQuestion, _ moments: DeskMoments, for account: AccountID) {
    switch self {
    case .overdue: (question.stages, question.overdue) = (Heap.runs, true)
    case .dueToday:
      question.stages = Heap.runs
      (question.dueFrom, question.dueBefore) = (moments.now, moments.endOfToday)
    case .dueSoon:
      question.stages = Heap.runs
      (question.dueFrom, question.dueBefore) = (moments.endOfToday, moments.endOfSoon)
    case .answerOverdue: (question.stages, question.since) = ([.submitted], moments.answerOverdue)
    case .supplementOverdue:
      (question.stages, question.since) = ([.awaitingSupplement], moments.supplementOverdue)
    case .toReceive: question.stages = [.submitted]
    case .toAssign: (question.stages, question.assignment) = (Heap.runs, .nobody)
    case .mine: (question.stages, question.assignment) = (Heap.open, .to(account))
    case .toDecide: question.stages = [.processing]
    case .corrections: question.correctionPending = true
    case .toDeliver: question.stages = [.decided]
    case .paused: question.stages = [.awaitingSupplement, .awaitingPayment]
    case .running: question.stages = Heap.runs
    }
  }

  /// In these the clock runs. Source: domain 1.6.
  static let runs: Set<Stage> = [.received, .processing]
  /// In these somebody still has something to do.
  static let open: Set<Stage> = [
    .submitted, .received, .processing, .awaitingSupplement, .awaitingPayment, .decided,
  ]
}
