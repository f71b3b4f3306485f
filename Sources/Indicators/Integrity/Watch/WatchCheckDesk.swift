import Deadlines
import Ground
import Journal
import Storage

extension WatchDesk {
  /// Where the stored findings differ from what the facts give, in words; empty when nowhere.
  ///
  /// Judges as many facts as have been looked at, under the rules and the calendar of then; when
  /// these have changed since, nothing is judged: everything will be looked at anew.
  func defects() async throws -> [String] {
    let (rules, calendar) = (rules, try await calendar())
    return try await database.read { tx in
      let store = WatchStore(tx: tx)
      let mark = try store.mark()
      guard mark.basis == WatchDesk.basis(rules, calendar) else { return [] }
      var watch = Watch(rules: rules, calendar: calendar)
      var next = 0
      while next < mark.position {
        let page = try JournalStore(tx: tx).facts(from: next, to: mark.position, limit: 1000)
        guard let last = page.last else {
          return ["findings: the fact at position \(next) is missing"]
        }
        for fact in page { watch.take(fact) }
        next = last.position + 1
      }
      return try WatchDesk.dossiers(watch, store) + WatchDesk.findings(watch, mark.basis, tx)
    }
  }

  private static func dossiers(_ watch: Watch, _ store: WatchStore) throws -> [String] {
    var unseen = watch.dossiers
    var differing: [String] = []
    try store.eachDossier { dossier in
      if unseen.removeValue(forKey: dossier.subject) != dossier {
        differing.append(dossier.subject)
      }
    }
    return (differing + unseen.keys.sorted()).prefix(20).map {
      "findings: subject \($0) is not watched as its facts tell it"
    }
  }

  private static func findings(
    _ watch: Watch, _ basis: String, _ tx: any Transaction
  ) throws -> [String] {
    var book = FindingBook()
    for change in watch.changes { book.apply(change) }
    let stored = try FindingStore(tx: tx).kept(under: basis)
    let keys = Set(book.findings.keys).union(stored.keys).sorted()
    return keys.filter { book.findings[$0] != stored[$0] }.prefix(20).map { key in
      "findings: \(key.rule.rawValue) \(key.about) is not stored as the facts give it"
    }
  }
}
