public import Ground
public import Journal
public import Storage

/// The register of outgoing documents, for callers who hold a transaction.
public struct OutgoingDocuments {
  let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// Enters an issued document and writes its fact; the same document entered again, as the result
  /// of another dossier, is the one that stands there already and writes no fact.
  ///
  /// Refuses: `DocumentRefused.numberTaken` when day or signer differ. Source: DOC-2.
  public func issue(
    _ document: OutgoingDocument, by post: PostID, at instant: Instant, chance: Chance
  ) throws -> OutgoingDocument {
    let store = DocumentStore(tx: tx)
    guard try store.insertUnlessTaken(document) else {
      return try standing(document, store)
    }
    var fact = Fact(
      id: chance.ulid(at: instant), kind: .documentIssued, at: instant, recordedAt: instant,
      subject: document.id, seq: 1)
    fact.agency = document.agency
    fact.post = post
    try JournalStore(tx: tx).add(fact)
    return document
  }

  /// The document that stands under the same number already, which must be the same one.
  private func standing(
    _ document: OutgoingDocument, _ store: DocumentStore
  ) throws -> OutgoingDocument {
    let found = try store.document(
      number: document.number, year: document.issuedOn.year, agency: document.agency)
    guard let found else { preconditionFailure("a number that is taken is somebody's") }
    guard found.issuedOn == document.issuedOn, found.signer == document.signer else {
      throw DocumentRefused.numberTaken(
        number: document.number, issuedOn: found.issuedOn, signer: found.signer)
    }
    return found
  }
}

extension Fact.Kind {
  public static let documentIssued = Fact.Kind(rawValue: "document.issued")
}
