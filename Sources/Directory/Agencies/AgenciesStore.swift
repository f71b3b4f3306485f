public import Ground
public import Storage

/// The agencies, for callers who hold a transaction. Lives as long as its transaction.
///
/// The tree is read at the first question, or taken from `cache` when nothing has changed since.
public struct Agencies {
  private let store: AgencyStore
  private let cache: DirectoryCache

  /// Without a `cache` the tree is read once for this value.
  public init(tx: any Transaction, cache: DirectoryCache? = nil) {
    store = AgencyStore(tx: tx)
    self.cache = cache ?? DirectoryCache()
  }

  /// What the last change of agencies or their contacts left: while it stays, what was read before
  /// is still true.
  public func mark() throws -> String { try store.mark() }

  /// All agencies through time, for more than one question.
  public func tree() throws -> AgencyTree {
    try cache.tree(try store.mark()) { try store.tree() }
  }

  /// The agency that `code` names on `day`: its own code, an alias, an old form or a retired code.
  /// `nil` when it does not exist on that day. Source: ORG-5, MRG-4.
  public func agency(_ code: AgencyCode, on day: Day) throws -> Agency? {
    try tree().agency(code, on: day)
  }

  /// The same, for those who cannot go on without it.
  ///
  /// Refuses: `AgencyRefused.unknown`.
  public func require(_ code: AgencyCode, on day: Day) throws -> Agency {
    guard let agency = try agency(code, on: day) else { throw AgencyRefused.unknown(code) }
    return agency
  }

  /// Where the agency is found and how it is reached on `day`; `nil` when nothing is known or it
  /// is not known itself. A retired code still finds what held on that day.
  public func contact(of code: AgencyCode, on day: Day) throws -> AgencyContact? {
    try tree().identity(of: code, on: day).flatMap { try contact(id: $0.id, on: day) }
  }

  /// The same by identity.
  public func contact(id: AgencyID, on day: Day) throws -> AgencyContact? {
    try AgencyContactStore(tx: store.tx).contact(of: id, on: day)
  }

  /// Whether `code` named an agency that existed on `day`.
  public func existed(_ code: AgencyCode, on day: Day) throws -> Bool {
    try agency(code, on: day) != nil
  }

  /// The codes of `code` and of everything under it on `day`; empty when it does not exist then.
  public func below(_ code: AgencyCode, on day: Day) throws -> Set<AgencyCode> {
    try tree().below(code, on: day)
  }

  /// The codes above `code` on `day`, nearest first, without itself.
  public func ancestors(of code: AgencyCode, on day: Day) throws -> [AgencyCode] {
    try tree().ancestors(of: code, on: day)
  }

  /// Agencies that exist on `day`.
  ///
  /// Shape: at most `limit`, by code, those after `after`. `q` is found in name or code without
  /// regard to marks; `among` keeps only those codes.
  public func list(
    level: AgencyLevel? = nil, q: String? = nil, among: Set<AgencyCode>? = nil, on day: Day,
    limit: Int, after: AgencyCode? = nil
  ) throws -> [Agency] {
    let wanted = q.map { folded($0).split(separator: " ") } ?? []
    return Array(
      try tree().agencies(on: day).lazy.filter { agency in
        guard after.map({ $0 < agency.code }) ?? true, level.map({ $0 == agency.level }) ?? true,
          among?.contains(agency.code) ?? true
        else { return false }
        let text = wanted.isEmpty ? "" : folded("\(agency.name) \(agency.code.rawValue)")
        return wanted.allSatisfy { text.contains($0) }
      }.prefix(limit))
  }

  /// Who does the work of `code` in `sector` on `day`: itself while it exists, else whoever
  /// followed it. `nil` when nobody did, or when a split does not say who. Source: MRG-2, MRG-8.
  public func successor(
    of code: AgencyCode, for sector: String?, on day: Day
  ) throws -> Agency? {
    try tree().successor(of: code, for: sector, on: day)
  }

  /// The names that `codes` had on `day`, or had last when it is `nil`; unknown codes are absent.
  public func names(
    of codes: Set<AgencyCode>, on day: Day? = nil
  ) throws -> [AgencyCode: String] {
    guard !codes.isEmpty else { return [:] }
    let tree = try tree()
    return codes.reduce(into: [:]) { names, code in names[code] = tree.name(of: code, on: day) }
  }
}
