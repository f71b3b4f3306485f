public import Ground
public import Storage

/// Reads facts in the transaction that seals them, in the order of their positions.
///
/// What it throws undoes the sealing, which is then tried again: a reader never misses a fact and
/// never sees one twice.
public protocol SealedFactReader: Sendable {
  func take(_ facts: [Sealed], _ tx: any Transaction) throws
}

/// Seals committed facts: one at a time across all processes that share the database.
public struct Sealer: Sendable {
  let database: any Database
  let key: JournalKey
  let readers: [any SealedFactReader]
  let now: @Sendable () -> Instant

  /// `now` is the machine's clock: it must not go back behind a checkpoint.
  public init(
    database: any Database, key: JournalKey, readers: [any SealedFactReader],
    now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.key, self.readers, self.now) = (database, key, readers, now)
  }

  /// How many facts one transaction seals at most.
  static let batch = 1000

  /// What one attempt came to.
  public enum Attempt: Sendable, Equatable {
    case sealed(Checkpoint, mayBeMore: Bool)
    case nothingToSeal
    /// Another process is sealing at this moment.
    case othersTurn
    /// The clock stands before the last checkpoint's time: nothing is stamped until it has passed.
    case clockBehind(checkpoint: Instant, now: Instant)
  }

  /// Seals at most 1,000 facts of one snapshot, in one transaction.
  ///
  /// Refuses: `JournalDamaged` when the tree, the positions and the last checkpoint do not fit.
  public func sealOnce() async throws -> Attempt {
    let isWaiting = try await database.read { tx in
      try !JournalTreeStore(tx: tx).unsealed(after: nil, limit: 1).isEmpty
    }
    // An idle journal costs no write transaction.
    guard isWaiting else { return .nothingToSeal }
    return try await database.write { tx in try attempt(tx) }
  }

  /// Seals until nothing is left, and gives the newest checkpoint; `nil` while no fact was ever
  /// sealed. For tests and commands; waits while another process is sealing.
  ///
  /// Refuses: `JournalDamaged`, `SealerClockBehind`.
  public func seal() async throws -> Checkpoint? {
    while true {
      switch try await sealOnce() {
      case .sealed: continue
      case .othersTurn: try await Task.sleep(for: .milliseconds(20))
      case .clockBehind(let checkpoint, let now):
        throw SealerClockBehind(checkpoint: checkpoint, now: now)
      case .nothingToSeal:
        let position = try await database.read { try JournalStore(tx: $0).asOf() }
        return position.map { Checkpoint(origin: key.origin, size: $0.size, root: $0.root) }
      }
    }
  }

  private func attempt(_ tx: any Transaction) throws -> Attempt {
    let store = JournalTreeStore(tx: tx)
    guard try tx.tryLock("journal.sealer") else { return .othersTurn }
    let batch = try next(store)
    guard !batch.isEmpty else { return .nothingToSeal }
    let last = try store.lastCheckpoint()
    let instant = now()
    if let last, instant < last.position.at {
      return .clockBehind(checkpoint: last.position.at, now: instant)
    }
    var edge = try fittingEdge(store, last)
    let facts = try place(batch, on: &edge, store)
    for reader in readers { try reader.take(facts, tx) }
    let checkpoint = Checkpoint(origin: key.origin, size: edge.size, root: edge.root)
    let position = Position(size: edge.size, root: checkpoint.root, at: instant)
    let note = try key.sign(checkpoint.text).serialised
    let stamp = try key.stamp(checkpoint, at: instant)
    try store.insert(KeptCheckpoint(position: position, note: note, stamp: stamp))
    return .sealed(checkpoint, mayBeMore: batch.count == Sealer.batch)
  }

  /// The next facts in their order. Reads on while a whole page only waits for later ones.
  private func next(_ store: JournalTreeStore) throws -> [UnsealedFact] {
    var waiting: [UnsealedFact] = []
    while true {
      let page = try store.unsealed(after: waiting.last, limit: Sealer.batch)
      waiting += page
      let order = sealingOrder(waiting)
      if !order.isEmpty || page.count < Sealer.batch { return Array(order.prefix(Sealer.batch)) }
    }
  }

  /// The right edge of the tree, when it is the one that the last checkpoint was signed for.
  private func fittingEdge(_ store: JournalTreeStore, _ last: KeptCheckpoint?) throws -> TreeEdge {
    let size = last?.position.size ?? 0
    guard try store.sealedCount() == size else {
      throw JournalDamaged("the last checkpoint is of \(size) facts, but others have positions")
    }
    let edge = try tree(size, store)
    if let last {
      guard edge.root == last.position.root else {
        throw JournalDamaged("the tiles do not give the root of the last checkpoint")
      }
      guard try SignedNote(reading: Array(last.note.utf8)).text.hasPrefix(key.origin + "\n") else {
        throw JournalDamaged("the last checkpoint is of another journal than \(key.origin)")
      }
    }
    return edge
  }

  private func tree(_ size: Int, _ store: JournalTreeStore) throws -> TreeEdge {
    do { return try TreeEdge(size: size) { try store.tile($0) } } catch let missing as TileMissing {
      throw JournalDamaged(missing.description)
    }
  }

  private func place(
    _ batch: [UnsealedFact], on edge: inout TreeEdge, _ store: JournalTreeStore
  ) throws -> [Sealed] {
    var facts: [Sealed] = []
    for waiting in batch {
      let position = edge.size
      do { facts.append(Sealed(position: position, fact: try Fact(line: waiting.line))) } catch {
        throw JournalDamaged("fact \(waiting.id) cannot be read: \(error)")
      }
      for tile in edge.append(TreeHash.leaf(waiting.line)) { try store.put(tile) }
      try store.seal(waiting.id, at: position)
    }
    for tile in edge.partialTiles { try store.put(tile) }
    return facts
  }
}

/// Nothing can be sealed until the clock has passed the last checkpoint's time.
public struct SealerClockBehind: Error, Sendable, Equatable, CustomStringConvertible {
  public let checkpoint: Instant
  public let now: Instant

  public var description: String {
    "the clock says \(now.rfc3339), before the last checkpoint of \(checkpoint.rfc3339): "
      + "set the machine's clock; sealing waits until then"
  }
}
