import Ground
import Journal
public import Storage

/// Compares the summary tables with a fresh count of the sealed facts, and names the dossiers whose
/// facts do not fit together. Source: contract, `check`.
public struct FigureCheckDesk: Sendable {
  let database: any Database

  public init(database: any Database) { self.database = database }

  /// How many defects of one kind are named.
  private static let named = 20

  /// The defects in words; empty when the tables are what the facts give.
  ///
  /// Reads one snapshot of the journal; memory grows with the number of dossiers.
  public func run() async throws -> [String] {
    try await database.read { tx in
      let sealed = try JournalStore(tx: tx).asOf()?.size ?? 0
      let store = SummaryStore(tx: tx)
      let counted = try store.mark()
      guard counted == sealed else {
        return ["figures: \(sealed) facts are sealed, but \(counted) of them are counted"]
      }
      var tally = Tally(keeping: .sums)
      var next = 0
      while next < sealed {
        let page = try JournalStore(tx: tx).facts(from: next, to: sealed, limit: 1000)
        guard let last = page.last else {
          return ["figures: the fact at position \(next) is missing"]
        }
        for fact in page { tally.take(fact) }
        next = last.position + 1
      }
      return try FigureCheckDesk.defects(tally, SummaryRowsStore(tx: tx))
    }
  }

  private static func defects(_ tally: Tally, _ stored: SummaryRowsStore) throws -> [String] {
    var defects: [String] = []
    let troubled = tally.dossiers.values.sorted { $0.subject < $1.subject }
      .compactMap { state in state.trouble.map { "figures: subject \(state.subject): \($0)" } }
    defects += first(troubled)
    let (entries, summed) = try stored.entries()
    defects += first(differing(tally.sums.named, entries))
    defects += first(differing(summed, try stored.days()).map { "\($0) (sums by day)" })
    defects += first(try subjects(tally, stored))
    if Set(try stored.agencies()) != Set(tally.agencies) {
      defects.append("figures: the agencies stored are not those of the facts")
    }
    if Set(try stored.offers()) != Set(tally.offers) {
      defects.append("figures: the offers stored are not those of the facts")
    }
    if Set(try stored.reports()) != Set(tally.reports) {
      defects.append("figures: the reports stored are not those of the facts")
    }
    return defects
  }

  private static func differing(
    _ counted: [EventKey: Amount], _ stored: [EventKey: Amount]
  ) -> [String] {
    Set(counted.keys).union(stored.keys).compactMap { key in
      let (facts, table) = (counted[key] ?? Amount(), stored[key] ?? Amount())
      guard facts != table else { return nil }
      return """
        figures: \(key.place.agency) \(key.place.sector) \(key.place.procedure) \
        \(key.place.channel) \(key.day.iso) \(key.counted.event.rawValue): the table says \
        \(table.words), the facts give \(facts.words)
        """
    }.sorted()
  }

  private static func subjects(_ tally: Tally, _ stored: SummaryRowsStore) throws -> [String] {
    var unseen = tally.dossiers
    var differing: [String] = []
    try stored.eachDossier { state in
      if unseen.removeValue(forKey: state.subject) != state { differing.append(state.subject) }
    }
    return (differing + unseen.keys.sorted()).map {
      "figures: subject \($0) is not stored as its facts tell it"
    }
  }

  private static func first(_ defects: [String]) -> [String] {
    guard defects.count > named else { return defects }
    return defects.prefix(named) + ["figures: \(defects.count - named) more of this kind"]
  }
}

extension Amount {
  fileprivate var words: String { minutes == 0 ? "\(count)" : "\(count), \(minutes) minutes" }
}
