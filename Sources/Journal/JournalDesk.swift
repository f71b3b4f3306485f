public import Ground
public import Storage

/// Reads the sealed journal. One snapshot a question; what is sealed never changes, so pages fit.
public struct JournalDesk: Sendable {
  let database: any Database

  public init(database: any Database) { self.database = database }

  /// How far the journal is sealed; `nil` before the first sealing.
  public func asOf() async throws -> Position? {
    try await database.read { try JournalStore(tx: $0).asOf() }
  }

  /// What waits to be sealed.
  public func backlog() async throws -> JournalBacklog {
    try await database.read { try JournalTreeStore(tx: $0).backlog(limit: 10_000) }
  }

  /// The newest signed checkpoint as it is published; `nil` before the first sealing.
  public func checkpoint() async throws -> String? {
    try await database.read { try JournalTreeStore(tx: $0).lastCheckpoint()?.note }
  }

  /// The last signed checkpoint of each day before that of the newest, as they were published, by
  /// the day: what had left the house by then cannot be made otherwise later.
  ///
  /// Shape: the newest 400 days, oldest first.
  public func dailyCheckpoints() async throws -> [(day: Day, note: String)] {
    try await database.read { tx in
      try JournalTreeStore(tx: tx).dailyCheckpoints(limit: 401)
    }.dropFirst().reversed().map { ($0.at.day, $0.note) }
  }

  /// The hashes of a tile, `width` of them, one after the other; `nil` when it has not as many.
  public func tile(_ place: TilePlace, width: Int = 256) async throws -> [UInt8]? {
    try await database.read { tx in
      let hashes = try JournalTreeStore(tx: tx).tile(place) ?? []
      return hashes.count >= width ? packed(Array(hashes.prefix(width))) : nil
    }
  }

  /// Sealed lines from position `from` to before `to`. Shape: at most `limit`, 1…1000.
  public func lines(from: Int, to: Int, limit: Int = 500) async throws -> [SealedLine] {
    try await database.read { try JournalStore(tx: $0).lines(from: from, to: to, limit: limit) }
  }

  /// Gives each sealed line to `body`, in order: the memory needed stays the same.
  ///
  /// Shape and refusals: as `eachPage`.
  public func eachLine(
    from: Int = 0, to: Int = .max, _ body: (SealedLine) throws -> Void
  ) async throws {
    try await eachPage(from: from, to: to) { page in for line in page { try body(line) } }
  }

  /// Gives the sealed lines to `body` in order, up to 500 at once.
  ///
  /// Shape: what is sealed when this begins, from position `from` to before `to`.
  /// Refuses: `JournalDamaged` when a position is empty.
  public func eachPage(
    from: Int = 0, to: Int = .max, _ body: ([SealedLine]) async throws -> Void
  ) async throws {
    let end = min(to, try await asOf()?.size ?? 0)
    var next = from
    while next < end {
      let page = try await lines(from: next, to: end)
      let whole = page.enumerated().prefix { $0.element.position == next + $0.offset }
      if !whole.isEmpty { try await body(whole.map(\.element)) }
      next += whole.count
      if whole.isEmpty || whole.count < page.count {
        throw JournalDamaged("the fact at position \(next) is missing")
      }
    }
  }

  /// The tree of the first `size` facts: its root, and proofs from one snapshot. `nil` when fewer
  /// are sealed.
  public func tree<T: Sendable>(
    of size: Int, _ ask: @escaping @Sendable (inout TiledTree) throws -> T
  ) async throws -> T? {
    try await database.read { tx in
      let store = JournalTreeStore(tx: tx)
      guard try size == 0 || store.lastCheckpoint()?.position.size ?? 0 >= size else { return nil }
      var tree = TiledTree(size: size) { try store.tile($0) }
      return try ask(&tree)
    }
  }

  /// Waits until the fact `id` is sealed, at most `limit`. Source: contract, `?after-fact=`.
  ///
  /// Shape: where it then stands; `.unknown` at once when there is no such fact.
  public func waitUntilSealed(
    fact id: String, limit: Duration = .seconds(5)
  ) async throws -> FactPlace {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: limit)
    while true {
      let place = try await database.read { try JournalStore(tx: $0).place(ofFact: id) }
      guard place == .unsealed, clock.now < end else { return place }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
