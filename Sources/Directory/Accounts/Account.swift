public import Ground

/// Someone who can sign in.
public struct Account: Sendable, Equatable {
  /// What an account is without any post.
  public enum Kind: String, Sendable, CaseIterable {
    /// A citizen, or whoever acts for an organisation.
    case citizen
    /// A member of a community digital group, who types for others.
    case helper
    /// An officer: everything comes from posts. Source: MRG-7.
    case officer

    /// The roles that need no agency.
    public var ownRoles: Set<Role> {
      switch self {
      case .citizen: [.citizen]
      case .helper: [.helper]
      case .officer: []
      }
    }
  }

  public let id: AccountID
  /// As it was typed when the account was made.
  public let username: String
  public let name: String
  public let kind: Kind
}

/// A role of one person at one agency for a time. Source: MRG-7.
public struct Post: Sendable, Equatable {
  public let id: PostID
  public let account: AccountID
  public let role: Role
  /// The agency's code today, or its last one.
  public let agency: AgencyCode
  /// Chức danh, as it is shown; may be empty.
  public let title: String
  /// The telephone at work, as letters give it; `nil` when there is none.
  public let phone: String?
  public let from: Instant
  /// From this moment on it gives nothing; `nil` while no end is known.
  public let to: Instant?
  /// Why it was granted, and by whom; `nil` is the command line.
  public let grantReason: String
  public let grantedBy: AccountID?
  /// Why it ended, and by whom, when somebody ended it.
  public let endReason: String?
  public let endedBy: AccountID?

  /// Whether it gives anything at `instant`.
  public func holds(at instant: Instant) -> Bool {
    from <= instant && (to.map { instant < $0 } ?? true)
  }
}

/// Who holds or held a post, as a letter names them: also after it has ended.
public struct PostHolder: Sendable, Equatable {
  public let account: AccountID
  public let name: String
  public let role: Role
  /// The agency's code today, or its last one.
  public let agency: AgencyCode
  /// Chức danh; `nil` when none was written down.
  public let title: String?
  /// The telephone at work.
  public let phone: String?
}

/// An account with the posts that it holds.
public struct Officer: Sendable, Equatable {
  public let account: AccountID
  public let name: String
  /// In order of their beginning.
  public let posts: [Caller.Post]

  public init(account: AccountID, name: String, posts: [Caller.Post]) {
    (self.account, self.name, self.posts) = (account, name, posts)
  }
}

/// A name under which somebody signs in.
public struct Username: Sendable, Hashable {
  /// As typed.
  public let text: String
  /// What must be unique: upper and lower case are one.
  public let key: String

  /// Refuses: `FieldUnfit.username` unless it is 3 to 64 letters without marks, digits and `.-_@`.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = normalised(typed)
    let others = Set(".-_@".utf8)
    let isFit = text.utf8.allSatisfy { byte in
      isDecimalDigit(byte) || (97...122).contains(byte | 32) && byte < 128 || others.contains(byte)
    }
    guard isFit, (3...64).contains(text.utf8.count) else { throw .username }
    (self.text, key) = (text, text.lowercased())
  }
}
