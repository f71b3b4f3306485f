public import Journal
public import Storage

/// Counts facts into the summary tables, in the transaction that seals them.
public struct SummaryDesk: SealedFactReader {
  public init() {}

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
  }

  private func count(_ facts: [Sealed], _ store: SummaryStore) throws {
    var tally = Tally(keepsEntries: true)
    let subjects = Dictionary(grouping: facts.map(\.fact)) {
      $0.kind.rawValue.prefix { $0 != "." }
    }.mapValues { Set($0.map(\.subject)).sorted() }
    tally.dossiers = try store.dossiers(subjects["dossier"] ?? [])
    tally.offers = try store.offers(subjects["offer"] ?? [])
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
