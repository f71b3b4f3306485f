/// Tags that give each kind of id its own type.
public enum AgencyTag {}
public enum AccountTag {}
public enum PostTag {}
public enum ProcedureTag {}

/// Mã định danh cơ quan. Source: ORG-1.
public typealias AgencyCode = ID<AgencyTag>
public typealias AccountID = ID<AccountTag>
public typealias PostID = ID<PostTag>
/// Mã thủ tục, as `1.001193`. Source: CAT-2.
public typealias ProcedureCode = ID<ProcedureTag>

/// What a person may be in this house. The raw value is what the API says.
public enum Role: String, Sendable, CaseIterable {
  case citizen, helper, receiver, handler, approver, clerk, reporter, supervisor, administrator
}

/// Who asks: one signed-in account with the posts it holds at this moment. Source: MRG-7.
public struct Caller: Sendable, Equatable {
  /// A post held now: a role at one agency. Facts name the post, never the person.
  public struct Post: Sendable, Equatable {
    public let id: PostID
    public let role: Role
    public let agency: AgencyCode

    public init(id: PostID, role: Role, agency: AgencyCode) {
      (self.id, self.role, self.agency) = (id, role, agency)
    }
  }

  public let account: AccountID
  public let name: String
  /// Roles that need no agency: citizen, helper.
  public let ownRoles: Set<Role>
  public let posts: [Post]

  public init(account: AccountID, name: String, ownRoles: Set<Role>, posts: [Post]) {
    (self.account, self.name, self.ownRoles, self.posts) = (account, name, ownRoles, posts)
  }

  /// Every role the account holds now, at whatever agency.
  public var roles: Set<Role> { ownRoles.union(posts.map(\.role)) }

  /// The post that gives one of `roles` at one of `agencies`, or `nil`.
  public func post(_ roles: Set<Role>, at agencies: Set<AgencyCode>) -> Post? {
    posts.first { roles.contains($0.role) && agencies.contains($0.agency) }
  }

  /// The agency of the first post; `nil` for a citizen.
  public var agency: AgencyCode? { posts.first?.agency }
}
