public import Catalogue

extension Channel {
  /// The national code of a channel. Source: DOS-11.
  public var nationalCode: Int {
    switch self {
    case .counter: 1
    case .online: 2
    case .post: 3
    }
  }
}

/// Who typed the dossier into the system. Source: contract, "Who typed".
public enum TypedBy: String, Sendable, CaseIterable {
  /// The applicant's own account.
  case `self`
  /// An account that is not the applicant's.
  case proxy
  /// A helper of a community digital group.
  case assisted
  case officer
  case partner
  case `import`
}
