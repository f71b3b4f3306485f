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

  /// Where an agency is found and how it is reached; `nil` when nothing is known. `day` is today
  /// when left out.
  public func contact(of agency: AgencyCode, on day: Day? = nil) async throws -> AgencyContact? {
    let day = day ?? now().day
    return try await database.read { tx in
      try Agencies(tx: tx, cache: cache).contact(of: agency, on: day)
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
}

/// There is no agency under that code, or there never was.
struct AgencyUnseen: Refusal {
  let code: String = "agency.unseen"
  let agency: AgencyCode

  init(code: AgencyCode) { agency = code }

  var kind: RefusalKind { .unknown }
  var explanation: Phrase {
    "Không có cơ quan mang mã \(agency.rawValue). Chọn lại trong danh mục cơ quan."
  }
}
