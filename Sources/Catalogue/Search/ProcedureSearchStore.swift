public import Directory
public import Ground
public import Storage

/// Finds procedures. Guards the index that it holds in memory, which is made again whenever the
/// catalogue's own count of changes says so, or a new day has begun, since words are dated.
public actor ProcedureSearch {
  private let database: any Database
  private let now: @Sendable () -> Instant
  private let words: EverydayWords
  private let cache: DirectoryCache?
  private var index = SearchIndex([])
  /// The count at which `index` was made; `nil` before the first question.
  private var changes: Int?
  /// The day whose everyday words `index` has.
  private var day: Day?

  /// `words` are those of the pack `everyday-words`.
  public init(
    database: any Database, words: EverydayWords = .none, cache: DirectoryCache? = nil,
    now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.words, self.cache, self.now) = (database, words, cache, now)
  }

  /// Makes the index of today, so that nobody who asks waits for it.
  func prepare() async throws { _ = try await refresh(now().day) { _ in nil } }

  /// One page of what fits, best first; without text everything, by code.
  ///
  /// Shape: at most `limit` items after the code `after`; what was added since the page before
  /// neither repeats nor hides an item that keeps its place.
  public func find(_ query: ProcedureQuery) async throws -> ProcedureFound {
    let (today, agency, cache) = (now().day, query.agency, cache)
    let taken = try await refresh(today) { tx -> Taken? in
      guard let agency else { return nil }
      return Taken(
        codes: Set(try Offers(tx: tx).proceduresOffered(by: agency, on: today)),
        name: try Agencies(tx: tx, cache: cache).agency(agency, on: today)?.name)
    }
    return page(query, taken)
  }

  /// The names that someone may be about to type, best first. Shape: at most `limit`, each once;
  /// none before two letters.
  public func suggestions(_ text: String, limit: Int = 8) async throws -> [String] {
    _ = try await refresh(now().day) { _ in nil }
    guard Syllable.reading(text).contains(where: { $0.key.utf8.count > 1 }) else { return [] }
    var names: [String] = []
    for place in index.ranking(text, isTyping: true).places.prefix(limit * 4) {
      let name = index.documents[place].summary.name
      if !names.contains(name) { names.append(name) }
      if names.count == limit { break }
    }
    return names
  }

  /// What an agency takes today, and its name.
  private struct Taken: Sendable {
    let codes: Set<ProcedureCode>
    let name: String?
  }

  private struct Reading: Sendable {
    let changes: Int
    let entries: [(summary: ProcedureSummary, folded: String)]?
    let taken: Taken?
  }

  /// Makes the index again when it is of yesterday; in the same reading of the database it asks
  /// what else is wanted.
  private func refresh(
    _ today: Day, _ more: @escaping @Sendable (any Transaction) throws -> Taken?
  ) async throws -> Taken? {
    let known = today == day ? changes : nil
    let read = try await database.read { tx -> Reading in
      let changes = try Procedures(tx: tx).changes()
      return Reading(
        changes: changes,
        entries: changes == known ? nil : try ProcedureStore(tx: tx).searchable(),
        taken: try more(tx))
    }
    if let entries = read.entries, read.changes > changes ?? -1 || today != day {
      index = SearchIndex(entries, words: words.holding(on: today))
      (changes, day) = (read.changes, today)
    }
    return read.taken
  }

  private func page(_ query: ProcedureQuery, _ taken: Taken?) -> ProcedureFound {
    let sector = query.sector.map { Sector(named: $0).code }
    let ranking = index.ranking(query.text)
    func fits(_ place: Int) -> Bool {
      let own = index.documents[place].summary.sector.code
      return (sector == nil || own == sector || own == query.sector)
        && (query.level.map { index.documents[place].summary.levels.contains($0) } ?? true)
        && (taken?.codes.contains(index.documents[place].summary.code) ?? true)
    }
    let isWhole = sector == nil && query.level == nil && taken == nil
    let all = isWhole ? ranking.places : ranking.places.filter(fits)
    let start = query.after.map { after in place(after: after, in: all, query) } ?? 0
    let items = all[start...].prefix(query.limit).map { index.documents[$0].summary }
    let isLast = start + items.count >= all.count
    return ProcedureFound(
      items: items, next: isLast ? nil : items.last?.code, total: all.count,
      mended: ranking.mended, agencyName: taken?.name)
  }

  /// A code that fits no longer, as when its name changed, lets the page begin where it stood by
  /// code; among ranked answers, that is at their end.
  private func place(
    after code: ProcedureCode, in found: [Int], _ query: ProcedureQuery
  ) -> Int {
    if let at = found.firstIndex(where: { index.documents[$0].summary.code == code }) {
      return at + 1
    }
    guard query.text.allSatisfy(\.isWhitespace) else { return found.count }
    return found.firstIndex { index.documents[$0].summary.code > code } ?? found.count
  }
}
