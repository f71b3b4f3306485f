public import Ground
public import Storage

/// Finds procedures. Guards the index that it holds in memory, which is made again whenever the
/// catalogue's own count of changes says so.
public actor ProcedureSearch {
  private let database: any Database
  private let now: @Sendable () -> Instant
  private var index = SearchIndex([])
  /// The count at which `index` was made; `nil` before the first question.
  private var changes: Int?

  public init(database: any Database, now: @escaping @Sendable () -> Instant) {
    (self.database, self.now) = (database, now)
  }

  /// One page of what fits, best first; without text everything, by code.
  ///
  /// Shape: at most `limit` items after the code `after`; what was added since the page before
  /// neither repeats nor hides an item that keeps its place.
  public func find(_ query: ProcedureQuery) async throws -> ProcedureFound {
    let agency = query.agency
    let today = now().day
    let known = changes
    let read = try await database.read { tx -> Reading in
      let changes = try Procedures(tx: tx).changes()
      return Reading(
        changes: changes,
        entries: changes == known ? nil : try ProcedureStore(tx: tx).searchable(),
        offered: try agency.map { Set(try Offers(tx: tx).proceduresOffered(by: $0, on: today)) })
    }
    if let entries = read.entries, read.changes > changes ?? -1 {
      index = SearchIndex(entries)
      changes = read.changes
    }
    return page(query, offered: read.offered)
  }

  private struct Reading: Sendable {
    let changes: Int
    let entries: [(summary: ProcedureSummary, folded: String)]?
    let offered: Set<ProcedureCode>?
  }

  private func page(_ query: ProcedureQuery, offered: Set<ProcedureCode>?) -> ProcedureFound {
    let sector = query.sector.map { Sector(named: $0).code }
    let all = index.ranked(query.text).lazy.map { self.index.documents[$0].summary }
    let fitting = all.filter { summary in
      (sector == nil || summary.sector.code == sector || summary.sector.code == query.sector)
        && (query.level.map { summary.levels.contains($0) } ?? true)
        && (offered?.contains(summary.code) ?? true)
    }
    let found = Array(fitting)
    let start = query.after.map { after in place(after: after, in: found, query) } ?? 0
    let items = Array(found[start...].prefix(query.limit))
    let isLast = start + items.count >= found.count
    return ProcedureFound(
      items: items, next: isLast ? nil : items.last?.code, total: found.count)
  }

  /// A code that fits no longer, as when its name changed, lets the page begin where it stood by
  /// code; among ranked answers, that is at their end.
  private func place(
    after code: ProcedureCode, in found: [ProcedureSummary], _ query: ProcedureQuery
  ) -> Int {
    if let at = found.firstIndex(where: { $0.code == code }) { return at + 1 }
    guard query.text.allSatisfy(\.isWhitespace) else { return found.count }
    return found.firstIndex { $0.code > code } ?? found.count
  }
}
