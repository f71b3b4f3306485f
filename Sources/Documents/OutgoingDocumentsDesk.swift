public import Ground
public import Journal
public import Storage

/// The register of outgoing documents, for callers who hold a transaction.
public struct OutgoingDocuments {
  let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// Enters a document that was numbered and issued outside the house, and writes its fact; the
  /// same document entered again, as the result of another dossier, stands there already and writes
  /// none.
  ///
  /// The house did not give the number, so it refuses no double: two documents that differ in day
  /// or signer stand side by side as they were told. Source: DOC-2, DOC-4.
  public func issue(
    _ document: OutgoingDocument, by post: PostID, at instant: Instant, chance: Chance
  ) throws {
    guard try DocumentStore(tx: tx).insertUnlessThere(document) else { return }
    var fact = Fact(
      id: chance.ulid(at: instant), kind: .documentIssued, at: instant, recordedAt: instant,
      subject: document.id, seq: 1)
    fact.agency = document.agency
    fact.post = post
    try JournalStore(tx: tx).add(fact)
  }
}

extension Fact.Kind {
  public static let documentIssued = Fact.Kind(rawValue: "document.issued")
}
