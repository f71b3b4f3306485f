public import Storage

/// The statements on `fact` that others may use inside their own transaction. Facts are added;
/// there is no change and no removal.
public struct JournalStore {
  let tx: any Transaction
  public init(tx: any Transaction) { self.tx = tx }

  /// Adds a fact, to be sealed soon after the transaction.
  ///
  /// Refuses (as faults, for they are mistakes of a slice): `FactUnfit` when it would tell more
  /// than codes and numbers; `ConstraintBroken` when the id is taken or the subject has this `seq`.
  public func add(_ fact: Fact) throws {
    let (line, unfitness) = fact.examined
    if let unfitness { throw FactUnfit(kind: fact.kind.rawValue, reason: unfitness) }
    try tx.run(
      """
      INSERT INTO fact (id, subject, seq, recorded_at, kind, body)
      VALUES (\(fact.id), \(fact.subject), \(fact.seq), \(fact.recordedAt), \(fact.kind.rawValue),
        \(line))
      """)
  }

  /// The `seq` that the subject's next fact must have. Whoever asks holds the subject's lock.
  public func nextSeq(ofSubject subject: String) throws -> Int {
    let last = try tx.row(
      """
      SELECT seq
      FROM fact
      WHERE subject = \(subject)
      ORDER BY seq DESC
      LIMIT 1
      """)
    return try (last?.int(0) ?? 0) + 1
  }

  /// The subject's facts in the order of `seq`, sealed or not. Shape: at most 10,000.
  public func facts(ofSubject subject: String) throws -> [Fact] {
    try tx.rows(
      """
      SELECT body
      FROM fact
      WHERE subject = \(subject)
      ORDER BY seq
      LIMIT 10000
      """
    ).map { try Fact(line: $0.bytes(0)) }
  }

  /// The sealed facts from position `from` to before `to`, in order. Shape: at most `limit`,
  /// 1…1000.
  public func facts(from: Int, to: Int, limit: Int = 500) throws -> [Sealed] {
    try lines(from: from, to: to, limit: limit).map {
      Sealed(position: $0.position, fact: try Fact(line: $0.line))
    }
  }

  /// The same as lines, unread: exactly what was hashed.
  public func lines(from: Int, to: Int, limit: Int = 500) throws -> [SealedLine] {
    precondition((1...1000).contains(limit))
    return try tx.rows(
      """
      SELECT position, body
      FROM fact
      WHERE position >= \(from) AND position < \(to)
      ORDER BY position
      LIMIT \(limit)
      """
    ).map { SealedLine(position: try $0.int(0), line: try $0.bytes(1)) }
  }

  /// Where a fact stands: not there, not sealed yet, or at a position.
  public func place(ofFact id: String) throws -> FactPlace {
    let row = try tx.row("SELECT position FROM fact WHERE id = \(id)")
    guard let row else { return .unknown }
    return try row.optionalInt(0).map { .sealed($0) } ?? .unsealed
  }

  /// The fact's position; `nil` when it is not sealed yet or there is none.
  public func position(ofFact id: String) throws -> Int? {
    guard case .sealed(let position) = try place(ofFact: id) else { return nil }
    return position
  }

  /// How far the journal is sealed in this transaction's snapshot; `nil` before the first sealing.
  public func asOf() throws -> Position? { try JournalTreeStore(tx: tx).lastCheckpoint()?.position }

  /// The journal as it was when it had `size` facts: its root then, and the time of the first
  /// checkpoint that covers them; `nil` when fewer are sealed.
  public func asOf(size: Int) throws -> Position? {
    let store = JournalTreeStore(tx: tx)
    guard size > 0, let covering = try store.firstCheckpoint(from: size) else { return nil }
    guard covering.position.size > size else { return covering.position }
    let edge = try TreeEdge(size: size) { try store.tile($0) }
    return Position(size: size, root: edge.root, at: covering.position.at)
  }
}

/// Where a fact stands.
public enum FactPlace: Sendable, Equatable {
  case unknown
  case unsealed
  case sealed(Int)
}
