public import Ground

/// Who may see a dossier and who may do what to it: default deny. Pure; every rule of it stands in
/// the table that `PermissionTests` walks. Source: contract, column "Who"; DOS-15, MRG-7.
public struct Standing: Sendable {
  let dossier: Dossier
  let caller: Caller
  /// The agencies above the receiving one, for supervisors.
  let above: Set<AgencyCode>
  /// The agency that takes the place of the receiving one, when that has ended. Source: MRG-11.
  let successor: AgencyCode?

  /// The account that handed it in, through its own session.
  var isApplicant: Bool {
    caller.account == dossier.account && !caller.ownRoles.isEmpty && dossier.typedBy != .officer
  }

  private var receiving: Set<AgencyCode> {
    successor.map { [dossier.agency, $0] } ?? [dossier.agency]
  }

  private var competent: Set<AgencyCode> { [dossier.competentAgency] }

  public var mayView: Bool {
    isApplicant || caller.post([.receiver, .clerk], at: receiving) != nil
      || caller.post([.receiver], at: [dossier.returnAgency]) != nil
      || caller.post([.handler, .approver, .clerk], at: competent) != nil
      || caller.post([.supervisor], at: above.union(receiving)) != nil
  }

  /// The role in which the caller would act; the post is `nil` for the applicant.
  public enum Actor: Sendable, Equatable {
    case applicant
    case officer(Caller.Post)

    public var post: Caller.Post? {
      switch self {
      case .applicant: nil
      case .officer(let post): post
      }
    }
  }

  /// In which role the caller does `act`.
  ///
  /// Refuses: `ActForbidden` when the caller may never do it to this dossier; at which stage it may
  /// be done is `Stage`'s question.
  public func actor(of act: ActKind) throws(ActForbidden) -> Actor {
    let roles = act.roles
    if roles.applicant, isApplicant { return .applicant }
    var assignedToAnother = false
    for role in order(of: act) where roles.officers.contains(role) {
      let agencies = role == .receiver ? places(of: act) : competent
      guard let post = caller.post([role], at: agencies) else { continue }
      if role == .handler, let officer = dossier.officer, officer != caller.account {
        assignedToAnother = true
      } else {
        return .officer(post)
      }
    }
    throw assignedToAnother ? ActForbidden.assignedToAnother : ActForbidden.notYours(act)
  }

  /// Whoever holds several posts acts from the one that the stage calls for.
  private func order(of act: ActKind) -> [Role] {
    let handlerFirst = act == .requestSupplement && dossier.stage == .processing
    return handlerFirst ? [.handler, .receiver] : [.receiver, .approver, .handler]
  }

  private func places(of act: ActKind) -> Set<AgencyCode> {
    act == .deliver ? receiving.union([dossier.returnAgency]) : receiving
  }
}

extension ActKind {
  /// Who may do it at all. Source: contract, column "Who".
  var roles: (applicant: Bool, officers: Set<Role>) {
    switch self {
    case .receive, .refuse, .requestPayment, .pay, .deliver: (false, [.receiver])
    case .forward, .requestSupplement, .correct: (false, [.receiver, .handler])
    case .assign: (false, [.handler, .approver])
    case .supply, .withdraw: (true, [.receiver])
    case .extend, .decide, .stop, .approveCorrection: (false, [.approver])
    case .rate: (true, [])
    }
  }
}

/// The caller may see the dossier, and may never do this to it.
public enum ActForbidden: Refusal, Equatable {
  case notYours(ActKind)
  case assignedToAnother
  case ownCorrection

  public var code: String {
    switch self {
    case .notYours: "dossier.act-forbidden"
    case .assignedToAnother: "dossier.assigned-to-another"
    case .ownCorrection: "correction.self-approval"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .notYours(let act): "Tài khoản này không có quyền “\(act.vietnamese)” với hồ sơ này."
    case .assignedToAnother:
      "Hồ sơ đã được phân công cho cán bộ khác. Đề nghị lãnh đạo phân công lại nếu cần."
    case .ownCorrection:
      "Người đề nghị đính chính không tự duyệt. Người khác có thẩm quyền phải duyệt."
    }
  }

  public var kind: RefusalKind { .forbidden }
}

/// There is no such dossier, or the caller may not know of it: the answer is the same.
public struct DossierUnknown: Refusal, Equatable {
  public init() {}
  public var code: String { "dossier.unknown" }
  public var explanation: Phrase { "Không có hồ sơ này, hoặc ông/bà không được xem hồ sơ này." }
  public var kind: RefusalKind { .unknown }
}

/// The dossier has moved on since the caller read it.
public struct DossierStale: Refusal, Equatable {
  public let version: Int
  public var code: String { "dossier.stale" }
  public var explanation: Phrase {
    "Hồ sơ đã thay đổi (phiên bản \(version)). Tải lại hồ sơ rồi thực hiện lại."
  }
  public var kind: RefusalKind { .stale }
}
