public import Journal
public import Storage

/// Counts facts into the summary tables, in the transaction that seals them.
public struct SummaryDesk: SealedFactReader {
  /// How many facts are put into the sums by day at a time.
  private let together: Int

  public init() { self.init(together: 1000) }

  init(together: Int) { self.together = together }

  /// Counts the batch. Facts that were sealed before this reader was there are counted first, and
  /// what has been counted is not counted again.
  public func take(_ facts: [Sealed], _ tx: any Transaction) throws {
    guard let first = facts.first else { return }
    let store = SummaryStore(tx: tx)
    var next = try store.mark()
    while next < first.position {
      let missed = try JournalStore(tx: tx).facts(from: next, to: first.position, limit: 1000)
      guard let last = missed.last else { throw FactsMissing(from: next, to: first.position) }
      try count(missed, store)
      next = last.position + 1
    }
    let fresh = facts.filter { $0.position >= next }
    guard let last = fresh.last else { return }
    try count(fresh, store)
    try store.mark(last.position + 1)
    try store.sumUp(to: last.position + 1, together: together)
  }

  /// Counts what was sealed before the tables were there or made anew, some of it at a time, until
  /// nothing is left. Two processes may do it at once.
  static func catchUp(_ database: any Database) async throws {
    while try await database.write({ try SummaryDesk().catchUp($0) }) {}
  }

  /// `false` when nothing is left to be counted.
  private func catchUp(_ tx: any Transaction) throws -> Bool {
    try tx.lock("journal.sealer")
    let store = SummaryStore(tx: tx)
    let (next, sealed) = (try store.mark(), try JournalStore(tx: tx).asOf()?.size ?? 0)
    guard next < sealed else { return false }
    let missed = try JournalStore(tx: tx).facts(from: next, to: sealed, limit: 1000)
    guard let last = missed.last else { throw FactsMissing(from: next, to: sealed) }
    try take(missed, tx)
    return last.position + 1 < sealed
  }

  private func count(_ facts: [Sealed], _ store: SummaryStore) throws {
    var tally = Tally(keeping: .entries)
    let dossiers = facts.map(\.fact).filter { $0.kind.rawValue.hasPrefix("dossier.") }
    tally.dossiers = try store.dossiers(Set(dossiers.map(\.subject)).sorted())
    for fact in facts { tally.take(fact) }
    try store.write(tally)
  }
}

/// The journal has a hole where facts should stand that were never counted.
struct FactsMissing: Error, Sendable, CustomStringConvertible {
  let from: Int
  let to: Int
  var description: String { "no facts at positions \(from) to \(to - 1), though they are sealed" }
}
