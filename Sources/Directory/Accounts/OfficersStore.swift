public import Ground
public import Storage

/// The people and their posts, for callers who hold a transaction. Lives as long as it.
public struct Officers {
  private let tx: any Transaction
  private let cache: DirectoryCache?

  public init(tx: any Transaction, cache: DirectoryCache? = nil) {
    (self.tx, self.cache) = (tx, cache)
  }

  /// Who holds a post at `agency` itself at `instant`.
  ///
  /// Shape: at most `limit`, by account, those after `after`; empty when the agency does not exist.
  public func at(
    _ agency: AgencyCode, at instant: Instant, limit: Int, after: AccountID? = nil
  ) throws -> [Officer] {
    guard let found = try Agencies(tx: tx, cache: cache).agency(agency, on: instant.day) else {
      return []
    }
    return try PostStore(tx: tx).officers(
      at: found.id, code: found.code, instant: instant, limit: limit, after: after)
  }

  /// A post that holds at `instant`; `nil` when it has ended or there is none.
  public func post(_ id: PostID, at instant: Instant) throws -> Caller.Post? {
    let tree = try Agencies(tx: tx, cache: cache).tree()
    guard let post = try PostStore(tx: tx).post(id, in: tree, on: instant.day),
      post.holds(at: instant)
    else { return nil }
    return Caller.Post(id: post.id, role: post.role, agency: post.agency)
  }

  /// Who holds or held that post, as a letter names them; `nil` when there is no such post.
  public func holder(of id: PostID, on day: Day) throws -> PostHolder? {
    let tree = try Agencies(tx: tx, cache: cache).tree()
    guard let post = try PostStore(tx: tx).post(id, in: tree, on: day),
      let account = try AccountStore(tx: tx).account(post.account)
    else { return nil }
    return PostHolder(
      account: account.id, name: account.name, role: post.role, agency: post.agency,
      title: post.title.isEmpty ? nil : post.title, phone: post.phone)
  }

  /// An account with the posts that it holds at `instant`; `nil` when there is no such account.
  public func officer(_ account: AccountID, at instant: Instant) throws -> Officer? {
    try PostStore(tx: tx).officer(account, instant: instant)
  }

  /// What the account may be at `instant`; `nil` when there is no such account or it is locked.
  public func caller(_ account: AccountID, at instant: Instant) throws -> Caller? {
    let store = AccountStore(tx: tx)
    guard let known = try store.account(account), try !store.isLocked(account),
      let officer = try officer(account, at: instant)
    else { return nil }
    return Caller(
      account: account, name: known.name, ownRoles: known.kind.ownRoles, posts: officer.posts)
  }

  /// The names of accounts; unknown ones are absent.
  public func names(of accounts: Set<AccountID>) throws -> [AccountID: String] {
    try AccountStore(tx: tx).names(of: accounts)
  }
}
