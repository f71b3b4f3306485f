public import Ground
public import Storage

/// Reads the directory for routes and pages: one snapshot a question.
public struct DirectoryDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let cache: DirectoryCache
  let offering: @Sendable (ProcedureCode, any Transaction) throws -> Set<AgencyCode>

  /// `offering` says which agencies take a procedure today; the catalogue knows.
  public init(
    database: any Database, now: @escaping @Sendable () -> Instant, cache: DirectoryCache,
    offering: @escaping @Sendable (ProcedureCode, any Transaction) throws -> Set<AgencyCode>
  ) {
    (self.database, self.now, self.cache, self.offering) = (database, now, cache, offering)
  }

  /// What a list of agencies is asked.
  public struct Query: Sendable {
    public var level: AgencyLevel?
    public var text: String?
    public var procedure: ProcedureCode?
    /// `nil` is today.
    public var day: Day?
    public var limit = 50
    public var after: AgencyCode?

    public init() {}
  }

  /// Shape: by code; one more than `limit` when there are more.
  public func agencies(_ query: Query) async throws -> [Agency] {
    let day = query.day ?? now().day
    return try await database.read { tx in
      let among = try query.procedure.map { try offering($0, tx) }
      return try Agencies(tx: tx, cache: cache).list(
        level: query.level, q: query.text, among: among, on: day, limit: query.limit + 1,
        after: query.after)
    }
  }

  /// Who holds a post at `agency` now.
  ///
  /// Shape: by account; one more than `limit` when there are more; empty for an unknown agency.
  public func officers(
    of agency: AgencyCode, limit: Int, after: AccountID?
  ) async throws -> [Officer] {
    let instant = now()
    return try await database.read { tx in
      try Officers(tx: tx, cache: cache).at(agency, at: instant, limit: limit + 1, after: after)
    }
  }

  /// One agency with what is known of it, for its administrators.
  ///
  /// Refuses: `AgencyUnseen` when there is none; `AgencyRefused.notYours`.
  func sheet(of code: AgencyCode, for caller: Caller) async throws -> AgencySheet {
    let instant = now()
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      guard let identity = tree.identity(of: code, on: instant.day),
        let agency = tree.agency(id: identity.id, on: max(identity.from, instant.day))
          ?? identity.to.flatMap({ tree.agency(id: identity.id, on: $0) })
      else { throw AgencyUnseen(code: code) }
      _ = try tree.administering(agency.code, caller, on: instant.day)
      let posts = try PostStore(tx: tx).posts(at: identity.id, in: tree, on: instant.day)
      let names = try AccountStore(tx: tx).accounts(Set(posts.map(\.account)))
      return AgencySheet(
        agency: agency, codes: identity.codes.map(\.code),
        periods: identity.periods.map { ($0.from, $0.name) }.map(AgencySheet.Named.init),
        posts: posts.map { AgencySheet.HeldPost(post: $0, account: names[$0.account]) },
        acts: try AgencyStore(tx: tx).acts(on: identity.id, limit: 50), at: instant)
    }
  }

  /// The agencies that `caller` administers on this day, by code. Shape: at most 500.
  func administered(by caller: Caller, text: String) async throws -> [Agency] {
    let day = now().day
    return try await database.read { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let own = caller.posts.filter { $0.role == .administrator }.map(\.agency)
      let among = try own.reduce(into: Set<AgencyCode>()) { codes, code in
        codes.formUnion(try agencies.below(code, on: day))
      }
      return try agencies.list(
        q: text.isEmpty ? nil : text, among: among, on: day, limit: 500)
    }
  }
}

/// There is no agency under that code, or there never was.
struct AgencyUnseen: Refusal {
  let code: String = "agency.unseen"
  let agency: AgencyCode

  init(code: AgencyCode) { agency = code }

  var kind: RefusalKind { .unknown }
  var explanation: String {
    "Không có cơ quan mang mã \(agency.rawValue). Chọn lại trong danh mục cơ quan."
  }
}

/// One agency as its administrators see it.
struct AgencySheet: Sendable {
  /// A name since a day.
  struct Named: Sendable {
    let from: Day
    let name: String
  }

  /// A post with whoever holds it.
  struct HeldPost: Sendable {
    let post: Post
    let account: Account?
  }

  let agency: Agency
  let codes: [AgencyCode]
  let periods: [Named]
  let posts: [HeldPost]
  let acts: [AgencyAct]
  let at: Instant
}
